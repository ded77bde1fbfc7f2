"""How rows can be written: apart from what writes them, so that a command knows the names without loading it. And how counts read."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["FORMATS", "Format", "counted"]

Format = Literal["table", "csv", "tsv", "json", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)


def counted(number: int, noun: str) -> str:
    """A number of things, "1 filing", "2 entities"; of a phrase the first word has the plural, "3 quotes of the text"."""
    word, blank, rest = noun.partition(" ")
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word if number == 1 else plural}{blank}{rest}"
