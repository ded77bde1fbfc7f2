"""Manifests: a table with a row a file that says whose filing it is and which year it reports on."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path

from kg.errors import Problem, SourceError
from kg.sources.dates import parse_date
from kg.sources.decode import decode, normalise
from kg.sources.metadata import Metadata

__all__ = ["load_manifest"]

_ITEMS = ("registrant", "form", "cik", "accession", "url")  # columns taken as they stand


def load_manifest(path: Path) -> tuple[dict[str, Metadata], list[Problem]]:
    """Metadata by absolute path of the file, from CSV or TSV with a header row.

    Columns: file (relative to the manifest's folder), registrant, aliases (separated by ";"), form, fiscal_year_end (a date, or a year
    alone), cik, accession, url; others are ignored, and so are empty cells.
    """
    try:
        text, _ = decode(path.read_bytes())
        header, rows = _table(normalise(text))
    except (OSError, SourceError, csv.Error) as error:
        return {}, [Problem(str(path), f"the manifest can't be read: {getattr(error, 'strerror', None) or error}")]
    if "file" not in header:
        columns = ", ".join(filter(None, header)) or "none"
        return {}, [Problem(str(path), f"the manifest needs a header row with a column 'file'; it has: {columns}")]
    found: dict[str, Metadata] = {}
    problems: list[Problem] = []
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
