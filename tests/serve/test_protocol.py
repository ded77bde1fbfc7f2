"""The query operation of the SPARQL 1.1 Protocol, case by case as the W3C's tests have it, against a running server.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ ; their data sets are the filings' graphs here.
"""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
import rdflib
from servers import Server

from kg.questions import questions

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
GRAPH = "https://kg.example/id/filing/report-"
ONE, TWO = f"{GRAPH}2011", f"{GRAPH}2012"
COUNT = "SELECT (COUNT(*) AS ?n) { ?c kg:evidence ?e }"
GRAPHS = "SELECT DISTINCT ?g { GRAPH ?g { ?c kg:evidence ?e } } ORDER BY ?g"


def post(server: Server, body: str | bytes, content_type: str, address: str = "/sparql") -> Any:
    return server.ask("POST", address, body, Content_Type=content_type)


def values(reply: Any) -> list[list[str]]:
    assert reply.status == 200, reply.text
    found = json.loads(reply.text)
    return [[row[name]["value"] for name in found["head"]["vars"] if name in row] for row in found["results"]["bindings"]]


def count(store: ox.Store, sparql: str = COUNT, **more: Any) -> list[list[str]]:
    prefixes = {"kg": "https://kg.example/ontology#"}
    return [[str(getattr(term, "value", "")) for term in row] for row in store.query(sparql, prefixes=prefixes, **more)]  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def store(build: Any) -> ox.Store:
    return ox.Store.read_only(str(build / "store"))


def test_query_get(server: Server) -> None:
    assert server.query("ASK {}").text == '{"head":{},"boolean":true}'


def test_query_post_form(server: Server) -> None:
    assert post(server, urlencode({"query": "ASK {}"}), FORM).text == '{"head":{},"boolean":true}'


def test_query_post_direct(server: Server) -> None:
    assert post(server, "ASK {}", DIRECT).text == '{"head":{},"boolean":true}'
    assert post(server, 'ASK { FILTER("é漢" = "é漢") }', f"{DIRECT}; charset=utf-8").text.endswith("true}")


@pytest.mark.parametrize("way", ["get", "form", "direct"])
def test_query_dataset_default_graph(server: Server, store: ox.Store, way: str) -> None:
    """query_dataset_default_graphs_get and _post: one and two default graphs."""
    for graphs in ([ONE], [ONE, TWO]):
        chosen = urlencode([("default-graph-uri", graph) for graph in graphs])
        if way == "get":
            reply = server.get(f"/sparql?{urlencode({'query': COUNT})}&{chosen}")
        elif way == "form":
            reply = post(server, f"{urlencode({'query': COUNT})}&{chosen}", FORM)
        else:
            reply = post(server, COUNT, DIRECT, f"/sparql?{chosen}")
        assert values(reply) == count(store, default_graph=[ox.NamedNode(graph) for graph in graphs])
    assert count(store, default_graph=[ox.NamedNode(ONE)]) != count(store, use_default_graph_as_union=True)


def test_query_dataset_named_graphs(server: Server) -> None:
    chosen = urlencode([("named-graph-uri", ONE), ("query", GRAPHS)])
    assert values(server.get(f"/sparql?{chosen}")) == [[ONE]]
    assert values(server.get(f"/sparql?{chosen}&named-graph-uri={quote(TWO, safe='')}")) == [[ONE], [TWO]]
    assert values(server.query("SELECT * { ?s ?p ?o } LIMIT 1", **{"named-graph-uri": ONE})) == [], "then the default graph is empty"


def test_query_dataset_full(server: Server, store: ox.Store) -> None:
    sparql = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?c kg:evidence ?e } ?d kg:evidence ?f } GROUP BY ?g"
    reply = server.query(sparql, **{"default-graph-uri": ONE, "named-graph-uri": TWO})
    [[graph, number]] = values(reply)
    each = [int(count(store, default_graph=[ox.NamedNode(iri)])[0][0]) for iri in (ONE, TWO)]
    assert (graph, int(number)) == (TWO, each[0] * each[1])


