"""Requests to EDGAR: identified, no faster than allowed, repeated where that helps, and never more than a bound in memory or on disk."""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kg.errors import FetchError

__all__ = ["MOST_PER_SECOND", "BlockedError", "Client", "NotFoundError", "Servers"]

MOST_PER_SECOND = 10.0  # what the SEC allows: https://www.sec.gov/about/privacy-information#security
_TRIES = 4
_PAUSE = 1.0  # seconds before the second try, doubled for each further one
_LONGEST_PAUSE = 600.0  # what a server may ask for at most
_LARGEST = 400_000_000  # bytes of a file; of an answer that is held in memory, an eighth
_IDENTITY = re.compile(r"\S.*\S+@\S+\.\S+|\S+@\S+\.\S+.*\S")
_REFUSED = re.compile(rb"Undeclared Automated Tool|Request Rate Threshold Exceeded", re.IGNORECASE)
_HEAD = 4096


class NotFoundError(FetchError):
    """There is no such page."""


class BlockedError(FetchError):
    """The server refuses all requests; further ones would make it worse."""


@dataclass(frozen=True, slots=True)
class Servers:
    """Where EDGAR is: its web site with the archive, and its interface for data. Both can be mirrors of one's own."""

    www: str = "https://www.sec.gov"
    data: str = "https://data.sec.gov"


class Client:
    """One caller's requests, one after the other.

    Args:
        user_agent: who asks, as the SEC wants it: a name and an e-mail address.
        rate: requests a second, at most ten.
        sleep: waits so many seconds; a test's own does not.

    Raises:
        FetchError: there is no identity in `user_agent`, or the HTTP library is not installed.
    """

    def __init__(self, user_agent: str, *, rate: float = 8.0, sleep: Callable[[float], None] = time.sleep) -> None:
        if not _IDENTITY.search(user_agent) or not user_agent.isascii() or not user_agent.isprintable():
            raise FetchError(
                "EDGAR wants to know who asks, a name and an e-mail address in ASCII: give --user-agent 'Jane Doe jane@example.com', "
                "or set KG_USER_AGENT to it"
            )
        try:
            import httpx  # noqa: PLC0415  an optional extra
        except ModuleNotFoundError as error:
            raise FetchError("kg fetch needs the HTTP library httpx: pip install 'kg-filings[edgar]'") from error
        self._errors = httpx.TransportError
        self._http = httpx.Client(headers={"User-Agent": user_agent}, timeout=60, follow_redirects=True, max_redirects=3)
        self._gap = 1 / min(max(rate, 0.01), MOST_PER_SECOND)
        self._sleep, self._next = sleep, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._http.close()

    def json(self, url: str) -> Any:
        """A page as JSON. Raises FetchError."""
        try:
            return json.loads(self.text(url))
        except ValueError as error:
            raise FetchError(f"{url} is not JSON: {error}") from error

    def text(self, url: str) -> str:
        """A page as text. Raises FetchError."""
        return b"".join(self._tried(url, lambda response: list(_bounded(response, url, _LARGEST // 8)))).decode("utf-8", "replace")

    def save(self, url: str, path: Path) -> tuple[int, str]:
        """Write a page to a file; its size in bytes and SHA-256. The file is there whole or not at all. Raises FetchError, OSError."""
        part = path.with_name(path.name + ".part")

        def write(response: Any) -> tuple[int, str]:
            size, found, head = 0, hashlib.sha256(), b""
            with part.open("wb") as stream:
                for piece in _bounded(response, url, _LARGEST):
                    size += stream.write(piece)
                    found.update(piece)
                    head = head if len(head) >= _HEAD else head + piece[:_HEAD]
            _refuse_notice(url, head)
            return size, found.hexdigest()

        try:
            told: tuple[int, str] = self._tried(url, write)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return told

    def _tried(self, url: str, use: Callable[[Any], Any]) -> Any:
        """What `use` makes of the answer; a busy server or a cut connection is tried again, after a pause."""
        pause, why = _PAUSE, ""
        for attempt in range(_TRIES):
            if attempt:
                self._sleep(pause)
                pause *= 2
            try:
                with self._answer(url) as response:
                    status = response.status_code
                    if status < 300:
                        return use(response)
                    asked = _asked(response.headers.get("Retry-After", ""))
            except self._errors as error:
                why = f"the connection failed ({type(error).__name__}: {error})"
                continue
            _refuse(url, status)
            why = f"the server answers {status}"
            if asked is not None:
                pause = asked
            if pause > _LONGEST_PAUSE:
                raise BlockedError(f"{url}: {why} and asks to wait {pause:.0f} seconds; try again then")
        raise FetchError(f"{url}: {why}, {_TRIES} times; try again later: what is there already is not fetched anew")

    @contextmanager
    def _answer(self, url: str) -> Iterator[Any]:
        now = time.monotonic()
        if now < self._next:
            self._sleep(self._next - now)
        self._next = max(now, self._next) + self._gap
        with self._http.stream("GET", url) as response:
            yield response


def _refuse(url: str, status: int) -> None:
    """Raise for an answer that another try would not change."""
    if status == 404:
        raise NotFoundError(f"{url}: there is no such page")
    if status == 403:
        raise BlockedError(
            f"{url}: the server refuses (403). The SEC does so to callers that do not say who they are or were too fast: check "
            "--user-agent, and wait ten minutes"
        )
    if status < 500 and status not in (408, 429):
        raise FetchError(f"{url}: the server answers {status}")


def _refuse_notice(url: str, head: bytes) -> None:
    """Raise for the SEC's notice to callers that were too fast, which may come as a page like any other."""
    if _REFUSED.search(head):
        raise BlockedError(f"{url}: the SEC answers with its notice to automated tools: check --user-agent, and wait ten minutes")


def _bounded(response: Any, url: str, most: int) -> Iterator[bytes]:
    size = 0
    for piece in response.iter_bytes():
        size += len(piece)
        if size > most:
            raise FetchError(f"{url}: is larger than {most // 1_000_000} MB; no filing is")
        yield piece


def _asked(value: str) -> float | None:
    """The seconds that a Retry-After header asks to wait; None where it does not."""
    if value.strip().isdigit():
        return float(value)
    try:
        moment = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment - dt.datetime.now(moment.tzinfo or dt.UTC)).total_seconds())
