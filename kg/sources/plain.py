"""Plain text: the last of the readers, for everything that is text at all."""

from __future__ import annotations

from kg.errors import SourceError
from kg.sources.bars import without_bars
from kg.sources.breaks import without_breaks
from kg.sources.content import Content
from kg.sources.decode import decode, normalise

__all__ = ["accepts", "read"]


def accepts(data: bytes, suffix: str) -> bool:  # noqa: ARG001 - a reader's signature
    """Always: what is no text is refused in `read`, with what it is."""
    return True


def read(data: bytes) -> Content:
    """Text with plain line ends, tabs between the cells of its rows where bars stand, and without the ends of its pages.

    Raises:
        SourceError: the file is empty, or no text.
    """
    if not data:
        raise SourceError("the file is empty")
    text, warning = decode(data)
    text = without_bars(without_breaks(normalise(text)))
    if not text.strip():
        raise SourceError("the file holds nothing but white space")
    return Content(text, warning)
