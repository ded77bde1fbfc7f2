"""Who is who in a build: names resolved, a user's decisions heard, reference lists linked, and changes since the last build told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from kg.decisions import FILES, Decisions, load_decisions
from kg.errors import OutputError, Problem
from kg.model import Extraction, Resolution
from kg.records import ENTITIES, read_entities, read_filings
from kg.reference import link
from kg.resolve import resolve
from kg.resolve.changes import changes

__all__ = ["identify"]


def identify(
    extractions: Iterable[Extraction], out: Path | None = None, decisions: Path | None = None, references: Sequence[Path] = ()
) -> tuple[Resolution, list[Problem]]:
    """The entities of filings, and what is worth telling about them.

    Args:
        extractions: the filings.
        out: the folder of the build before, if there was one; a decisions file in it is read where none is given.
        decisions: a decisions file.
        references: reference lists.

    Raises:
        DecisionError: the decisions file can't be read.
    """
    listed = list(extractions)
    place = decisions or next((out / name for name in FILES if out and (out / name).is_file()), None)
    decided, problems = load_decisions(place) if place else (Decisions(), [])
    resolution = resolve(listed, decided)
    problems += decided.unmet(resolution.of)
    if references:
        resolution, wrong = link(resolution, references)
        problems += wrong
    if out is not None and (out / ENTITIES).is_file():
        problems += _changes(out, listed, resolution)
    return resolution, problems


def _changes(out: Path, extractions: Sequence[Extraction], resolution: Resolution) -> list[Problem]:
    try:
        before = {extraction.source.name: extraction.source.sha256 for extraction in read_filings(out)}
        entities = list(read_entities(out))
    except OutputError as error:
        return [Problem(str(out), f"its entities can't be compared with those of the build before: {error}", "warning")]
    now = {extraction.source.name: extraction.source.sha256 for extraction in extractions}
    return changes(entities, before, resolution.entities, now)
