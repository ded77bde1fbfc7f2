"""Triple stores that tests start: Oxigraph's server, Virtuoso 7, Comunica. Each in its own folder, on loopback, ended by its own id."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import readers

_START = 60.0  # seconds that a store may take to answer
_INI = Path("/etc/virtuoso-opensource-7/virtuoso.ini")


@dataclass(frozen=True)
class Store:
    """Where a store answers queries, takes graphs and updates, and how to log in."""

    query: str
    graphs: str = ""
    update: str = ""
    user: str = ""
    password: str = ""


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def no_oxigraph() -> str:
    return "" if (readers.ROOT / ".venv" / "bin" / "oxigraph").exists() else "Oxigraph's server is not installed: make .venv/dev"


def no_virtuoso() -> str:
    return "" if shutil.which("virtuoso-t") and _INI.exists() else "Virtuoso 7 is not installed: apt-get install virtuoso-opensource-7"


def no_comunica() -> str:
    return readers.missing("@comunica/query-sparql")


@contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    """A server, until the block ends; raises with its last words when it does not answer in time."""
    log = folder / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said)
        try:
            end = time.monotonic() + _START
            while True:
                try:
                    httpx.get(url, timeout=5)
                    break
                except httpx.HTTPError:
                    if process.poll() is not None or time.monotonic() > end:
                        raise RuntimeError(f"{command[0]} does not answer: {log.read_text(errors='replace')[-800:]}") from None
                    time.sleep(0.2)
            yield
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def oxigraph(folder: Path) -> Iterator[Store]:
    here = f"127.0.0.1:{free_port()}"
    command = [
        str(readers.ROOT / ".venv" / "bin" / "oxigraph"),
        "serve",
        "--location",
        str(folder / "store"),
        "--bind",
        here,
        "--union-default-graph",
    ]
    with _running(command, folder, f"http://{here}/"):
        yield Store(f"http://{here}/query", f"http://{here}/store", f"http://{here}/update")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Store]:
    """With Debian's settings, but for folders, ports, memory, and the number of rows that it silently cuts answers at."""
    sql, http = free_port(), free_port()
    text = _INI.read_text(encoding="utf-8").replace("/var/lib/virtuoso-opensource-7/db", str(folder))
    text = text.replace("/var/lib/virtuoso-opensource-7/vsp", str(folder))
    text = re.sub(r"(?m)^ServerPort\s*= 1111", f"ServerPort = 127.0.0.1:{sql}", text)
    text = re.sub(r"(?m)^ServerPort\s*= 8890", f"ServerPort = 127.0.0.1:{http}", text)
    text = re.sub(r"(?m)^ResultSetMaxRows\s*=.*", "ResultSetMaxRows = 1000000", text)
    (folder / "virtuoso.ini").write_text(text, encoding="utf-8")
    here = f"http://127.0.0.1:{http}"
    command = ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with _running(command, folder, f"{here}/sparql"):
        yield Store(f"{here}/sparql", f"{here}/sparql-graph-crud-auth", f"{here}/sparql-auth", "dba", "dba")


@contextmanager
def comunica(folder: Path, graph: Path) -> Iterator[Store]:
    """Over a file that a small server of Python's gives it."""
    files, port = free_port(), free_port()
    serving = ["python3", "-m", "http.server", str(files), "--bind", "127.0.0.1", "--directory", str(graph.parent)]
    command = [
        str(readers.NODE / "node_modules" / ".bin" / "comunica-sparql-http"),
        f"http://127.0.0.1:{files}/{graph.name}",
        "-p",
        str(port),
        "-w",
        "1",
    ]
    (folder / "files").mkdir()
    with (
        _running(serving, folder / "files", f"http://127.0.0.1:{files}/"),
        _running(command, folder, f"http://127.0.0.1:{port}/sparql?query=ASK%20%7B%7D"),
    ):
        yield Store(f"http://127.0.0.1:{port}/sparql")


def ask(store: Store, sparql: str) -> tuple[list[str], list[tuple[str, ...]]]:
    """The variables and rows that a store answers, values as text."""
    answer = httpx.post(store.query, data={"query": sparql}, headers={"Accept": "application/sparql-results+json"}, timeout=120)
    assert answer.status_code == 200, f"{answer.status_code}: {answer.text[:500]}"
    found = answer.json()
    names = found["head"]["vars"]
    return names, [tuple(row.get(name, {}).get("value", "") for name in names) for row in found["results"]["bindings"]]
