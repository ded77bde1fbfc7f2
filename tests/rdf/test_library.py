"""The library of questions on a small market in which each of them has an answer: the answers themselves, and the same from rdflib."""

from __future__ import annotations

from collections.abc import Sequence

import pyoxigraph as ox
import pytest
import rdflib
from market_samples import CLAIMS, ENTITIES, QUADS, SOURCES, claim, fact

from kg.graph import quads
from kg.query import ask, query, questions
from kg.schema import load_relations

QUESTIONS = questions()


@pytest.fixture(scope="module")
def market() -> ox.Store:
    store = ox.Store()
    store.extend(QUADS)
    return store


@pytest.fixture(scope="module")
def memory() -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=ox.serialize(QUADS, format=ox.RdfFormat.N_QUADS), format="nquads")
    return dataset


def rows(store: ox.Store, name: str, wanted: str, **params: object) -> list[tuple[object, ...]]:
    answer = ask(store, QUESTIONS[name], {key.rstrip("_"): str(value) for key, value in params.items()})
    places = [answer.variables.index(column) for column in wanted.split()]
    return [tuple(row[place] for place in places) for row in answer.rows]


def firsts(store: ox.Store, name: str, wanted: str, **params: object) -> list[object]:
    return [row[0] for row in rows(store, name, wanted, **params)]


def test_there_are_many() -> None:
    assert len(QUESTIONS) >= 40
    assert len({question.title for question in QUESTIONS.values()}) == len(QUESTIONS)


PLACES = {"company": ["we", "maker"], "other": ["rival"], "year": [2012], "from": [2011], "to": [2012]}


def texts(name: str) -> Sequence[str]:
    """The question as it stands, with all its parameters, and without the optional ones."""
    question = QUESTIONS[name]
    if name == "evidence":
        return [question.sparql.replace("UNDEF", f"<https://kg.example/id/claim/{CLAIMS[1].id}>")]
    found = [question.sparql]
    for company in PLACES["company"]:
        for optional in (True, False):
            sparql = question.sparql
            for parameter in question.parameters:
                value = company if parameter.name == "company" else PLACES[parameter.name][0]
                term = f"<https://kg.example/id/entity/{value}>" if parameter.type == "entity" else str(value)
                given = parameter.name == "company" or optional or not parameter.optional
                sparql = sparql.replace(parameter.place, parameter.place.replace("UNDEF", term) if given else "")
            found.append(sparql)
    return found


def same(value: object) -> str:
    number = isinstance(value, int | float) or type(value).__name__ == "Decimal"
    return str(float(value)) if number and not isinstance(value, bool) else str(value)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore:Dataset.default_context")
@pytest.mark.parametrize("name", QUESTIONS)
def test_both_engines_agree_and_there_is_an_answer(market: ox.Store, memory: rdflib.Dataset, name: str) -> None:
    found = 0
    for sparql in texts(name):
        ours, theirs = query(market, sparql), memory.query(sparql)
        found += len(ours.rows)
        values = [tuple(None if term is None else same(term.toPython()) for term in row) for row in theirs]
        assert values == [tuple(None if cell is None else same(cell) for cell in row) for row in ours.rows], sparql
    assert found, "no answer to compare"


def test_chains_of_ownership(market: ox.Store) -> None:
    owners = rows(market, "owners-along-chains", "owner owned ultimate", company="CW")
    assert ("Aldgate Holding AG", "Brixton Group plc", True) in owners
    assert ("Brixton Group plc", "Cable Works Ltd.", False) in owners
    assert firsts(market, "ultimate-owners", "owner", company="CW") == ["Aldgate Holding AG", "Keld Bank AG"]
    assert firsts(market, "ultimate-owners", "owner", company="Elmet Tools") == ["Aldgate Holding AG", "Keld Bank AG"]
    below = rows(market, "holdings-along-chains", "owned direct", company="Aldgate Holding")
    assert below[0] == ("Brixton Group plc", True)
    assert ("Elmet Tools Ltd.", False) in below


def test_what_a_group_bought(market: ox.Store) -> None:
    bought = rows(market, "group-acquisitions", "acquirer acquired amount currency seller", company="CW")
    assert bought == [
        ("Cable Works Ltd.", "Dockside Wire Ltd.", None, None, None),
        ("Dockside Wire Ltd.", "Ivel Glass Ltd.", 5_000_000, "GBP", "Keld"),
    ]
    assert len(rows(market, "acquisitions", "acquired", company="CW")) == 1


