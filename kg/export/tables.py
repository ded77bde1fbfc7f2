"""Facts as tables: CSV for spreadsheets and databases, Parquet for data frames. A row is a fact of facts.jsonl, with its filing's data.

A spreadsheet runs a cell that begins with =, +, - or @. In CSV such a text, and one that begins with an apostrophe, gets an apostrophe
in front; `unguarded` takes it off again, so that nothing is lost. Columns of numbers are left alone, and Parquet needs none of this.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.claims import Stated
from kg.errors import OutputError
from kg.export.select import Filters
from kg.graph import clean
from kg.model import Source
from kg.records import read_facts, read_filings

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["guarded", "unguarded", "write_csv", "write_parquet"]

Cell = str | int | float | None
# What spreadsheets take for a formula, in full width too, and the white space that they skip before it.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
_BEFORE = ("id", "claim", "document", "relation", "subject", "subject_id", "object", "object_id", "year", "year_source", "date")
_AFTER = ("status", "evidence", "start", "end", "section", "rule", "registrant", "form", "fiscal_year_end", "cik", "accession", "url")
_NUMBERS = frozenset({"year", "start", "end"})
_ROWS = 20_000  # of a Parquet row group: what is in memory at a time


def guarded(text: str) -> str:
    """A text that no spreadsheet runs."""
    return f"'{text}" if text.startswith(_STARTS) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made a cell of."""
    return cell.removeprefix("'")


def write_csv(out: Path, filters: Filters, stream: BinaryIO) -> None:
    """The facts of a build as CSV in UTF-8: a header, CRLF as RFC 4180 has it, empty where there is no value."""
    attributes = _attributes(out, filters)
    names = (*_BEFORE, *attributes, *_AFTER)
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    table = csv.writer(text)
    table.writerow(names)
    for row in _rows(out, filters):
        table.writerow([guarded(value) if isinstance(value := row.get(name), str) else value for name in names])
    text.detach()


def write_parquet(out: Path, filters: Filters, stream: BinaryIO) -> None:
    """The facts of a build as Parquet.

    Raises:
        OutputError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415  an extra, and half a second
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise OutputError("Parquet needs pyarrow: pip install 'kg-filings[parquet]'") from error
    schema = _schema(pa, _attributes(out, filters))
    rows = _rows(out, filters)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while group := list(islice(rows, _ROWS)):
            columns = [[_fitting(row.get(field.name), field.type) for row in group] for field in schema]
            writer.write_table(pa.table(columns, schema=schema))


def _schema(pa: Any, attributes: dict[str, bool]) -> pa.Schema:
    def kind(name: str) -> Any:
        return pa.int64() if name in _NUMBERS else pa.float64() if attributes.get(name) else pa.string()

    return pa.schema([(name, kind(name)) for name in (*_BEFORE, *attributes, *_AFTER)])


def _fitting(value: Cell, kind: Any) -> Cell:
    """An attribute that is a number in some facts and text in others is text in its column."""
    if value is None or not isinstance(value, int | float):
        return value
    return float(value) if str(kind) == "double" else value if str(kind) == "int64" else str(value)


def _facts(out: Path, filters: Filters) -> Iterator[Stated]:
    return (
        item
        for item in read_facts(out)
        if not filters or filters.admits(item.fact.relation, item.fact.year, (item.subject_id, item.object_id))
    )


def _attributes(out: Path, filters: Filters) -> dict[str, bool]:
    """The attributes that facts have, sorted, each with whether it is always a number: columns are known before the first row."""
    found: dict[str, bool] = {}
    for item in _facts(out, filters):
        for name, value in item.fact.attributes:
            found[name] = found.get(name, True) and isinstance(value, int | float)
    return dict(sorted(found.items()))


def _rows(out: Path, filters: Filters) -> Iterator[dict[str, Cell]]:
    sources = {filing.source.name: filing.source for filing in read_filings(out)}
    for item in _facts(out, filters):
        row = _row(item, sources.get(item.fact.evidence.filing))
        yield {name: clean(value) if isinstance(value, str) else value for name, value in row.items()}


def _row(item: Stated, source: Source | None) -> dict[str, Cell]:
    fact, evidence = item.fact, item.fact.evidence
    filed: dict[str, Cell] = {}
    if source is not None:
        filed = {"registrant": source.registrant, "form": source.form, "fiscal_year_end": source.fiscal_year_end.isoformat()}
        filed |= {"cik": source.cik, "accession": source.accession, "url": source.url}
    return (
        dict(fact.attributes)
        | filed
        | {"id": fact.id, "claim": item.claim, "document": evidence.filing, "relation": fact.relation}
        | {"subject": item.subject, "subject_id": item.subject_id, "object": item.object, "object_id": item.object_id}
        | {"year": fact.year, "year_source": fact.year_basis, "date": fact.date, "status": fact.status}
        | {"evidence": evidence.quote, "start": evidence.start, "end": evidence.end, "section": evidence.section, "rule": fact.rule}
    )
