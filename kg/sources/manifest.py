"""Manifests: a table with a row a file that says whose filing it is and which year it reports on."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from kg.errors import Problem, SourceError
from kg.formats import counted
from kg.sources.dates import parse_date
from kg.sources.decode import decode, normalise
from kg.sources.metadata import Metadata

__all__ = ["load_manifest", "unmatched"]

_LARGEST = 50_000_000  # bytes
_SHOWN = 5  # files that a message names
_COLUMNS = ("file", "registrant", "aliases", "form", "fiscal_year_end", "cik", "accession", "url")
_OTHERS = frozenset({"name", "notes", "filed", "filename", "files", "forms"})  # near to one of these, and not meant to be it
_ITEMS = ("registrant", "form", "cik", "accession", "url")  # columns taken as they stand


def load_manifest(path: Path) -> tuple[dict[str, Metadata], list[Problem]]:
    """Metadata by absolute path of the file, from CSV or TSV with a header row.

    Columns: file (relative to the manifest's folder), registrant, aliases (separated by ";"), form, fiscal_year_end (a date, or a year
    alone), cik, accession, url; others are ignored, and so are empty cells. A column that is nearly named like one of these is told.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            return {}, [Problem(str(path), f"the manifest is larger than {_LARGEST // 1_000_000} MB; give one with a row a file")]
        text, _ = decode(data)
        header, rows = _table(normalise(text))
    except (OSError, SourceError, csv.Error) as error:
        return {}, [Problem(str(path), f"the manifest can't be read: {getattr(error, 'strerror', None) or error}")]
    if "file" not in header:
        columns = ", ".join(filter(None, header)) or "none"
        return {}, [Problem(str(path), f"the manifest needs a header row with a column 'file'; it has: {columns}")]
    found: dict[str, Metadata] = {}
    problems = list(_misspelt(path, header))
    for line, row in rows:
        cells = dict(zip(header, (cell.strip() for cell in row), strict=False))
        if not cells.get("file"):
            problems.append(Problem(f"{path}:{line}", "the row names no file"))
            continue
        key = os.path.realpath(path.parent / cells["file"])
        if key in found:
            problems.append(Problem(f"{path}:{line}", f"{cells['file']} has a row above already; this one was ignored"))
            continue
        found[key], wrong = _metadata(cells)
        problems.extend(Problem(f"{path}:{line}", what) for what in wrong)
    return found, problems


def _misspelt(path: Path, header: list[str]) -> Iterator[Problem]:
    """The columns that are read by nobody, though their names are near to one that is."""
    for name in header:
        near = get_close_matches(name.replace(" ", "_").replace("-", "_"), _COLUMNS, n=1, cutoff=0.75)
        if name not in _COLUMNS and name not in _OTHERS and near:
            yield Problem(str(path), f"the column {name!r} is not read; is {near[0]!r} meant?", "warning")


def unmatched(path: Path, rows: Iterable[str], inputs: Iterable[str]) -> list[Problem]:
    """A warning that names the rows of a manifest whose files are not among those given; both as absolute paths."""
    missing = sorted(set(rows) - set(inputs))
    if not missing:
        return []
    names = ", ".join(os.path.relpath(key, os.path.realpath(path.parent)) for key in missing[:_SHOWN])
    more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
    hint = "" if all(map(os.path.exists, missing)) else "; the paths start at the manifest's own folder"
    return [
        Problem(str(path), f"{counted(len(missing), 'row')} of the manifest for files that were not given: {names}{more}{hint}", "warning")
    ]


def _table(text: str) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Header and numbered rows; the delimiter is the one that the header holds most of."""
    text = text.lstrip("\n")
    first = text.partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    header = [cell.strip().casefold().lstrip("\ufeff") for cell in next(reader, [])]
    return header, [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]


def _metadata(cells: dict[str, str]) -> tuple[Metadata, list[str]]:
    problems = []
    day = year = None
    when = cells.get("fiscal_year_end", "")
    if len(when) == 4 and when.isdecimal() and when.isascii():
        year = int(when)
    elif when:
        day = parse_date(when)
        if day is None:
            problems.append(f"fiscal_year_end {when!r} is no date; write it as 2006-03-31")
    aliases = tuple(dict.fromkeys(filter(None, (alias.strip() for alias in cells.get("aliases", "").split(";")))))
    registrant, form, cik, accession, url = (cells.get(item, "") for item in _ITEMS)
    row = Metadata(registrant, aliases, form, day, year, cik, accession, url)
    return row.learnt("manifest"), problems
