"""Names as text: plain, folded, without legal forms; acronyms and groups."""

from __future__ import annotations

import ast
import inspect
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import legal_forms
from kg.names import LEGAL_FORMS, compatible, core, family, fold, has_legal_form, is_acronym, is_group, plain, squash

NAMES = st.text(max_size=60)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IIJ’s", "IIJ"),
        ("Woolworths'", "Woolworths"),
        ("Cisco Systems, Inc.'s", "Cisco Systems, Inc."),
        ("“GS China”", "GS China"),
        ("'Northwind'", "Northwind"),
        ("Net\n   Care,  Inc.", "Net Care, Inc."),
        ("Owens–Illinois", "Owens-Illinois"),
        ("Sunday''s Jump Pty Ltd.", "Sunday's Jump Pty Ltd."),
        ("McDonald’s", "McDonald's"),
        ("Standard & Poor's", "Standard & Poor's"),
        ("Acme\x00 Ltd\x9b.", "Acme Ltd."),
        ("\u202eAcme\u200f Ltd.", "Acme Ltd."),
        ("Acme\ud800 Ltd.", "Acme Ltd."),
    ],
)
def test_plain(name: str, expected: str) -> None:
    assert plain(name) == expected


@given(NAMES)
def test_plain_is_stable_and_printable(name: str) -> None:
    once = plain(name)
    assert not any(unicodedata.category(c) in {"Cc", "Cs"} for c in once)
    assert once == once.strip()
    once.encode("utf-8")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AT&T Japan LLC", "AT & T JAPAN LLC"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("S. A. de C. V.", "S.A. de C.V."),
        ("BP p.l.c.", "BP PLC"),
        ("Carlsberg A/S", "CARLSBERG AS"),
        ("Nestlé S.A.", "Nestle SA"),
        ("Ørsted", "Orsted"),
        ("J. E. Fletcher", "J.E. Fletcher"),
        ("Fairchild Int’l", "Fairchild Intl"),
    ],
)
def test_fold_sees_through_spelling(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(NAMES)
def test_fold_is_idempotent_and_core_never_empty(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert core(name) or not name.strip()


@pytest.mark.parametrize(
    ("name", "expected", "forms"),
    [
        ("Vitro, S.A. de C.V.", "vitro", {"sadecv"}),
        ("Vitrocrisa Holding, S. de R.L. de C.V.", "vitrocrisa holding", {"srldecv"}),
        ("Quimica M, S.A. de C.V.", "quimica m", {"sadecv"}),
        ("Japan Telecom Co., Ltd.", "japan telecom", {"co", "ltd"}),
        ("Japan Telecom Co.,Ltd.", "japan telecom", {"co", "ltd"}),
        ("Merck & Co., Inc.", "merck", {"co", "inc"}),
        ("Hoechst Aktiengesellschaft", "hoechst", {"ag"}),
        ("Voyager Distributing Co. Pty. Ltd.", "voyager distributing", {"co", "pty", "ltd"}),
        ("Petronas Dagangan Berhad", "petronas dagangan", {"bhd"}),
        ("Axiata Group Sdn. Bhd.", "axiata group", {"sdn", "bhd"}),
        ("PT Telkom Tbk", "telkom", {"pt", "tbk"}),
        ("OAO Gazprom", "gazprom", {"pjsc"}),
        ("Foo S.à r.l.", "foo", {"sarl"}),
        ("Rossini S.p.A.", "rossini", {"spa"}),
        ("Infosys Technologies Pvt. Ltd.", "infosys technologies", {"pvt", "ltd"}),
        ("株式会社北風", "北風", {"kk"}),
        ("The Limited, Inc.", "limited", {"inc"}),
        ("The Coca-Cola Company", "coca cola", {"co"}),
        ("Corporation", "corporation", set()),
        ("AB-AEGON", "ab aegon", set()),
        ("Global Limited Brands", "global limited brands", set()),
    ],
)
def test_core_and_family(name: str, expected: str, forms: set[str]) -> None:
    assert core(name) == expected
    assert family(name) == forms
    assert has_legal_form(name) == bool(forms)


@pytest.mark.parametrize("form", sorted(LEGAL_FORMS))
def test_every_legal_form_comes_off(form: str) -> None:
    assert core(f"Northwind {form}") == "northwind"
    assert core(f"Northwind, {form}.") == "northwind"


def test_legal_forms_one_a_line_sorted() -> None:
    tree = ast.parse(inspect.getsource(legal_forms))
    table = next(node.value for node in ast.walk(tree) if isinstance(node, ast.AnnAssign))
    assert isinstance(table, ast.Dict)
    keys = [(key.lineno, key.value) for key in table.keys if isinstance(key, ast.Constant)]
    names = [name for _, name in keys]
    assert names == sorted(set(names))
    assert len({line for line, _ in keys}) == len(keys)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Fujitsu Limited", "Fujitsu Ltd.", True),
        ("Japan Telecom Co., Ltd.", "Japan Telecom Ltd.", True),
        ("Cisco", "Cisco Systems, Inc.", True),
        ("IBM Japan K.K.", "IBM Japan Ltd.", True),
        ("Johnson Controls, Inc.", "Johnson Controls plc", False),
        ("Vitro, S.A.", "Vitro, S.A. de C.V.", False),
        ("Acme Corp.", "Acme Co.", False),
        ("Acme Company", "Acme Company Limited", True),
        ("Acme Company", "Acme Company, S.A. de C.V.", False),
    ],
)
def test_compatible(one: str, other: str, same: bool) -> None:
    assert compatible(family(one), family(other)) is same
    assert compatible(family(other), family(one)) is same


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("NTT", "Nippon Telegraph and Telephone Corporation", True),
        ("IIJ", "Internet Initiative Japan Inc.", True),
        ("AIH", "Asia Internet Holding Co., Ltd.", True),
        ("CCEAG", "Coca-Cola Erfrischungsgetraenke A.G.", True),
        ("AT&T", "American Telephone & Telegraph Co.", True),
        ("CML", "Coles Myer Ltd.", True),
        ("GS", "IIJ Global Solutions Inc.", False),
        ("IIJ", "IIJ Global Solutions Inc.", False),
        ("Ntt", "Nippon Telegraph and Telephone Corporation", False),
        ("N", "Nippon", False),
        ("", "", False),
    ],
)
def test_is_acronym(short: str, long: str, expected: bool) -> None:
    assert is_acronym(short, long) is expected


@given(NAMES, NAMES)
def test_is_acronym_never_fails(short: str, long: str) -> None:
    assert isinstance(is_acronym(short, long), bool)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("NTT Group", True),
        ("the NTT Group", True),
        ("NTT group companies", True),
        ("the Group", False),
        ("Lend Lease Group Ltd.", False),
        ("The Capital Group of Companies, Inc.", False),
        ("Groupe Danone", False),
    ],
)
def test_is_group(name: str, expected: bool) -> None:
    assert is_group(name) is expected


def test_squash_joins_spellings() -> None:
    assert squash("Net Care, Inc.") == squash("Netcare") == squash("Net-Care")
    assert squash("Vitro Plan") != squash("Vitro")


def test_names_need_no_third_party() -> None:
    module = sys.modules["kg.names"]
    imported = {node.module for node in ast.walk(ast.parse(inspect.getsource(module))) if isinstance(node, ast.ImportFrom)}
    assert imported <= {"__future__", "functools", "kg.legal_forms"}
