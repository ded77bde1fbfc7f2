"""`kg resolve`, its review as a decisions file, and what a build says of identifiers."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kg.identity import Link, Merge, Name
from kg.model import Entity
from kg.review import review

TEXT = """{name}
Annual report for the fiscal year ended December 31, 2012

Our competitors include Grell Optics Ltd., Grell Optics GmbH, Brightmart Stores, Inc., and Kanto Telephone Corporation. Brightmart is our
largest customer. We purchase fibre from KTC and from Sund Cable plc.
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "tern-2012.txt"
    path.write_text(TEXT.format(name="Tern Systems Inc."), encoding="utf-8")
    return path


def ids(kg, out: Path) -> set[str]:
    return {row["id"] for row in csv.DictReader(io.StringIO(kg("list", out, "--format", "csv").stdout))}


def test_the_review_is_a_decisions_file(kg, report: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert kg("build", report, "-o", out, "--registrant", "Tern Systems Inc.").exit_code == 0
    before = ids(kg, out)
    assert {"grell-optics-ltd", "grell-optics-gmbh"} <= before
    table = kg("resolve", out, "--review", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(table)))
    assert rows[0].keys() == {"decision", "name", "other", "score", "why", "status", "where", "entity", "other_entity"}
    (pair,) = [row for row in rows if row["why"] == "other-form"]
    assert {pair["name"], pair["other"]} == {"Grell Optics Ltd.", "Grell Optics GmbH"}
    (out / "decisions.csv").write_text(table.replace(f",{pair['name']},", f"same,{pair['name']},", 1), encoding="utf-8")
    again = kg("build", report, "-o", out, "--registrant", "Tern Systems Inc.")
    assert "is one with" in again.stderr
    assert len(ids(kg, out)) == len(before) - 1
    shown = kg("show", out, "Grell Optics GmbH", "--why", "--format", "csv").stdout
    assert ",decision,1," in shown


def test_the_summary_counts_kinds_and_rules(kg, built: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("resolve", built, "--format", "csv").stdout)))
    assert {row["what"] for row in rows} >= {"entities", "names joined"}
    assert all(int(row["number"]) > 0 for row in rows)


def test_wrong_decisions_and_lists_are_told_and_the_build_goes_on(kg, report: Path, tmp_path: Path) -> None:
    (tmp_path / "d.toml").write_text('[[same]]\nnames = ["x"]\n', encoding="utf-8")
    (tmp_path / "list.csv").write_text("a,b\n", encoding="utf-8")
    done = kg(
        "build", report, "-o", tmp_path / "out", "--registrant", "Tern Systems Inc.", "--decisions", tmp_path / "d.toml", "--reference",
        tmp_path / "list.csv",
    )  # fmt: skip
    assert done.exit_code == 1
    assert "it needs two names" in done.stderr
    assert "none of the lists that are known" in done.stderr
    (tmp_path / "d.toml").write_text("[[", encoding="utf-8")
    assert kg("build", report, "-o", tmp_path / "new", "--decisions", tmp_path / "d.toml").exit_code == 3
    assert not (tmp_path / "new" / "facts.jsonl").exists()


def test_a_list_gives_identifiers_to_show_and_graph(kg, report: Path, tmp_path: Path) -> None:
    tickers = tmp_path / "t.json"
    tickers.write_text('{"0": {"cik_str": 77, "ticker": "SUND", "title": "SUND CABLE PLC"}}', encoding="utf-8")
    out = tmp_path / "out"
    assert kg("build", report, "-o", out, "--registrant", "Tern Systems Inc.", "--reference", tickers).exit_code == 0
    assert "  cik: 0000000077\n  ticker: SUND\n" in kg("show", out, "Sund Cable plc").stdout
    turtle = (out / "graph.ttl").read_text(encoding="utf-8")
    assert 'kg:matchScore "1"^^xsd:decimal' in turtle or "kg:matchScore 1" in turtle
    assert "edgar:0000000077" in turtle


def test_what_there_is_to_review() -> None:
    def made(id_: str, name: str, *aliases: str, merges: tuple[Merge, ...] = (), links: tuple[Link, ...] = ()) -> Entity:
        return Entity(id_, name, "company", aliases, merges, names=(Name(name, ("f",)),), links=links)

    entities = [
        made("ktc", "KTC"),
        made("kanto", "Kanto Telephone Corporation"),
        made("crest", "Crestwave Communications Inc."),
        made("crest-2", "Crestwave Comunications Inc."),
        made("noise", "Te1ecom Works"),
        made("clean", "Telecom Works"),
        made("bright", "Brightmart Stores, Inc.", "Brightmart", merges=(Merge("Brightmart", "first-words", 0.8, "f"),)),
        made("sund", "Sund", links=(Link("cik", "0000000077", "SUND PLC", "one-word", 0.6, "t.json", linked=False),)),
    ]
    found = review(entities)
    assert [(item.status, item.why) for item in found] == [
        ("joined", "first-words"), ("apart", "name-alike"), ("apart", "noise"), ("apart", "initials"), ("open", "one-word"),
    ]  # fmt: skip
    assert [item.score for item in review(entities, below=0.5)] == [item.score for item in found[1:]]
