"""One input → one filing, or a problem with the mend; never a traceback."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from pathlib import Path

import pytest

from kg.model import Filing
from kg.sources import Input, Metadata, make_filing, read

DAY = dt.date(2006, 3, 31)
TEXT = "Northwind's shares rose. Northwind's board met in the fiscal year ended March 31, 2006.\r\nIt was cold.\r\n"


def read_bytes(
    tmp_path: Path, data: bytes, given: Metadata | None = None, name: str = "a.txt", limit: int = 200_000_000
) -> tuple[Filing | None, list[str]]:
    path = tmp_path / name
    path.write_bytes(data)
    filing, problems = read(Input("a", str(path)), given or Metadata(), limit)
    return filing, [f"{problem.level}: {problem}" for problem in problems]


def test_a_filing(tmp_path: Path) -> None:
    filing, problems = read_bytes(tmp_path, TEXT.encode())
    assert filing is not None
    assert problems == []
    assert filing.text == TEXT.replace("\r\n", "\n")
    assert filing.source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (filing.source.registrant, filing.source.fiscal_year_end) == ("Northwind", DAY)
    assert dict(filing.source.found)["registrant"] == "most used self-name"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "the file is empty"),
        (b" \n\t\r\n", "nothing but white space"),
        (b"\xef\xbb\xbf", "nothing but white space"),
        (b"%PDF-1.4", "pdftotext"),
        (b"\x1f\x8b\x08\x00", "gunzip"),
        (b"PK\x03\x04xx", "zip"),
        (b"text \x00\x00\x01\x00 text", "NUL"),
        (b"<html><body>We</body></html>", "--fiscal-year-end"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>\n<html>", "shows no text"),
        (b"<SEC-DOCUMENT>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n<HTML>\n", "shows no text"),
        (b"<SEC-DOCUMENT>\n<DOCUMENT>\n<TEXT>\nbegin 644 a.jpg\n", "without a document that is text"),
        (b"We sell cables.", "--fiscal-year-end"),
        (b"We sell cables.", "--registrant"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, data: bytes, what: str) -> None:
    filing, problems = read_bytes(tmp_path, data)
    assert filing is None
    assert any(what in problem and problem.startswith("error: ") and "a.txt" in problem for problem in problems)


def test_text_that_only_quotes_a_tag_is_text(tmp_path: Path) -> None:
    filing, _ = read_bytes(tmp_path, b"Our site shows <script>alert(1)</script>. " + TEXT.encode())
    assert filing is not None
    assert "<script>" in filing.text


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_other_encodings(tmp_path: Path, encoding: str) -> None:
    filing, problems = read_bytes(tmp_path, (TEXT + "Café “Nord”.").encode(encoding))
    assert filing is not None
    assert filing.text.endswith("Café “Nord”.")
    assert [problem.startswith("warning: ") for problem in problems] == [True] * (encoding == "cp1252")


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "loop"):
        filing, problems = read(Input("x", str(path)), Metadata())
        assert filing is None
        assert "can't be read" in str(problems[0])
    if os.geteuid():
        (tmp_path / "closed.txt").touch(mode=0)
        assert "Permission denied" in str(read(Input("x", str(tmp_path / "closed.txt")), Metadata())[1][0])


def test_the_limit_of_size(tmp_path: Path) -> None:
    filing, problems = read_bytes(tmp_path, TEXT.encode() * 20_000, limit=1_000_000)
    assert filing is None
    assert "larger than 1 MB" in problems[0]


@pytest.mark.slow
def test_fifty_megabytes_are_read(tmp_path: Path) -> None:
    filing, problems = read_bytes(tmp_path, TEXT.encode() * 520_000)
    assert filing is not None
    assert problems == []
    assert filing.source.fiscal_year_end == DAY


def test_standard_input_comes_with_its_bytes() -> None:
    filing, _ = read(Input("stdin", "-", TEXT.encode()), Metadata())
    assert filing is not None


def test_given_metadata_counts(tmp_path: Path) -> None:
    given = Metadata(registrant="Northwind Cables Inc.", aliases=("NWC",), form="10-K", fiscal_year_end=dt.date(2007, 3, 31))
    filing, problems = read_bytes(tmp_path, TEXT.encode(), given)
    assert filing is not None
    assert problems == []
    source = filing.source
    assert (source.registrant, source.form, source.fiscal_year) == ("Northwind Cables Inc.", "10-K", 2007)
    assert source.aliases == ("NWC", "Northwind")
    assert dict(source.found)["fiscal_year_end"] == "given"


def test_a_registrant_given_for_anothers_filing_is_doubted(tmp_path: Path) -> None:
    filing, problems = read_bytes(tmp_path, TEXT.encode(), Metadata(registrant="Vinci S.A.", fiscal_year_end=DAY))
    assert filing is not None
    assert filing.source.aliases == ()
    filing, problems = read_bytes(
        tmp_path, b"Eastwind Ltd.\nFORM 10-K\nFiscal year ended March 31, 2006\n\nWe.", Metadata(registrant="Vinci S.A.")
    )
    assert filing is not None
    assert filing.source.registrant == "Vinci S.A."
    assert len(problems) == 1
    assert problems[0].startswith("warning: ")
    assert "Eastwind Ltd." in problems[0]


def test_a_year_alone(tmp_path: Path) -> None:
    def when(text: bytes, year: int) -> dt.date | None:
        filing, _ = read_bytes(tmp_path, text, Metadata(registrant="X", fiscal_year=year))
        return filing.source.fiscal_year_end if filing else None

    assert when(TEXT.encode(), 2006) == DAY
    assert when(b"We sell cables.", 2006) == dt.date(2006, 12, 31)
    assert when(TEXT.encode(), 2005) is None


def test_text_in_memory() -> None:
    filing, problems = make_filing("text", TEXT + "\ud800\x00")
    assert filing is not None
    assert problems == []
    filing.text.encode("utf-8")
    assert make_filing("text", " ")[0] is None


@pytest.mark.parametrize("words", ["formerly", "formerly known as", "renamed from", "fka", "f/k/a"])
def test_a_former_name_in_brackets_is_no_part_of_the_name(words: str, tmp_path: Path) -> None:
    given = Metadata(registrant=f"Kelda plc ({words} Brandt plc)", fiscal_year_end=DAY).learnt("manifest")
    filing, _ = read_bytes(tmp_path, b"We make wire.", given)
    assert filing is not None
    assert (filing.source.registrant, filing.source.aliases) == ("Kelda plc", ("Brandt plc",))
    assert dict(filing.source.found)["aliases"] == "manifest"


def test_a_name_in_full_that_the_header_gives_is_an_alias_of_its_initials(tmp_path: Path) -> None:
    text = b"INTERNATIONAL WIRE WORKS CORP\nFORM 10-K\nFiscal year ended March 31, 2006\n\nExact name: International Wire Works Corp.\n"
    header = b"<SEC-HEADER>\nCOMPANY CONFORMED NAME:\t\tINTERNATIONAL WIRE WORKS CORP\n</SEC-HEADER>\n<DOCUMENT>\n<TYPE>10-K\n<TEXT>\n"
    given = Metadata(registrant="IWW Corp.", fiscal_year_end=DAY)
    filing, problems = read_bytes(tmp_path, b"<SEC-DOCUMENT>\n" + header + text + b"</TEXT>\n</DOCUMENT>\n", given)
    assert filing is not None
    assert problems == []
    assert "INTERNATIONAL WIRE WORKS CORP" in {alias.upper() for alias in filing.source.aliases}
