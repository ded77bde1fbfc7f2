"""Running `kg serve` for a market in which every question has an answer and some names are hostile, and asking it."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from market_samples import CLAIMS, ENTITIES, SOURCES
from serve_samples import HOSTILE_CLAIMS, HOSTILE_ENTITIES

from kg.graph import quads
from kg.schema import load_relations
from kg.store import create

ROOT = Path(__file__).parents[2]


@dataclass
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]


@dataclass
class Server:
    """A running `kg serve`."""

    address: str
    process: subprocess.Popen[str]
    out: Path

    @property
    def netloc(self) -> tuple[str, int]:
        parts = urlsplit(self.address)
        assert parts.hostname is not None
        assert parts.port is not None
        return parts.hostname, parts.port

    def ask(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Reply:
        """One request; headers are named as keywords with _ for -."""
        connection = http.client.HTTPConnection(*self.netloc, timeout=60)
        try:
            data = body.encode("utf-8") if isinstance(body, str) else body
            connection.request(method, path, data, {name.replace("_", "-"): value for name, value in headers.items()})
            reply = connection.getresponse()
            return Reply(reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, **headers)

    def query(self, sparql: str, accept: str = "application/sparql-results+json", **more: str) -> Reply:
        return self.get("/sparql?" + urlencode({"query": sparql, **more}), Accept=accept)


@contextmanager
def serving(out: Path, *options: str) -> Iterator[Server]:
    for needed in ("starlette", "uvicorn"):
        pytest.importorskip(needed, reason="what `kg serve` needs is not installed: pip install '.[dev]'")
    command = [sys.executable, "-m", "kg", "serve", str(out), "--port", "0", *options]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.match(r"http://\S+", line)
        assert found, line + process.stderr.read()
        yield Server(found[0].rstrip("/"), process, out)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def make_build(folder: Path, *, claims: int | None = None) -> Path:
    """A build folder with a store: the market, or its first claims."""
    folder.mkdir(parents=True, exist_ok=True)
    told = (*CLAIMS, *HOSTILE_CLAIMS)[:claims]
    create(quads(told, [*ENTITIES, *HOSTILE_ENTITIES], SOURCES, load_relations()), folder / "store")
    return folder
