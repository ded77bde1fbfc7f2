"""Names → entities: what belongs together, and above all what does not."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from name_samples import fact, filing, mention, naming

from kg.machine import machine
from kg.model import Entity, Extraction, Fact, Resolution
from kg.resolve import resolve
from kg.schema import load_relations
from kg.sources import Input, load_manifest, read

SHARED = Path(__file__).parents[3] / "shared"


def entity(resolution: Resolution, name: str, where: str = "f") -> Entity:
    return next(e for e in resolution.entities if e.id == resolution.of[where, name])


def same(*extractions: Extraction, one: tuple[str, str], other: tuple[str, str]) -> bool:
    of = resolve(extractions).of
    return of[one] == of[other]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fujitsu", "Fujitsu Limited"),
        ("Fujitsu Ltd.", "Fujitsu Limited"),
        ("Net Care, Inc.", "Netcare"),
        ("Owens-Corning, Inc.", "Owens Corning"),
        ("Procter & Gamble", "Procter and Gamble Co."),
        ("NEC", "NEC’s"),
        ("Cisco Systems, Inc. and its affiliates", "Cisco Systems"),
        ("KONAMI CORPORATION", "Konami Corp."),
        ("Nippon Telegraph Telephone West Corporation", "Nippon Telegraph and Telephone West Corporation"),
        ("IBM Japan K.K.", "IBM Japan Ltd."),
        ("the Dexia Group", "Dexia Group"),
        ("株式会社北風", "北風"),
    ],
)
def test_spellings_of_one_name_in_one_filing(one: str, other: str) -> None:
    assert same(naming("f", "Northwind Ltd.", (one, other)), one=("f", one), other=("f", other))


TRAPS = [
    ("NTT", "NTT Group"),
    ("NTT", "NTT Communications"),
    ("NTT Communications", "NTT Data"),
    ("NTT Data", "NTT Group"),
    ("Ford", "Ford Credit"),
    ("Mitsubishi Electric", "Mitsubishi Motors"),
    ("Vitro, S.A. de C.V.", "Vitro Plan, S.A. de C.V."),
    ("Target", "Target Hospitality"),
    ("Visa", "Vista"),
    ("Gap", "Gap Year"),
    ("Johnson Controls, Inc.", "Johnson Controls plc"),
    ("Acme Ltd.", "Acme GmbH"),
    ("Credit Suisse First Boston International", "Credit Suisse First Boston Corporation"),
    ("Apple", "Apple Bank"),
    ("Apple Inc.", "Apple Hospitality REIT, Inc."),
    ("Shell", "Shell Midstream Partners"),
    ("Gap Inc.", "Gap GmbH"),
    ("Visa Inc.", "Visa Europe Limited"),
    ("Target Corporation", "Target Australia Pty. Ltd."),
    ("Mitsubishi Corporation", "Mitsubishi Heavy Industries, Ltd."),
    ("Mitsubishi", "Mitsubishi Motors Corporation"),
    ("Ford Motor Company", "Ford Motor Credit Company"),
    ("Scottish Equitable International", "Scottish Equitable International Holdings"),
    ("National Grid plc", "Rational Grid plc"),
    ("Sony", "Sony Ericsson"),
    ("Royal Bank", "Royal Bank of Scotland"),
]


@pytest.mark.parametrize(("one", "other"), TRAPS)
def test_names_that_are_alike_stay_apart(one: str, other: str) -> None:
    assert not same(naming("f", "Northwind Ltd.", (one, other)), one=("f", one), other=("f", other))
    assert not same(naming("f", "Northwind Ltd.", (one,)), naming("g", "Eastwind Ltd.", (other,)), one=("f", one), other=("g", other))


def test_a_defined_term_is_its_name_and_says_why() -> None:
    resolution = resolve(
        [naming("f", "Northwind Ltd.", ("NTT", "Nippon Telegraph Corporation"), aliases=(("NTT", "Nippon Telegraph Corporation"),))]
    )
    found = entity(resolution, "NTT")
    assert (found.name, found.aliases, found.id) == ("Nippon Telegraph Corporation", ("NTT",), "nippon-telegraph")
    assert [(merge.form, merge.rule, merge.score, merge.filing, merge.start) for merge in found.merges] == [
        ("NTT", "defined-term", 1.0, "f", 0)
    ]


def test_the_first_definition_of_a_form_counts() -> None:
    aliases = (("GS", "Goldman Ltd."), ("GS", "Green Shield Ltd."))
    resolution = resolve([naming("f", "Northwind Ltd.", ("GS", "Green Shield Ltd.", "Goldman Ltd."), aliases=aliases)])
    assert resolution.of["f", "GS"] == resolution.of["f", "Goldman Ltd."] != resolution.of["f", "Green Shield Ltd."]


def test_the_registrant_its_aliases_its_group_and_we() -> None:
    extraction = filing(
        "f",
        "Internet Initiative Japan Inc.",
        (
            fact("NTT", "ownsShareIn", mention("Internet Initiative Japan Inc.", "self")),
            fact("NTT", "ownsShareIn", "IIJ"),
            fact("NTT", "ownsShareIn", "IIJ Group"),
            fact("NTT", "ownsShareIn", "the NTT Group"),
        ),
        own=("IIJ",),
    )
    resolution = resolve([extraction])
    iij = resolution.of["f", "IIJ"]
    assert iij == resolution.of["f", "Internet Initiative Japan Inc."] == resolution.of["f", "IIJ Group"] == "internet-initiative-japan"
    assert resolution.of["f", "the NTT Group"] != resolution.of["f", "NTT"]
    assert {merge.form: merge.rule for merge in entity(resolution, "IIJ").merges} == {"IIJ": "registrant", "IIJ Group": "own-group"}


def test_a_bare_name_with_two_legal_forms_is_neither() -> None:
    resolution = resolve([naming("f", "Northwind Ltd.", ("Acme", "Acme GmbH", "Acme Inc."))])
    assert len({resolution.of["f", name] for name in ("Acme", "Acme GmbH", "Acme Inc.")}) == 3


def test_an_alias_of_the_filer_is_not_its_subsidiary_of_the_same_words() -> None:
    parties = ("Johnson Controls", "Johnson Controls, Inc.")
    resolution = resolve([naming("f", "Johnson Controls International plc", parties, own=("Johnson Controls",))])
    assert resolution.of["f", "Johnson Controls"] == resolution.of["f", "Johnson Controls International plc"]
    assert resolution.of["f", "Johnson Controls, Inc."] != resolution.of["f", "Johnson Controls"]


def test_people_by_title_and_surname() -> None:
    names = [
        mention(name, "person") for name in ("Koichi Suzuki", "Mr. Koichi Suzuki", "Mr. Suzuki", "Mr. Inoue", "Akira Inoue", "Jun Inoue")
    ]
    resolution = resolve([naming("f", "Northwind Ltd.", (*names, "Suzuki"))])
    suzuki = entity(resolution, "Mr. Suzuki")
    assert (suzuki.name, suzuki.kind, suzuki.id) == ("Koichi Suzuki", "person", "koichi-suzuki")
    assert resolution.of["f", "Suzuki"] != suzuki.id
    assert len({resolution.of["f", name] for name in ("Mr. Inoue", "Akira Inoue", "Jun Inoue")}) == 3


def test_a_filer_known_by_its_short_name_is_the_one_that_has_it_as_alias() -> None:
    short = naming("f", "IIJ", ("NTT",), year=2006)
    full = naming("g", "Internet Initiative Japan Inc.", ("NTT",), own=("IIJ",), year=2011)
    other = naming("h", "IIJ", ("NTT",), year=2012)
    resolution = resolve([short, full, other])
    assert resolution.of["f", "IIJ"] == resolution.of["g", "Internet Initiative Japan Inc."] == resolution.of["h", "IIJ"]
    assert entity(resolution, "IIJ").name == "Internet Initiative Japan Inc."
    assert resolve([short, other]).of["f", "IIJ"] == "iij"


@pytest.mark.parametrize("registrants", [("Micron Ltd.", "Mica Ltd."), ("Micron", "Mica")])
def test_a_short_form_defined_differently_in_two_filings_fuses_nothing(registrants: tuple[str, str]) -> None:
    one = naming(
        "f", registrants[0], ("MIC", "Ministry of Internal Communications"), aliases=(("MIC", "Ministry of Internal Communications"),)
    )
    two = naming("g", registrants[1], ("MIC", "Mobile Infrastructure Corp."), aliases=(("MIC", "Mobile Infrastructure Corp."),))
    third = naming("h", "Third Ltd.", ("MIC",))
    of = resolve([one, two, third]).of
    assert of["f", "MIC"] == of["f", "Ministry of Internal Communications"]
    assert of["g", "MIC"] == of["g", "Mobile Infrastructure Corp."]
    assert len({of["f", "MIC"], of["g", "MIC"], of["h", "MIC"]}) == 3


def test_two_registrants_with_one_alias_stay_two() -> None:
    one, two = filing("f", "Mid Inc.", own=("MIC",)), filing("g", "Micron Inc.", own=("MIC",))
    of = resolve([one, two, naming("h", "Third Ltd.", ("MIC",))]).of
    assert len({of["f", "Mid Inc."], of["g", "Micron Inc."], of["h", "MIC"]}) == 3


def test_a_short_form_without_definition_takes_the_only_meaning_it_has() -> None:
    one = naming(
        "f",
        "Northwind Ltd.",
        ("Nippon Telegraph and Telephone Corporation",),
        aliases=(("NTT", "Nippon Telegraph and Telephone Corporation"),),
    )
    other = naming("g", "Eastwind Ltd.", ("NTT",))
    resolution = resolve([one, other])
    assert resolution.of["g", "NTT"] == "nippon-telegraph-and-telephone"
    assert ("NTT", "short-form-elsewhere") in {(merge.form, merge.rule) for merge in entity(resolution, "NTT", "g").merges}


def test_one_short_form_defined_alike_in_two_filings_has_one_meaning() -> None:
    defines = [naming(name, f"{name} Ltd.", ("Asea Brown Boveri",), aliases=(("ABB", "Asea Brown Boveri"),)) for name in ("f", "g")]
    of = resolve([*defines, naming("h", "Third Ltd.", ("ABB",))]).of
    assert of["f", "ABB"] == of["g", "ABB"] == of["h", "ABB"] == of["f", "Asea Brown Boveri"]


def test_a_defined_term_that_is_no_abbreviation_holds_for_its_own_registrant_alone() -> None:
    defines = naming("f1", "Northwind Ltd.", ("Foo Holdings Ltd.", "Target"), aliases=(("Target", "Foo Holdings Ltd."),), year=2011)
    later = naming("f2", "Northwind Ltd.", ("Target",), year=2012)
    other = naming("g", "Eastwind Ltd.", ("Target", "Target Corporation"))
    of = resolve([defines, later, other]).of
    assert of["f1", "Target"] == of["f1", "Foo Holdings Ltd."] == of["f2", "Target"]
    assert of["g", "Target"] == of["g", "Target Corporation"] != of["f1", "Target"]


def test_a_contested_bare_name_does_not_carry_another_filers_along() -> None:
    defines = naming("f1", "Northwind Ltd.", ("Foo Holdings Ltd.",), aliases=(("Target", "Foo Holdings Ltd."),), year=2011)
    later = naming("f2", "Northwind Ltd.", ("Target",), year=2012)
    of = resolve([defines, later, naming("g", "Eastwind Ltd.", ("Target",))]).of
    assert of["f2", "Target"] == of["f1", "Foo Holdings Ltd."] != of["g", "Target"]


def test_first_words_defined_as_short_form_are_not_lent_to_other_registrants() -> None:
    one = naming(
        "f", "Northwind Ltd.", ("Hitachi Global Life Solutions, Inc.",), aliases=(("Hitachi", "Hitachi Global Life Solutions, Inc."),)
    )
    other = naming("g", "Eastwind Ltd.", ("Hitachi",))
    assert not same(one, other, one=("f", "Hitachi"), other=("g", "Hitachi"))


def test_a_bare_name_joins_the_one_company_that_has_it_in_any_filing() -> None:
    formed, bare = naming("f", "A Ltd.", ("Pilkington plc",)), naming("g", "B Ltd.", ("Pilkington",))
    assert same(formed, bare, one=("f", "Pilkington plc"), other=("g", "Pilkington"))
    third = naming("h", "C Ltd.", ("Pilkington GmbH",))
    assert not same(formed, bare, third, one=("f", "Pilkington plc"), other=("g", "Pilkington"))


def test_one_index_key_is_one_filer_under_any_name() -> None:
    one, two = filing("f", "Tyco plc", cik="0000833444", year=2015), filing("g", "Johnson Controls Inc", cik="833444", year=2017)
    found = entity(resolve([one, two]), "Tyco plc")
    assert found.name == "Johnson Controls Inc"
    assert found.identifiers == (("cik", "0000833444"),)
    assert {merge.rule for merge in found.merges} >= {"same-cik"}


def test_a_former_name_is_never_the_name() -> None:
    aliases = (("Old Cables International Ltd.", "New Ltd."),)
    found = entity(resolve([naming("f", "Northwind Ltd.", ("New Ltd.",), aliases=aliases, rule="former-name")]), "New Ltd.")
    assert (found.name, found.aliases) == ("New Ltd.", ("Old Cables International Ltd.",))


@pytest.mark.parametrize(
    ("mentions", "kind"),
    [
        (("company", "name"), "company"),
        (("name",), "company"),
        (("person", "person", "company"), "person"),
        (("authority", "name"), "authority"),
        (("exchange",), "exchange"),
    ],
)
def test_kinds_by_evidence(mentions: tuple[str, ...], kind: str) -> None:
    parties = tuple(mention("Foo Bar", one) for one in mentions)  # type: ignore[arg-type]
    assert entity(resolve([naming("f", "Northwind Ltd.", parties)]), "Foo Bar").kind == kind


def test_a_group_is_told_by_its_name_and_the_filer_is_a_company() -> None:
    resolution = resolve([naming("f", "ING Group", (mention("Dexia Group"),))])
    assert entity(resolution, "Dexia Group").kind == "group"
    assert entity(resolution, "ING Group").kind == "company"


def test_identifiers_are_readable_and_unique() -> None:
    names = ("Vitro, S.A.", "Vitro, S.A. de C.V.", "Müller & Söhne GmbH", "北風", "Δ", "Acme", "x" * 200, "A/B \"'<>\\\u202e")
    resolution = resolve([naming("f", "Northwind Ltd.", names)])
    ids = [e.id for e in resolution.entities]
    assert ids == sorted(set(ids))
    assert {"northwind", "vitro-sa", "vitro-sa-de-cv", "muller-and-sohne", "acme"} <= set(ids)
    assert all(0 < len(one) <= 100 and set(one) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for one in ids)


def test_only_parties_of_facts_and_registrants_are_entities() -> None:
    resolution = resolve([naming("f", "Northwind Ltd.", ("Acme",), aliases=(("GS", "Goldman Ltd."),))])
    assert [e.id for e in resolution.entities] == ["acme", "northwind"]
    assert resolve([]).entities == ()


FORMS = (
    "IIJ",
    "IIJ Inc.",
    "IIJ K.K.",
    "IIJ GmbH",
    "IIJ Group",
    "NTT",
    "NTT Ltd.",
    "Net Care",
    "Netcare",
    "Nippon Telegraph Telephone Corp.",
    "Mr. Suzuki",
    "J. Suzuki",
)


@st.composite
def corpora(draw: st.DrawFn) -> list[Extraction]:
    found = []
    for index in range(draw(st.integers(1, 5))):
        names = draw(st.lists(st.sampled_from(FORMS), max_size=5))
        parties = tuple(mention(name, "person" if "Suzuki" in name else "company") for name in names)
        aliases = tuple(draw(st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(FORMS)), max_size=2)))
        own = tuple(draw(st.lists(st.sampled_from(FORMS), max_size=1)))
        year, cik = draw(st.integers(2000, 2003)), draw(st.sampled_from(("", "1", "2")))
        found.append(naming(f"f{index}", draw(st.sampled_from(FORMS)), parties, aliases=aliases, own=own, year=year, cik=cik))
    return found


@settings(deadline=None)
@given(corpora(), st.randoms())
def test_neither_order_nor_repetition_matters(extractions: list[Extraction], random: object) -> None:
    expected = resolve(extractions)
    shuffled = list(extractions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled) == expected
    ids = {e.id for e in expected.entities}
    assert len(ids) == len(expected.entities)
    for extraction in extractions:
        for one in extraction.facts:
            assert expected.of[extraction.source.name, one.subject.name] in ids
        assert expected.of[extraction.source.name, extraction.source.registrant] in ids


@settings(deadline=None)
@given(corpora())
def test_every_alias_has_its_reason(extractions: list[Extraction]) -> None:
    for found in resolve(extractions).entities:
        assert set(found.aliases) <= {merge.form for merge in found.merges}
        assert found.name not in found.aliases
        assert all(0 < merge.score <= 1 for merge in found.merges)


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1, max_size=6))
def test_any_names_resolve(names: list[str]) -> None:
    resolution = resolve([naming("f", names[0], tuple(names))])
    assert {resolution.of["f", name] for name in names} <= {e.id for e in resolution.entities}


def _gold(path: Path) -> tuple[dict[str, str], Extraction]:
    """What the names of a gold document mean, and its extraction, in which every one of those names is mentioned."""
    document = path.name.split(".")[0]
    gold = json.loads(path.read_text(encoding="utf-8"))
    place = str((SHARED / "filings" / "excerpts" / f"{document}.txt").resolve())
    rows, _ = load_manifest(SHARED / "filings" / "INDEX.tsv")
    filing_, _ = read(Input(document, place), rows[place])
    assert filing_ is not None
    extraction = machine(load_relations())[0](filing_)
    generic = {"we", "us", "our", "the company", "company", "the group", "group", "our company"}
    means = {form: name for name, forms in gold.items() for form in (name, *forms) if form.lower() not in generic}
    people = {name for name, forms in gold.items() if any(form.startswith(("Mr. ", "Mrs. ", "Ms. ")) for form in forms)}
    facts = tuple(fact(mention(form, "person" if name in people else "name"), "r", None) for form, name in means.items())
    return means, replace(extraction, facts=extraction.facts + facts)


@pytest.mark.real
@pytest.mark.slow
def test_the_names_of_the_gold_documents() -> None:
    """Pairs of all forms that gold lists, those included that no fact mentions, each document by itself and all of them together."""
    if not SHARED.exists():
        pytest.skip("the real filings are not beside the checkout")
    documents = [_gold(path) for path in sorted((SHARED / "gold").glob("*.entities.json"))]
    together = resolve([extraction for _, extraction in documents]).of
    for of_all in (together, None):
        right = wrong = missed = 0
        for means, extraction in documents:
            of = of_all or resolve([extraction]).of
            for one, other in itertools.combinations(sorted(means), 2):
                joined = of[extraction.source.name, one] == of[extraction.source.name, other]
                right += joined and means[one] == means[other]
                wrong += joined and means[one] != means[other]
                missed += not joined and means[one] == means[other]
        assert right / (right + wrong) >= 0.99
        assert right / (right + missed) >= 0.95


def names_of(resolution: Resolution, name: str) -> dict[str, tuple[str | None, str | None, bool]]:
    return {one.form: (one.since, one.until, one.former) for one in entity(resolution, name).names}


def test_every_spelling_of_a_name_that_changed_has_the_dates() -> None:
    facts = (fact("KELDA PLC", "renamedTo", mention("Brandt plc", "self"), date="2009-05-04"), fact("Kelda p.l.c.", "acquired", "Orbis AG"))
    found = names_of(resolve([filing("f", "Brandt plc", facts, own=("KELDA PLC", "Brandt"))]), "Brandt plc")
    assert found["KELDA PLC"] == found["Kelda p.l.c."] == (None, "2009-05-04", True)
    assert found["Brandt plc"] == found["Brandt"] == ("2009-05-04", None, False)


def test_a_name_told_twice_changed_once() -> None:
    facts = (
        fact("United Leasing International, Inc.", "renamedTo", "Unilease Corporation", date="2009-05"),
        fact("U. Leasing", "renamedTo", "Unilease"),
        fact("Kelda GmbH", "renamedTo", "Northwind GmbH", date="2011"),
        fact("Southwind Ltd.", "renamedTo", mention("Northwind Ltd.", "self"), date="2010"),
    )
    resolution = resolve([filing("f", "Northwind Ltd.", facts)])
    assert entity(resolution, "U. Leasing").id == entity(resolution, "United Leasing International, Inc.").id
    assert entity(resolution, "Kelda GmbH").id == entity(resolution, "Northwind GmbH").id != entity(resolution, "Northwind Ltd.").id


def test_a_subsidiary_that_has_its_parents_name_and_a_fuller_legal_form_is_another() -> None:
    facts = (fact("Northwind Company Limited", "subsidiaryOf", mention("Northwind Company", "self")),)
    of = resolve([filing("f", "Northwind Company", facts)]).of
    assert of["f", "Northwind Company Limited"] != of["f", "Northwind Company"]


def test_a_term_defined_twice_for_one_name_joins_its_spellings() -> None:
    aliases = (("Kelfi", "Kelda Fibras, S.A. de C.V."), ("Kelfi", "Kelda Fibras, S.A."))
    resolution = resolve([naming("f", "Northwind Ltd.", ("Kelfi", "Kelda Fibras"), aliases=aliases)])
    assert entity(resolution, "Kelda Fibras").name == "Kelda Fibras, S.A. de C.V."


@pytest.mark.parametrize(
    ("here", "there", "one"),
    [
        (("H.A. Roe",), ("Helen A. Roe",), True),
        (("Mark Roe",), ("MARK A. ROE",), True),
        (("Tim Roe",), ("Timothy Roe",), True),
        (("Ann Roe",), ("Helen Roe",), False),
        (("H.A. Roe", "Henry Roe"), ("Helen A. Roe",), False),
        (("Ann Roe",), ("Ann Roe, Jr.",), False),
    ],
)
def test_a_person_in_two_reports_of_one_registrant(here: tuple[str, ...], there: tuple[str, ...], one: bool) -> None:
    reports = [
        naming(name, "Northwind Ltd.", tuple(mention(person, "person") for person in people))
        for name, people in (("f", here), ("g", there))
    ]
    assert same(*reports, one=("f", here[0]), other=("g", there[0])) is one
    stranger = naming("g", "Eastwind Ltd.", tuple(mention(person, "person") for person in there))
    assert not same(reports[0], stranger, one=("f", here[0]), other=("g", there[0]))


def test_an_institution_that_bears_a_persons_name_is_none() -> None:
    assert entity(resolve([naming("f", "Northwind Ltd.", ("Laboratoires J.P. Roe",))]), "Laboratoires J.P. Roe").kind == "company"


def test_a_name_between_two_changes_has_its_own_dates() -> None:
    us = mention("Kelda plc", "self")
    facts = (
        fact("Brandt Wire p.l.c.", "renamedTo", "Kelda Brandt plc", date="1998-12-31"),
        fact("BRANDT WIRE CO PLC", "renamedTo", "KELDA BRANDT PLC", date="1999-01-04"),
        fact("KELDA BRANDT PLC", "renamedTo", us, date="2001-05-01"),
    )
    found = names_of(resolve([filing("f", "Kelda plc", facts, own=("KELDA BRANDT PLC", "BRANDT WIRE CO PLC", "Kelda"))]), "Kelda plc")
    assert found["Brandt Wire p.l.c."] == found["BRANDT WIRE CO PLC"] == (None, "1998-12-31", True)
    assert found["Kelda Brandt plc"] == found["KELDA BRANDT PLC"] == ("1998-12-31", "2001-05-01", True)
    assert found["Kelda plc"] == found["Kelda"] == ("2001-05-01", None, False)


def test_a_former_name_is_known_in_another_report_by_another_spelling() -> None:
    later = naming("g", "Northwind Ltd.", ("Kelda Cologne",), aliases=(("Erdoelwire", "Kelda Cologne"),), rule="former-name")
    assert same(naming("f", "Northwind Ltd.", ("Erdolwire",)), later, one=("f", "Erdolwire"), other=("g", "Kelda Cologne"))


def test_namesakes_of_two_countries_in_one_list_are_two() -> None:
    def listed(name: str, place: str) -> Fact:
        return fact(name, "subsidiaryOf", mention("Northwind plc", "self"), attributes=(("jurisdiction", place),))

    names = ("Kelda Solutions, Inc.", "Kelda Solutions KK", "Kelda Rope Ltd.", "Kelda Rope Limited")
    facts = tuple(listed(*one) for one in zip(names, ("U.S.A.", "Japan", "England", "England"), strict=True))
    of = resolve([filing("f", "Northwind plc", facts)]).of
    assert of["f", names[0]] != of["f", names[1]]
    assert of["f", names[2]] == of["f", names[3]]
