"""The lines of a text."""

from __future__ import annotations

from collections.abc import Iterator

__all__ = ["lines"]


def lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Each line: where it begins, where its words begin, and these without the white space around them, "" where there are none."""
    end = 0
    for line in text.split("\n"):
        start, end = end, end + len(line) + 1
        words = line.strip()
        yield start, start + line.index(words), words
