"""The endpoint under load: every named question over HTTP on loopback, beside the same query in this process and on rdflib's memory.

`python -m tests.bench serve`. KG_CLAIMS=1000000 measures a build of that size, made in minutes; KG_BUILDS names a folder that keeps
builds, as for `export`. Every loop has a bound and an end.
"""

from __future__ import annotations

import os
import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib

from kg.graph import prefixes
from kg.query import filled
from kg.questions import questions
from kg.schema import NAMESPACE
from kg.store import base_of, open_store
from kg.vocab import KG
from tests.bench.claims import make
from tests.bench.timing import table

__all__ = ["serve"]

CLIENTS, REQUESTS, SECONDS = (1, 8, 32), 64, 3.0  # requests a client count in all, and the time after which no further is sent
SOME, SMALL, ROUNDS = 12, 1_000, 8  # companies asked about; claims that rdflib can bear; times that all is asked in a row
Times = list[float]


@contextmanager
def serving(out: Path) -> Iterator[tuple[int, int]]:
    """A server on a free port of loopback: the port and the process."""
    command = [sys.executable, "-m", "kg", "serve", str(out), "--port", "0", "--timeout", "60"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    found = re.search(r":(\d+)/", process.stderr.readline())
    assert found
    try:
        yield int(found[1]), process.pid
    finally:
        process.terminate()
        process.communicate(timeout=60)


def texts(store: ox.Store) -> dict[str, list[str]]:
    """Each question about some companies, the same in every run: nine that file, two that don't, and one that very many name."""
    chance = random.Random(7)
    filers = sorted({str(quad.object.value) for quad in store.quads_for_pattern(None, KG.registrant, None, ox.DefaultGraph())})
    companies = sorted({str(quad.subject.value) for quad in store.quads_for_pattern(None, KG.cik, None, ox.DefaultGraph())} - set(filers))
    well_known = max(filter(lambda iri: int(iri[-7:]) < 100, filers), key=lambda iri: iri[-7:])
    asked = [*chance.sample(filers, min(9, len(filers))), *chance.sample(companies, 2), well_known]
    claims = [quad.subject.value for quad in islice(store.quads_for_pattern(None, KG.conflict, None, None), SOME)]
    values = {"year": "2010", "from": "2009", "to": "2010"}
    found: dict[str, list[str]] = {}
    for name, question in questions().items():
        for company, claim in zip(asked, claims * SOME, strict=False):
            known = {"company": company, "other": _held(store, company), "claim": claim, **values}
            given = {p.name: known[p.name] for p in question.parameters if p.name == "company" or not p.optional}
            found.setdefault(name, []).append(filled(store, question, given))
    return found


def _held(store: ox.Store, company: str) -> str:
    """A company that stands in a claim with this one, or itself."""
    ends = store.quads_for_pattern(ox.NamedNode(company), ox.NamedNode(f"{NAMESPACE}ownsShareIn"), None, ox.DefaultGraph())
    return str(next((quad.object.value for quad in ends), company))


def in_process(store: ox.Store, sparql: Sequence[str]) -> Times:
    """The same work without HTTP: query and serialize."""
    known = prefixes(base_of(store))

    def ask(text: str) -> object:
        return store.query(text, prefixes=known, use_default_graph_as_union=True).serialize(format=ox.QueryResultsFormat.JSON)

    return timed(ask, sparql, REQUESTS)


def timed(ask: Callable[[str], object], sparql: Sequence[str], most: int, seconds: float = SECONDS) -> Times:
    """Seconds of each call, in turn, until there were enough or the time is over."""
    found: Times = []
    end = time.perf_counter() + seconds
    while len(found) < most and time.perf_counter() < end:
        start = time.perf_counter()
        ask(sparql[len(found) % len(sparql)])
        found.append(time.perf_counter() - start)
    return found


class Client:
    """One connection that stays open. As small as can be, since what it takes is timed too."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=120)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, path: str) -> int:
        """Send a request and read all of its answer; gives the status."""
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/sparql-results+json\r\n\r\n".encode("ascii"))
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._socket.recv(1 << 18) or self._closed()
        length = int(re.search(rb"(?i)\r\ncontent-length: (\d+)", data)[1])  # type: ignore[index]
        left = end + 4 + length - len(data)
        while left > 0:
            left -= len(self._socket.recv(1 << 18) or self._closed())
        return int(data[9:12])

    @staticmethod
    def _closed() -> bytes:
        raise ConnectionError("the server has closed the connection")

    def close(self) -> None:
        self._socket.close()


def over_http(port: int, sparql: Sequence[str], clients: int, most: int, seconds: float = SECONDS) -> tuple[Times, list[int]]:
    """Seconds of each request of so many clients, each on one connection, and the statuses that were not 200."""
    found: Times = []
    errors: list[int] = []
    paths = ["/sparql?" + urlencode({"query": text}) for text in sparql]

    def work(number: int) -> None:
        client = Client(port)
        first = number * len(sparql) // clients  # each begins elsewhere

        def ask(path: str) -> None:
            if (status := client.ask(path)) != 200:
                errors.append(status)

        found.extend(timed(ask, [*paths[first:], *paths[:first]], max(3, most // clients), seconds))
        client.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, errors


def quantile(times: Times, part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def ms(times: Times) -> str:
    return f"{quantile(times, 0.5) * 1000:.2f} {quantile(times, 0.99) * 1000:.1f}"


def resident(pid: int) -> int:
    """Megabytes that a process and its children hold."""
    pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())]
    lines = [line for one in pids for line in Path(f"/proc/{one}/status").read_text(encoding="utf-8").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) // 1024


def questions_over_http(out: Path, claims: int, wanted: Sequence[str] = ()) -> None:
    """All questions, or those wanted."""
    store = open_store(out)
    rows, ratios, failed = [], [], 0
    with serving(out) as (port, _):
        for name, sparql in texts(store).items():
            if wanted and name not in wanted:
                continue
            in_process(store, sparql[:SOME]), over_http(port, sparql, 1, len(sparql))  # both warm
            here = in_process(store, sparql)
            there = [over_http(port, sparql, clients, REQUESTS) for clients in CLIENTS]
            failed += sum(len(errors) for _, errors in there)
            ratios.append(quantile(there[0][0], 0.5) / quantile(here, 0.5))
            rows.append((name, ms(here), *(ms(times) for times, _ in there), f"{ratios[-1]:.1f}"))
    header = ("milliseconds, median and 99th percentile", "in process", *(f"{clients} clients" for clients in CLIENTS), "1 / process")
    table(f"Named questions over HTTP, {claims:,} claims ({failed} errors)", header, rows)
    print(f"  median of the ratios {quantile(ratios, 0.5):.1f}, the highest {max(ratios):.1f}")


def beside_rdflib(out: Path) -> None:
    """The same questions on rdflib's memory, at a size that it can bear."""
    graph = rdflib.Graph()
    store = open_store(out)
    graph.parse(data=ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES), format="nt")
    rows, ratios = [], []
    with serving(out) as (port, _):
        for name, sparql in texts(store).items():
            slow = timed(lambda text: list(graph.query(text)), sparql[:3], 3)
            fast, _ = over_http(port, sparql[:3], 1, 30)
            ratios.append(quantile(slow, 0.5) / quantile(fast, 0.5))
            rows.append((name, f"{quantile(slow, 0.5) * 1000:.1f}", f"{quantile(fast, 0.5) * 1000:.2f}", f"{ratios[-1]:.0f}"))
    table(f"Beside rdflib's memory, {len(graph):,} triples: median milliseconds", ("", "rdflib", "HTTP", "rdflib / HTTP"), rows)
    print(f"  median of the ratios {quantile(ratios, 0.5):.0f}, the lowest {min(ratios):.0f}, the highest {max(ratios):.0f}")


def in_a_row(out: Path, claims: int) -> None:
    """Whether memory stays where it is over many requests, of all questions in turn, as fast as they go."""
    mixed = list(chain.from_iterable(zip(*texts(open_store(out)).values(), strict=True)))
    rows, start, asked = [], time.perf_counter(), 0
    with serving(out) as (port, pid):
        rows.append(("at the start", resident(pid), "", ""))
        for _ in range(ROUNDS):
            found, errors = over_http(port, mixed, 4, len(mixed), 120)
            asked += len(found)
            rows.append((f"after {asked:,} requests", resident(pid), len(errors), f"{time.perf_counter() - start:.0f}"))
    table(f"Server and workers, 4 clients, all questions in turn, {claims:,} claims", ("", "MB", "errors", "s"), rows)


def serve() -> None:
    """All of it, on builds made for it."""
    claims = int(os.environ.get("KG_CLAIMS", "100000"))
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small", Path(os.environ.get("KG_BUILDS", folder)) / str(claims)
        make(small, SMALL)
        if not (large / "store").is_dir():
            make(large, claims)
        questions_over_http(large, claims)
        beside_rdflib(small)
        in_a_row(large, claims)
