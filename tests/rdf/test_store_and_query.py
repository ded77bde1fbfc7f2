from __future__ import annotations

import http.server
import io
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdf_samples import Sample

from kg.errors import OutputError, QueryError
from kg.export.turtle import write_turtle
from kg.query import Answer, query
from kg.store import create, load, open_store

OWNERS = "SELECT ?owner ?percent { ?c a kg:Shareholding ; kg:subject ?owner ; kg:percent ?percent } ORDER BY ?percent"


def test_what_goes_in_comes_out(store: ox.Store, sample: Sample) -> None:
    assert set(store) == set(sample.quads())


def test_the_store_is_read_only(store: ox.Store, sample: Sample) -> None:
    with pytest.raises(RuntimeError):
        store.add(sample.quads()[0])


def test_many_readers_at_once(out: Path) -> None:
    first, second = open_store(out), open_store(out / "store")
    assert len(first) == len(second) > 100


@pytest.mark.parametrize(("make", "words"), [(False, "does not exist"), (True, "holds no store/")])
def test_no_store_is_said_with_the_mend(tmp_path: Path, make: bool, words: str) -> None:
    out = tmp_path / "out"
    if make:
        (out / "store").mkdir(parents=True)
    with pytest.raises(OutputError, match=words) as caught:
        open_store(out)
    assert f"kg build FILE… -o {out}" in str(caught.value)


def test_a_damaged_store_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("nonsense")
    with pytest.raises(OutputError, match="can't be read"):
        open_store(tmp_path)


def test_a_store_is_made_in_a_new_folder(out: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="already"):
        create([], out / "store")
    (tmp_path / "file").touch()
    with pytest.raises(OutputError):
        create([], tmp_path / "file" / "store")


def test_the_folder_can_be_moved_as_soon_as_it_is_made(sample: Sample, tmp_path: Path) -> None:
    create(sample.quads(), tmp_path / "new")
    (tmp_path / "new").rename(tmp_path / "store")
    assert len(open_store(tmp_path)) == len(sample.quads())


def test_rows_are_python_values(store: ox.Store) -> None:
    answer = query(store, OWNERS)
    assert answer.variables == ("owner", "percent")
    assert answer.rows[0] == ("https://kg.example/id/entity/contoso", 5.0)
    assert isinstance(answer.terms[0][0], ox.NamedNode)
    values = query(
        store, "SELECT (1 AS ?i) (1.5 AS ?d) (true AS ?b) ('x' AS ?s) ?none ('x'^^xsd:integer AS ?bad) (1e0/0e0 AS ?inf) {}"
    ).rows
    assert values == ((1, 1.5, True, "x", None, "x", "INF"),)


def test_ask_construct_describe(store: ox.Store) -> None:
    assert query(store, "ASK { ?c kg:percent ?p FILTER(?p > 31) }").boolean is True
    assert query(store, "ASK { ?c kg:percent ?p FILTER(?p > 101) }").boolean is False
    built = query(store, "CONSTRUCT { ?s kg:ownsShareIn ?o } { ?s kg:ownsShareIn ?o }").triples
    assert built is not None
    assert [str(t.predicate.value).rpartition("#")[2] for t in built] == ["ownsShareIn"]
    described = query(store, "DESCRIBE entity:northwind").triples
    assert described is not None
    assert list(described) == sorted(described, key=str)
    assert len(described) > 5


def test_evidence_is_found_without_graph_and_with_it(store: ox.Store) -> None:
    everywhere = query(store, "SELECT ?quote { ?c kg:relation kg:acquired ; kg:evidence/oa:exact ?quote }")
    assert everywhere.rows == (("we acquired Contoso Ltd. in 2010.",),)
    inside = query(store, "SELECT ?g { GRAPH ?g { ?c kg:evidence ?e } ?c kg:relation kg:acquired }")
    assert inside.rows == (("https://kg.example/id/filing/northwind-2012",),)


def test_from_chooses_a_filing(store: ox.Store) -> None:
    assert query(store, "SELECT (COUNT(*) AS ?n) FROM filing:northwind-2011 { ?c kg:evidence ?e }").rows == ((4,),)
    assert query(store, "SELECT (COUNT(*) AS ?n) { ?c kg:evidence ?e }").rows == ((13,),)


def test_the_prefixes_follow_the_base(sample: Sample, tmp_path: Path) -> None:
    create(sample.quads("https://graphs.example/7/"), tmp_path / "store")
    answer = query(open_store(tmp_path), "SELECT ?name { entity:northwind skos:prefLabel ?name }")
    assert answer.rows == (("Northwind Networks Inc.",),)


