"""The registry of readers: which one reads a file is told from its content and suffix.

A further format is one module with a `Reader` and a line in `READERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from kg.sources import html, markdown, plain, submission
from kg.sources.content import Content
from kg.sources.packed import SUFFIX

__all__ = ["READERS", "Reader", "choose"]


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: whether it reads these bytes (given the suffix), and reading them.

    `read` raises SourceError with the mend where it can't.
    """

    name: str
    accepts: Callable[[bytes, str], bool]
    read: Callable[[bytes], Content]


READERS: tuple[Reader, ...] = (
    Reader("submission", submission.accepts, submission.read),
    Reader("html", html.accepts, html.read),
    Reader("Markdown", markdown.accepts, markdown.read),
    Reader("plain text", plain.accepts, plain.read),  # takes what no other did
)


def choose(data: bytes, path: str) -> Reader:
    """The first reader that accepts the file."""
    suffix = PurePath(path.casefold().removesuffix(SUFFIX)).suffix
    return next(reader for reader in READERS if reader.accepts(data, suffix))
