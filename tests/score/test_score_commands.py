"""`kg score` and `kg rules report`, as a user calls them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from machines import shipped
from score_samples import gold, rejected, stated, write_build, write_gold


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    lines = [
        gold("acquired", "Acme plc", "Globex Ltd.", 2010, date="2010-05"),
        gold("listedOn", "Acme plc", "Lisbon\x1b[31m", 2012, evidence="We are listed\nin  Lisbon."),
        gold("established", "Globex Ltd.", None, 2009),
    ]
    facts = [
        stated("acquired", "Acme plc", "Globex Ltd.", 2010, date="2010-05-02", rule="acquired-active"),
        stated("supplierOf", "Globex Ltd.", "Acme plc", 2012, rule="of-mine"),
    ]
    refused = [rejected("acquired", "planned", "plans to", "acquired-active")]
    return write_gold(tmp_path / "gold", lines), write_build(tmp_path / "out", facts, refused)


def test_tables(kg, folders) -> None:
    done = kg("score", *folders)
    assert done.exit_code == 0
    lines = [line.split() for line in done.output.splitlines()]
    assert ["acquired", "1.000", "1.000", "1.000", "1", "0", "0"] in lines
    assert ["tern", "0.500", "0.333", "0.400", "1", "1", "2"] in lines
    assert ["all", "0.500", "0.333", "0.400", "1", "1", "2"] in lines
    assert lines[-1] == ["date", "1", "1"]
    assert "missed" not in done.output


def test_errors_with_sentence_and_rule(kg, folders) -> None:
    plain, listed = kg("score", *folders).output, kg("score", *folders, "--errors").output
    assert listed.removeprefix(plain) == (
        "\nunwanted  tern: supplierOf(Globex Ltd., Acme plc, 2012)  rule of-mine\n  «Some words of a report.»\n"
        "\nmissed    tern: listedOn(Acme plc, Lisbon\\x1b[31m, 2012)\n  «We are listed in Lisbon.»\n"
        "\nmissed    tern: established(Globex Ltd., none, 2009)\n  «Gold of Globex Ltd..»\n"
    )


def test_one_set_of_rows_for_programs(kg, folders) -> None:
    rows = json.loads(kg("score", *folders, "--format", "json").output)
    assert {
        "by": "group",
        "name": "all",
        "precision": 0.5,
        "recall": 0.3333,
        "f1": 0.4,
        "tp": 1,
        "fp": 1,
        "fn": 2,
        "right": None,
        "of": None,
    } in rows
    assert rows[-1]["name"] == "date"
    assert (rows[-1]["by"], rows[-1]["tp"], rows[-1]["right"], rows[-1]["of"]) == ("attribute", None, 1, 1)
    table = list(csv.DictReader(io.StringIO(kg("score", *folders, "-f", "csv").output)))
    assert [(row["by"], row["name"]) for row in table] == [(row["by"], row["name"]) for row in rows]
    assert kg("score", *folders, "-f", "markdown").output.startswith("| by | name | precision |")


def test_errors_alone_for_programs(kg, folders) -> None:
    rows = json.loads(kg("score", *folders, "--errors", "--format", "json").output)
    assert [(row["kind"], row["relation"], row["object"], row["rule"]) for row in rows] == [
        ("unwanted", "supplierOf", "Acme plc", "of-mine"),
        ("missed", "listedOn", "Lisbon\x1b[31m", ""),
        ("missed", "established", None, ""),
    ]


def test_documents_one_by_one(kg, folders) -> None:
    write_gold(folders[0], [gold("acquired", "Acme plc", "Globex Ltd.", 2010)], document="wren")
    both, one = kg("score", *folders), kg("score", *folders, "--doc", "tern")
    assert (both.exit_code, one.exit_code) == (1, 0)
    assert "wren: the build has no filing of this name" in both.stderr
    assert "wren" not in one.output
    unknown = kg("score", *folders, "--doc", "stork")
    assert (unknown.exit_code, unknown.stdout) == (3, "")
    assert "there is some for tern, wren" in unknown.stderr


def test_a_relation_that_the_ontology_has_not_is_told(kg, folders) -> None:
    gold_folder, out = folders
    with (gold_folder / "tern.facts.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(gold("aquired", "Acme plc", "Globex Ltd.", 2010)) + "\n")
    done = kg("score", gold_folder, out)
    assert done.exit_code == 1
    assert "gold names the relation 'aquired', which the ontology has not" in done.stderr


def test_wrong_folders(kg, folders, tmp_path: Path) -> None:
    assert kg("score", folders[0], tmp_path / "nowhere").exit_code == 2
    assert kg("score", tmp_path / "nowhere", folders[1]).exit_code == 2
    for arguments in ((folders[1], folders[1]), (folders[0], folders[0])):
        done = kg("score", *arguments)
        assert done.exit_code == 3
        assert len(done.stderr.splitlines()) == 1


def test_report_of_rules(kg, folders) -> None:
    done = kg("rules", "report", folders[1], "-f", "json")
    rows = {row["rule"]: row for row in json.loads(done.output)}
    assert done.exit_code == 0
    assert rows["acquired-active"] == {
        "rule": "acquired-active", "relation": "acquired", "fired": 2, "kept": 1, "rejected": 1, "overlapped": 0,
        "why": 'planned "plans to" 1',
    }  # fmt: skip
    known = {rule.name for rule in shipped().rules.rules} | {name for name, _ in shipped().extractors}
    assert rows.keys() == known | {"of-mine"}
    fired = [row["fired"] for row in rows.values()]
    assert fired == sorted(fired, reverse=True)
    assert fired.count(0) == len(known) - 1


def test_report_of_rules_against_gold(kg, folders) -> None:
    rows = json.loads(kg("rules", "report", folders[1], "--gold", folders[0], "--format", "json").output)
    marks = {row["rule"]: (row["right"], row["wrong"], row["precision"]) for row in rows}
    assert marks["acquired-active"] == (1, 0, 1)
    assert marks["of-mine"] == (0, 1, 0)
    assert set(marks.values()) == {(1, 0, 1), (0, 1, 0), (0, 0, None)}


def test_report_names_a_users_own_rules_and_plugins(kg, folders, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        '[[rule]]\nname = "mine"\nrelation = "acquired"\ntriggers = ["nabbed"]\npattern = "subject:SELF TRIGGER object:COMPANY"\n'
        'examples = [{ text = "We nabbed Example Ltd.", facts = ["SELF acquired Example Ltd. 2015"] }]\n',
        encoding="utf-8",
    )
    assert "\nmine," in kg("rules", "report", folders[1], "--rules", tmp_path / "mine.toml", "-f", "csv").output
    done = kg("rules", "report", folders[1], "--plugin", "nowhere_to_be_found", "-f", "csv")
    assert done.exit_code == 1
    assert "nowhere_to_be_found" in done.stderr
    assert "acquired-active," in done.stdout


def test_gold_without_a_list_of_names_is_scored_and_told(kg, folders) -> None:
    (folders[0] / "tern.entities.json").unlink()
    done = kg("score", *folders, "--format", "csv")
    assert (done.exit_code, "acquired" in done.stdout) == (0, True)
    assert "names are compared as they stand, but for case and legal form: there is no NAME.entities.json for tern" in done.stderr
    assert kg("score", *folders, "--entities").exit_code == 3


def test_some_relations_alone(kg, folders) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("score", *folders, "--relation", "acquired", "--format", "csv").stdout)))
    assert {row["name"]: (row["tp"], row["fp"], row["fn"]) for row in rows if row["by"] == "relation"} == {"acquired": ("1", "0", "0")}
    done = kg("score", *folders, "--relation", "owns")
    assert (done.exit_code, "no relation 'owns'; there are acquired" in done.stderr) == (3, True)
