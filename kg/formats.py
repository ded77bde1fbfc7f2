"""What a command must know to explain itself, apart from what does the work, which it loads when it runs. And how counts read."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["DEFAULT_BASE", "FORMATS", "VIEWS", "Format", "ViewKind", "counted"]

DEFAULT_BASE = "https://kg.example/id/"  # where the IRIs of a build begin
ViewKind = Literal["network", "ownership", "timeline", "matrix", "table"]
VIEWS: tuple[ViewKind, ...] = get_args(ViewKind)
Format = Literal["table", "csv", "tsv", "json", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)


def counted(number: int, noun: str) -> str:
    """A number of things, "1 filing", "2 entities"; of a phrase the first word has the plural, "3 quotes of the text"."""
    word, blank, rest = noun.partition(" ")
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    return f"{number} {word if number == 1 else plural}{blank}{rest}"
