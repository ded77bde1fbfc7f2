"""Parties without a name: kept with their share and words, never an entity, never one with another's."""

from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from machines import FILER, read

import kg as package
from kg.identity import UnnamedParty
from kg.records import read_entities, read_facts, read_unnamed

Told = tuple[str, int | None, float, str, str, int, str]


def told(text: str) -> list[Told]:
    parties = read(text).unnamed
    for party in parties:
        assert text[party.start : party.end] == party.quote
        assert text[party.at :].startswith(party.wording.split()[0])
    return [(p.wording, p.count, p.percent, p.bound, p.of, p.year, p.year_basis) for p in parties]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Our largest customer accounted for 14% of our net revenue.",
            [("Our largest customer", 1, 14.0, "", "our net revenue", 2015, "reporting")],
        ),
        (
            "In fiscal 2014, our five largest customers together represented approximately 45.5 percent of total sales.",
            [("our five largest customers", 5, 45.5, "", "total sales", 2014, "as_of")],
        ),
        (
            "One supplier accounted for more than 30% of our purchases in 2013.",
            [("One supplier", 1, 30.0, "more than", "our purchases", 2013, "as_of")],
        ),
        (
            "Two customers accounted for 14% and 11% of revenue.",
            [("Two customers", 1, 14.0, "", "revenue", 2015, "reporting"), ("Two customers", 1, 11.0, "", "revenue", 2015, "reporting")],
        ),
        (
            "Our largest customer accounted for 14%, 12% and 10% of revenue in 2015, 2014 and 2013, respectively.",
            [
                ("Our largest customer", 1, value, "", "revenue", year, "as_of")
                for value, year in ((14.0, 2015), (12.0, 2014), (10.0, 2013))
            ],
        ),
        (
            "In 2014, two distributors each accounted for 12% of sales.",
            [("two distributors", 1, 12.0, "", "sales", 2014, "as_of")] * 2,
        ),
        ("Sales to Customer B represented 19% of total revenue.", [("Customer B", 1, 19.0, "", "total revenue", 2015, "reporting")]),
        ("One customer accounted for 10% or more of sales.", [("One customer", 1, 10.0, "at least", "sales", 2015, "reporting")]),
    ],
)
def test_a_share_without_a_name_is_kept(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "No customer accounted for more than 10% of our revenue.",
        "Our largest customer may account for 20% of our revenue.",
        "If one customer accounted for 20% of our revenue, we would say so.",
        "Our largest customer, Grell Wire Ltd., accounted for 14% of our revenue.",
        "Our largest customer pays late.",
        "Customers in Japan accounted for sales.",
        "We own 14% of one supplier.",
        "Our largest customer accounted for 140% of the plan.",
    ],
)
def test_what_is_denied_supposed_named_or_no_share_is_not(text: str) -> None:
    assert told(text) == []


def test_they_are_no_entities_and_stand_in_their_filings_graph_alone(tmp_path: Path) -> None:
    text = "Our largest customer accounted for 14% of our revenue. A major customer left. Our competitors include Grell Wire Ltd."
    paths = []
    for year in ("2014", "2015"):
        path = tmp_path / f"acme-{year}.txt"
        path.write_text(f"{FILER}\nAnnual report for the fiscal year ended December 31, {year}\n\n{text}\n", encoding="utf-8")
        paths.append(path)
    out = tmp_path / "out"
    package.build(paths, out, registrant=FILER)
    found = list(read_unnamed(out))
    assert [(party.filing, party.role, party.percent, party.year) for party in found] == [
        ("acme-2014", "customer", 14.0, 2014),
        ("acme-2015", "customer", 14.0, 2015),
    ]
    assert all(isinstance(party, UnnamedParty) for party in found)
    assert not any(re.search("customer", name, re.IGNORECASE) for e in read_entities(out) for name in (e.name, *e.aliases))
    assert {item.fact.relation for item in read_facts(out)} == {"competitorOf"}
    rows = list(
        ox.Store.read_only(str(out / "store")).query(
            "PREFIX kg: <https://kg.example/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#> "
            "SELECT ?party ?graph ?share ?filer ?words WHERE { "
            "GRAPH ?graph { ?party a kg:UnnamedParty ; kg:share ?share ; kg:partyOf ?filer ; oa:exact ?words } }"
        )
    )
    assert len({str(row["party"]) for row in rows}) == len({str(row["graph"]) for row in rows}) == 2
    assert {str(row["filer"]) for row in rows} == {"<https://kg.example/id/entity/acme-holdings>"}
    assert {row["words"].value for row in rows} == {"Our largest customer accounted for 14% of our revenue."}
