"""Changes of name, variants, decisions, lasting identifiers, kinds: what makes one node of many names, and what keeps two apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from name_samples import fact, filing, mention, naming

from kg.decisions import Decisions, Listed, Named, load_decisions
from kg.errors import DecisionError
from kg.identify import identify
from kg.model import Entity, Extraction, Resolution
from kg.resolve import resolve
from kg.resolve.changes import changes

US = "Northwind Ltd."


def entity(resolution: Resolution, name: str, where: str = "f") -> Entity:
    return next(e for e in resolution.entities if e.id == resolution.of[where, name])


def one_node(*extractions: Extraction, names: tuple[tuple[str, str], ...], decisions: Decisions | None = None) -> bool:
    of = resolve(extractions, decisions or Decisions()).of
    return len({of[name] for name in names}) == 1


def parties(*names: str, extra: tuple[object, ...] = (), aliases: tuple[tuple[str, str], ...] = (), year: int = 2012) -> Extraction:
    us = mention(US, "self")
    facts = tuple(fact(name, "competitorOf", us, start=10 * at) for at, name in enumerate(names))
    return filing("f", US, (*facts, *extra), aliases, year=year)  # type: ignore[arg-type]


# --- changes of name, mergers


def test_a_renamed_company_is_one_node_with_the_dates_of_its_names() -> None:
    renamed = fact("Grell Wire Ltd.", "renamedTo", "Grell Cable plc", date="2010-09-01", basis="event")
    again = fact("Grell Cable plc", "renamedTo", "Sund Optics plc", date="2014-03", basis="event", start=50)
    found = entity(resolve([parties("Grell Wire Ltd.", extra=(again, renamed))]), "Grell Wire Ltd.")
    assert (found.name, found.id) == ("Sund Optics plc", "sund-optics")
    assert {(n.form, n.since, n.until, n.former) for n in found.names} == {
        ("Grell Wire Ltd.", None, "2010-09-01", True),
        ("Grell Cable plc", "2010-09-01", "2014-03", True),
        ("Sund Optics plc", "2014-03", None, False),
    }
    assert {merge.rule for merge in found.merges} == {"renamed"}


def test_a_renaming_carries_the_short_forms_along() -> None:
    renamed = fact("Grell", "renamedTo", "Sund Optics plc", date="2010", basis="event")
    extraction = parties("Grell Wire Ltd.", extra=(renamed,), aliases=(("Grell", "Grell Wire Ltd."),))
    found = entity(resolve([extraction]), "Grell Wire Ltd.")
    assert found.name == "Sund Optics plc"
    assert {n.form for n in found.names if n.former and n.until == "2010"} == {"Grell", "Grell Wire Ltd."}


def test_a_merged_company_stays_a_node_of_its_own() -> None:
    merged = fact("Grell Wire Ltd.", "mergedInto", "Sund Optics plc", date="2010", basis="event")
    of = resolve([parties("Grell Wire Ltd.", "Sund Optics plc", extra=(merged,))]).of
    assert of["f", "Grell Wire Ltd."] != of["f", "Sund Optics plc"]


def test_two_companies_said_to_have_taken_one_name_are_not_the_filer() -> None:
    own = fact(mention("Micro Works plc", "company"), "renamedTo", mention("Harbour plc", "self"), date="1999-02-16", basis="event")
    other = fact("Works Italia", "renamedTo", "Harbour plc", date="1999-03-01", basis="event", start=40)
    of = resolve([filing("f", "Harbour plc", (own, other))]).of
    assert of["f", "Works Italia"] != of["f", "Harbour plc"]


def test_a_name_under_which_the_filer_was_set_up_is_a_former_one() -> None:
    found = entity(resolve([filing("f", US, aliases=(("Grell & Coy. Limited", US),), rule="incorporated-as")]), US)
    assert found.name == US
    assert [(n.form, n.former) for n in found.names] == [("Grell & Coy. Limited", True), (US, False)]


# --- variants in one filing


@pytest.mark.parametrize(
    ("one", "other", "rule"),
    [
        ("the Brightmart chain", "Brightmart", "part"),
        ("Grell Optics business", "Grell Optics", "part"),
        ("Maxima (Singapore)", "Maxima", "place"),
        ("Larkland (Australia) Pty. Ltd.", "Larkland", "place"),
        ("IBM", "International Business Machines", "initials"),
        ("Brightmart", "Brightmart Stores, Inc.", "first-words"),
        ("Dorance", "Groupe Dorance", "first-words"),
        ("Te1ecorn Networks Ltd.", "Telecom Networks Ltd.", "noise"),
        ("Sund Communlcations Inc.", "Sund Communications Inc.", "noise"),
        ("Erdölwerke Harz", "Erdoelwerke Harz", "noise"),
        ("Merieux Serums et Vaccines", "Merieux Serums et Vaccins", "spelling"),
    ],
)
def test_variants_that_one_filing_joins(one: str, other: str, rule: str) -> None:
    resolution = resolve([parties(one, other)])
    assert resolution.of["f", one] == resolution.of["f", other]
    assert rule in {merge.rule for merge in entity(resolution, one).merges}


@pytest.mark.parametrize(
    "names",
    [
        ("Maxima (Singapore)", "Maxima (Japan)", "Maxima Ltd."),  # two branches, one of them perhaps the company itself
        ("IBM", "International Business Machines", "Inland Barge Marine"),
        ("Brightmart", "Brightmart Stores, Inc.", "Brightmart Networks Ltd."),
        ("Sund Optical Fund 1", "Sund Optical Fund 2"),
        ("Sund Holding Partner", "Sund Holding Partners"),
        ("Northeast Shipping Ltd.", "Southeast Shipping Ltd."),
        ("Brightmart", "Brightmart Credit Ltd."),
        ("Vidrio Plano, S.A.", "Vitro Plano, S.A."),
    ],
)
def test_what_has_two_readings_or_another_word_is_not_joined(names: tuple[str, ...]) -> None:
    of = resolve([parties(*names)]).of
    assert len({of["f", name] for name in names}) == len(names)


def test_the_ntt_companies_are_four() -> None:
    names = ("NTT", "NTT Group", "NTT Communications", "NTT Data")
    aliases = (("NTT", "Nippon Telegraph and Telephone Corporation"), ("NTT Communications", "NTT Communications Corporation"))
    of = resolve([parties(*names, "NTT Communications Corporation", "NTT Data Corporation", aliases=aliases)]).of
    assert len({of["f", name] for name in names}) == 4
    assert of["f", "NTT Communications"] == of["f", "NTT Communications Corporation"]


def test_a_groups_term_is_not_its_parents() -> None:
    extraction = parties("Altamira Cobre S.A.", "Altamira Group", aliases=(("Altamira Group", "Altamira Cobre S.A."),))
    assert not one_node(extraction, names=(("f", "Altamira Group"), ("f", "Altamira Cobre S.A.")))


def test_a_relation_between_two_names_keeps_them_apart() -> None:
    """Without the stake they would be one: "Merieux" with a letter wrong."""
    names = ("Merieux Serums et Vaccines", "Merieux Serums et Vaccins")
    stake = fact(names[0], "subsidiaryOf", names[1], start=90)
    assert one_node(parties(*names), names=(("f", names[0]), ("f", names[1])))
    assert not one_node(parties(*names, extra=(stake,)), names=(("f", names[0]), ("f", names[1])))


def test_a_term_for_a_longer_name_is_not_the_company_that_bears_it_whole() -> None:
    aliases = (("The Associates", "Associates First Capital Corporation"),)
    extraction = parties("The Associates", "Associates Corporation", aliases=aliases)
    of = resolve([extraction, naming("g", "Eastwind Ltd.", ("Associates Corporation",))]).of
    assert of["f", "The Associates"] == of["f", "Associates First Capital Corporation"] != of["f", "Associates Corporation"]
    assert of["f", "Associates Corporation"] == of["g", "Associates Corporation"]


def test_terms_for_papers_are_no_names() -> None:
    aliases = (("Old Notes", "Grell Wire Ltd."), ("U.S. GAAP", "Grell Wire Ltd."), ("Grell", "Grell Wire Ltd."))
    assert entity(resolve([parties("Grell Wire Ltd.", aliases=aliases)]), "Grell Wire Ltd.").aliases == ("Grell",)


def test_noise_of_a_scanner_in_another_year_of_the_same_filer() -> None:
    clean, noisy = naming("f", US, ("Crestwave Networks Inc.",), year=2011), naming("g", US, ("Crestwave Netw0rks lnc.",), year=2012)
    assert one_node(clean, noisy, names=(("f", "Crestwave Networks Inc."), ("g", "Crestwave Netw0rks lnc.")))
    elsewhere = naming("g", "Eastwind Ltd.", ("Crestwave Netw0rks lnc.",))
    assert not one_node(clean, elsewhere, names=(("f", "Crestwave Networks Inc."), ("g", "Crestwave Netw0rks lnc.")))


def test_people_with_initials() -> None:
    people = [mention(name, "person") for name in ("John Fletcher", "J.E. Fletcher", "K. Fletcher", "S. Lew", "Ann Lew", "Sam Lew")]
    of = resolve([naming("f", US, tuple(people))]).of
    assert of["f", "J.E. Fletcher"] == of["f", "John Fletcher"] != of["f", "K. Fletcher"]
    assert len({of["f", name] for name in ("S. Lew", "Ann Lew", "Sam Lew")}) == 3


# --- kinds


@pytest.mark.parametrize(
    ("name", "taken_for", "kind"),
    [
        ("Kanto Stock Exchange", "name", "exchange"),
        ("Ministry of Posts", "company", "authority"),
        ("Government of Ruritania", "company", "government"),
        ("Republic of Ruritania", "company", "government"),
        ("Republic Airways Inc.", "company", "company"),
        ("Republic of Coffee Ltd.", "company", "company"),
        ("Philip H. Marlow", "company", "person"),
        ("Philip Morris", "company", "company"),
        ("Dr. Kelda - Dr. Brandt GmbH, Linz", "company", "company"),
        ("Sir-Mas", "company", "company"),
        ("Dorance Group", "company", "group"),
        ("Dorance Group Ltd.", "company", "company"),
    ],
)
def test_kinds_that_names_tell(name: str, taken_for: str, kind: str) -> None:
    assert entity(resolve([naming("f", US, (mention(name, taken_for),))]), name).kind == kind  # type: ignore[arg-type]


# --- decisions


def test_decisions_win_over_every_rule() -> None:
    extraction = parties("Grell", "Grell Wire Ltd.", "Sund", "Dorance Ltd.", aliases=(("Grell", "Grell Wire Ltd."),))
    decided = Decisions(
        same=(Listed(("Sund", "Dorance Ltd.")),),
        different=(Listed(("Grell", "Grell Wire Ltd.")),),
        names=(Named("Sund", "Sund Dorance plc", "sund", "group", (("lei", "5493001KJTIIGC8Y1R12"),)),),
    )
    resolution = resolve([extraction], decided)
    assert resolution.of["f", "Grell"] != resolution.of["f", "Grell Wire Ltd."]
    found = entity(resolution, "Dorance Ltd.")
    assert (found.id, found.name, found.kind) == ("sund", "Sund Dorance plc", "group")
    assert found.identifiers == (("lei", "5493001KJTIIGC8Y1R12"),)
    assert {merge.rule for merge in found.merges} >= {"decision"}


def test_a_decision_for_one_filing_leaves_the_others() -> None:
    filings = [naming("f", US, ("Delta", "Delta Ltd.")), naming("g", US, ("Delta", "Delta Ltd."))]
    of = resolve(filings, Decisions(different=(Listed(("Delta", "Delta Ltd."), "f"),))).of
    assert of["f", "Delta"] != of["f", "Delta Ltd."] == of["g", "Delta"] == of["g", "Delta Ltd."]


def test_decisions_as_toml_and_csv(tmp_path: Path) -> None:
    toml = tmp_path / "decisions.toml"
    toml.write_text(
        '[[same]]\nnames = ["A Ltd.", "B Ltd."]\n[[different]]\nnames = ["C", "D"]\nfiling = "f"\n'
        '[[name]]\nof = "E"\nis = "E plc"\nid = "e"\ncik = "0000000012"\n',
        encoding="utf-8",
    )
    found, problems = load_decisions(toml)
    assert problems == []
    assert (found.same[0].names, found.different[0].filing) == (("A Ltd.", "B Ltd."), "f")
    assert (found.names[0].name, found.names[0].identifiers) == ("E plc", (("cik", "0000000012"),))
    table = tmp_path / "decisions.csv"
    table.write_text('decision,name,other,score\nsame,A Ltd.,B Ltd.,0.8\n,"X, Inc.",Y,0.5\nname,E,E plc,\n', encoding="utf-8")
    found, problems = load_decisions(table)
    assert problems == []
    assert ([one.names for one in found.same], found.names[0].name) == ([("A Ltd.", "B Ltd.")], "E plc")


def test_wrong_decisions_are_told_and_left_out(tmp_path: Path) -> None:
    path = tmp_path / "d.toml"
    path.write_text(
        '[[same]]\nnames = ["A"]\n[[sane]]\nnames = ["A", "B"]\n[[name]]\nof = "A"\nkind = "ship"\n[[same]]\nname = ["A", "B"]\n'
    )
    found, problems = load_decisions(path)
    assert found == Decisions()
    assert [str(problem).split("; it is left out")[0] for problem in problems] == [
        "d.toml, [[same]] number 1: it needs two names that are not one and the same",
        "d.toml, [[same]] number 2: 'name' means nothing in a decision 'same'; it takes filing, names",
        "d.toml, [[sane]] number 1: 'sane' is no decision; there are same, different and name",
        "d.toml, [[name]] number 1: 'ship' is no kind; there are authority, company, exchange, government, group, person",
    ]
    with pytest.raises(DecisionError, match="columns decision, name and other"):
        load_decisions(_written(tmp_path / "d.csv", "a,b\n1,2\n"))
    with pytest.raises(DecisionError, match="can't be read as decisions"):
        load_decisions(_written(tmp_path / "e.toml", "[[same"))


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_decisions_without_effect_are_told(tmp_path: Path) -> None:
    path = _written(tmp_path / "decisions.toml", '[[same]]\nnames = ["Grell Wire Ltd.", "Nobody"]\n')
    _, problems = identify([parties("Grell Wire Ltd.")], decisions=path)
    assert [(problem.level, "'Nobody'" in problem.what) for problem in problems] == [("warning", True)]


def test_a_decisions_file_in_the_build_folder_is_found(tmp_path: Path) -> None:
    _written(tmp_path / "decisions.csv", "decision,name,other\nsame,Sund,Grell Wire Ltd.\n")
    resolution, problems = identify([parties("Grell Wire Ltd.", "Sund")], tmp_path)
    assert (resolution.of["f", "Sund"], problems) == (resolution.of["f", "Grell Wire Ltd."], [])


# --- identifiers that last


def test_later_filings_change_no_identifier() -> None:
    first = naming("a", US, ("Crestwave", "Acme Ltd.", "Delta"), year=2006)
    names = ("Crestwave Communications Inc.", "Crestwave", "Acme GmbH", "Delta GmbH", "Delta Ltd.")
    later = naming("b", US, names, aliases=(("Crestwave", "Crestwave Communications Inc."),), year=2011)
    before, after = resolve([first]), resolve([later, first])
    for name in ("Crestwave", "Acme Ltd.", "Delta", US):
        assert after.of["a", name] == before.of["a", name]
    assert after.of["b", "Crestwave Communications Inc."] == "crestwave"
    assert after.of["b", "Acme GmbH"] == "acme-gmbh"
    assert entity(after, "Crestwave", "a").name == "Crestwave Communications Inc."


def _changes(before: list[Extraction], after: list[Extraction]) -> list[str]:
    hashes = {one.source.name: f"hash of {one.source.name}" for one in (*before, *after)}
    found = changes(resolve(before).entities, hashes, resolve(after).entities, hashes)
    assert all(problem.level == "warning" for problem in found)
    return [str(problem) for problem in found]


def test_a_change_of_an_identifier_is_told() -> None:
    name = "Crestwave Communications Inc."
    later = naming("b", US, (name,), aliases=(("Crestwave", name),), year=2011)
    earlier = naming("a", US, ("Crestwave",), year=2006)
    (told,) = _changes([later], [earlier, later])
    assert told.startswith(f"entity crestwave-communications: the IRI of {name} ends with crestwave now; ")
    assert told.endswith(f"decide on the name '{name}' with id 'crestwave-communications'")
    assert _changes([later], [later]) == []
    assert len(_changes([later, earlier], [later])) == 1


def test_an_entity_that_is_split_or_put_together_is_told() -> None:
    bare, one = naming("a", "A Ltd.", ("Pilkington",)), naming("b", "B Ltd.", ("Pilkington plc",))
    two = naming("c", "C Ltd.", ("Pilkington GmbH",))
    split, joined = _changes([bare, one], [bare, one, two]), _changes([bare, one, two], [bare, one])
    assert any("2 entities now" in line and "decide that these names are the same" in line for line in split)
    assert any("is one with" in line and "decide that these names are different" in line for line in joined)
