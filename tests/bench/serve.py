"""The endpoint under load: every named question over HTTP on loopback, beside the same query in this process and on rdflib's memory.

`python -m tests.bench serve`, or `python -m tests.bench.serve 1000000` for a build of that many claims. Every loop has a bound and an end.
"""

from __future__ import annotations

import http.client
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import rdflib

from kg.graph import prefixes
from kg.query import filled
from kg.questions import questions
from kg.store import base_of, open_store
from tests.bench.claims import make
from tests.bench.timing import table

__all__ = ["serve"]

CLIENTS, REQUESTS, SECONDS = (1, 8, 32), 60, 8.0  # requests a client count in all, and the time after which no further is sent
SOME, SMALL, MANY = 12, 1_000, 20_000  # companies asked about; claims that rdflib can bear; requests in a row
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
    """Each question about some companies that stand in claims, the same in every run."""
    chance = random.Random(7)
    rows = store.query("SELECT ?e { ?e a <https://kg.example/ontology#Company> }")
    companies = sorted(str(row[0].value) for row in rows)  # type: ignore[union-attr]
    asked = chance.sample(companies, min(SOME, len(companies)))
    claims = [str(row[0].value) for row in store.query(f"SELECT ?c {{ ?c a <https://kg.example/ontology#Claim> }} LIMIT {SOME}")]  # type: ignore[union-attr]
    values = {"year": "2010", "from": "2009", "to": "2010"}
    found: dict[str, list[str]] = {}
    for name, question in questions().items():
        for company, other, claim in zip(asked, asked[1:] + asked[:1], claims, strict=False):
            known = {"company": company, "other": other, "claim": claim, **values}
            given = {p.name: known[p.name] for p in question.parameters if p.name == "company" or not p.optional}
            found.setdefault(name, []).append(filled(store, question, given))
    return found


def in_process(store: ox.Store, sparql: Sequence[str]) -> Times:
    """The same work without HTTP: query and serialize."""
    known = prefixes(base_of(store))

    def ask(text: str) -> object:
        return store.query(text, prefixes=known, use_default_graph_as_union=True).serialize(format=ox.QueryResultsFormat.JSON)

    return timed(ask, sparql, REQUESTS)


def timed(ask: Callable[[str], object], sparql: Sequence[str], most: int) -> Times:
    """Seconds of each call, in turn, until there were enough or the time is over."""
    found: Times = []
    end = time.perf_counter() + SECONDS
    while len(found) < most and time.perf_counter() < end:
        start = time.perf_counter()
        ask(sparql[len(found) % len(sparql)])
        found.append(time.perf_counter() - start)
    return found


def over_http(port: int, sparql: Sequence[str], clients: int, most: int) -> tuple[Times, int]:
    """Seconds of each request of so many clients, each on one connection, and how many were not answered with 200."""
    found: Times = []
    errors: list[int] = []

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        turned = list(sparql[number % len(sparql) :]) + list(sparql[: number % len(sparql)])

        def ask(text: str) -> None:
            connection.request("GET", "/sparql?" + urlencode({"query": text}), headers={"Accept": "application/sparql-results+json"})
            reply = connection.getresponse()
            reply.read()
            if reply.status != 200:
                errors.append(reply.status)

        found.extend(timed(ask, turned, max(3, most // clients)))
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found, len(errors)


def quantile(times: Times, part: float) -> float:
    return sorted(times)[min(len(times) - 1, int(part * len(times)))]


def ms(times: Times) -> str:
    return f"{quantile(times, 0.5) * 1000:.2f} {quantile(times, 0.99) * 1000:.1f}"


def resident(pid: int) -> int:
    """Megabytes that a process and its children hold."""
    pids = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())]
    lines = [line for one in pids for line in Path(f"/proc/{one}/status").read_text(encoding="utf-8").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) // 1024


def questions_over_http(out: Path, claims: int) -> None:
    store = open_store(out)
    asked = texts(store)
    rows, ratios, failed = [], [], 0
    with serving(out) as (port, _):
        for name, sparql in asked.items():
            in_process(store, sparql), over_http(port, sparql, 1, len(sparql))  # both warm
            here = in_process(store, sparql)
            there = [over_http(port, sparql, clients, REQUESTS) for clients in CLIENTS]
            failed += sum(errors for _, errors in there)
            ratios.append(quantile(there[0][0], 0.5) / quantile(here, 0.5))
            rows.append((name, ms(here), *(ms(times) for times, _ in there), f"{ratios[-1]:.1f}"))
    header = ("milliseconds, median and 99th percentile", "in process", *(f"{clients} clients" for clients in CLIENTS), "1 / process")
    table(f"Named questions over HTTP, {claims:,} claims ({failed} errors)", header, rows)
    print(f"  median of the ratios {quantile(ratios, 0.5):.1f}, the highest {max(ratios):.1f}")


def beside_rdflib(out: Path) -> None:
    """The same questions on rdflib's memory, at a size that it can bear."""
    graph = rdflib.Graph()
    store = open_store(out)
    lines = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES)
    graph.parse(data=lines, format="nt")
    rows = []
    with serving(out) as (port, _):
        for name, sparql in texts(store).items():
            slow = timed(lambda text: list(graph.query(text)), sparql[:3], 3)
            fast, _ = over_http(port, sparql[:3], 1, 30)
            ratio = quantile(slow, 0.5) / quantile(fast, 0.5)
            rows.append((name, f"{quantile(slow, 0.5) * 1000:.1f}", f"{quantile(fast, 0.5) * 1000:.2f}", f"{ratio:.0f}"))
    table(f"Beside rdflib's memory, {len(graph):,} triples: median milliseconds", ("", "rdflib", "HTTP", "rdflib / HTTP"), rows)


def in_a_row(out: Path) -> None:
    """Whether memory stays where it is over many requests."""
    asked = [sparql for texts_ in texts(open_store(out)).values() for sparql in texts_[:3]]
    rows = []
    with serving(out) as (port, pid):
        for done in range(0, MANY + 1, MANY // 5):
            if done:
                for first in range(0, MANY // 5, 500):
                    turned = asked[first % len(asked) :] + asked[: first % len(asked)]
                    over_http(port, turned, 4, 500)
            rows.append((f"after {done:,} requests", resident(pid)))
    table("Memory of server and workers", ("", "MB"), rows)


def serve(claims: int = 10_000, folder: Path | None = None) -> None:
    """All of it, on builds made for it."""
    with tempfile.TemporaryDirectory() as place:
        small, large = Path(place) / "small", folder or Path(place) / "large"
        make(small, SMALL)
        if not large.exists():
            make(large, claims)
        questions_over_http(large, claims)
        beside_rdflib(small)
        in_a_row(small)


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