def test_query_multiple_dataset(server: Server, store: ox.Store) -> None:
    """What the protocol chooses stands above the query's own FROM."""
    sparql = COUNT.replace("{", f"FROM <{TWO}> {{", 1)
    assert values(server.query(sparql)) == count(store, default_graph=[ox.NamedNode(TWO)])
    assert values(server.query(sparql, **{"default-graph-uri": ONE})) == count(store, default_graph=[ox.NamedNode(ONE)])


def test_all_graphs_together_are_the_default(server: Server, store: ox.Store) -> None:
    assert values(server.query(COUNT)) == count(store, use_default_graph_as_union=True)


@pytest.mark.parametrize(
    ("accept", "media", "read"),
    [
        ("application/sparql-results+json", "application/sparql-results+json", "json"),
        ("application/sparql-results+xml", "application/sparql-results+xml", "xml"),
        ("text/csv", "text/csv", "csv"), ("text/tab-separated-values", "text/tab-separated-values", "tsv"),
    ],
)  # fmt: skip
def test_query_content_type_select(server: Server, accept: str, media: str, read: str) -> None:
    reply = server.query("SELECT ?n { entity:we skos:prefLabel ?n }", accept)
    assert (reply.status, reply.media) == (200, media)
    assert reply.headers["vary"] == "Accept"
    found = rdflib.query.Result.parse(io.BytesIO(reply.body), format=read, content_type=None)
    if read == "csv":
        assert list(csv.reader(io.StringIO(reply.text))) == [["n"], ["Cable Works Ltd."]]
    assert [str(row[0]) for row in found] == ["Cable Works Ltd."]


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_query_content_type_ask(server: Server, accept: str) -> None:
    reply = server.query("ASK { entity:we a kg:Company }", accept)
    assert (reply.status, reply.media) == (200, accept)
    assert "true" in reply.text


FORMATS = {
    "text/turtle": "turtle", "application/n-triples": "nt", "application/rdf+xml": "xml", "application/ld+json": "json-ld",
}  # fmt: skip


@pytest.mark.parametrize("accept", FORMATS)
@pytest.mark.parametrize("form", ["DESCRIBE entity:we", "CONSTRUCT { entity:we ?p ?o } WHERE { entity:we ?p ?o }"])
def test_query_content_type_describe_and_construct(server: Server, accept: str, form: str) -> None:
    reply = server.query(form, accept)
    assert (reply.status, reply.media) == (200, accept)
    graph = rdflib.Graph().parse(data=reply.body, format=FORMATS[accept])
    assert (None, rdflib.SKOS.prefLabel, rdflib.Literal("Cable Works Ltd.")) in graph


@pytest.mark.parametrize("sparql", ["SELECT * {}", "CONSTRUCT WHERE { ?s ?p ?o }"])
def test_what_the_client_cannot_read_is_not_sent(server: Server, sparql: str) -> None:
    reply = server.query(sparql, "image/png")
    assert reply.status == 406
    assert "text/turtle" in reply.text
    other = "text/csv" if sparql.startswith("CONSTRUCT") else "text/turtle"
    assert server.query(sparql, other).status == 406


@pytest.mark.parametrize(
    ("method", "address", "content_type", "body"),
    [
        ("PUT", "/sparql?query=ASK%20%7B%7D", None, None),  # bad_query_method
        ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, None),  # bad_multiple_queries
        ("POST", "/sparql", "text/plain", "ASK {}"),  # bad_query_wrong_media_type
        ("POST", "/sparql", None, "query=ASK%20%7B%7D"),  # bad_query_missing_form_type
        ("POST", "/sparql", None, "ASK {}"),  # bad_query_missing_direct_type
        ("POST", "/sparql", f"{DIRECT}; charset=UTF-16", "ASK {}".encode("utf-16")),  # bad_query_non_utf8
        ("GET", "/sparql?query=ASK%20%7B", None, None),  # bad_query_syntax
        ("GET", "/sparql?" + urlencode({"query": "ASK {}", "default-graph-uri": "no iri"}), None, None),
    ],
)
def test_bad_queries(server: Server, method: str, address: str, content_type: str | None, body: Any) -> None:
    headers = {"Content_Type": content_type} if content_type else {}
    reply = server.ask(method, address, body, **headers)
    assert 400 <= reply.status < 500
    assert reply.media == "text/plain"
    assert len(reply.text) > 10


