"""Defined terms of every shape, former names, and what they come to mean."""

from __future__ import annotations

import pytest
from machines import FILER, book_of, lines, read

from kg.mentions.defined import definitions


def defined(text: str) -> list[tuple[tuple[str, ...], str]]:
    return [(d.terms, d.rule) for d in definitions(text, 0, len(text))]


@pytest.mark.parametrize(
    ("behind", "terms"),
    [
        (' ("Kelda")', ("Kelda",)),
        (" (“Kelda”)", ("Kelda",)),
        (" ('Kelda')", ("Kelda",)),
        (" (''Kelda'')", ("Kelda",)),
        (' (""Kelda"")', ("Kelda",)),
        (' ("Kelda.")', ("Kelda",)),
        (' (the "Seller")', ("Seller",)),
        (' (a "Party")', ("Party",)),
        (' (each, a "Party")', ("Party",)),
        (' (hereinafter "Kelda")', ("Kelda",)),
        (' (hereafter referred to as "Kelda")', ("Kelda",)),
        (' (referred to herein as "Kelda")', ("Kelda",)),
        (' (collectively, the "Sellers")', ("Sellers",)),
        (' (together with its subsidiaries, the "Kelda Group")', ("Kelda Group",)),
        (' ("Kelda" or "KL")', ("Kelda", "KL")),
        (' ("Kelda", "KL" and "KLD")', ("Kelda", "KL", "KLD")),
        (' ("Kelda," or "KL")', ("Kelda", "KL")),
        (' ("Kelda," "KL" and "KLD")', ("Kelda", "KL", "KLD")),
        (', which we refer to as "Kelda,"', ("Kelda",)),
        (', which the Company calls "Kelda"', ("Kelda",)),
        (' ("Kelda\nWire")', ()),
        (' ("Kelda" or the "Seller")', ("Kelda", "Seller")),
        (' ("Kelda" or "the Seller")', ("Kelda", "Seller")),
    ],
)
def test_shapes_of_definitions(behind: str, terms: tuple[str, ...]) -> None:
    text = f"We own Kelda Wire Ltd.{behind} and more."
    assert defined(text) == ([(terms, "defined-term")] if terms else [])


@pytest.mark.parametrize("behind", [" (formerly Brandt AG)", ' (formerly known as "Brandt AG")', " (previously named Brandt AG)"])
def test_former_names(behind: str) -> None:
    assert defined(f"We own Kelda Wire Ltd.{behind} and more.") == [(("Brandt AG",), "former-name")]


@pytest.mark.parametrize(
    "words", ['the "Act"', "Kelda Ltd. (NYSE: KEL)", "Kelda Ltd. (the maker)", '"quoted" words', "(5%)", '()("")(', 'we call it "Kelda"']
)
def test_what_defines_nothing(words: str) -> None:
    assert defined(words) == []


def test_a_term_means_the_name_before_it() -> None:
    text = 'We own Kelda Wire Ltd. ("Kelda" or "KW"). Brandt AG (the "Seller") sold it.'
    aliases = {(alias.form, alias.name, alias.rule) for alias in book_of(text).aliases}
    assert aliases >= {
        ("Kelda", "Kelda Wire Ltd.", "defined-term"),
        ("KW", "Kelda Wire Ltd.", "defined-term"),
        ("Seller", "Brandt AG", "defined-term"),
    }


def test_a_term_holds_before_its_definition_too() -> None:
    assert lines('We own 45% of Kelda.\n\nKelda Wire Ltd. ("Kelda") makes wire.') == ["SELF ownsShareIn Kelda 2015 45%"]
    entry = book_of('We own 45% of KWL. Kelda Wire Ltd. ("KWL") makes wire.').get("KWL")
    assert entry is not None
    assert (entry.name, entry.kind) == ("Kelda Wire Ltd.", "company")


def test_the_first_definition_stands() -> None:
    entry = book_of('We own Kelda Wire Ltd. ("Kelda"). We own Kelda Rope AG ("Kelda").').get("Kelda")
    assert entry is not None
    assert entry.name == "Kelda Wire Ltd."


