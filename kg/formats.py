"""How rows can be written: apart from what writes them, so that a command knows the names without loading it."""

from __future__ import annotations

from typing import Literal, get_args

__all__ = ["FORMATS", "Format"]

Format = Literal["table", "csv", "tsv", "json", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
