"""Manifests and the order in which sources of metadata count."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kg.sources import Metadata, load_manifest, unmatched

DAY = dt.date(2006, 3, 31)
INDEX = Path(__file__).parents[3] / "shared" / "filings" / "INDEX.tsv"


def load(tmp_path: Path, text: str, name: str = "manifest.csv") -> tuple[dict[str, Metadata], list[str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    found, problems = load_manifest(path)
    return {Path(key).relative_to(tmp_path).as_posix(): row for key, row in found.items()}, [problem.what for problem in problems]


def test_csv_with_every_column(tmp_path: Path) -> None:
    header = "file,registrant,aliases,form,fiscal_year_end,cik,accession,url,notes"
    row = 'sub/a.txt,"Northwind, Inc.",NW; Northwind,10-K,2006-03-31,0000123456,0000-06-1,https://x.example/a,ignored'
    rows, problems = load(tmp_path, f"\ufeff{header}\n{row}\n")
    assert problems == []
    found = rows["sub/a.txt"]
    assert found.registrant == "Northwind, Inc."
    assert found.aliases == ("NW", "Northwind")
    assert (found.form, found.fiscal_year_end, found.cik) == ("10-K", DAY, "0000123456")
    assert found.how("registrant") == "manifest"


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimiters_and_ways_to_write_a_date(tmp_path: Path, delimiter: str) -> None:
    for day in ("2006-03-31", "20060331", "31 March 2006", "2006/3/31"):
        rows, problems = load(tmp_path, delimiter.join(("File", "Fiscal_Year_End")) + "\n" + delimiter.join(("a.txt", day)) + "\n")
        assert problems == []
        assert rows["a.txt"].fiscal_year_end == DAY


def test_a_year_alone_and_empty_cells(tmp_path: Path) -> None:
    rows, problems = load(tmp_path, "file,registrant,fiscal_year_end\na.txt,,2006\n\nb.txt,,\nc.txt\n")
    assert problems == []
    assert (rows["a.txt"].fiscal_year, rows["a.txt"].fiscal_year_end) == (2006, None)
    assert rows["b.txt"] == rows["c.txt"] == Metadata()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "column 'file'"),
        ("name,registrant\na.txt,X\n", "column 'file'"),
        ("file,fiscal_year_end\na.txt,soon\n", "'soon' is no date"),
        ("file,fiscal_year_end\na.txt,2006-02-31\n", "is no date"),
        ("file,registrant\n,X\n", "names no file"),
        ("file,registrant\na.txt,X\na.txt,Y\n", "has a row above"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, what: str) -> None:
    assert any(what in problem for problem in load(tmp_path, text)[1])


def test_a_manifest_that_cannot_be_read(tmp_path: Path) -> None:
    assert "No such file" in load_manifest(tmp_path / "none.csv")[1][0].what
    (tmp_path / "m.csv").write_bytes(b"%PDF-1.4")
    assert "PDF" in load_manifest(tmp_path / "m.csv")[1][0].what


def test_what_is_given_counts_over_the_manifest_and_that_over_the_text() -> None:
    given = Metadata(fiscal_year_end=DAY)
    row = Metadata(registrant="Northwind, Inc.", aliases=("NW",), fiscal_year=2007).learnt("manifest")
    text = Metadata(registrant="NORTHWIND", aliases=("Northwind",), form="10-K").learnt("cover page")
    known = given.over(row).over(text)
    assert (known.registrant, known.form, known.fiscal_year_end) == ("Northwind, Inc.", "10-K", DAY)
    assert known.fiscal_year is None
    assert known.aliases == ("NW", "Northwind")
    assert [known.how(item) for item in ("fiscal_year_end", "registrant", "form")] == ["given", "manifest", "cover page"]


@pytest.mark.real
def test_the_index_of_the_real_filings_loads() -> None:
    if not INDEX.exists():
        pytest.skip("the real filings are not beside the checkout")
    rows, problems = load_manifest(INDEX)
    assert problems == []
    assert len(rows) == 37
    assert sum(row.fiscal_year_end is not None for row in rows.values()) == 9


@pytest.mark.parametrize(
    ("column", "meant"),
    [("registrants", "registrant"), ("fiscal year end", "fiscal_year_end"), ("alias", "aliases"), ("acession", "accession"), ("Form ", "")],
)
def test_columns_that_are_misspelt_are_told(tmp_path: Path, column: str, meant: str) -> None:
    problems = load(tmp_path, f"file,{column},bytes,gold,notes,filed,sha256\na.txt,X,1,,,,\n")[1]
    assert [f"is {meant!r} meant?" in problem for problem in problems] == [True] * bool(meant)


def test_rows_of_no_file_are_told(tmp_path: Path) -> None:
    rows = [str(tmp_path / name) for name in ("a.txt", *(f"sub/{i}.txt" for i in range(9)))]
    assert unmatched(tmp_path / "m.csv", rows, rows) == []
    [problem] = unmatched(tmp_path / "m.csv", rows, rows[:1])
    assert problem.level == "warning"
    assert problem.what.startswith("9 rows of the manifest for files that were not given: sub/0.txt, sub/1.txt")
    assert problem.what.endswith("sub/4.txt and 4 more; the paths start at the manifest's own folder")
    (tmp_path / "a.txt").touch()
    [problem] = unmatched(tmp_path / "m.csv", rows[:1], [])
    assert problem.what == "1 row of the manifest for files that were not given: a.txt", "it is there: no advice"


def test_a_manifest_beyond_all_bounds(tmp_path: Path) -> None:
    with (tmp_path / "m.csv").open("wb") as stream:
        stream.truncate(60_000_000)
    rows, problems = load_manifest(tmp_path / "m.csv")
    assert rows == {}
    assert "larger than 50 MB" in problems[0].what
