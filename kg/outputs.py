"""What `kg build` leaves: written aside as a whole, then put into place (see `kg.folders`)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg import folders, records, store
from kg.export.nquads import write_nquads
from kg.export.turtle import write_turtle
from kg.graph import DEFAULT_BASE, Namer, quads
from kg.report import report
from kg.result import Result
from kg.view import page

__all__ = ["NAMES", "PAGE", "check", "write", "write_page"]

PAGE = "graph.html"
NAMES = (
    "graph.ttl",
    "graph.nq",
    records.FACTS,
    records.REJECTED,
    records.ENTITIES,
    records.FILINGS,
    "report.md",
    PAGE,
    "store",
)


def check(out: Path, base: str) -> None:
    """Raise, before anything is read, what `write` would raise at the end: OutputError for a stranger's folder or a base that is no IRI."""
    folders.check(out, NAMES, records.FILINGS)
    Namer(base)


def write(result: Result, out: Path, base: str = DEFAULT_BASE) -> None:
    """Replace the build in a folder by this one; the folder's other files stay.

    Raises:
        OutputError: the folder can't be written, or holds files of these names that no build made; then it is as it was.
    """
    with folders.replacing(out, NAMES, records.FILINGS) as folder:
        _write_records(result, folder)
        graph = quads(result.claims, result.entities, result.sources, result.relations, base)
        with (folder / "graph.ttl").open("wb") as stream:
            write_turtle(graph, stream)
        with (folder / "graph.nq").open("wb") as stream:
            write_nquads(graph, stream)
        store.create(graph, folder / "store")
        _write_text(folder / PAGE, [page(result.claims, result.entities, result.sources, result.relations)])
        _write_text(folder / "report.md", [report(result)])


def write_page(result: Result, out: Path) -> Path:
    """Make the page of a build anew. Raises OutputError."""
    with folders.replacing(out, [PAGE], records.FILINGS) as folder:
        _write_text(folder / PAGE, [page(result.claims, result.entities, result.sources, result.relations)])
    return out / PAGE


def _write_records(result: Result, folder: Path) -> None:
    lines = {
        records.FACTS: records.fact_lines(result.facts),
        records.REJECTED: records.rejection_lines(result.rejections),
        records.ENTITIES: records.entity_lines(result.entities),
        records.FILINGS: records.filing_lines(result.extractions),
    }
    for name, content in lines.items():
        _write_text(folder / name, (f"{line}\n" for line in content))


def _write_text(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)
