"""What the header and the cover say of the filer: its former names, the exchanges that its shares are listed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from machines import read

import kg
from kg.sources import Input, Metadata
from kg.sources import read as read_file

HEADER = """<SEC-DOCUMENT>0000000042-13-000005.txt
<SEC-HEADER>
CONFORMED SUBMISSION TYPE:\t20-F
CONFORMED PERIOD OF REPORT:\t20151231
FILER:
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tNORTHWIND PLC /ENG/
\t\tFISCAL YEAR END:\t\t\t1231
\tFORMER COMPANY:
\t\tFORMER CONFORMED NAME:\tKESTREL WIRE PLC
\t\tDATE OF NAME CHANGE:\t19990104
\tFORMER COMPANY:
\t\tFORMER CONFORMED NAME:\tOSPREY CABLE CO
\t\tDATE OF NAME CHANGE:\t19950226
FILER:
\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tMURRE LTD
\tFORMER COMPANY:
\t\tFORMER CONFORMED NAME:\tTERN LTD
\t\tDATE OF NAME CHANGE:\t20010101
</SEC-HEADER>
<DOCUMENT>
<TYPE>20-F
<TEXT>
Northwind plc makes wires.
</TEXT>
</DOCUMENT>
</SEC-DOCUMENT>
"""


def test_former_names_are_dated_by_the_day_from_which_each_was_used() -> None:
    filing, problems = read_file(Input("a", "a.txt", HEADER.encode()), Metadata("Northwind plc"))
    assert filing is not None
    assert [problem for problem in problems if problem.level == "error"] == []
    facts = [fact for fact in read(filing.text, "Northwind plc").facts if fact.relation == "renamedTo"]
    assert [(fact.subject.name, fact.object.name, fact.date, fact.year, fact.year_basis) for fact in facts if fact.object] == [
        ("OSPREY CABLE CO", "KESTREL WIRE PLC", "1999-01-04", 1999, "event"),
        ("KESTREL WIRE PLC", "Northwind plc", None, 2015, "reporting"),
    ]
    for fact in facts:
        assert filing.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    assert "MURRE" not in filing.text


def test_a_name_that_changed_its_legal_form_alone_was_not_changed() -> None:
    text = (
        "COMPANY CONFORMED NAME: NORTHWIND SA DE CV\nFORMER CONFORMED NAME: NORTHWIND SA\nDATE OF NAME CHANGE: 19950726\n\nWe make wires.\n"
    )
    assert [fact for fact in read(text, "Northwind, S.A. de C.V.").facts if fact.relation == "renamedTo"] == []


COVER = """FORM 20-F
{title}
{rows}

Securities registered pursuant to Section 12(g) of the Act: None
Indicate by check mark whether the registrant is listed on the Lima Stock Exchange.
"""
TITLE = """Securities registered or to be registered pursuant to Section 12(b) of the Act.

Title of each class    Name of each exchange on which registered"""
TWO = """Common Stock, par value $.01              New York Stock Exchange
                                          Pacific Exchange, Inc.
7% Notes due 2020                         Luxembourg Stock Exchange"""
SEVERAL = "            Common Stock             New York and Philadelphia Stock Exchanges"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Common Stock, $0.001 par value\tNWND\tThe Nasdaq Global Select Market", {"Nasdaq Global Select Market"}),
        ("Ordinary Shares New York Stock Exchange*\n\n*Not for trading on the Tokyo Stock Exchange", {"New York Stock Exchange"}),
        (TWO, {"New York Stock Exchange", "Pacific Exchange, Inc."}),
        (SEVERAL, {"New York Stock Exchange", "Philadelphia Stock Exchange"}),
        ("Units of limited partnership interest\tNYSE American", {"NYSE American"}),
        ("None\tNot applicable", set()),
    ],
)  # fmt: skip
def test_exchanges_of_registered_shares(rows: str, expected: set[str]) -> None:
    found = [fact for fact in read(COVER.format(title=TITLE, rows=rows)).facts if fact.rule == "registered-securities"]
    assert {fact.object.name for fact in found if fact.object} == expected
    assert all(fact.relation == "listedOn" and fact.subject.kind == "self" for fact in found)


def test_lei_and_facts_that_go_on_elsewhere() -> None:
    page = """<html xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><body>
    <p><ix:nonNumeric name="dei:EntityRegistrantName" continuedAt="c1">Northwind</ix:nonNumeric> and
    <ix:continuation id="c1" continuedAt="c2">Cables</ix:continuation> or <ix:continuation id="c2">plc</ix:continuation>
    <ix:continuation id="stray">Tern</ix:continuation></p>
    <p><ix:nonNumeric name="dei:EntityLegalEntityIdentifier">213800ABCDEFGHIJKL42</ix:nonNumeric>
    <ix:nonNumeric name="dei:DocumentPeriodEndDate">December 31, 2012</ix:nonNumeric></p></body></html>"""
    filing, _ = read_file(Input("a", "a.htm", page.encode()), Metadata())
    assert filing is not None
    assert (filing.source.registrant, filing.source.lei) == ("Northwind Cables plc", "213800ABCDEFGHIJKL42")
    wrong, _ = read_file(Input("a", "a.htm", page.replace("IJKL42", "IJKL4").encode()), Metadata())
    assert wrong is not None
    assert wrong.source.lei == ""


def test_an_old_change_of_name_leaves_the_filer_its_name(tmp_path: Path) -> None:
    """ "On May 9, 1980 the company changed its name to X": what it was called before is not said, and it is called so no more."""
    report = "In May 2014 we acquired Kelda Wire Ltd. On May 9, 1980, the Company changed its corporate name to Northwind, S. A.\n"
    (tmp_path / "a.txt").write_text(report, encoding="utf-8")
    result = kg.build(tmp_path / "a.txt", registrant="Northwind, S.A. de C.V.", fiscal_year_end="2015-12-31")
    assert {item.subject for item in result.facts if item.fact.relation == "acquired"} == {"Northwind, S.A. de C.V."}
