"""Pairs of names against gold entities: what counts, within a document and across."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.identity import Name
from kg.model import Entity, Extraction, Source
from kg.records import ENTITIES, FILINGS, entity_lines, filing_lines
from kg.score import Rates, score_entities
from kg.score.entities import ACROSS


def build(folder: Path, entities: dict[str, list[tuple[str, str]]], registrants: dict[str, str]) -> Path:
    """A build with the names (form, filing) of each entity."""
    folder.mkdir()
    made = [
        Entity(id_, names[0][0], "company", names=tuple(Name(form, (filing,)) for form, filing in names)) for id_, names in entities.items()
    ]
    sources = [Extraction(Source(name, f"{name}.txt", "0", registrant, dt.date(2012, 3, 31))) for name, registrant in registrants.items()]
    (folder / ENTITIES).write_text("".join(f"{line}\n" for line in entity_lines(made)), encoding="utf-8")
    (folder / FILINGS).write_text("".join(f"{line}\n" for line in filing_lines(sources)), encoding="utf-8")
    return folder


def gold(folder: Path, **documents: dict[str, list[str]]) -> Path:
    folder.mkdir()
    for name, entities in documents.items():
        (folder / f"{name}.entities.json").write_text(json.dumps(entities), encoding="utf-8")
        (folder / f"{name}.facts.jsonl").write_text("", encoding="utf-8")
    return folder


def test_pairs_in_one_document(tmp_path: Path) -> None:
    wanted = gold(tmp_path / "gold", a={"Grell Wire Ltd.": ["Grell", "GW", "we", "the Company"], "Sund plc": ["Sund"], "Dorance": []})
    entities = {"grell": [("Grell Wire Ltd.", "a"), ("GRELL", "a"), ("Sund", "a"), ("Unlisted", "a")], "sund": [("Sund plc", "a")]}
    found = score_entities(wanted, build(tmp_path / "out", entities, {"a": "Tern Inc."}))
    assert found.documents == {"a": Rates(tp=1, fp=2, fn=1)}
    assert found.met == {"a": (4, 6)}
    assert [(pair.kind, pair.one, pair.other) for pair in found.mistakes] == [
        ("joined", "Grell", "Sund"),
        ("joined", "Grell Wire Ltd.", "Sund"),
        ("parted", "Sund", "Sund plc"),
    ]


@pytest.mark.parametrize(("registrant", "judged"), [("Tern Inc.", Rates(tp=1, fn=1)), ("Other Inc.", Rates(tp=1))])
def test_pairs_across_documents(tmp_path: Path, registrant: str, judged: Rates) -> None:
    """Grell is one by its canonical name; Crest is, if both documents are one registrant's, and otherwise not judged."""
    wanted = gold(tmp_path / "gold", a={"Grell Ltd.": [], "Crest": []}, b={"Grell": [], "Crest Networks Inc.": ["Crest"]})
    entities = {"grell": [("Grell Ltd.", "a"), ("Grell", "b")], "crest": [("Crest", "a")], "crest-2": [("Crest Networks Inc.", "b")]}
    found = score_entities(wanted, build(tmp_path / "out", entities, {"a": "Tern Inc.", "b": registrant}))
    assert found.documents[ACROSS] == judged


def test_a_wrong_join_across_documents(tmp_path: Path) -> None:
    wanted = gold(tmp_path / "gold", a={"Grell Ltd.": []}, b={"Sund plc": []})
    found = score_entities(wanted, build(tmp_path / "out", {"x": [("Grell Ltd.", "a"), ("Sund plc", "b")]}, {"a": "T", "b": "T"}))
    assert (found.documents[ACROSS], found.all) == (Rates(fp=1), Rates(fp=1))


def test_the_command(tmp_path: Path) -> None:
    wanted = gold(tmp_path / "gold", a={"Grell Wire Ltd.": ["Grell"]}, b={"Sund plc": []})
    out = build(tmp_path / "out", {"g": [("Grell Wire Ltd.", "a"), ("Grell", "a")]}, {"a": "Tern Inc."})
    done = CliRunner().invoke(main, ["score", str(wanted), str(out), "--entities", "--format", "csv"])
    assert done.exit_code == 1
    assert done.stdout.splitlines()[0] == "document,precision,recall,f1,tp,fp,fn,met,listed"
    assert done.stdout.splitlines()[1] == "a,1,1,1,1,0,0,2,2"
    assert "b: the build has met none" in done.stderr
