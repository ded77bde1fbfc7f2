"""Answers as text: a table for people, CSV, TSV, JSON or Markdown for what comes next; triples as Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import pyoxigraph as ox
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.sparql import Answer, Term, cell

Format = Literal["table", "csv", "tsv", "json", "markdown"]
FORMATS: tuple[Format, ...] = get_args(Format)
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
    if answer.triples is not None:
        if format == "table":
            return _turtle(answer.triples, answer.prefixes)
        terms = tuple((triple.subject, triple.predicate, triple.object) for triple in answer.triples)
        answer = Answer(("subject", "predicate", "object"), terms, prefixes=answer.prefixes)
    if format == "json":
        return _json(answer)
    if answer.boolean is not None:
        return f"{str(answer.boolean).lower()}\n"
    if format == "table":
        return _table(answer, width, color)
    return _markdown(answer) if format == "markdown" else _separated(answer, "," if format == "csv" else "\t")


def _turtle(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> str:
    buffer = io.BytesIO()
    ox.serialize(triples, buffer, ox.RdfFormat.TURTLE, prefixes=dict(prefixes))
    return buffer.getvalue().decode("utf-8")


def visible(text: str) -> str:
    """Text that is safe to print: white space as blanks, control and direction characters as U+FFFD."""
    return _CONTROLS.sub("\ufffd", re.sub(r"[\t\n\r\u2028\u2029]+", " ", text))


# Columns whose values are copied into commands or too short to break.
_WHOLE = frozenset({"basis", "claim", "date", "fact", "id", "status", "year"})


def _short(term: Term | None, answer: Answer) -> str:
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
        return "no answers\n"
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


def _separated(answer: Answer, delimiter: str) -> str:
    """CSV or TSV with a header; control characters but tab and newline, which are quoted, are replaced."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\n")
    writer.writerow(answer.variables)
    for row in answer.terms:
        writer.writerow(["" if term is None else _printable(_full(term)) for term in row])
    return buffer.getvalue()


def _full(term: Term) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal) else str(term)


def _printable(text: str) -> str:
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", "\ufffd", text)


def _json(answer: Answer) -> str:
    """A list of one object a row, with numbers as numbers and null where unbound; a truth value alone."""
    value: object = answer.boolean
    if answer.boolean is None:
        value = [dict(zip(answer.variables, row, strict=True)) for row in answer.rows]
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _C1.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _markdown(answer: Answer) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;") for text in cells) + " |\n"

    head = line([visible(name) for name in answer.variables]) + "|" + " --- |" * len(answer.variables) + "\n"
    return head + "".join(line([_short(term, answer) for term in row]) for row in answer.terms)
