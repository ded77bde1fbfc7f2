"""What a caller gives to the functions of the API, as the type that they work with; what is none is told by its name."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from kg.errors import ArgumentError

__all__ = ["count", "day", "function", "maybe", "path", "paths", "spelt", "text", "texts"]

T = TypeVar("T")


def text(name: str, value: object, *, hint: str = "") -> str:
    """A text. Raises ArgumentError where it is none."""
    if not isinstance(value, str):
        raise _wrong(name, "a text", value, hint)
    return value


def texts(name: str, value: object) -> tuple[str, ...]:
    """Texts; one alone may stand without a list around it. Raises ArgumentError."""
    return tuple(text(name, one) for one in _each(name, value, "a text or a list of texts"))


def path(name: str, value: object) -> Path:
    """A path, given as text or `Path`. Raises ArgumentError."""
    return Path(_spelt(name, value))


def maybe(name: str, value: object) -> Path | None:
    """A path, or None. Raises ArgumentError."""
    return None if value is None else path(name, value)


def paths(name: str, value: object) -> tuple[Path, ...]:
    """Paths; one alone may stand without a list around it. Raises ArgumentError."""
    return tuple(map(Path, spelt(name, value)))


def spelt(name: str, value: object) -> tuple[str, ...]:
    """Paths as they are spelt: "./x" and "https://x" are other texts as a `Path`. Raises ArgumentError."""
    return tuple(_spelt(name, one) for one in _each(name, value, "a path or a list of paths"))


def function(name: str, value: T) -> T:
    """Something to call, or None. Raises ArgumentError."""
    if value is not None and not callable(value):
        raise _wrong(name, "a function", value)
    return value


def _spelt(name: str, value: object) -> str:
    found = os.fspath(value) if isinstance(value, str | os.PathLike) else None
    if not isinstance(found, str):
        raise _wrong(name, "a path (str or Path)", value)
    return found


def day(name: str, value: object) -> dt.date | None:
    """A day, given as `date`, `datetime` or YYYY-MM-DD; None stays None. Raises ArgumentError."""
    if isinstance(value, dt.datetime):
        return value.date()
    if value is None or isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(text(name, value))
    except ValueError as error:
        raise _wrong(name, "a day, as datetime.date or as text such as 2012-03-31", value) from error


def count(name: str, value: object, most: int) -> int:
    """A whole number from 0 to `most`. Raises ArgumentError."""
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise _wrong(name, f"a whole number from 0 to {most}", value)
    return value


def _each(name: str, value: object, wanted: str) -> Iterable[object]:
    if isinstance(value, str | os.PathLike):
        return (value,)
    if isinstance(value, bytes) or hasattr(value, "read") or not isinstance(value, Iterable):
        raise _wrong(name, wanted, value)
    return value


def _wrong(name: str, wanted: str, value: object, hint: str = "") -> ArgumentError:
    shown = repr(value)
    return ArgumentError(f"{name} must be {wanted}, not {shown if len(shown) <= 80 else type(value).__name__}{hint and f'; {hint}'}")
