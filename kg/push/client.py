"""HTTP to a triple store: graphs and updates, with retries, and whatever way of logging in the store asks for."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.errors import OutputError

try:
    import httpx
except ImportError as error:  # an extra
    raise OutputError("kg push needs httpx: pip install 'kg-filings[push]'") from error

__all__ = ["Client", "Credentials", "credentials"]

_TRIES, _PAUSE, _LONGEST_PAUSE = 4, 0.5, 30.0
_ERRNO = re.compile(r"^\[Errno -?\d+\] ")  # what the operating system counts its errors by
_AGAIN = frozenset({429, 502, 503, 504})
REFUSED = frozenset({404, 405, 415, 501})  # what a store answers that has no graph store protocol


@dataclass(frozen=True, slots=True)
class Credentials:
    """How to log in: a token, or a user and a password; nothing where all are empty."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)


def credentials(environment: Mapping[str, str] = os.environ) -> Credentials:
    """KG_STORE_USER and KG_STORE_PASSWORD (basic or digest, as the store asks), or KG_STORE_TOKEN (bearer)."""
    return Credentials(*(environment.get(f"KG_STORE_{name}", "") for name in ("USER", "PASSWORD", "TOKEN")))


class _Login(httpx.Auth):
    """Bearer at once; basic or digest when the store asks for one of them."""

    requires_response_body = False

    def __init__(self, known: Credentials) -> None:
        self._known = known
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._known.token:
            request.headers["Authorization"] = f"Bearer {self._known.token}"
            yield request
            return
        if self._chosen is None:
            response = yield request
            if response.status_code != 401 or not self._known.user:
                return
            asked = " ".join(response.headers.get_list("www-authenticate")).lower()
            kind = httpx.DigestAuth if "digest" in asked else httpx.BasicAuth
            self._chosen = kind(self._known.user, self._known.password)
        yield from self._chosen.auth_flow(request)


class Client:
    """A store at the URL of its graph store, and that of its update endpoint if it has one.

    Raises:
        OutputError: from each method, when the store can't be reached or refuses; the message names the URL and what it said.
    """

    def __init__(self, graphs: str, update: str = "", known: Credentials | None = None, timeout: float = 300.0) -> None:
        for url in filter(None, (graphs, update)):
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise OutputError(f"{url!r} is no URL of a store, such as http://localhost:7878/store")
            if parts.username or parts.password:
                raise OutputError("a password does not belong into a URL; put it into KG_STORE_USER and KG_STORE_PASSWORD")
        self.graphs, self.updates = graphs, update
        self._http = httpx.Client(auth=_Login(known or credentials()), timeout=timeout, headers={"User-Agent": "kg-push"})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def read(self, graph: str) -> list[ox.Triple] | None:
        """The triples of a named graph; None where the store has none of that name, or no graph store."""
        answer = self._send("GET", self.graphs, {200, *REFUSED}, params={"graph": graph}, headers={"Accept": "application/n-triples"})
        if answer.status_code != 200:
            return None
        kind = answer.headers.get("content-type", "").split(";")[0].strip()
        format_ = {"text/turtle": ox.RdfFormat.TURTLE, "text/plain": ox.RdfFormat.N_TRIPLES}.get(kind, ox.RdfFormat.N_TRIPLES)
        try:
            return [quad.triple for quad in ox.parse(answer.content, format=format_)]
        except SyntaxError as error:
            raise OutputError(f"{self.graphs}: what the store says of <{graph}> can't be read ({error})") from error

    def add(self, graph: str, triples: bytes) -> bool:
        """Add N-Triples to a named graph; whether the store takes graphs that way at all."""
        answer = self._send(
            "POST", self.graphs, {200, 201, 202, 204, *REFUSED}, params={"graph": graph}, content=triples,
            headers={"Content-Type": "application/n-triples"},
        )  # fmt: skip
        return answer.status_code not in REFUSED

    def put(self, graph: str, triples: bytes) -> None:
        """Replace a named graph."""
        kind = {"Content-Type": "application/n-triples"}
        self._send("PUT", self.graphs, {200, 201, 202, 204}, params={"graph": graph}, content=triples, headers=kind)

    def drop(self, graph: str) -> None:
        """Remove a named graph, if it is there."""
        self._send("DELETE", self.graphs, {200, 202, 204, *REFUSED}, params={"graph": graph})

    def update(self, sparql: str) -> None:
        """Run a SPARQL update."""
        kind = {"Content-Type": "application/sparql-update; charset=utf-8"}
        self._send("POST", self.updates, {200, 201, 202, 204}, content=sparql.encode(), headers=kind)

    def _send(self, method: str, url: str, fine: set[int], **request: Any) -> httpx.Response:
        """Send, and again where the store is busy or the line broke; every request of ours may be sent twice."""
        answer: httpx.Response | None = None
        what = ""
        for attempt in range(_TRIES):
            if attempt:
                time.sleep(_pause(answer, attempt))
            try:
                answer = self._http.request(method, url, **request)
            except httpx.HTTPError as error:
                answer, what = None, f"can't be reached ({_ERRNO.sub('', str(error)) or type(error).__name__})"
                continue
            if answer.status_code in fine:
                return answer
            what = f"answers {answer.status_code} {answer.reason_phrase}: {' '.join(answer.text.split())[:300]}"
            if answer.status_code not in _AGAIN:
                break
        if answer is not None and answer.status_code in (401, 403):
            what += "; set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN"
        raise OutputError(f"{method} {url}: the store {what}")


def _pause(answer: httpx.Response | None, attempt: int) -> float:
    """As long as the store asks for, else longer each time."""
    asked = answer.headers.get("retry-after", "") if answer is not None else ""
    return min(float(asked) if asked.isdigit() else _PAUSE * 2**attempt, _LONGEST_PAUSE)
