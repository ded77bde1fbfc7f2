"""What a stranger might try, and that it harms nobody: others are served all the while."""

from __future__ import annotations

import http.server
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from servers import Server, serving

PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
BOMB = "(a|aa|a?)+(.*.*)+$"
REGEX = f'SELECT (COUNT(*) AS ?n) {{ ?s ?p ?o . ?t ?q ?r . ?u ?v ?w FILTER(REGEX(CONCAT(STR(?o), STR(?r), STR(?w)), "{BOMB}", "is")) }}'
DEEP = "ASK { ?s ?p ?o " + "FILTER NOT EXISTS { ?s ?p ?o " * 850 + "}" * 850 + " }"
TRIPLES = "CONSTRUCT { ?a kg:x ?u } WHERE { ?a kg:year ?y . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?d), STR(?f), STR(?e)) AS ?u) }"
ROWS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def strict(build: Path) -> Iterator[Server]:
    """A server with little time, memory and room for a query."""
    with serving(build, "--timeout", "2", "--memory", "1024", "--max-result", "2") as running:
        yield running


def alive(server: Server) -> bool:
    return server.query("ASK { entity:we a kg:Company }").text == '{"head":{},"boolean":true}'


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that notes every request."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_error(400)

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    target = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=target.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{target.server_port}/", seen
    target.shutdown()
    target.server_close()


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <URL> { ?s ?p ?o } }", "LOAD <URL>", "SELECT * FROM <URL> { ?s ?p ?o }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "SELECT * { GRAPH <file:///etc/passwd> { ?s ?p ?o } }",
        "PREFIX s: <URL> SELECT * { SERVICEs:x { ?s ?p ?o } }", "LOAD <file:///etc/passwd>",
    ],
)  # fmt: skip
def test_nothing_is_fetched_and_no_file_read(server: Server, listener: tuple[str, list[str]], sparql: str) -> None:
    url, seen = listener
    reply = server.query(sparql.replace("URL", url))
    assert reply.status == 400 or json.loads(reply.text)["results"]["bindings"] == []
    for name in ("default-graph-uri", "named-graph-uri"):
        for graph in (url, "file:///etc/passwd"):
            assert json.loads(server.query("SELECT * { ?s ?p ?o }", **{name: graph}).text)["results"]["bindings"] == []
    assert seen == []


PATHS = [
    "/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd", "/static/%2fetc/passwd",
    "/static/..\\app.py", "/../../etc/passwd", "/entity/../../etc/passwd", "/entity/%2e%2e%2f%2e%2e%2fstore", "/ask/..%2f..%2fkg.ttl",
    "/ask/%00", "/static/\x7f", "/store/CURRENT", "/entities.jsonl", "/static/yasgui/%2e%2e/%2e%2e/guard.py", "/entity/%ff%fe",
    "/static/%ff", "/static/" + "a" * 4000,
]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_what_is_served(server: Server, path: str) -> None:
    with socket.create_connection(server.netloc, timeout=10) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode("latin-1"))
        reply = received(client)
    assert reply.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 405")), reply[:200]
    assert b"root:" not in reply
    assert b"import" not in reply


def received(client: socket.socket) -> bytes:
    """All that comes until the other side closes, or resets, the connection."""
    data = b""
    try:
        while piece := client.recv(65_536):
            data += piece
    except ConnectionResetError:
        pass
    return data


@pytest.mark.parametrize(
    ("sparql", "status", "words"),
    [
        (PRODUCT, 503, "stopped after 2 s"), (REGEX, 503, "stopped after 2 s"), (DEEP, 400, "nested too deeply"),
        (ROWS, 400, "larger than the 2 MB"), (TRIPLES, 400, "larger than the 2 MB"),
    ],
)  # fmt: skip
def test_a_query_over_its_budget_is_stopped_while_others_are_served(strict: Server, sparql: str, status: int, words: str) -> None:
    with ThreadPoolExecutor(1) as pool:
        hostile = pool.submit(strict.query, sparql, "*/*")
        while not hostile.done():
            assert alive(strict)
        assert (hostile.result().status, words in hostile.result().text) == (status, True), hostile.result().text
    assert alive(strict)