def test_changes_between_two_years(market: ox.Store) -> None:
    assert rows(market, "supplier-changes", "change supplier", company="CW", from_=2011, to=2012) == [
        ("new", "Fenland Fibre Inc."), ("lost", "Garrick Copper S.A."),
    ]  # fmt: skip
    assert rows(market, "shareholder-changes", "owner percent_before percent_after change", company="CW", from_=2011, to=2012) == [
        ("Brixton Group plc", 31.5, 29.9, "less"), ("Fenland Fibre Inc.", None, 4.5, "new"), ("Keld Bank AG", None, None, "lost"),
    ]  # fmt: skip


def test_what_was_true_in_a_year(market: ox.Store) -> None:
    def told(year: int) -> dict[tuple[object, ...], object]:
        found = rows(market, "in-year", "subject relation object told_in", company="CW", year=year)
        return {row[:3]: row[3] for row in found}

    assert told(2012)["Brixton Group plc", "ownsShareIn", "Cable Works Ltd."] == 2012
    assert told(2012)["Keld Bank AG", "ownsShareIn", "Cable Works Ltd."] == 2011, "nothing later is told"
    assert ("Keld Bank AG", "partnerOf", "Cable Works Ltd.") not in told(2012), "told as former since"
    assert ("Cable Works Ltd.", "acquired", "Dockside Wire Ltd.") in told(2010)
    assert ("Cable Works Ltd.", "acquired", "Dockside Wire Ltd.") not in told(2011), "it happened once"
    assert told(1987) == {("Cable Works Ltd.", "established", None): 1987}


def test_roles_that_meet(market: ox.Store) -> None:
    assert rows(market, "competitor-and-shareholder", "party_name competitor_first shareholder_first highest_percent", company="CW") == [
        ("Fenland Fibre Inc.", 2011, 2012, 4.5)
    ]
    told = [claim(fact("ownsShareIn", "rival", "we", 2013)), *CLAIMS]
    more = ox.Store()
    more.extend(quads(told, ENTITIES, SOURCES, load_relations()))
    found = rows(more, "competitor-and-shareholder", "shareholder_last highest_percent", company="CW")
    assert found == [(2013, 4.5)], "a year without a percentage takes nothing from the others"
    assert firsts(market, "supplier-and-competitor", "party_name", company="CW") == ["Fenland Fibre Inc."]
    assert rows(market, "shared-officers", "person role other_name other_role", company="CW") == [
        ("Iris Adler", "director", "Fenland Fibre Inc.", "chair")
    ]
    assert firsts(market, "cross-holdings", "party_name", company="CW") == ["Fenland Fibre Inc."]
    assert rows(market, "common-shareholders", "owner also_owns", company="CW") == [("Fenland Fibre Inc.", "Garrick Copper S.A.")]
    assert rows(market, "supply-chain", "supplier through", company="CW") == [("Hollin Mines Ltd.", "Garrick Copper S.A.")]
    assert len(rows(market, "between", "relation", company="CW", other="Fenland Fibre")) == 5


def test_how_well_a_fact_is_founded(market: ox.Store) -> None:
    apart = rows(market, "contradictions", "subject differ_on filing", company="CW")
    assert apart == [("Brixton Group plc", "percent", "report-2011"), ("Brixton Group plc", "percent", "report-2012")]
    assert rows(market, "several-sources", "relation filings", company="CW") == [("ownsShareIn", 2), ("subsidiaryOf", 2)]
    alone = firsts(market, "single-source", "claim", company="CW")
    assert CLAIMS[2].id in alone
    assert CLAIMS[1].id not in alone


def test_names_ventures_and_the_rest(market: ox.Store) -> None:
    assert rows(market, "renamings", "year name former_name", company="CW") == [(1999, "Cable Works Ltd.", "Cable and Rope Ltd.")]
    assert rows(market, "joint-ventures", "partner venture") == [
        ("Cable Works Ltd.", "Jura Joint Ltd."), ("Fenland Fibre Inc.", "Jura Joint Ltd."),
    ]  # fmt: skip
    assert rows(market, "divestments", "sold buyer amount", company="CW") == [("Hollin Mines Ltd.", "Keld Bank", 7.0)]
    assert rows(market, "foundations", "year founder", company="CW") == [(1987, None)]
    assert firsts(market, "partners", "status", company="CW") == ["current", "former"]
    assert rows(market, "mergers", "absorbed survivor") == [("Hollin Mines Ltd.", "Garrick Copper S.A.")]
    assert ("ownsShareIn", 2) in rows(market, "counts", "relation facts", company="CW", year=2011)
