"""`kg fetch` against a small EDGAR on loopback: what it gets, how it asks, and what it does when the server fails."""

from __future__ import annotations

import csv
import datetime as dt
import email.utils
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from edgar_server import Edgar, cut_off, cut_short, notice

import kg
from kg.cli import main
from kg.edgar import Client, Fetched, Servers, Wanted, fetch
from kg.edgar.client import BlockedError, NotFoundError
from kg.edgar.companies import Companies
from kg.edgar.submissions import matches_form
from kg.errors import FetchError, OutputError

WHO = "Jane Doe jane@example.com"
A2011, A2012, AMENDED, A1996 = "0000000042-12-000004", "0000000042-13-000005", "0000000042-13-000009", "0000000042-97-000001"


class Calls(list[float]):
    """What was slept, in seconds, without sleeping it."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def client(slept: Calls | None = None) -> Client:
    return Client(WHO, sleep=Calls() if slept is None else slept)


def got(edgar: Edgar, folder: Path, *companies: str, slept: Calls | None = None, **wanted: object) -> Fetched:
    with client(slept) as one:
        return fetch(one, Servers(edgar.url, edgar.url), Wanted(companies or ("NWND",), **wanted), folder)


def accessions(found: Fetched) -> list[str]:
    return [filed.accession for filed in found.got]


def rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def whole(accession: str) -> str:
    return f"/Archives/edgar/data/42/{accession.replace('-', '')}/{accession}.txt"


def test_filings_come_with_a_manifest_that_build_takes(edgar: Edgar, tmp_path: Path) -> None:
    found = got(edgar, tmp_path / "filings")
    assert accessions(found) == [A1996, A2011, A2012]
    assert found.problems == ()
    assert {agent for _, agent in edgar.asked} == {WHO}
    first, *_, last = rows(tmp_path / "filings")
    assert first["registrant"] == "KESTREL CABLES INC"  # its name when it filed that
    place = f"{edgar.url}/Archives/edgar/data/42/000000004213000005"
    assert last | {"sha256": "", "bytes": ""} == {
        "file": f"northwind-plc-10-k-2012-{A2012}.txt", "registrant": "Northwind plc", "form": "10-K", "fiscal_year_end": "2012-12-31",
        "cik": "42", "accession": A2012, "url": f"{place}/report.htm", "filed": "2013-02-20", "bytes": "", "sha256": "",
    }  # fmt: skip
    result = kg.build(tmp_path / "filings", tmp_path / "out", manifest=found.manifest)
    assert [problem for problem in result.problems if problem.level == "error"] == []
    source = next(source for source in result.sources if source.accession == A2012)
    assert (source.registrant, source.form, source.cik, source.fiscal_year) == ("Northwind plc", "10-K", "42", 2012)
    links = [item.fact.evidence.link for item in result.facts if item.fact.evidence.filing == source.name]
    assert links
    assert all(link.startswith(f"{place}/report.htm#:~:text=") for link in links)


def test_forms_years_amendments_and_how_many(edgar: Edgar, tmp_path: Path) -> None:
    assert accessions(got(edgar, tmp_path / "a", years=range(2012, 2013))) == [A2012]
    assert accessions(got(edgar, tmp_path / "b", years=range(2012, 2013), amendments=True)) == [A2012, AMENDED]
    assert accessions(got(edgar, tmp_path / "c", forms=("10-K/A",))) == [AMENDED]
    assert accessions(got(edgar, tmp_path / "d", most=1)) == [A2012]
    older = "CIK0000000042-submissions-001.json"
    assert edgar.counts()[older] == 2  # for c and d: pages of years that nobody wants are not asked for


def test_the_main_document_alone(edgar: Edgar, tmp_path: Path) -> None:
    found = got(edgar, tmp_path, years=range(1996, 2012), main=True)
    assert [path.suffix for path in sorted(tmp_path.iterdir())] == [".txt", ".csv", ".htm"]  # in 1997 there was but the submission
    assert accessions(found) == [A1996, A2011]


def test_what_is_there_is_not_fetched_again(edgar: Edgar, tmp_path: Path) -> None:
    first = got(edgar, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    broken = tmp_path / rows(tmp_path)[0]["file"]
    broken.write_bytes(b"changed")
    edgar.asked.clear()
    second = got(edgar, tmp_path)
    assert (len(second.got), len(second.kept)) == (1, 2)
    assert sum(path.startswith("/Archives") for path, _ in edgar.asked) == 1
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    assert len(first.got) == 3


@pytest.mark.parametrize("fault", [cut_off, cut_short, 500, 503, 429])
def test_what_passes_is_tried_again(edgar: Edgar, tmp_path: Path, fault: object) -> None:
    edgar.faults[whole(A2012)] = [fault, fault]
    slept = Calls()
    found = got(edgar, tmp_path, years=range(2012, 2013), slept=slept)
    assert accessions(found) == [A2012]
    assert edgar.counts()[f"{A2012}.txt"] == 3
    assert [pause for pause in slept if pause >= 1] == [1, 2]
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.parametrize("fault", [cut_off, cut_short, 500, 429])
def test_what_does_not_pass_costs_that_filing_alone(edgar: Edgar, tmp_path: Path, fault: object) -> None:
    edgar.faults[whole(A2012)] = [fault] * 9
    found = got(edgar, tmp_path)
    assert accessions(found) == [A1996, A2011]
    [problem] = found.problems
    assert "4 times; try again later" in problem.what
    assert len(rows(tmp_path)) == 2
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".csv", ".txt", ".txt"]
    assert accessions(got(edgar, tmp_path)) == []  # still failing: five of nine are used up
    edgar.faults.clear()
    assert accessions(got(edgar, tmp_path)) == [A2012]


def test_the_pause_that_the_server_asks_for(edgar: Edgar, tmp_path: Path) -> None:
    slept = Calls()
    edgar.headers = {"Retry-After": "37"}
    edgar.faults[whole(A2012)] = [429]
    got(edgar, tmp_path / "a", years=range(2012, 2013), slept=slept)
    assert 37 in slept
    edgar.headers = {"Retry-After": email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=90))}
    edgar.faults[whole(A2012)] = [429]
    got(edgar, tmp_path / "b", years=range(2012, 2013), slept=slept)
    assert 80 < max(slept) <= 90
    edgar.headers = {"Retry-After": "86400"}
    edgar.faults[whole(A2012)] = [429]
    with pytest.raises(BlockedError, match="86400 seconds"):
        got(edgar, tmp_path / "c", years=range(2012, 2013))


@pytest.mark.parametrize("fault", [403, notice])
def test_who_is_refused_stops_at_once(edgar: Edgar, tmp_path: Path, fault: object) -> None:
    edgar.faults[whole(A2011)] = [fault] * 9
    with pytest.raises(BlockedError, match="--user-agent"):
        got(edgar, tmp_path)
    assert [row["accession"] for row in rows(tmp_path)] == [A1996]
    assert edgar.counts()[f"{A2011}.txt"] == 1
    assert edgar.counts()[f"{A2012}.txt"] == 0


def test_a_page_that_is_not_there(edgar: Edgar, tmp_path: Path) -> None:
    del edgar.pages[whole(A2012)]
    found = got(edgar, tmp_path)
    assert [problem.what.endswith("no such page") for problem in found.problems] == [True]
    with client() as one, pytest.raises(NotFoundError):
        one.text(f"{edgar.url}/nothing")


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"),
        (b"<html>Welcome</html>", "not the submission"),
        (b"<SEC-DOCUMENT>0000000042-99-000001.txt\n</SEC-DOCUMENT>", "not the submission"),
        (f"<SEC-DOCUMENT>{A2012}.txt\n<DOCUMENT>and no more".encode(), "cut off"),
    ],
)
def test_what_is_not_the_filing_is_not_kept(edgar: Edgar, tmp_path: Path, body: bytes, what: str) -> None:
    edgar.pages[whole(A2012)] = body
    found = got(edgar, tmp_path, years=range(2012, 2013))
    assert what in found.problems[0].what
    assert list(tmp_path.iterdir()) == []


def test_requests_keep_to_the_rate(edgar: Edgar) -> None:
    slept = Calls()
    with Client(WHO, rate=1000, sleep=slept) as one:
        for _ in range(5):
            one.text(f"{edgar.url}/files/company_tickers.json")
    assert len(slept) == 4
    assert sum(slept) > 0.1  # five requests at ten a second, that were not waited for


@pytest.mark.parametrize("wanted", ["NWND", "nwnd", "42", "0000000042", "CIK0000000042", "Northwind", "northwind PLC"])
def test_companies_by_ticker_number_and_name(edgar: Edgar, wanted: str) -> None:
    with client() as one:
        assert Companies(one, Servers(edgar.url, edgar.url)).find(wanted).cik == 42


def test_companies_that_are_none_or_several(edgar: Edgar, tmp_path: Path) -> None:
    with client() as one:
        companies = Companies(one, Servers(edgar.url, edgar.url))
        with pytest.raises(FetchError, match=r"2 companies by 'Kelda'.*KELDA HOLDINGS \(CIK 8\), KELDA WIRE INC \(CIK 7\)"):
            companies.find("Kelda")
        with pytest.raises(FetchError, match=r"no company by the ticker or name 'Nobody'"):
            companies.find("Nobody")
    found = got(edgar, tmp_path, "Nobody", "77", "NWND")
    assert [problem.where for problem in found.problems] == ["Nobody", "77"]
    assert len(found.got) == 3


@pytest.mark.parametrize("answer", [b"[]", b"{}", b"<html>", b'{"filings": {"recent": {}}}', b'{"name": 1, "filings": {"recent": 7}}'])
def test_answers_of_another_shape_are_told(edgar: Edgar, tmp_path: Path, answer: bytes) -> None:
    edgar.pages["/submissions/CIK0000000042.json"] = answer
    [problem] = got(edgar, tmp_path).problems
    assert "not" in problem.what


def test_names_from_the_server_lead_nowhere_else(edgar: Edgar, tmp_path: Path) -> None:
    edgar.pages["/submissions/CIK0000000042.json"] = edgar.pages["/submissions/CIK0000000042.json"].replace(
        b'"report.htm"', b'"../../../../x/report.htm"'
    ).replace(b"Northwind plc", b"../../etc/passwd")  # fmt: skip
    found = got(edgar, tmp_path / "in", years=range(2012, 2013), main=True)
    assert [path.parent for path in tmp_path.rglob("*.txt")] == [tmp_path / "in"]
    assert found.problems == ()


@pytest.mark.parametrize("agent", ["", "kg", "Jane Doe", "Jäne jane@example.com", "Jane\njane@example.com"])
def test_who_does_not_say_who_asks_is_told_how(agent: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["fetch", "NWND", "-o", str(tmp_path), "--user-agent", agent], standalone_mode=False)
    assert isinstance(done.exception, FetchError)
    assert "KG_USER_AGENT" in str(done.exception)


def test_without_the_library_the_mend_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(FetchError, match=r"pip install 'kg-filings\[edgar\]'"):
        Client(WHO)


def test_a_strangers_manifest_is_left_alone(edgar: Edgar, tmp_path: Path) -> None:
    (tmp_path / "manifest.csv").write_text("file,registrant\na.txt,Me\n")
    with pytest.raises(OutputError, match="not a manifest of kg fetch"):
        got(edgar, tmp_path)
    assert (tmp_path / "manifest.csv").read_text() == "file,registrant\na.txt,Me\n"


def test_the_command(edgar: Edgar, tmp_path: Path) -> None:
    environment = {"KG_EDGAR_URL": edgar.url, "KG_EDGAR_DATA_URL": f"{edgar.url}/", "KG_USER_AGENT": WHO}
    arguments = ["fetch", "NWND", "-o", str(tmp_path / "f"), "--years", "2011-2012", "--rate", "10"]
    done = CliRunner().invoke(main, arguments, env=environment, standalone_mode=False)
    assert (done.return_value, done.exception) == (0, None)
    assert "2 filings fetched, 0 there already, 0 problems" in done.stderr
    again = CliRunner().invoke(main, [*arguments, "Nobody"], env=environment, standalone_mode=False)
    assert again.return_value == 1
    assert "error: Nobody: EDGAR knows no company" in again.stderr
    nothing = CliRunner().invoke(main, ["fetch", "Nobody", "-o", str(tmp_path / "g")], env=environment, standalone_mode=False)
    assert nothing.return_value == 3


@pytest.mark.parametrize("years", ["12", "2015-2010", "now", "2010-"])
def test_years_that_are_none(years: str) -> None:
    done = CliRunner().invoke(main, ["fetch", "X", "--years", years])
    assert done.exit_code == 2
    assert "2010-2015" in done.output


@pytest.mark.parametrize(
    ("form", "wanted", "amendments", "expected"),
    [
        ("10-K", "10-K", False, True), ("10-K405", "10-K", False, True), ("10-KT", "10-k", False, True), ("10-K/A", "10-K", False, False),
        ("10-K405/A", "10-K", True, True), ("10-Q", "10-K", True, False), ("20-F", "10-K", True, False), ("20-F/A", "20-F/A", False, True),
        ("NT 10-K", "10-K", True, False), ("20-FR12B", "20-F", True, False),
    ],
)  # fmt: skip
def test_forms(form: str, wanted: str, amendments: bool, expected: bool) -> None:
    assert matches_form(form, wanted, amendments=amendments) is expected
