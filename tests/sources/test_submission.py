"""Full submission text files: header, documents, and what is stepped over."""

from __future__ import annotations

import binascii
import datetime as dt
import gzip
import re
from pathlib import Path

import pytest

from kg.errors import SourceError
from kg.sources import Input, Metadata, discover, read
from kg.sources.submission import accepts
from kg.sources.submission import read as read_submission
from tests.guards import ends

HEADER = """\
-----BEGIN PRIVACY-ENHANCED MESSAGE-----
MIC-Info: RSA-MD5,RSA,
 abcdef==

<SEC-DOCUMENT>0000012345-02-000007.txt : 20020321
<SEC-HEADER>0000012345-02-000007.hdr.sgml : 20020321
<ACCEPTANCE-DATETIME>20020321101010
ACCESSION NUMBER:\t\t0000012345-02-000007
CONFORMED SUBMISSION TYPE:\t{form}
PUBLIC DOCUMENT COUNT:\t\t4
CONFORMED PERIOD OF REPORT:\t20011231
FILED AS OF DATE:\t\t20020321

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tNORTHWIND CABLES INTL CORP
\t\tCENTRAL INDEX KEY:\t\t\t0000012345
\t\tFISCAL YEAR END:\t\t\t1231

\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tNORTHWIND ROPES INC
\t\tDATE OF NAME CHANGE:\t19950704

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tNORTHWIND FINANCE LLC
\t\tCENTRAL INDEX KEY:\t\t\t0000054321
\tFORMER COMPANY:\t
\t\tFORMER CONFORMED NAME:\tSOUTHWIND FINANCE LLC
</SEC-HEADER>
"""
REPORT = """<html><body><p>FORM 10-K</p><p>ANNUAL REPORT PURSUANT TO SECTION 13</p><p>For the fiscal year ended December 31, 2001</p>
<p>NORTHWIND CABLES INTERNATIONAL CORPORATION</p><p>(Exact name of registrant as specified in its charter)</p>
<p>We sell cables.</p></body></html>"""
COVER = REPORT.replace("<html>", "").replace("<body>", "").replace("</p>", "\n").replace("<p>", "")


def document(kind: str, body: str, name: str = "") -> str:
    return f"<DOCUMENT>\n<TYPE>{kind}\n<SEQUENCE>1\n" + (f"<FILENAME>{name}\n" if name else "") + f"<TEXT>\n{body}\n</TEXT>\n</DOCUMENT>\n"


def picture() -> str:
    lines = [binascii.b2a_uu(bytes((n * i) % 256 for i in range(45))).decode().rstrip("\n") for n in range(50)]
    return "\n".join(["begin 644 map.jpg", *lines, "`", "end"])


SUBMISSION = (
    HEADER.format(form="10-K405")
    + document("10-K405", REPORT, "d10k.htm")
    + document("GRAPHIC", picture(), "map.jpg")
    + document("EX-10.1", "We agree to buy ropes of Brandt AG.")
    + document("EX-13", "<P>Cables sell well.", "ex13.htm")
    + document("EX-21.1", "<P>Kelda Ltd.<P>Orbis S.A.", "ex21.htm")
    + document("EX-27", "<ARTICLE> 5")
    + "</SEC-DOCUMENT>\n-----END PRIVACY-ENHANCED MESSAGE-----\n"
)


def read_file(tmp_path: Path, data: bytes, name: str = "a.txt") -> Metadata:
    path = tmp_path / name
    path.write_bytes(data)
    filing, problems = read(Input("a", str(path)), Metadata())
    assert problems == []
    assert filing is not None
    source = filing.source
    return Metadata(
        source.registrant, source.aliases, source.form, source.fiscal_year_end, None, source.cik, source.accession, found=source.found
    )


def test_the_report_and_the_lists_of_subsidiaries_are_read() -> None:
    text = read_submission(SUBMISSION.encode()).text
    names = "COMPANY CONFORMED NAME: NORTHWIND CABLES INTL CORP\nFORMER CONFORMED NAME: NORTHWIND ROPES INC\nDATE OF NAME CHANGE: "
    assert text.startswith(names)
    assert re.match(r"\d{8}\n\nFORM 10-K\n\nANNUAL REPORT", text.removeprefix(names))
    assert text.endswith("We sell cables.\n\nEX-13\n\nCables sell well.\n\nEX-21.1\n\nKelda Ltd.\n\nOrbis S.A.\n")
    assert "Brandt" not in text
    assert "begin 644" not in text
    assert "ARTICLE" not in text


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("report", [REPORT, COVER])
def test_the_header_tells_of_the_filing(tmp_path: Path, packed: bool, report: str) -> None:
    data = SUBMISSION.replace(REPORT, report).encode()
    found = read_file(tmp_path, gzip.compress(data, mtime=0) if packed else data, "a.txt.gz" if packed else "a.txt")
    assert (found.form, found.fiscal_year_end) == ("10-K405", dt.date(2001, 12, 31))
    assert (found.cik, found.accession) == ("0000012345", "0000012345-02-000007")
    assert {found.how(item) for item in ("form", "fiscal_year_end", "cik", "accession")} == {"SGML header"}