@pytest.mark.parametrize(
    "former",
    [
        'known as "Brandt AG"',
        "Brandt AG",
    ],
)
def test_a_former_name_is_an_alias(former: str) -> None:
    aliases = book_of(f"We own Kelda Wire Ltd. (formerly {former}).").aliases
    assert ("Brandt AG", "Kelda Wire Ltd.", "former-name") in {(alias.form, alias.name, alias.rule) for alias in aliases}


def test_the_company_is_the_filer_even_where_it_is_defined() -> None:
    entry = book_of('Acme Holdings Ltd. (the "Company") makes wire.').get("Company")
    assert entry is None or (entry.name, entry.kind) == (FILER, "self")
    assert lines('Acme Holdings Ltd. (the "Company") makes wire. The Company owns 45% of Kelda Ltd.') == [
        "SELF ownsShareIn Kelda Ltd. 2015 45%"
    ]


def test_words_in_lower_case_are_no_names() -> None:
    assert book_of('We own shares of Kelda Wire Ltd. ("shares").').get("shares") is None


def test_a_short_form_in_brackets_needs_no_quotes() -> None:
    text = "Kelda Wire Company (KWC) and Brandt Aluminium AG (Brandal) sell wire. We own 10% of KWC and 20% of Brandal."
    names = {alias.form: alias.name for alias in read(text).aliases}
    assert (names.get("KWC"), names.get("Brandal")) == ("Kelda Wire Company", "Brandt Aluminium AG")


def test_a_collective_term_is_no_name_of_the_last_of_a_list() -> None:
    text = 'We acquired Kelda LLC and Kelda Properties LLC (collectively "Keldas").'
    assert "Keldas" not in {alias.form for alias in read(text).aliases}


def test_a_name_that_a_pages_end_has_cut_defines_nothing() -> None:
    text = 'We run Industria del A\n\n, S.A. de C.V., which we refer to as "Kelda", and other plants.'
    assert not [alias for alias in book_of(text).aliases if alias.form == "Kelda"]


@pytest.mark.parametrize(
    ("text", "term", "name"),
    [
        ('We sold it to an affiliate of Kelda Wire Ltd., which we refer to as "New Wire".', "New Wire", ""),
        ('We signed with Kelda Wire AG, a subsidiary of Kelda plc ("Kelda Wire AG").', "Kelda Wire AG", ""),
        ('We signed with Brandt, a division of Kelda Wire Ltd. ("Kelda").', "Kelda", "Kelda Wire Ltd."),
        ('We own Acme Holdings Ltd. ("Acme Norway"), set up in Oslo.', "Acme Norway", ""),
        ("We own Kelda Limited Liability Company (LLC) and other LLC.", "LLC", ""),
        ('We own Ampere S.A. ("ASA").', "ASA", "Ampere S.A"),
    ],
)
def test_a_term_is_not_always_that_of_the_name_right_before_it(text: str, term: str, name: str) -> None:
    assert [alias.name.rstrip(".") for alias in book_of(text).aliases if alias.form == term] == ([name.rstrip(".")] if name else [])


def test_a_name_of_today_in_brackets_makes_the_one_before_it_a_former_one() -> None:
    aliases = book_of("We own Kelda Wire Ltd. (now called Brandt Wire Ltd.).").aliases
    assert ("Kelda Wire Ltd", "Brandt Wire Ltd", "former-name") in {(a.form.rstrip("."), a.name.rstrip("."), a.rule) for a in aliases}


def test_the_filers_name_with_another_legal_form_is_another_company() -> None:
    text = "Kelda Italia changed its name to Acme Holdings s.r.l. on 3 May 2012. Acme Holdings s.r.l. makes wire."
    assert ("Kelda Italia", "Acme Holdings s.r.l.") in {(f.subject.name, f.object.name) for f in read(text).facts if f.object}
