"""What was read is not read again: told by builds whose readers would fail, or whose cache was touched, never by a clock."""

from __future__ import annotations

import errno
import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from report_samples import REPORT

import kg
from kg import pipeline
from kg.cache import FOLDER
from kg.folders import LEFT
from kg.result import Result

RULE = """
[[rule]]
name = "drinks-with"
relation = "partnerOf"
triggers = ["drinks"]
pattern = "subject:COMPANY|SELF TRIGGER with object:COMPANY"
examples = [{ text = "We drinks with Kelda Wire Ltd.", facts = ["SELF partnerOf Kelda Wire Ltd. 2015"] }]
non_examples = ["We may drink."]
"""


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"tern-{year}.txt" for year in (2001, 2002, 2003)]
    for path in paths:
        path.write_text(REPORT.replace("2012", path.stem[-4:]), encoding="utf-8")
    return paths


def files(out: Path) -> dict[str, bytes]:
    found = (path for path in sorted(out.rglob("*")) if path.is_file() and "store" not in path.parts)
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


def test_a_build_that_is_stopped_leaves_what_it_has_read_to_the_next(reports: list[Path], tmp_path: Path) -> None:
    def stop(done: int, total: int, name: str) -> None:
        if done == len(reports):
            raise KeyboardInterrupt

    whole, out = tmp_path / "whole", tmp_path / "out"
    kg.build(reports, whole)
    with pytest.raises(KeyboardInterrupt):
        kg.build(reports, out, progress=stop)
    assert [path.name for path in out.iterdir()] == [LEFT]
    assert kg.build(reports, out).reused == len(reports) - 1
    assert files(out) == files(whole)
    with pytest.raises(KeyboardInterrupt):
        kg.build(reports, out, fresh=True, progress=stop)
    assert {path: data for path, data in files(out).items() if not path.startswith(LEFT)} == files(whole)
    (out / "cache").rename(tmp_path / "gone")
    assert kg.build(reports, out).reused == len(reports) - 1
    assert not (out / LEFT).exists()


def test_so_does_one_that_is_killed(reports: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = f"{list(map(str, reports))}, {str(out)!r}"
    code = f"import os, kg; kg.build({given}, progress=lambda done, total, name: os._exit(9) if done == 3 else None)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert kg.build(reports, out).reused == len(reports) - 1
    assert not [path.name for path in out.iterdir() if path.name.startswith(".")]


def test_nothing_is_left_by_a_build_that_read_nothing_or_had_no_room(reports: list[Path], tmp_path: Path) -> None:
    def full(done: int, total: int, name: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(kg.KgError, match="No space left"):
        kg.build(reports, tmp_path / "out", progress=full)
    assert not (tmp_path / "out").exists()


def test_what_is_unchanged_is_not_read_again_and_no_byte_differs(
    reports: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    first = kg.build(reports, out)
    before = files(out)
    assert first.reused == 0
    monkeypatch.setattr(pipeline, "attempt", lambda *_, **__: pytest.fail("a filing was read"))
    again = kg.build(reports, out)
    assert again.reused == 3
    assert files(out) == before
    assert (again.claims, again.facts, again.rejections, again.problems) == (first.claims, first.facts, first.rejections, first.problems)


def test_fresh_reads_all(reports: list[Path], tmp_path: Path) -> None:
    kg.build(reports, tmp_path / "out")
    assert kg.build(reports, tmp_path / "out", fresh=True).reused == 0
    assert kg.build(reports, tmp_path / "out").reused == 3


def test_a_filing_that_came_changed_or_went_is_told(reports: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build(reports[:2], out)
    added = kg.build(reports, out)
    assert (added.reused, len(added.sources)) == (2, 3)
    reports[0].write_text(reports[0].read_text(encoding="utf-8") + "\nWe acquired Stourmouth Wire Ltd. in 2001.\n", encoding="utf-8")
    changed = kg.build(reports, out)
    assert changed.reused == 2
    assert [fact.object for fact in changed.facts if fact.object == "Stourmouth Wire Ltd."]
    gone = kg.build(reports[1:], out)
    assert (gone.reused, len(gone.sources)) == (2, 2)
    assert len(list((out / FOLDER).iterdir())) == 2


def test_what_is_said_of_a_filing_counts(reports: list[Path], tmp_path: Path) -> None:
    kg.build(reports, tmp_path / "out")
    named = kg.build(reports, tmp_path / "out", registrant="Tern Group plc")
    assert named.reused == 0
    assert {source.registrant for source in named.sources} == {"Tern Group plc"}


def test_other_rules_read_anew(reports: list[Path], tmp_path: Path) -> None:
    kg.build(reports, tmp_path / "out")
    (tmp_path / "mine.toml").write_text(RULE, encoding="utf-8")
    assert kg.build(reports, tmp_path / "out", rules=[tmp_path / "mine.toml"]).reused == 0
    assert kg.build(reports, tmp_path / "out", rules=[tmp_path / "mine.toml"]).reused == 3
    (tmp_path / "mine.toml").write_text(RULE + "\n", encoding="utf-8")
    assert kg.build(reports, tmp_path / "out", rules=[tmp_path / "mine.toml"]).reused == 0


def test_nothing_is_kept_where_a_plugin_reads(reports: list[Path], tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("from kg.extractors import extractor\n\n@extractor('mine')\ndef mine(document): return ()\n")
    for _ in range(2):
        assert kg.build(reports, tmp_path / "out", plugins=[str(tmp_path / "mine.py")]).reused == 0
    assert not list((tmp_path / "out" / FOLDER).iterdir())


@pytest.mark.parametrize(
    "damage", [b"", b"no gzip", gzip.compress(b"{}", mtime=0), gzip.compress(b'{"outcome": 7, "text": ""}', mtime=0)], ids=range(4)
)
def test_a_damaged_record_costs_a_reading(reports: list[Path], tmp_path: Path, damage: bytes) -> None:
    out = tmp_path / "out"
    first = kg.build(reports, out)
    min((out / FOLDER).iterdir()).write_bytes(damage)
    again = kg.build(reports, out)
    assert (again.reused, again.facts) == (2, first.facts)


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_text_that_was_touched_is_made_again(reports: list[Path], tmp_path: Path, how: str) -> None:
    out = tmp_path / "out"
    kg.build(reports, out)
    text = out / "text" / "tern-2001.txt"
    before = text.read_bytes()
    text.write_text("other") if how == "changed" else text.unlink()
    assert kg.build(reports, out).reused == 2
    assert text.read_bytes() == before


def test_without_texts_none_are_wanted(reports: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    kg.build(reports, out, text=False)
    again: Result = kg.build(reports, out, text=False)
    assert again.reused == 3
    assert kg.build(reports, out).reused == 0  # now they are
    assert (out / "text" / "tern-2001.txt").exists()
