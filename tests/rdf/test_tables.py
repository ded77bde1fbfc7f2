from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox
import pytest

from kg.query import query
from kg.sparql import Answer
from kg.tables import FORMATS, render, visible

DECIMAL = ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
EVIL = 'a\x1b[31m|"b",\n\x9b1m\u202ec<script>[red]\\'
ANSWER = Answer(
    ("name", "percent", "who"),
    (
        (ox.Literal("Kanto"), ox.Literal("29.9", datatype=DECIMAL), ox.NamedNode("https://kg.example/id/entity/kanto")),
        (ox.Literal(EVIL), None, ox.NamedNode("https://elsewhere.example/x")),
    ),
    prefixes={"entity": "https://kg.example/id/entity/", "id": "https://kg.example/id/"},
)


def test_a_table() -> None:
    lines = render(Answer(ANSWER.variables, ANSWER.terms[:1], prefixes=ANSWER.prefixes)).splitlines()
    assert lines == ["name   percent  who", "Kanto     29.9  entity:kanto"]


def test_a_table_keeps_to_the_width_and_loses_nothing() -> None:
    long = Answer(("quote", "n"), ((ox.Literal("word " * 60), ox.Literal(1)),))
    lines = render(long, width=50).splitlines()
    assert max(map(len, lines)) <= 50
    assert sum(line.count("word") for line in lines) == 60
    assert len(render(long).splitlines()) == 2


def test_wide_characters_are_not_folded_without_need() -> None:
    assert len(render(Answer(("name",), ((ox.Literal("日本電信電話株式会社" * 20),),))).splitlines()) == 2


def test_colour_only_where_it_is_wanted() -> None:
    assert "\x1b[" in render(Answer(("a",), ((ox.Literal("x"),),)), color=True)
    assert "\x1b" not in render(Answer(("a",), ((ox.Literal("x"),),)))


@pytest.mark.parametrize("format_", FORMATS)
def test_no_control_character_of_a_filing_reaches_the_terminal(format_: str) -> None:
    text = render(ANSWER, format_)  # type: ignore[arg-type]
    assert not [c for c in text if (c < " " and c not in "\n\t") or "\x7f" <= c <= "\x9f"]
    if format_ in ("table", "markdown"):
        assert "\u202e" not in text
    assert "script" in text


@pytest.mark.parametrize(("format_", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_csv_and_tsv_read_back(format_: str, delimiter: str) -> None:
    rows = list(csv.reader(io.StringIO(render(ANSWER, format_)), delimiter=delimiter))  # type: ignore[arg-type]
    assert rows[0] == ["name", "percent", "who"]
    assert rows[1] == ["Kanto", "29.9", "https://kg.example/id/entity/kanto"]
    assert rows[2][0].startswith("a\ufffd[31m|")
    assert rows[2][1] == ""


def test_json_keeps_types_and_text() -> None:
    rows = json.loads(render(ANSWER, "json"))
    assert rows[0] == {"name": "Kanto", "percent": 29.9, "who": "https://kg.example/id/entity/kanto"}
    assert rows[1]["name"] == EVIL
    assert rows[1]["percent"] is None


def test_markdown_cells_stay_cells() -> None:
    lines = render(ANSWER, "markdown").splitlines()
    assert lines[:3] == ["| name | percent | who |", "| --- | --- | --- |", "| Kanto | 29.9 | entity:kanto |"]
    assert lines[3].replace("\\|", "").count("|") == 4
    assert "<script" not in lines[3]


@pytest.mark.parametrize(
    ("format_", "text"), [("table", "no answers\n"), ("csv", "a\n"), ("json", "[]\n"), ("markdown", "| a |\n| --- |\n")]
)
def test_no_rows(format_: str, text: str) -> None:
    assert render(Answer(("a",)), format_) == text  # type: ignore[arg-type]


def test_truth_values(store: ox.Store) -> None:
    answer = query(store, "ASK { ?s kg:year 2012 }")
    assert (render(answer), render(answer, "csv"), render(answer, "json")) == ("true\n", "true\n", "true\n")


def test_triples_are_turtle_or_rows(store: ox.Store) -> None:
    answer = query(store, "CONSTRUCT { ?s kg:ownsShareIn ?o } { ?s kg:ownsShareIn ?o }")
    assert render(answer).endswith("entity:kanto-telephone kg:ownsShareIn entity:northwind .\n")
    assert render(answer, "csv").splitlines()[0] == "subject,predicate,object"
    assert "entity:kanto-telephone | kg:ownsShareIn" in render(answer, "markdown")


def test_visible() -> None:
    assert visible("a\n b\x07\u2067é\u200f") == "a  b\ufffd\ufffdé\u200f"
