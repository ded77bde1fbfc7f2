"""Which form an answer takes, and what a request asks for, without a server."""

from __future__ import annotations

import pytest

from kg.serve.negotiate import GRAPHS, ROWS, choose, prefers_html
from kg.serve.protocol import Asked, asked
from kg.serve.refusal import Refusal

COMUNICA = "application/n-quads,application/trig;q=0.95,application/ld+json;q=0.9,application/n-triples;q=0.8,*/*;q=0.1"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "rows", "graph"),
    [
        ("*/*", "application/sparql-results+json", "text/turtle"),
        ("", "application/sparql-results+json", "text/turtle"),
        ("text/csv", "text/csv", None),
        ("text/*", "text/xml", "text/turtle"),
        ("application/json", "application/json", "application/json"),
        ("application/sparql-results+xml;q=0.5, text/csv;q=0.4", "application/sparql-results+xml", None),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.5", "application/sparql-results+xml", None),
        ("application/sparql-results+json;q=0, */*", "application/json", "text/turtle"),
        ("text/csv;q=nan, text/turtle;q=7", None, None),
        ("image/png", None, None),
        (COMUNICA, "application/sparql-results+json", "application/n-quads"),
        ("TEXT/CSV ; Q=1", "text/csv", None),
        (",,;;=,a", "application/sparql-results+json", "text/turtle"),
    ],
)
def test_the_form_liked_best(accept: str, rows: str | None, graph: str | None) -> None:
    assert choose(accept, ROWS) == rows
    assert choose(accept, GRAPHS) == graph


def test_who_is_shown_pages() -> None:
    assert prefers_html(FIREFOX)
    for accept in ("*/*", "text/csv", "application/json, text/html", COMUNICA, ""):
        assert not prefers_html(accept)


FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"


def test_what_is_asked() -> None:
    assert asked("GET", b"query=ASK%20%7B%7D&default-graph-uri=a%3Ab&default-graph-uri=c%3Ad&named-graph-uri=e%3Af", "", b"") == Asked(
        "ASK {}", ("a:b", "c:d"), ("e:f",)
    )
    assert asked("POST", b"", f"{FORM}; charset=UTF-8", "query=ASK+%7B%3Fé%7D".encode()) == Asked("ASK {?é}")
    assert asked("POST", b"named-graph-uri=e%3Af", QUERY, b"ASK {}") == Asked("ASK {}", (), ("e:f",))
    assert asked("GET", b"", "", b"") is None


@pytest.mark.parametrize(
    ("method", "address", "content_type", "body", "status"),
    [
        ("PUT", b"query=x", "", b"", 405), ("DELETE", b"", "", b"", 405),
        ("GET", b"query=a&query=b", "", b"", 400), ("GET", b"qeury=a", "", b"", 400), ("GET", b"query=%ff", "", b"", 400),
        ("GET", b"a&" * 2000, "", b"", 400), ("GET", b"update=CLEAR", "", b"", 403),
        ("POST", b"", FORM, b"", 400), ("POST", b"", FORM, b"\xff", 400), ("POST", b"query=x", FORM, b"query=x", 400),
        ("POST", b"", "", b"query=x", 415), ("POST", b"", "text/plain", b"ASK {}", 415), ("POST", b"", QUERY, b"\xff\xfe", 400),
        ("POST", b"", f"{QUERY};charset=utf-16", b"ASK {}", 415), ("POST", b"query=x", QUERY, b"ASK {}", 400),
        ("POST", b"", "application/sparql-update", b"CLEAR ALL", 403), ("POST", b"", FORM, b"update=CLEAR", 403),
    ],
)  # fmt: skip
def test_what_has_no_meaning_is_refused(method: str, address: bytes, content_type: str, body: bytes, status: int) -> None:
    with pytest.raises(Refusal) as caught:
        asked(method, address, content_type, body)
    assert caught.value.status == status