def test_the_cover_spells_the_name_that_the_header_shortens(tmp_path: Path) -> None:
    found = read_file(tmp_path, SUBMISSION.encode())
    assert (found.registrant, found.how("registrant")) == ("NORTHWIND CABLES INTERNATIONAL CORPORATION", "cover page")
    assert found.aliases[:2] == ("NORTHWIND ROPES INC", "NORTHWIND CABLES INTL CORP")
    assert not any("SOUTHWIND" in alias or "FINANCE" in alias for alias in found.aliases)


def test_the_header_wins_where_the_cover_names_another(tmp_path: Path) -> None:
    found = read_file(tmp_path, SUBMISSION.replace("NORTHWIND CABLES INTERNATIONAL CORPORATION", "Kelda Group plc").encode())
    assert (found.registrant, found.how("registrant")) == ("NORTHWIND CABLES INTL CORP", "SGML header")
    assert "Kelda Group plc" not in found.aliases


def test_inline_xbrl_comes_before_the_header(tmp_path: Path) -> None:
    tag = '<ix:nonNumeric name="dei:DocumentPeriodEndDate">November 30, 2001</ix:nonNumeric>'
    found = read_file(tmp_path, SUBMISSION.replace("December 31, 2001", tag).encode())
    assert (found.fiscal_year_end, found.how("fiscal_year_end")) == (dt.date(2001, 11, 30), "inline XBRL")
    assert found.how("cik") == "SGML header"


def test_one_document_without_a_header(tmp_path: Path) -> None:
    found = read_file(tmp_path, document("20-F", REPORT, "d20f.htm").encode(), "d.html")
    assert (found.form, found.how("form"), found.fiscal_year_end) == ("20-F", "SGML header", dt.date(2001, 12, 31))


@pytest.mark.parametrize("kind", ["10-K/A", "10-KSB", "10-KT", "40-F", "20-F/A"])
def test_annual_reports_by_other_names(kind: str) -> None:
    data = document("EX-99", "No.") + document(kind, "We sell cables.") + document("EX-8.1", "Kelda Ltd.")
    assert read_submission(data.encode()).text == "We sell cables.\n\nEX-8.1\n\nKelda Ltd.\n"


def test_without_an_annual_report_the_first_document_is_read() -> None:
    data = document("GRAPHIC", picture()) + document("8-K", "We have bought Kelda Ltd.") + document("EX-99", "No.")
    assert read_submission(data.encode()).text == "We have bought Kelda Ltd.\n"


def test_nothing_but_pictures() -> None:
    data = document("GRAPHIC", picture()) + document("10-K", f"<PDF>\n{picture()}\n</PDF>", "10k.pdf")
    with pytest.raises(SourceError, match="without a document that is text"):
        read_submission(data.encode())


def test_an_exhibit_that_is_no_text_is_left_out_with_a_warning() -> None:
    content = read_submission((document("10-K", "We sell cables.") + document("EX-21", "%PDF-1.4 no text")).encode())
    assert content.text == "We sell cables.\n"
    assert "EX-21" in content.warning


def test_a_cut_file_and_crooked_markup() -> None:
    data = "<DOCUMENT>\n<TYPE>10-K\n<TEXT>\nWe sell cables.\n<DOCUMENT>\n<TYPE>EX-21\nKelda Ltd.\n"
    assert read_submission(data.encode()).text.startswith("We sell cables.")
    assert read_submission(b"<DOCUMENT>\n<TYPE>10-K\r\n<TEXT>\r\nWe sell.\r\n</TEXT>\r\n").text == "We sell.\n"


@pytest.mark.parametrize(
    ("data", "yes"),
    [
        (SUBMISSION.encode(), True),
        (b"<DOCUMENT>\n<TYPE>10-K", True),
        (b"<SEC-DOCUMENT>x\n", False),
        (b"Our <DOCUMENT> is here.", False),
        (b"<html><DOCUMENT>", False),
    ],
)
def test_what_is_a_submission(data: bytes, yes: bool) -> None:
    assert accepts(data, ".txt") is yes


def test_very_many_documents_cost_no_more_than_their_length() -> None:
    data = document("10-K", "We sell cables.").encode() + b"<DOCUMENT>\n<TYPE>EX-5\n<TEXT>\nx\n" * 40_000
    with ends(30):
        assert read_submission(data).text.startswith("We sell cables.")


def test_packed_files_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.htm.gz", "c.csv.gz", "d.gz"):
        (tmp_path / name).write_bytes(gzip.compress(b"x", mtime=0))
    inputs, problems = discover([str(tmp_path)])
    assert [item.name for item in inputs] == ["a", "b"]
    assert problems == []
