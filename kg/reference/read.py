"""Reference lists as rows, whatever their form; what a file is, is told from its first bytes and its header, not from its name.

- the SEC's `company_tickers.json` (and `company_tickers_exchange.json`): CIK, ticker, name;
- a GLEIF golden copy or an extract of one in the columns of the LEI-CDF ("LEI", "Entity.LegalName", …);
- ISO 10383, old and new columns.

Each also as the first CSV or JSON file of a .zip, or packed with gzip.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NamedTuple, cast

from kg.errors import ReferenceListError

__all__ = ["Row", "read_rows"]

_JSON_MOST = 64_000_000  # bytes of a JSON list, which is read as a whole; the SEC's has less than one million
_NAMES = "Entity.OtherEntityNames.OtherEntityName.", "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName."
_GONE = frozenset(
    {"DUPLICATE", "ANNULLED", "CANCELLED", "TRANSFERRED", "MERGED", "DELETED"}
)  # statuses of rows that are no entity's any more
_KNOWN = "the SEC's company_tickers.json, a GLEIF golden copy (CSV with the columns LEI and Entity.LegalName) and ISO 10383 (CSV with MIC)"


class Row(NamedTuple):
    """One row: an identifier, the names it goes by, the main one first, and what else it tells.

    `scheme` is "cik", "lei" or "mic"; `active`: not lapsed, retired or expired; `kind`: what the list holds, "company" or "exchange".
    """

    scheme: str
    value: str
    names: tuple[str, ...]
    active: bool = True
    more: tuple[tuple[str, str], ...] = ()
    kind: str = "company"


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a list.

    Raises:
        ReferenceListError: the file can't be read, or is none of the lists that we know.
    """
    try:
        with _opened(path) as stream:
            start = stream.read(1 << 16).lstrip(b"\xef\xbb\xbf \r\n\t")
            rest = cast("IO[bytes]", _Joined(start, stream))
            yield from _json(rest, path) if start[:1] in (b"{", b"[") else _csv(rest, path)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, csv.Error, ValueError, RuntimeError, NotImplementedError) as error:
        if isinstance(error, ReferenceListError):
            raise
        raise ReferenceListError(f"{path} can't be read as a reference list: {error}") from error


class _Joined(io.RawIOBase):
    """What was looked at, and then the rest of a stream."""

    def __init__(self, start: bytes, stream: IO[bytes]) -> None:
        self._start, self._stream = start, stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        found = self._start[: len(buffer)] if self._start else self._stream.read(len(buffer))
        self._start = self._start[len(buffer) :]
        buffer[: len(found)] = found
        return len(found)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    with path.open("rb") as file:
        first = file.read(4)
        file.seek(0)
        if first[:2] == b"\x1f\x8b":
            with gzip.open(file) as stream:
                yield cast("IO[bytes]", stream)
        elif first == b"PK\x03\x04":
            with zipfile.ZipFile(file) as archive:
                members = sorted(name for name in archive.namelist() if name.lower().endswith((".csv", ".json", ".txt")))
                if not members:
                    raise ReferenceListError(f"{path} holds no CSV or JSON file; give one of: {_KNOWN}")
                with archive.open(members[0]) as stream:
                    yield stream
        else:
            yield file


def _json(stream: IO[bytes], path: Path) -> Iterator[Row]:
    data = io.BufferedReader(cast("io.RawIOBase", stream)).read(_JSON_MOST + 1)
    if len(data) > _JSON_MOST:
        raise ReferenceListError(
            f"{path} is a JSON file of more than {_JSON_MOST:,} bytes, which the SEC's list is not; known are {_KNOWN}"
        )
    found = json.loads(data)
    if isinstance(found, dict) and isinstance(found.get("fields"), list):
        names = [{"cik": "cik_str", "name": "title"}.get(name, name) for name in found["fields"]]
        entries: Sequence[object] = [dict(zip(names, row, strict=False)) for row in found.get("data", ())]
    else:
        entries = list(found.values()) if isinstance(found, dict) else found
    known = [entry for entry in entries if isinstance(entry, dict) and {"cik_str", "title"} <= entry.keys()]
    if not known:
        raise ReferenceListError(f"{path} is JSON, but no list of cik_str, ticker and title; known are {_KNOWN}")
    for entry in known:
        ticker = str(entry.get("ticker") or "")
        title = str(entry["title"] or "").split("/")[0] if "/" in str(entry["title"])[-6:] else str(entry["title"])
        yield Row("cik", str(entry["cik_str"]).zfill(10), (title.strip(),), more=(("ticker", ticker),) if ticker else ())


def _csv(stream: IO[bytes], path: Path) -> Iterator[Row]:
    codecs.register_error("kg-latin", lambda error: (error.object[error.start : error.end].decode("cp1252", "replace"), error.end))  # type: ignore[attr-defined]
    text = io.TextIOWrapper(io.BufferedReader(cast("io.RawIOBase", stream)), encoding="utf-8", errors="kg-latin", newline="")
    first = text.readline()
    delimiter = max(",;\t|", key=first.count)
    header = [name.strip().strip('"').lstrip("\ufeff") for name in next(csv.reader([first], delimiter=delimiter), [])]
    places = {name.casefold(): index for index, name in enumerate(header)}
    rows = csv.reader(text, delimiter=delimiter)
    if "lei" in places and "entity.legalname" in places:
        yield from _gleif(rows, places)
    elif "mic" in places and any("name-institution description" in name for name in places):
        yield from _mic(rows, places)
    else:
        raise ReferenceListError(f"{path} is none of the lists that are known: {_KNOWN}; its columns are {', '.join(header[:8])[:200]}")


def _cells(places: dict[str, int]) -> Callable[[Sequence[str], str], str]:
    def cell(row: Sequence[str], name: str) -> str:
        index = places.get(name, -1)
        return row[index].strip() if 0 <= index < len(row) else ""

    return cell


def _gleif(rows: Iterator[list[str]], places: dict[str, int]) -> Iterator[Row]:
    cell = _cells(places)
    others = [name for name in places if name.startswith(tuple(part.casefold() for part in _NAMES)) and name.rpartition(".")[2].isdigit()]
    for row in rows:
        value, name = cell(row, "lei").upper(), cell(row, "entity.legalname")
        status = cell(row, "registration.registrationstatus").upper()
        if len(value) == 20 and value.isalnum() and name and status not in _GONE:
            active = cell(row, "entity.entitystatus").upper() in ("", "ACTIVE") and status in ("", "ISSUED", "LAPSED")
            yield Row("lei", value, tuple(filter(None, (name, *(cell(row, other) for other in others)))), active)


def _mic(rows: Iterator[list[str]], places: dict[str, int]) -> Iterator[Row]:
    cell = _cells(places)
    described = next(name for name in places if "name-institution description" in name)
    for row in rows:
        value, name = cell(row, "mic").upper(), cell(row, described)
        if len(value) == 4 and name:
            operating = cell(row, "operating mic").upper() in ("", value)
            active = cell(row, "status").upper() not in ("DELETED", "EXPIRED") and operating
            yield Row("mic", value, tuple(filter(None, (name, cell(row, "acronym")))), active, kind="exchange")
