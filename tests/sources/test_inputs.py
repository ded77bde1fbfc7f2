"""Files, folders, globs, standard input; unique names; nothing that is wrong ends the run."""

from __future__ import annotations

import io
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.sources import discover


def write(path: Path, text: str = "text") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(paths: list[str]) -> list[str]:
    return [item.name for item in discover(paths)[0]]


def test_a_folder_stands_for_the_filings_below_it(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.TXT", "c.html", "notes.md", "table.csv", ".hidden.txt", ".git/x.txt"):
        write(tmp_path / name)
    assert names([str(tmp_path)]) == ["a", "b", "c"]
    assert discover([str(tmp_path)])[1] == []


def test_any_suffix_is_read_when_the_file_is_named(tmp_path: Path) -> None:
    assert names([str(write(tmp_path / "report.filing"))]) == ["report"]


def test_names_on_a_clash_have_as_much_path_as_is_needed(tmp_path: Path) -> None:
    for name in ("2011/iij.txt", "2012/iij.txt", "one.txt"):
        write(tmp_path / name)
    assert names([str(tmp_path)]) == ["2011/iij", "2012/iij", "one"]


def test_names_that_differ_in_the_suffix_alone(tmp_path: Path) -> None:
    for name in ("same.txt", "same.html", "other.txt", "deep/other.txt.gz", "deep/other.txt"):
        write(tmp_path / name)
    assert names([str(tmp_path)]) == ["other", "other.txt", "other.txt.gz", "same.html", "same.txt"]


def test_names_hold_nothing_of_the_machine(tmp_path: Path) -> None:
    for place in ("one", "two/more"):
        for name in ("a.txt", "a.txt.gz", "a.txt.txt", "x/a.txt", "y/a.htm"):
            write(tmp_path / place / name)
    first, second = (names([str(tmp_path / place)]) for place in ("one", "two/more"))
    assert first == second
    assert len(set(first)) == 5
    assert not any(name.startswith("/") for name in first)


def test_what_a_build_left_is_no_filing(tmp_path: Path) -> None:
    for name in ("out/facts.jsonl", "out/filings.jsonl", "out/graph.html", "out/text/a.txt", "out/mine.txt", "text/b.txt"):
        write(tmp_path / name)
    assert names([str(tmp_path)]) == ["b", "mine"]


def test_a_file_reached_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(file)
    assert names([str(file), str(tmp_path), str(tmp_path / "*.txt")]) == ["a"]


def test_globs(tmp_path: Path) -> None:
    for name in ("x1.txt", "x2.txt", "y.txt", "deep/x3.txt"):
        write(tmp_path / name)
    assert names([str(tmp_path / "x*.txt")]) == ["x1", "x2"]
    assert names([str(tmp_path / "**" / "x*.txt")]) == ["x1", "x2", "x3"]
    write(tmp_path / "odd[1].txt")
    assert names([str(tmp_path / "odd[1].txt")]) == ["odd[1]"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "sub" / "a.txt")
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to(tmp_path / "self")
    assert names([str(tmp_path)]) == ["a"]


@pytest.mark.parametrize(
    ("path", "what"),
    [("missing.txt", "no such file"), ("no*match.txt", "no file matches"), ("nul\x00.txt", "NUL"), ("empty", "no filings in this folder")],
)
def test_what_is_wrong_is_said(tmp_path: Path, path: str, what: str) -> None:
    (tmp_path / "empty").mkdir()
    items, problems = discover([str(tmp_path / path)])
    assert items == []
    assert [problem.level for problem in problems] == ["error"]
    assert what in problems[0].what


@pytest.mark.skipif(os.geteuid() == 0, reason="root may list every folder")
def test_a_folder_that_cannot_be_listed(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0)
    problems = discover([str(tmp_path / "closed")])[1]
    assert any("can't be listed" in problem.what for problem in problems)


def test_standard_input_is_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"words")))
    items, problems = discover(["-"])
    assert [(item.name, item.data) for item in items] == [("stdin", b"words")]
    assert problems == []


def test_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    files = [str(write(tmp_path / folder / "f.txt")) for folder in ("c", "a", "b")]
    assert names(files) == names(files[::-1])