def test_a_mistake_is_shown_at_its_place(server: Server) -> None:
    reply = server.query("SELECT ?x {\n  ?x kg:year ]\n}")
    assert reply.status == 400
    assert reply.text.startswith("line 2, column 14: ']' can't stand here\n")


def test_updates_are_refused(server: Server) -> None:
    update = "INSERT DATA { <a:a> <a:b> <a:c> }"
    assert post(server, update, "application/sparql-update").status == 403
    assert post(server, urlencode({"update": update}), FORM).status == 403
    assert server.get("/sparql?" + urlencode({"update": update})).status == 403
    assert server.query(update).status == 400
    assert values(server.query("SELECT * { <a:a> ?p ?o }")) == []


def test_head_is_get_without_a_body(server: Server) -> None:
    address = "/sparql?" + urlencode({"query": "SELECT * { ?s kg:year 2012 }"})
    get, head = server.get(address), server.ask("HEAD", address)
    assert (head.status, head.body) == (200, b"")
    assert {**head.headers, "date": ""} == {**get.headers, "date": ""}


def test_the_service_describes_itself(server: Server) -> None:
    for accept, parser in FORMATS.items():
        reply = server.get("/sparql", Accept=accept)
        assert (reply.status, reply.media) == (200, accept)
        graph = rdflib.Graph().parse(data=reply.body, format=parser)
        sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
        service = rdflib.URIRef(f"{server.address}/sparql")
        assert (service, rdflib.RDF.type, sd.Service) in graph
        assert (service, sd.endpoint, service) in graph
        assert {str(name) for name in graph.objects(predicate=sd.name)} == {ONE, TWO}
    assert server.get("/sparql", Accept="text/html").headers["location"] == "/editor"


def test_health(server: Server) -> None:
    assert json.loads(server.get("/health").text)["status"] == "ok"


def test_options_tell_the_methods(server: Server) -> None:
    reply = server.ask("OPTIONS", "/sparql")
    assert (reply.status, reply.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_a_large_answer_comes_whole(server: Server) -> None:
    """Beyond a megabyte it goes by a file, which is gone after that."""
    sparql = "SELECT ?a ?b ?c ?d { ?a kg:evidence ?b . ?c ?d ?e } LIMIT 40000"
    reply = server.query(sparql, "text/csv")
    assert len(reply.body) > 3_000_000
    assert reply.text.count("\r\n") == 40_001
    assert int(reply.headers["content-length"]) == len(reply.body)


@pytest.mark.parametrize(("short", "media", "begins"), [("csv", "text/csv", "n\r\n"), ("json", "application/json", "{")])
def test_a_format_can_stand_in_the_address(server: Server, short: str, media: str, begins: str) -> None:
    """For those who can set no header: it stands above what a browser takes."""
    reply = server.query("SELECT ?n { entity:we skos:prefLabel ?n }", "text/html", format=short)
    assert (reply.status, reply.media) == (200, media)
    assert reply.text.startswith(begins)
    reply = server.get(f"/ask/shareholders?company=CW&format={short}", Accept="text/html")
    assert (reply.status, reply.media) == (200, media)
    assert "Cable Works Ltd." in reply.text


def test_a_format_that_there_is_not(server: Server) -> None:
    for path in ("/sparql?query=ASK%7B%7D&format=xls", "/ask/shareholders?format=xls"):
        reply = server.get(path)
        assert reply.status == 406
        assert "there are json, xml, csv" in reply.text
    assert server.query("DESCRIBE entity:we", "*/*", format="csv").status == 406


def test_the_questions_are_listed(server: Server) -> None:
    listed = json.loads(server.get("/ask").text)
    assert [one["name"] for one in listed] == sorted(questions())
    assert {"name", "title", "description", "parameters", "sparql"} == set(listed[0])
    assert server.get("/ask", Accept="text/html").headers["location"] == "/#questions"


def test_where_nothing_is(server: Server) -> None:
    reply = server.get("/sparq")
    assert (reply.status, reply.media) == (404, "text/plain")
    assert "/sparql" in reply.text