def test_all_workers_at_once_may_be_hostile(strict: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        assert {reply.status for reply in pool.map(strict.query, [PRODUCT] * 4)} == {503}
    assert alive(strict)


def test_too_many_who_wait_are_sent_away(build: Path) -> None:
    with serving(build, "--timeout", "3", "--workers", "1") as server, ThreadPoolExecutor(80) as pool:
        replies = list(pool.map(server.query, [PRODUCT] + ["ASK {}"] * 79))
        assert {reply.status for reply in replies} == {200, 503}
        assert any("too many" in reply.text for reply in replies)
        assert any(reply.headers.get("retry-after") for reply in replies)
        assert alive(server)


def seconds_used(pid: int) -> float:
    """The processor time of a process and of its children, in seconds."""
    total = 0.0
    for one in (pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())):
        fields = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def wait_until(true: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="there is no /proc to see processes in")
def test_a_query_ends_when_its_client_has_gone(server: Server) -> None:
    def children() -> set[str]:
        pid = server.process.pid
        return set(Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split())

    assert alive(server)
    with socket.create_connection(server.netloc) as client:
        path = "/sparql?" + urlencode({"query": PRODUCT})
        before = seconds_used(server.process.pid)
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert wait_until(lambda: seconds_used(server.process.pid) - before > 0.5), "it works on it"
        working = children()
    assert wait_until(lambda: children() != working), "the worker was killed"
    assert alive(server)


def test_a_large_body_is_refused(server: Server) -> None:
    with socket.create_connection(server.netloc, timeout=20) as client:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 100000000\r\n\r\n"
        client.sendall(head.encode())
        assert client.recv(4096).startswith(b"HTTP/1.1 413")
    assert alive(server)


def test_a_large_body_without_a_length_is_refused(server: Server) -> None:
    piece = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    with socket.create_connection(server.netloc, timeout=20) as client:
        head = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\nTransfer-Encoding: chunked\r\n\r\n"
        client.sendall(head.encode())
        sent = 0
        with suppress(BrokenPipeError, ConnectionResetError):
            while sent < 100_000_000:
                client.sendall(piece)
                sent += len(piece)
        assert sent < 20_000_000
    assert alive(server)


@pytest.mark.parametrize("count", [40, 3000])
def test_a_flood_of_headers_is_refused(server: Server, count: int) -> None:
    with socket.create_connection(server.netloc, timeout=20) as client:
        head = "GET /health HTTP/1.1\r\nHost: localhost\r\n" + "".join(f"X-{n}: {'y' * 2000}\r\n" for n in range(count)) + "\r\n"
        with suppress(BrokenPipeError, ConnectionResetError):
            client.sendall(head.encode())
        reply = received(client) if count < 100 else b""
        assert not reply or reply.startswith((b"HTTP/1.1 431", b"HTTP/1.1 400"))
    assert alive(server)


def test_headers_without_an_end_are_refused(server: Server) -> None:
    with socket.create_connection(server.netloc, timeout=20) as client:
        client.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\nX: ")
        sent = 0
        with suppress(BrokenPipeError, ConnectionResetError):
            while sent < 50_000_000:
                client.sendall(b"y" * 65_536)
                sent += 65_536
        assert sent < 20_000_000
    assert alive(server)


@pytest.fixture(scope="module")
def impatient(build: Path) -> Iterator[Server]:
    with serving(build, "--patience", "1", "--workers", "1") as running:
        yield running