@pytest.mark.parametrize(
    ("sparql", "line", "column", "word"),
    [
        ("SELECT ?x {\n  ?x kg:year 2012 .\n  ?x kg:percent ]\n}", 3, 17, "']'"),
        ("SELECT * { ?s foo:bar ?o }", 1, 22, "prefix"),
        ("SELECT ?a { ?s ?p ?o } GROUP BY ?s", 1, 35, "unbound"),
        ("SELECT ?x {", 1, 12, "too soon"),
        ("SELECT ?x { } LIMIT many", 1, 21, "'many'"),
        ("SELECT ?x { ?x ?p ?o . % ?x ?p ?o }", 1, 24, "'%'"),
        ("SELECT ?x { ?x ?p }", 1, 19, "'}'"),
        ("SELECT ?x WHERE ?x ?p ?o }", 1, 17, "'?x'"),
        ("SELECT ?x { FILTER(?x && || true) ?x ?p ?o }", 1, 26, "'||'"),
        ("SELECT ?x { ?x ?p 'é漢𝒳' ; ?y ?z } ODER BY ?x", 1, 35, "'ODER'"),
        ("SELECT ?x { FILTER(madeup(?x)) }", 1, 20, "'madeup'"),
        ("SELECT ?x { ?x ?p 'open }", 1, 19, "never closed"),
        ("# find\nSELCT ?x { }", 2, 1, "SELECT, ASK"),
    ],
)
def test_a_syntax_error_points_at_the_place(store: ox.Store, sparql: str, line: int, column: int, word: str) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, sparql)
    message, shown, caret = str(caught.value).split("\n")
    assert message.startswith(f"line {line}, column {column}: ")
    assert word in message
    assert shown == sparql.split("\n")[line - 1]
    assert caret == " " * (column - 1) + "^"


def test_a_long_line_is_cut_around_the_place(store: ox.Store) -> None:
    with pytest.raises(QueryError) as caught:
        query(store, "SELECT * { " + "?s ?p ?o . " * 50 + "%" + " ?s ?p ?o ." * 50 + "}")
    _, shown, caret = str(caught.value).split("\n")
    assert len(shown) <= 100
    assert shown[caret.index("^")] == "%"


@pytest.mark.parametrize("sparql", ["", " \n", "# only a comment"])
def test_an_empty_query_is_said(store: ox.Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="empty"):
        query(store, sparql)


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }", "delete where { ?s ?p ?o }", "LOAD <http://127.0.0.1:9/x>", "CLEAR ALL", "DROP ALL",
        "PREFIX x: <http://x/>\nINSERT DATA { x:a x:b x:c }",
        "BASE <http://x/> DELETE WHERE {?s ?p ?o}", "WITH <a:a> DELETE {?s ?p ?o} WHERE {?s ?p ?o}",
    ],
)  # fmt: skip
def test_updates_are_refused(store: ox.Store, update: str) -> None:
    with pytest.raises(QueryError, match="only read"):
        query(store, update)


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """A server that notes every request, and its address."""
    seen: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.path)
            self.send_error(400)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", seen
    server.shutdown()


SERVICES = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service silent <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE<URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX ex: <URL> SELECT * { SERVICEex:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c FILTER(?c<'x>')SERVICE <URL> { ?s ?p ?o } FILTER('y'='y') }",
    "SELECT * { BIND(<URL> AS ?x) FILTER(1<2)SERVICE#>\n?x{ ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b#>'''\n)SERVICE <URL> { ?s ?p ?o } FILTER(?a = 1) #'''\n}",
    "PREFIX ex: <a:> SELECT * { ?a ?b ex:a\\# , '''\n''' . SERVICE <URL> { ?s ?p ?o } FILTER('' = ''''''\n) }",
    "SELECT * { \\u0053ERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { {SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "ASK { # comment\nSERVICE # <x>\n<URL> { ?s ?p ?o } }",
    "SELECT * FROM <URL> { ?s ?p ?o }",
    "SELECT * FROM NAMED <URL> { GRAPH ?g { ?s ?p ?o } }",
]


@pytest.mark.parametrize("sparql", SERVICES)
def test_no_query_reaches_into_the_network(store: ox.Store, listener: tuple[str, list[str]], sparql: str) -> None:
    url, seen = listener
    try:
        answer = query(store, sparql.replace("URL", url))
    except QueryError:
        pass
    else:
        assert answer.rows == ()
    assert seen == []


