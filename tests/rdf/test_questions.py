from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdf_samples import Sample, make_claim, make_entity, make_fact, make_source

from kg.errors import QueryError
from kg.graph import quads
from kg.lookup import lookup, nearest
from kg.query import Question, ask, find_question, query, questions
from kg.resources import ontology_dir
from kg.schema import load_relations
from kg.sparql import cell
from kg.vocab import PREFIXES

QUESTIONS = questions()
EXPECTED = {
    "acquisitions", "competitors", "customers", "evidence", "facts-of", "holdings", "shareholders", "supplier-and-competitor",
    "supplier-competitor-shareholder", "suppliers",
}  # fmt: skip


@pytest.fixture(scope="module")
def dataset(sample: Sample) -> rdflib.Dataset:
    """The same graph in rdflib's own memory, for rdflib's own evaluator."""
    dataset = rdflib.Dataset(default_union=True)
    data = ox.serialize(sample.quads(), format=ox.RdfFormat.N_QUADS)
    dataset.parse(data=data, format="nquads")
    return dataset


def bound(question: Question, **terms: str) -> str:
    """The question's SPARQL with terms in the places of its parameters; the others left as they stand."""
    sparql = question.sparql
    for parameter in question.parameters:
        if parameter.name in terms:
            sparql = sparql.replace(parameter.place, parameter.place.replace("UNDEF", terms[parameter.name]))
    return sparql


def columns(store: ox.Store, name: str, *wanted: str, **params: str) -> list[tuple[object, ...]]:
    answer = ask(store, QUESTIONS[name], params)
    places = [answer.variables.index(column) for column in wanted]
    return [tuple(row[place] for place in places) for row in answer.rows]


def test_they_are_all_there() -> None:
    assert set(QUESTIONS) >= EXPECTED
    assert list(QUESTIONS) == sorted(QUESTIONS)
    for question in QUESTIONS.values():
        assert question.title
        assert question.parameters


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize("year", [None, "2012", "2011", "1999"])
@pytest.mark.parametrize("company", [None, "northwind", "kanto-telephone", "fabrikam", "tse"])
@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_both_engines_give_the_same_rows_in_the_same_order(
    store: ox.Store, dataset: rdflib.Dataset, name: str, company: str | None, year: str | None
) -> None:
    terms = {"company": company and f"<https://kg.example/id/entity/{company}>", "year": year}
    sparql = bound(QUESTIONS[name], **{key: value for key, value in terms.items() if value})
    ours = query(store, sparql)
    result = dataset.query(sparql)
    theirs = [tuple(None if term is None else term.toPython() for term in row) for row in result]
    assert [str(variable) for variable in result.vars or []] == list(ours.variables)
    assert [tuple(map(same, row)) for row in theirs] == [tuple(map(same, row)) for row in ours.rows]


def same(value: object) -> str:
    """A value as text, whether a decimal or a float, a date or its text."""
    number = isinstance(value, int | float) or type(value).__name__ == "Decimal"
    return str(float(value)) if number else str(value)  # type: ignore[arg-type]


def test_asking_takes_away_the_places_of_what_is_not_given(store: ox.Store) -> None:
    for name, question in QUESTIONS.items():
        if all(parameter.optional for parameter in question.parameters):
            assert ask(store, question, {}).rows == query(store, question.sparql).rows, name


def test_shareholders(store: ox.Store) -> None:
    rows = columns(store, "shareholders", "year", "owner", "percent", "status", company="northwind")
    assert rows == [
        (2011, "Kanto Telephone Corporation", 31.0, "current"),
        (2012, "Kanto Telephone Corporation", 29.9, "current"),
        (2012, "Contoso Ltd.", 5.0, "former"),
    ]
    assert columns(store, "shareholders", "percent", company="Northwind", year="2011") == [(31.0,)]
    assert columns(store, "shareholders", "year", company="contoso") == []


def test_holdings_and_customers_look_the_other_way(store: ox.Store) -> None:
    assert columns(store, "holdings", "year", "owned", company="KT") == [
        (2011, "Northwind Networks Inc."),
        (2012, "Northwind Networks Inc."),
    ]
    assert columns(store, "customers", "customer", company="Northwind") == [("Fabrikam Systems GmbH",)]
    assert columns(store, "suppliers", "year", "supplier", "product", company="Northwind", year="2012") == [
        (2012, "Kanto Telephone Corporation", "access lines")
    ]


def test_acquisitions(store: ox.Store) -> None:
    rows = columns(store, "acquisitions", "year", "date", "acquired", "seller", "amount", "currency", company="Northwind")
    assert rows == [(2010, "2010-09", "Contoso Ltd.", "Fabrikam", 9170000000.0, "JPY")]