STARTS = [b"", b"GET /health HTTP/1.1\r\nHost: lo", b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nq"]


@pytest.mark.parametrize("start", STARTS)
def test_slow_clients_are_sent_away_and_hold_nobody_up(impatient: Server, start: bytes) -> None:
    """Slow loris: many connections, on each now and then a byte that never ends the request."""
    clients = [socket.create_connection(impatient.netloc, timeout=30) for _ in range(100)]
    try:
        for client in clients:
            client.sendall(start)
        assert alive(impatient)
        for _ in range(5):
            time.sleep(0.25)
            for client in clients if start.endswith(b"lo") else []:
                with suppress(BrokenPipeError, ConnectionResetError):
                    client.sendall(b"a")
        for client in clients:
            reply = received(client)  # ends, as the other side closes
            assert reply == b"" or reply.startswith(b"HTTP/1.1 408"), reply
    finally:
        for client in clients:
            client.close()
    assert alive(impatient)


def test_a_client_that_does_not_read_its_answer_is_left(impatient: Server) -> None:
    clients = []
    for _ in range(2):
        client = socket.socket()
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.settimeout(20)
        client.connect(impatient.netloc)
        path = "/sparql?" + urlencode({"query": "SELECT * { ?a kg:evidence ?b . ?c ?d ?e } LIMIT 100000"})
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\n\r\n".encode())
        clients.append(client)
    assert alive(impatient), "the worker is free while the answers wait"
    time.sleep(2.5)
    for client in clients:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
        assert len(received(client)) < 8_000_000, "cut off"
        client.close()
    assert alive(impatient)


def test_a_strangers_page_cannot_ask_under_another_name(server: Server) -> None:
    """DNS rebinding: a name of the stranger's that suddenly means this machine."""
    reply = server.get("/sparql?query=ASK%20%7B%7D", Host="evil.example:8020")
    assert reply.status == 421
    for host in ("localhost:1", "127.0.0.1", "[::1]:80"):
        assert server.get("/health", Host=host).status == 200


def test_other_origins_are_let_in_only_where_it_was_said(build: Path, server: Server) -> None:
    assert "access-control-allow-origin" not in server.query("ASK {}", Origin="https://a.example").headers
    with serving(build, "--cors", "https://a.example", "--allow-host", "graph.example") as open_one:
        allowed = open_one.get("/sparql?query=ASK%20%7B%7D", Origin="https://a.example").headers
        assert allowed["access-control-allow-origin"] == "https://a.example"
        assert "access-control-allow-origin" not in open_one.get("/sparql?query=ASK%20%7B%7D", Origin="https://b.example").headers
        before = open_one.ask("OPTIONS", "/sparql", Origin="https://a.example", Access_Control_Request_Method="POST")
        assert (before.status, "content-type" in before.headers["access-control-allow-headers"]) == (204, True)
        assert open_one.get("/health", Host="graph.example").status == 200


def test_every_answer_has_its_policy(server: Server) -> None:
    for path in ("/", "/search?q=we", "/ask/shareholders", "/entity/we", "/sparql", "/nowhere", "/static/site.js", "/health", "/ask/none"):
        headers = server.get(path, Accept="text/html").headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert "script-src 'self';" in server.get("/editor").headers["content-security-policy"]


NOISE = [
    b"\x00" * 100, b"\xff\xfe\r\n\r\n", b"GET\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
    b"GET / HTTP/9\r\n\r\n",
]  # fmt: skip


def test_noise_is_answered_or_left(server: Server) -> None:
    for noise in NOISE:
        with socket.create_connection(server.netloc, timeout=20) as client:
            client.sendall(noise)
            client.shutdown(socket.SHUT_WR)
            assert b"200 OK" not in received(client)
    assert server.get(f"/suggest?q={quote(chr(0) + '%' * 500)}").status == 200
    assert server.get("/entity/we?year=99999999999999&from=-1").status == 200
    assert alive(server)


def test_stopping_lets_answers_under_way_come_to_their_end(build: Path) -> None:
    with serving(build) as server, ThreadPoolExecutor(1) as pool:
        slow = 'SELECT (COUNT(*) AS ?n) { ?a kg:evidence ?b . ?d ?e ?f FILTER(REGEX(CONCAT(STR(?f), STR(?b)), "(a|b|c)+d", "i")) }'
        assert alive(server)
        under_way = pool.submit(server.query, slow)
        time.sleep(0.1)
        assert not under_way.done()
        server.process.terminate()
        assert server.process.wait(timeout=30) in (0, -15)
        assert under_way.result().status == 200
    assert not [path for path in build.iterdir() if path.name.startswith(".serving-") and not _held(path)]


def _held(path: Path) -> bool:
    """Whether a running server (that of the other tests) has this snapshot."""
    import fcntl

    handle = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