def test_the_listener_would_have_noticed(store: ox.Store, listener: tuple[str, list[str]]) -> None:
    url, seen = listener
    with pytest.raises((OSError, RuntimeError)):
        list(store.query(SERVICES[0].replace("URL", url)))  # type: ignore[arg-type]
    assert seen
    seen.clear()


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?e oa:exact ?q FILTER(CONTAINS(?q, "service")) }', "SELECT ?service { ?service ?p ?o } LIMIT 1",
        "SELECT * { ?s ?p ?o } # SERVICE",
        "SELECT * { ?s ?p '''a SERVICE <x> { }''' }", "SELECT * { ?s ?p <https://x.example/service#it's(1)> }",
        "SELECT ?s { ?s ?p 'x'@en-service }",
    ],
)  # fmt: skip
def test_the_word_service_elsewhere_is_no_service(store: ox.Store, sparql: str) -> None:
    assert isinstance(query(store, sparql), Answer)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * " + "{" * 20_000 + "}" * 20_000, "SELECT * { FILTER(" + "!" * 20_000 + "true) }",
        "SELECT * {" + "OPTIONAL { ?a ?b ?c }" * 9_000 + "}",
        "ASK { FILTER(" + "1+" * 20_000 + "1) }",
    ],
)  # fmt: skip
def test_a_query_that_would_overflow_the_stack_is_refused(store: ox.Store, sparql: str) -> None:
    with pytest.raises(QueryError, match="brackets"):
        query(store, sparql)


def test_long_lists_of_values_are_fine(store: ox.Store) -> None:
    values = " ".join(f"<https://kg.example/id/entity/e{n}>" for n in range(5_000))
    assert (
        query(store, f"SELECT * {{ VALUES ?e {{ {values} entity:northwind }} ?e skos:prefLabel ?name }}").rows[0][1]
        == "Northwind Networks Inc."
    )


def test_half_a_surrogate_pair_is_an_error(store: ox.Store) -> None:
    with pytest.raises(QueryError):
        query(store, "SELECT * { ?s ?p '\udc80' }")


def test_load_gives_an_rdflib_dataset(out: Path) -> None:
    dataset = load(str(out))
    assert isinstance(dataset, rdflib.Dataset)
    rows = [
        (str(row.quote), int(row.year))
        for row in dataset.query("SELECT ?year ?quote { ?c kg:relation kg:acquired ; kg:year ?year ; kg:evidence/oa:exact ?quote }")
    ]
    assert rows == [("we acquired Contoso Ltd. in 2010.", 2010)]
    label = dataset.value(rdflib.URIRef("https://kg.example/id/entity/northwind"), rdflib.SKOS.prefLabel)
    assert str(label) == "Northwind Networks Inc."
    assert dataset.namespace_manager.compute_qname("https://kg.example/id/entity/northwind")[0] == "entity"


def test_load_queries_run_in_oxigraph(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No query may reach rdflib's own evaluator, which is slower by orders of magnitude."""

    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("evaluated in Python")

    monkeypatch.setattr("rdflib.plugins.sparql.evaluate.evalQuery", never)
    monkeypatch.setattr("rdflib.plugins.sparql.processor.evalQuery", never)
    assert len(list(load(out).query(OWNERS))) == 3


def test_load_is_read_only(out: Path) -> None:
    with pytest.raises(RuntimeError):
        load(out).add((rdflib.URIRef("a:a"), rdflib.URIRef("a:b"), rdflib.URIRef("a:c")))


def test_load_says_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="kg build"):
        load(tmp_path)


def test_the_dataset_and_the_turtle_are_one_graph(out: Path, sample: Sample) -> None:
    stream = io.BytesIO()
    write_turtle(sample.quads(), stream)
    turtle = rdflib.Graph().parse(data=stream.getvalue(), format="turtle")
    loaded = {(s, p, plain(o)) for s, p, o, _ in load(out).quads()}
    assert loaded == set(turtle)


def plain(term: rdflib.term.Node) -> rdflib.term.Node:
    """A literal as rdflib's own parser makes it: text without a datatype."""
    return rdflib.Literal(str(term)) if isinstance(term, rdflib.Literal) and term.datatype == rdflib.XSD.string else term


def test_a_store_that_a_rebuild_is_replacing_is_opened_all_the_same(out: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(out, folder)
    (folder / "store").rename(folder / "aside")
    back = threading.Timer(0.03, (folder / "aside").rename, [folder / "store"])
    back.start()
    assert len(open_store(folder)) > 0
    back.join()
