"""The texts that offsets are into: a file a filing in the build's folder, so that a quote can be read where it stands."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import OutputError
from kg.model import digest

__all__ = ["FOLDER", "place_of", "read_text", "write_text"]

FOLDER = "text"
_SUFFIX = ".txt"  # a folder is never named like another filing's file
_LONGEST = 240  # bytes of a file's name that every file system takes, with the suffix


def place_of(filing: str) -> str:
    """Where in a build's folder the text of a filing lies: "text/iij-2012.txt"; names with slashes are folders."""
    *folders, name = filing.split("/")
    return "/".join(
        [FOLDER, *(f"{_fitting(part)}-" if part.endswith(_SUFFIX) else _fitting(part) for part in folders), _fitting(name) + _SUFFIX]
    )


def write_text(folder: Path, filing: str, text: str) -> str:
    """Keep a filing's text in a build's folder, in UTF-8, and say where. Raises OSError."""
    place = place_of(filing)
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8"))
    return place


def read_text(out: Path, filing: str) -> str:
    """The text of a filing of a build: offsets of its evidence count its characters (code points).

    Raises:
        OutputError: the build has no filing of this name, or keeps no texts.
    """
    path = out / place_of(filing)
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        mend = "see the names in filings.jsonl; a build that was told to keep no text has none"
        raise OutputError(f"{out} holds no text of a filing named {filing!r}: {mend}") from error


def _fitting(part: str) -> str:
    """A file's name of it; one that no file can have, or that is too long, is told by its hash."""
    if part not in ("", ".", "..") and "\x00" not in part and len(os.fsencode(part)) <= _LONGEST:
        return part
    return f"{part[:40].strip('.')}-{digest(part)}" if part.isprintable() else digest(part)
