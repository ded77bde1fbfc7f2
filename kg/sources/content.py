"""What a reader makes of a file: plain text, and what the format itself says about the filing."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.sources.metadata import Metadata

__all__ = ["Content"]


@dataclass(frozen=True, slots=True)
class Content:
    """`warning` is "" or what was lost or guessed at; `metadata` holds inline XBRL's and the SGML header's, nothing found in prose."""

    text: str = field(repr=False)
    warning: str = ""
    metadata: Metadata = field(default_factory=Metadata)