def test_competition_is_seen_from_both_sides(store: ox.Store) -> None:
    assert columns(store, "competitors", "competitor", company="northwind") == [
        ("Fabrikam Systems GmbH",),
        ("Kanto Telephone Corporation",),
    ]
    assert columns(store, "competitors", "competitor", "market", company="KT") == [("Northwind Networks Inc.", "hosting")]


def test_two_and_three_parts_at_once(store: ox.Store) -> None:
    assert columns(store, "supplier-and-competitor", "party_name", "supplier_first", "supplier_last", company="Northwind") == [
        ("Fabrikam Systems GmbH", 2011, 2011), ("Kanto Telephone Corporation", 2011, 2012),
    ]  # fmt: skip
    assert columns(store, "supplier-and-competitor", "party_name", company="Northwind", year="2012") == [("Kanto Telephone Corporation",)]
    wanted = ("party_name", "shareholder_first", "shareholder_last", "highest_percent")
    assert columns(store, "supplier-competitor-shareholder", *wanted) == [("Kanto Telephone Corporation", 2011, 2012, 31.0)]
    assert columns(store, "supplier-competitor-shareholder", *wanted, company="Fabrikam") == []


def test_evidence_by_claim_and_by_fact(store: ox.Store, sample: Sample) -> None:
    claim = next(claim for claim in sample.claims if len(claim.facts) == 2)
    by_claim = columns(store, "evidence", "filing", "quote", "fact", claim=claim.id)
    assert by_claim == [(fact.evidence.filing, fact.evidence.quote, fact.id) for fact in claim.facts]
    assert columns(store, "evidence", "filing", "quote", "fact", claim=claim.facts[1].id) == by_claim
    assert columns(store, "evidence", "filing", claim=f"claim:{claim.id}") == [row[:1] for row in by_claim]
    alone = next(claim for claim in sample.claims if claim.object is None)
    assert columns(store, "evidence", "object", "relation", claim=alone.id) == [(None, "insolvency")]


def test_facts_of(store: ox.Store) -> None:
    rows = columns(store, "facts-of", "relation", "subject", "object", company="Northwind", year="2012")
    assert rows == sorted(rows)
    assert ("officerOf", "Ms. Iris Adler", "Northwind Networks Inc.") in rows
    assert columns(store, "facts-of", "relation", "object", "date", company="Fabrikam", year="2012")[1] == ("insolvency", None, "2012")


@pytest.mark.parametrize(
    ("name", "params", "message"),
    [
        ("facts-of", {}, "needs company .*kg ask --list"),
        ("evidence", {}, "needs claim .the id"),
        ("shareholders", {"company": "northwind", "yaer": "2012"}, "no parameter yaer"),
        ("shareholders", {"year": "twelve"}, "whole number"),
        ("shareholders", {"company": "Norwind"}, "nearest: Northwind Networks Inc. .northwind."),
        ("shareholders", {"company": "zzzzqqq"}, "there is no company"),
        ("evidence", {"claim": "0000"}, "no claim or fact"),
    ],
)
def test_what_is_wrong_with_a_parameter_is_said(store: ox.Store, name: str, params: dict[str, str], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(store, QUESTIONS[name], params)


def test_an_unknown_question_names_the_nearest() -> None:
    with pytest.raises(QueryError, match="shareholders"):
        find_question("shareholder", QUESTIONS)
    with pytest.raises(QueryError, match="kg ask --list"):
        find_question("qqq", QUESTIONS)


def write(path: Path, header: str, body: str = "SELECT ?x { VALUES ?x { UNDEF } }") -> Path:
    path.write_text(f"{header}\n{body}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("value", ['"} INSERT', "\\", "a\nb", "'''", "<a>", "} #", "UNDEF", "\\u0041"])
def test_text_of_a_parameter_never_becomes_text_of_the_query(store: ox.Store, tmp_path: Path, value: str) -> None:
    write(tmp_path / "echo.rq", '# title: Echo\n# param: x string "text"')
    assert ask(store, questions(tmp_path)["echo"], {"x": value}).rows == ((value,),)


def test_half_a_surrogate_pair_is_no_parameter(store: ox.Store, tmp_path: Path) -> None:
    write(tmp_path / "echo.rq", '# title: Echo\n# param: x string "text"')
    with pytest.raises(QueryError, match="characters"):
        ask(store, questions(tmp_path)["echo"], {"x": "\ud800"})


