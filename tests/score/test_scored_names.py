"""Which names a scorer takes for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.score.names import Names, bare, fold


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Société Générale S.A.", "societe generale s a"),
        ("AT&T  Corp.", "at and t corp"),
        ("Lowe’s Companies", "lowes companies"),
        ('Globex Ltd. ("Globex")', "globex ltd"),
        ("Globex (Holdings) Ltd.", "globex holdings ltd"),
        ("(Globex)", "globex"),
        ("Globex (one) (two)", "globex one"),
        ("Globex (a (b))", "globex a b"),
        ("日本電信電話", ""),
        ("", ""),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize(
    ("name", "stripped"),
    [
        ("The Globex Holding Company, Inc.", "globex"),
        ("Globex K.K.", "globex"),
        ("Globex K", "globex k"),
        ("K K K Globex", "k globex"),
        ("Holdings International", "holdings international"),
        ("Globex International N.V.", "globex n v"),
        ("Costco", "costco"),
    ],
)
def test_without_legal_forms(name: str, stripped: str) -> None:
    assert bare(name) == stripped


def test_names_of_one_entity_are_one() -> None:
    names = Names({"Globex Ltd.": ["GBX", "Globex Trading"], "Acme plc": ["Globex Trading", "Trading"]})
    assert {names(form) for form in ("Globex", "gbx", "GLOBEX, LTD", "The Globex Trading Co.")} == {"Globex Ltd."}
    assert names("Trading Ltd.") == names("ACME") == "Acme plc"
    assert names("Initech Inc.") == names("initech") == "?initech"
    assert names(None) is names("") is None


def test_a_form_that_gold_lists_comes_before_one_that_is_only_alike() -> None:
    names = Names({"Globex Ltd.": [], "Globex Inc.": []})
    assert names("Globex Inc.") == "Globex Inc."
    assert names("Globex") == "Globex Ltd."


@given(st.text(max_size=40))
def test_folding_and_stripping_are_done_at_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert set(bare(name).split()) <= set(fold(name).split())
    assert bool(bare(name)) == bool(fold(name))
