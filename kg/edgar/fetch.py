"""Filings of companies into a folder, with a manifest that `kg build` takes.

What is in the folder already and unchanged is not fetched again, so a run that was cut off goes on where it was. The manifest is written
anew after each filing: it never names a file that is not there whole.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.edgar.client import BlockedError, Client, Servers
from kg.edgar.companies import Companies
from kg.edgar.submissions import Filed, filings_of, matches_form
from kg.errors import FetchError, OutputError, Problem

__all__ = ["MANIFEST", "Fetched", "Wanted", "fetch", "wanted_filings"]

MANIFEST = "manifest.csv"
COLUMNS = ("file", "registrant", "form", "fiscal_year_end", "cik", "accession", "url", "filed", "bytes", "sha256")
_OPENS = re.compile(rb"\s*(?:-----BEGIN PRIVACY|<(?:SEC|IMS)-DOCUMENT>|<SEC-HEADER>)")
_ENDS = (b"</SEC-DOCUMENT>", b"</IMS-DOCUMENT>", b"-----END PRIVACY-ENHANCED MESSAGE-----")
_TAIL = 2000
_PAGES = (".htm", ".html", ".xhtml", ".txt")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which filings: of which companies (tickers, CIKs, names), on which forms, for which fiscal years (None: all), at most how many each.

    `main`: the main document alone, without header and exhibits.
    """

    companies: tuple[str, ...]
    forms: tuple[str, ...] = ("10-K", "20-F", "40-F")
    years: range | None = None
    amendments: bool = False
    most: int | None = None
    main: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of it: the manifest, the filings got now and those that were there, and what went wrong."""

    manifest: Path
    got: tuple[Filed, ...]
    kept: tuple[Filed, ...]
    problems: tuple[Problem, ...]


def wanted_filings(client: Client, servers: Servers, wanted: Wanted) -> tuple[list[Filed], list[Problem]]:
    """The filings that are wanted, by company and year, and what could not be found.

    Raises:
        BlockedError: the server refuses all requests.
    """
    companies, found, problems = Companies(client, servers), dict[str, Filed](), list[Problem]()
    for name in wanted.companies:
        try:
            company = companies.find(name)
            of_company = list(_chosen(filings_of(client, servers, company.cik, wanted.years), wanted))
        except BlockedError:
            raise
        except FetchError as error:
            problems.append(Problem(name, str(error)))
            continue
        if not of_company:
            problems.append(Problem(name, f"EDGAR has no filing of it on {', '.join(wanted.forms)} for these years"))
        found |= {filed.accession: filed for filed in of_company}
    return list(found.values()), problems


def _chosen(filings: Iterator[Filed], wanted: Wanted) -> list[Filed]:
    fitting = [
        filed
        for filed in filings
        if any(matches_form(filed.form, form, amendments=wanted.amendments) for form in wanted.forms)
        and (wanted.years is None or filed.year in wanted.years)
    ]
    latest = sorted(fitting, key=lambda filed: (filed.filed, filed.accession), reverse=True)
    return sorted(latest[: wanted.most], key=lambda filed: (filed.year, filed.filed, filed.accession))


def fetch(
    client: Client, servers: Servers, wanted: Wanted, folder: Path, progress: Callable[[int, int, str], None] | None = None
) -> Fetched:
    """Get filings into a folder.

    Raises:
        BlockedError: the server refuses all requests; what was got until then is in the folder and its manifest.
        OutputError: the folder can't be written, or holds a manifest that `kg fetch` did not write.
    """
    filings, problems = wanted_filings(client, servers, wanted)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        rows = _read_manifest(folder / MANIFEST)
        got, kept = [], []
        for number, filed in enumerate(filings, start=1):
            name = _file_name(filed, main=wanted.main)
            if _is_there(folder / name, rows.get(name)):
                kept.append(filed)
            else:
                try:
                    rows[name] = _get(client, servers, filed, folder / name, main=wanted.main)
                    got.append(filed)
                    _write_manifest(folder / MANIFEST, rows)
                except BlockedError:
                    raise
                except FetchError as error:
                    problems.append(Problem(name, str(error)))
            if progress:
                progress(number, len(filings), name)
    except FetchError:
        raise
    except OSError as error:
        raise OutputError(f"{folder} can't be written: {error.strerror or error}") from error
    return Fetched(folder / MANIFEST, tuple(got), tuple(kept), tuple(problems))


def _get(client: Client, servers: Servers, filed: Filed, path: Path, *, main: bool) -> dict[str, str]:
    """Download one filing, look whether it is whole, and give its row of the manifest."""
    place = f"{servers.www}/Archives/edgar/data/{filed.cik}/{filed.accession.replace('-', '')}"
    page = f"{place}/{filed.document}" if filed.document.lower().endswith(_PAGES) else ""
    whole = f"{place}/{filed.accession}.txt"
    url = page if main and page else whole
    size, sha256 = client.save(url, path)
    try:
        _verify(path, url, filed, submission=url == whole)
    except FetchError:
        path.unlink(missing_ok=True)
        raise
    day = filed.period.isoformat() if filed.period else ""
    values = (
        path.name,
        filed.name,
        filed.form,
        day,
        str(filed.cik),
        filed.accession,
        page or whole,
        filed.filed.isoformat(),
        str(size),
        sha256,
    )
    return dict(zip(COLUMNS, values, strict=True))


def _verify(path: Path, url: str, filed: Filed, *, submission: bool) -> None:
    """Raise for what is not the filing, or not all of it."""
    with path.open("rb") as stream:
        head = stream.read(_TAIL)
        stream.seek(max(0, path.stat().st_size - _TAIL))
        tail = stream.read()
    if not head.strip():
        raise FetchError(f"{url}: the file is empty")
    if not submission:
        return
    if not _OPENS.match(head) or filed.accession.encode() not in head:
        raise FetchError(f"{url}: this is not the submission {filed.accession}")
    if not any(end in tail for end in _ENDS):
        raise FetchError(f"{url}: the file is cut off; run kg fetch again")


def _is_there(path: Path, row: dict[str, str] | None) -> bool:
    """Whether a file is there as it was got."""
    if row is None or not path.is_file() or str(path.stat().st_size) != row.get("bytes"):
        return False
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest() == row.get("sha256")


def _file_name(filed: Filed, *, main: bool) -> str:
    words: Sequence[str] = re.findall(r"[a-z0-9]+", filed.name.lower())[:4] or [f"cik{filed.cik}"]
    form = re.sub(r"[^a-z0-9]+", "-", filed.form.lower()).strip("-")
    suffix = Path(filed.document).suffix.lower() if main else ""
    return f"{'-'.join(words)}-{form}-{filed.year}-{filed.accession}{suffix if suffix in _PAGES else '.txt'}"


def _read_manifest(path: Path) -> dict[str, dict[str, str]]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise OutputError(f"{path} is not a manifest of kg fetch; name another folder with -o, or move it away")
        return {row["file"]: row for row in reader}


def _write_manifest(path: Path, rows: dict[str, dict[str, str]]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for _, row in sorted(rows.items()))
    part = path.with_name(path.name + ".part")
    part.write_text(text.getvalue(), encoding="utf-8", newline="\n")
    part.replace(path)