def test_questions_of_the_users_own_come_first(tmp_path: Path) -> None:
    path = write(tmp_path / "suppliers.rq", "# title: Mine")
    for extra in (tmp_path, path):
        found = questions(extra)
        assert found["suppliers"].title == "Mine"
        assert set(found) == set(QUESTIONS)


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ("", "title"),
        ("# title: T\n# param: x colour", "written"),
        ('# title: T\n# param: x colour "c"', "written"),
        ('# title: T\n# param: y string "no such place"', "place"),
    ],
)
def test_a_question_that_cannot_be_read_is_said(tmp_path: Path, header: str, message: str) -> None:
    path = write(tmp_path / "mine.rq", header)
    with pytest.raises(QueryError, match=message) as caught:
        questions(path)
    assert "mine.rq" in str(caught.value)


def test_missing_and_empty_folders_are_said(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="can't be read"):
        questions(tmp_path / "none.rq")
    with pytest.raises(QueryError, match=r"no \.rq files"):
        questions(tmp_path)


NAMES = {
    "ntt": ("Nippon Telegraph and Telephone Corporation", "NTT"),
    "ntt-group": ("NTT Group",),
    "ntt-data": ("NTT DATA Corporation",),
    "iij": ("Internet Initiative Japan Inc.",),
    "twin-a": ("Twin Ltd.",),
    "twin-b": ("TWIN, Inc.",),
    "cafe": ("Café de Paris S.A.",),
}


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("ntt", "ntt"), ("NTT", "ntt"), ("NTT Group", "ntt-group"), ("ntt data", "ntt-data"), ("IIJ", "iij"), ("iij", "iij"),
        ("Internet Initiative Japan", "iij"), ("cafe de paris", "cafe"), ("Twin Ltd", "twin-a"), ("TWIN-B", "twin-b"),
    ],
)  # fmt: skip
def test_lookup(wanted: str, id_: str) -> None:
    assert lookup(wanted, NAMES) == id_


def test_lookup_by_initials() -> None:
    assert lookup("IIJ", {"x": ("Internet Initiative Japan Inc.",)}) == "x"


def test_lookup_does_not_choose_between_equals() -> None:
    with pytest.raises(QueryError, match=r"Twin Ltd\. \(twin-a\); TWIN, Inc\. \(twin-b\)"):
        lookup("Twin", NAMES)


def test_lookup_in_an_empty_graph() -> None:
    with pytest.raises(QueryError, match="none at all"):
        lookup("x", {})


def test_nearest_finds_misspellings_and_parts() -> None:
    assert nearest("NTT Datta", NAMES)[0] == "ntt-data"
    assert "iij" in nearest("Initiative", NAMES)


def test_a_build_without_facts_can_be_asked() -> None:
    store = ox.Store()
    store.extend(quads([], [make_entity("a", "A")], [make_source("f", 2012)], {}))
    for name, question in QUESTIONS.items():
        values = {"company": "a", "other": "a", "year": "2012", "from": "2011", "to": "2012"}
        given = {parameter.name: values[parameter.name] for parameter in question.parameters if parameter.name in values}
        if name != "evidence":
            assert ask(store, question, given).rows == (), name


def test_a_relation_between_a_thing_and_itself_is_one_row(sample: Sample) -> None:
    claim = make_claim(make_fact("renamedTo", "Old A", "A", 2012), subject="a", obj="a")
    store = ox.Store()
    store.extend(quads([claim], [make_entity("a", "A", "Old A")], [make_source("f", 2012)], sample.relations))
    assert len(ask(store, QUESTIONS["facts-of"], {"company": "Old A"}).rows) == 1
    assert cell(ox.NamedNode("a:b")) == "a:b"


def blocks(text: str) -> list[str]:
    """The indented blocks of a Markdown document."""
    found = re.findall(r"(?:^(?: {4}.*)?\n)+", text, re.MULTILINE)
    return [textwrap.dedent(block).strip() + "\n" for block in found if block.strip()]


def test_the_examples_of_the_readme_work(tmp_path: Path) -> None:
    relation, question = blocks((ontology_dir() / "README.md").read_text(encoding="utf-8"))
    known = PREFIXES | {"owl": str(rdflib.OWL), "my": "https://mine.example/terms#"}
    prefixes = "\n".join(f"@prefix {name}: <{iri}> ." for name, iri in known.items())
    (tmp_path / "mine.ttl").write_text(f"{prefixes}\n{relation}", encoding="utf-8")
    (tmp_path / "lenders.rq").write_text(question, encoding="utf-8")
    relations = load_relations([tmp_path / "mine.ttl"])
    store = ox.Store()
    claim = make_claim(make_fact("lends", "A", "B", 2012), subject="a", obj="b")
    store.extend(quads([claim], [make_entity("a", "A"), make_entity("b", "B")], [make_source("northwind-2012", 2012)], relations))
    assert ask(store, questions(tmp_path)["lenders"], {"company": "b"}).rows == ((2012, "A"),)
