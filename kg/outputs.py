"""What `kg build` leaves: written aside as a whole, then put into place (see `kg.folders`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg import cache, folders, records, store, texts
from kg.export.nquads import write_nquads
from kg.export.source import FILE, parsed
from kg.export.turtle import write_turtle
from kg.graph import DEFAULT_BASE, quads
from kg.report import report
from kg.result import Result
from kg.view import page

__all__ = ["NAMES", "PAGE", "check", "opened", "write", "write_page"]

PAGE = "graph.html"
NAMES = (
    "graph.ttl",
    FILE,
    records.FACTS,
    records.REJECTED,
    records.ENTITIES,
    records.FILINGS,
    records.UNNAMED,
    "report.md",
    PAGE,
    "store",
    texts.FOLDER,
    cache.FOLDER,
)


def check(out: Path) -> None:
    """Raise, before anything is read, what `write` would raise at the end: OutputError for a stranger's folder."""
    folders.check(out, NAMES, records.FILINGS)


@contextmanager
def opened(out: Path | None) -> Iterator[Path | None]:
    """A folder to write a build into, that replaces the one in `out` when the block ends; the folder's other files stay.

    A block that wrote nothing leaves all as it was, one that is stopped what was read, for the next one. Without `out` there is no folder.

    Raises:
        OutputError: the folder can't be written, or holds files of these names that no build made; then it is as it was.
    """
    if out is None:
        yield None
        return
    with folders.replacing(out, NAMES, records.FILINGS, (cache.FOLDER, texts.FOLDER)) as folder:
        yield folder


def write(result: Result, folder: Path, base: str = DEFAULT_BASE) -> None:
    """Write a build into a folder that `opened` gave; the texts that were kept are in it already."""
    _write_records(result, folder)
    unnamed = [party for extraction in result.extractions for party in extraction.unnamed]
    graph = quads(result.claims, result.entities, result.sources, result.relations, base, unnamed)
    with (folder / FILE).open("wb") as stream:
        write_nquads(graph, stream)
    with (folder / "graph.ttl").open("wb") as stream:
        write_turtle(parsed(folder / FILE), stream, base)  # reading it again costs less than making it again, or holding it
    store.create(parsed(folder / FILE), folder / "store")
    _write_text(folder / PAGE, [page(result.claims, result.entities, result.sources, result.relations)])
    _write_text(folder / "report.md", [report(result)])
    for name in (texts.FOLDER, cache.FOLDER):  # one without any, too, takes the place of an older build's
        (folder / name).mkdir(exist_ok=True)


def write_page(html: str, out: Path) -> Path:
    """Replace the page of a build. Raises OutputError."""
    with folders.replacing(out, [PAGE], records.FILINGS) as folder:
        _write_text(folder / PAGE, [html])
    return out / PAGE


def _write_records(result: Result, folder: Path) -> None:
    lines = {
        records.FACTS: records.fact_lines(result.facts),
        records.REJECTED: records.rejection_lines(result.rejections),
        records.ENTITIES: records.entity_lines(result.entities),
        records.FILINGS: records.filing_lines(result.extractions),
        records.UNNAMED: records.unnamed_lines(result.extractions),
    }
    for name, content in lines.items():
        _write_text(folder / name, (f"{line}\n" for line in content))


def _write_text(path: Path, parts: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(parts)
