"""Facts → claims: what is one claim, its values, its conflicts, and what is dropped."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from name_samples import fact, filing, mention

from kg.claims import assemble, stated
from kg.model import Basis, Claim, Extraction, Fact, Rejection, Relation, Status
from kg.resolve import resolve

ANY = frozenset({"company", "group"})
RELATIONS = {
    "ownsShareIn": Relation("ownsShareIn", "owns a share in", ANY, ANY),
    "acquired": Relation("acquired", "acquired", ANY, ANY, event=True),
    "competitorOf": Relation("competitorOf", "competes with", ANY, ANY, symmetric=True),
    "insolvency": Relation("insolvency", "filed for bankruptcy", ANY, frozenset(), object_optional=True),
}
US = mention("Northwind Ltd.", "self")


def claims(*extractions: Extraction) -> tuple[tuple[Claim, ...], tuple[tuple[str, Rejection], ...]]:
    return assemble(extractions, resolve(extractions), RELATIONS)


def one(*facts: Fact) -> Claim:
    found, dropped = claims(filing("f", "Northwind Ltd.", facts))
    assert (len(found), dropped) == (1, ())
    return found[0]


def owns(**options: object) -> Fact:
    return fact("NTT", "ownsShareIn", US, **options)  # type: ignore[arg-type]


def test_said_twice_is_one_claim_with_two_facts_and_all_that_they_know() -> None:
    with_percent = owns(start=50, attributes=(("percent", 29.9),))
    found = one(owns(start=5), with_percent)
    assert [item.evidence.start for item in found.facts] == [5, 50]
    assert found.attributes == (("percent", 29.9),)
    assert found.conflicts == ()
    assert (found.subject, found.object, found.year) == ("ntt", "northwind", 2012)


def test_the_same_fact_given_twice_is_one_fact() -> None:
    assert len(one(owns(), owns()).facts) == 1


def test_another_year_is_another_claim() -> None:
    found, _ = claims(filing("f", "Northwind Ltd.", (owns(year=2012), owns(year=2011))))
    assert [claim.year for claim in found] == [2011, 2012]
    assert len({claim.id for claim in found}) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_the_most_exact_date_wins_with_its_basis(order: int) -> None:
    day = owns(start=5, date="2012-04-01", basis="event")
    rest = (owns(start=9, date="2012"), owns(start=12, basis="reporting"), day, owns(start=20, date="2012-04", basis="as_of"))
    found = one(*rest[::order])
    assert (found.date, found.year_basis, found.conflicts) == ("2012-04-01", "event", ())


def test_what_facts_disagree_on_is_named() -> None:
    found = one(
        owns(start=1, attributes=(("percent", 29.9),)),
        owns(start=2, date="2012-06-30", attributes=(("percent", 24.5),)),
        owns(start=3, attributes=(("percent", 24.5),), status="former"),
    )
    assert found.conflicts == ("percent", "status")
    assert found.attributes == (("percent", 24.5),)
    assert found.status == "current"


def bought(*, start: int, date: str | None = "2012-03-31", **attributes: str | float) -> Fact:
    basis = "event" if date else "reporting"
    return fact("NTT", "acquired", US, start=start, date=date, basis=basis, attributes=tuple(sorted(attributes.items())))


@pytest.mark.parametrize(
    ("first", "second", "conflicts"),
    [
        ({"amount": 4_600_000, "currency": "USD"}, {"amount": 2_644_000, "currency": "GBP"}, ()),
        ({"amount": 4_600_000, "currency": "USD"}, {"amount": 4_000_000, "currency": "USD"}, ("amount",)),
        ({"amount": 2_644_000, "currency": "GBP"}, {"amount": 2_600_000, "currency": "GBP"}, ()),
        ({"amount": 100_000_000, "currency": "USD"}, {"amount": 60_000_000, "currency": "USD"}, ("amount",)),
        ({"percent": 29.9}, {"percent": 30}, ()),
        ({"percent": 25.5}, {"percent": 25}, ()),
        ({"percent": 29.9}, {"percent": 29.1}, ("percent",)),
        ({"percent": 100}, {"percent": 60}, ("percent",)),
        ({"percent": 0}, {"percent": 0.3}, ()),
        ({"date": "2012-03-31"}, {"date": "2012-03"}, ()),
        ({"date": "2012-03-31"}, {"date": None}, ()),
        ({"date": "2012-03-31"}, {"date": "2012-03-30"}, ("date",)),
        ({"date": "2012-03-31", "percent": 40}, {"date": "2012-06-30", "percent": 60}, ("date",)),
        ({"seller": "Foo Ltd."}, {"seller": "Foo Limited"}, ()),
        ({"seller": "Foo Ltd."}, {"seller": "Bar Ltd."}, ("seller",)),
    ],
)
@pytest.mark.parametrize("order", [1, -1])
def test_what_is_rounded_converted_or_less_exact_is_no_contradiction(
    first: dict[str, Any], second: dict[str, Any], conflicts: tuple[str, ...], order: int
) -> None:
    assert one(*[bought(start=1, **first), bought(start=9, **second)][::order]).conflicts == conflicts


def test_what_holds_for_a_while_may_be_told_of_several_days() -> None:
    march = owns(start=1, date="2012-03-31", basis="as_of", attributes=(("percent", 29.9),))
    june = owns(start=2, date="2012-06-30", basis="event", attributes=(("percent", 24.5),))
    gone = owns(start=3, date="2012-09-30", basis="event", status="former")
    assert one(march, june, gone).conflicts == ()


def test_a_sum_goes_with_its_own_currency() -> None:
    found = one(
        bought(start=1, amount=2_500_000, currency="USD"),
        bought(start=2, amount=1_600_000, currency="GBP"),
        bought(start=3, amount=1_610_000, currency="GBP"),
    )
    assert found.attributes == (("amount", 2_500_000), ("currency", "USD"))


def test_numbers_and_names_are_compared_by_what_they_mean() -> None:
    found = one(
        owns(start=1, attributes=(("percent", 30), ("seller", "Foo Ltd."))),
        owns(start=2, attributes=(("percent", 30.0), ("seller", "Foo Limited"))),
    )
    assert found.conflicts == ()
    assert found.attributes == (("percent", 30), ("seller", "Foo Ltd."))


def test_former_where_most_say_so() -> None:
    assert one(owns(start=1, status="former"), owns(start=2, status="former"), owns(start=3)).status == "former"


def test_a_symmetric_relation_is_one_claim_with_the_filer_as_object() -> None:
    both = (fact("Eastwind", "competitorOf", US, start=1), fact(US, "competitorOf", "Eastwind", start=2))
    found = one(*both)
    assert (found.subject, found.object, len(found.facts)) == ("eastwind", "northwind", 2)


def test_a_symmetric_relation_of_two_filers_is_one_claim() -> None:
    us = filing("f", "Northwind Ltd.", (fact("Eastwind Ltd.", "competitorOf", US),))
    them = filing("g", "Eastwind Ltd.", (fact("Northwind Ltd.", "competitorOf", mention("Eastwind Ltd.", "self"), filing="g"),))
    found, _ = claims(us, them)
    assert len(found) == 1
    assert claims(them, us)[0] == found


def test_markets_are_put_together() -> None:
    first = fact("Eastwind", "competitorOf", US, start=1, attributes=(("market", "cables; wires"),))
    second = fact("Eastwind", "competitorOf", US, start=2, attributes=(("market", "Wires; plugs"),))
    found = one(first, second)
    assert found.attributes == (("market", "cables; wires; plugs"),)
    assert found.conflicts == ()


def test_a_direction_that_matters_is_kept() -> None:
    found, _ = claims(filing("f", "Northwind Ltd.", (fact("NTT", "acquired", US), fact(US, "acquired", "NTT", start=3))))
    assert {(claim.subject, claim.object) for claim in found} == {("ntt", "northwind"), ("northwind", "ntt")}


def test_one_entity_at_both_ends_is_a_rejection() -> None:
    found, dropped = claims(filing("f", "Northwind Ltd.", (fact("Northwind", "acquired", US),)))
    assert found == ()
    assert [(name, rejection.reason, rejection.rule) for name, rejection in dropped] == [("f", "same party", "rule")]


def test_facts_name_the_filer_as_it_is_called_now() -> None:
    us = mention("Kelda plc", "self")
    extraction = filing(
        "f", "Kelda plc", (fact(us, "acquired", "Brandt AG"),), own=("NORTHERN KELDA ROPES PUBLIC LIMITED COMPANY", "Kelda")
    )
    resolution = resolve([extraction])
    found, _ = assemble([extraction], resolution, {})
    assert [(item.subject, item.object) for item in stated(found, resolution)] == [("Kelda plc", "Brandt AG")]


def test_without_object() -> None:
    found, dropped = claims(filing("f", "Northwind Ltd.", (fact("Crosswave", "insolvency", None, 2003),)))
    assert [(claim.subject, claim.object) for claim in found] == [("crosswave", None)]
    assert dropped == ()


def test_a_relation_that_the_ontology_lacks_is_kept() -> None:
    found, _ = claims(filing("f", "Northwind Ltd.", (fact("A", "sponsorOf", US),)))
    assert [claim.relation for claim in found] == ["sponsorOf"]


@st.composite
def corpora(draw: st.DrawFn) -> list[Extraction]:
    found = []
    for index in range(draw(st.integers(1, 3))):
        name = f"f{index}"
        registrant = draw(st.sampled_from(("Northwind Ltd.", "Eastwind Ltd.")))
        us = mention(registrant, "self")
        facts = []
        for start in range(draw(st.integers(0, 5))):
            other = draw(st.sampled_from(("NTT", "Eastwind", "Northwind")))
            ends = draw(st.permutations([us, mention(other)]))
            basis: Basis = draw(st.sampled_from(("event", "as_of", "reporting")))
            status: Status = draw(st.sampled_from(("current", "former")))
            date = draw(st.sampled_from((None, "2012", "2012-03", "2012-03-31")))
            attributes = draw(st.sampled_from(((), (("percent", 10.0),), (("percent", 20.0),), (("market", "x"),))))
            relation = draw(st.sampled_from(sorted(RELATIONS)))
            target = None if relation == "insolvency" else ends[1]
            facts.append(
                fact(ends[0], relation, target, filing=name, start=start, basis=basis, status=status, date=date, attributes=attributes)
            )
        found.append(filing(name, registrant, tuple(facts)))
    return found


@settings(deadline=None)
@given(corpora(), st.randoms())
def test_order_does_not_matter_and_nothing_is_lost(extractions: list[Extraction], random: object) -> None:
    found, dropped = claims(*extractions)
    shuffled = list(extractions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert claims(*shuffled) == (found, dropped)
    assert sum(len(claim.facts) for claim in found) + len(dropped) == sum(len(extraction.facts) for extraction in extractions)
    assert len({claim.id for claim in found}) == len(found)
    keys = [(claim.relation, claim.subject, claim.object or "", claim.year) for claim in found]
    assert keys == sorted(set(keys))
    assert all(claim.subject != claim.object for claim in found)
    for claim in found:
        places = [(item.evidence.filing, item.evidence.start) for item in claim.facts]
        assert places == sorted(places)


def test_a_filer_is_told_under_the_name_that_holds() -> None:
    old = "Northwind Cables & Company Limited"
    facts = (owns(), fact("NTT", "ownsShareIn", old, start=60))
    extraction = filing("f", "Northwind Ltd.", facts, ((old, "Northwind Ltd."),), rule="incorporated-as")
    found, _ = claims(extraction)
    assert {item.object for item in stated(found, resolve([extraction]))} == {"Northwind Ltd."}


def test_a_registrant_given_without_its_legal_form_has_the_filings() -> None:
    own = mention("Northwind", "self")
    extraction = filing("f", "Northwind", (fact("NTT", "ownsShareIn", own), fact("KDDI", "ownsShareIn", "Northwind Ltd.", start=60)))
    found, _ = claims(extraction)
    assert {item.object for item in stated(found, resolve([extraction]))} == {"Northwind Ltd."}


def test_who_turns_out_to_be_a_person_is_no_customer() -> None:
    person = mention("Mr. Jane Kelda", "person")
    sells = fact(US, "acquired", mention("Kelda", "company"))
    alias = (("Kelda", "Mr. Jane Kelda"),)
    others = (fact(person, "acquired", US, start=40), fact(person, "acquired", US, start=80))
    found, dropped = claims(filing("f", "Northwind Ltd.", (sells, *others), alias))
    assert found == ()
    assert {rejection.reason for _, rejection in dropped} == {"type"}
