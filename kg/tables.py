"""Answers as text: a table for people, CSV, TSV, JSON or Markdown for what comes next; triples as Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.formats import FORMATS, Format
from kg.sparql import Answer, Stream, Term, cell

__all__ = ["EMPTY", "FORMATS", "Cut", "Format", "limited", "pieces", "render", "visible"]

EMPTY = "no answers\n"  # a table without rows
Item = TypeVar("Item")
# What a terminal may take for commands, and what turns the direction of the text around it.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_C1 = re.compile("[\x7f-\x9f]")


def render(answer: Answer, format: Format = "table", width: int | None = None, color: bool = False) -> str:  # noqa: A002
    """An answer as text that ends in a newline.

    Args:
        answer: What `kg.query.query` or `kg.query.ask` gave.
        format: "table" and "markdown" shorten IRIs with the known prefixes; "csv", "tsv" and "json" give them in full.
        width: Columns of the terminal, for a table; None lets it be as wide as it needs.
        color: Whether a table may hold colour codes.
    """
    return "".join(pieces(answer, format, width, color))


def pieces(answer: Answer | Stream, format: Format = "table", width: int | None = None, color: bool = False) -> Iterator[str]:  # noqa: A002
    """The text of `render` in pieces, as rows are found; only a table and Turtle need all rows before the first is written."""
    if answer.triples is not None:
        answer = answer.answer() if isinstance(answer, Stream) else answer
        triples = answer.triples or ()
        if format == "table":
            return iter((_turtle(triples, answer.prefixes),))
        terms = tuple((triple.subject, triple.predicate, triple.object) for triple in triples)
        answer = Answer(("subject", "predicate", "object"), terms, prefixes=answer.prefixes)
    if answer.boolean is not None:
        return iter((f"{str(answer.boolean).lower()}\n",))
    if format == "table":
        return iter((_table(answer.answer() if isinstance(answer, Stream) else answer, width, color),))
    if format == "json":
        return _json(answer)
    return _markdown(answer) if format == "markdown" else _separated(answer, "," if format == "csv" else "\t")


class Cut(Iterable[Item]):
    """The first items of others, and, once they were read, whether there were `more`."""

    def __init__(self, items: Iterable[Item], most: int) -> None:
        self._items, self._most = items, most
        self.more = False

    def __iter__(self) -> Iterator[Item]:
        for number, item in enumerate(self._items):
            if number == self._most:
                self.more = True
                return
            yield item


def limited(found: Stream, most: int) -> tuple[Stream, Cut[Any]]:
    """The first rows or triples of an answer."""
    if found.triples is not None:
        triples = Cut(found.triples, most)
        return replace(found, triples=triples), triples
    terms = Cut(found.terms, most)
    return replace(found, terms=terms), terms


def _turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> str:
    buffer = io.BytesIO()
    ox.serialize(triples, buffer, ox.RdfFormat.TURTLE, prefixes=dict(prefixes))
    return buffer.getvalue().decode("utf-8")


def visible(text: str) -> str:
    """Text that is safe to print: white space as blanks, control and direction characters as U+FFFD."""
    return _CONTROLS.sub("\ufffd", re.sub(r"[\t\n\r\u2028\u2029]+", " ", text))


# Columns whose values are copied into commands or too short to break.
_WHOLE = frozenset({"basis", "claim", "date", "fact", "id", "status", "year"})


def _short(term: Term | None, answer: Answer | Stream) -> str:
    """A term for reading: an IRI as prefix:name, a literal as its text, nothing for what is unbound."""
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        for prefix, namespace in sorted(answer.prefixes.items(), key=lambda item: (-len(item[1]), item[0])):
            if term.value.startswith(namespace):
                return visible(f"{prefix}:{term.value.removeprefix(namespace)}")
    return visible(term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term))


def _table(answer: Answer, width: int | None, color: bool) -> str:
    if not answer.terms:
        return EMPTY
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for index, name in enumerate(answer.variables):
        numeric = all(isinstance(cell(row[index]), int | float | None) for row in answer.terms)
        table.add_column(Text(visible(name)), justify="right" if numeric else "left", overflow="fold", no_wrap=name in _WHOLE)
    for row in answer.terms:
        table.add_row(*(Text(_short(term, answer)) for term in row))
    buffer = io.StringIO()
    console = Console(
        file=buffer,
        width=width or _natural(answer),
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        legacy_windows=False,
        highlight=False,
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in buffer.getvalue().splitlines()) + "\n"


def _natural(answer: Answer) -> int:
    """A width in which no cell is folded: two columns a character are enough for any script."""
    columns = zip(*([*answer.variables], *([_short(term, answer) for term in row] for row in answer.terms)), strict=True)
    return sum(2 * max(map(len, column)) + 3 for column in columns) + 1


def _separated(answer: Answer | Stream, delimiter: str) -> Iterator[str]:
    """CSV or TSV with a header; control characters but tab and newline, which are quoted, are replaced."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    for row in chain([answer.variables], (["" if term is None else _printable(_full(term)) for term in row] for row in answer.terms)):
        writer.writerow(row)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _full(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _printable(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text)


def _json(answer: Answer | Stream) -> Iterator[str]:
    """A list of one object a row, with numbers as numbers and null where unbound."""
    before = "[\n"
    for row in answer.terms:
        text = json.dumps(dict(zip(answer.variables, map(cell, row), strict=True)), ensure_ascii=False, indent=2)
        text = _C1.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
        yield before + "\n".join(f"  {line}" for line in text.split("\n"))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _markdown(answer: Answer | Stream) -> Iterator[str]:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for text in cells) + " |\n"

    yield line([visible(name) for name in answer.variables]) + "|" + " --- |" * len(answer.variables) + "\n"
    for row in answer.terms:
        yield line([_short(term, answer) for term in row])
