"""Companies, people, amounts and dates as they are mentioned in a text; one kind a module."""
