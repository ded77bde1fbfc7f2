"""Reference lists: reading them in every form, matching names to rows, and linking only what is certain enough and alone."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from kg.errors import ReferenceListError
from kg.identity import Link
from kg.model import Entity, Kind, Resolution
from kg.reference import Row, link, read_rows
from kg.reference.match import Index

LEI = "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R13", "5493001KJTIIGC8Y1R14"
GLEIF = "LEI,Entity.LegalName,Entity.OtherEntityNames.OtherEntityName.1,Entity.EntityStatus,Registration.RegistrationStatus\n"


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def gleif(path: Path, *rows: tuple[str, ...]) -> Path:
    return written(path, GLEIF + "".join(",".join(f'"{cell}"' for cell in (*row, "", "ACTIVE", "ISSUED")[:5]) + "\n" for row in rows))


def tickers(path: Path, *rows: tuple[int, str, str]) -> Path:
    entries = {str(at): {"cik_str": cik, "ticker": ticker, "title": title} for at, (cik, ticker, title) in enumerate(rows)}
    return written(path, json.dumps(entries))


def company(id_: str, name: str, *aliases: str, kind: Kind = "company", identifiers: tuple[tuple[str, str], ...] = ()) -> Entity:
    return Entity(id_, name, kind, aliases, identifiers=identifiers)


def linked(path: Path, *entities: Entity) -> dict[str, Entity]:
    resolution, problems = link(Resolution(tuple(sorted(entities, key=lambda entity: entity.id)), {}), [path])
    assert problems == []
    return {entity.id: entity for entity in resolution.entities}


# --- reading


def test_the_secs_list_in_both_its_forms(tmp_path: Path) -> None:
    rows = list(read_rows(tickers(tmp_path / "a.json", (12, "GRL", "GRELL WIRE INC /DE/"), (13, "", "A/S Grell"))))
    assert rows == [
        Row("cik", "0000000012", ("GRELL WIRE INC",), more=(("ticker", "GRL"),)),
        Row("cik", "0000000013", ("A/S Grell",)),
    ]
    fields = {"fields": ["cik", "name", "ticker", "exchange"], "data": [[12, "GRELL WIRE INC", "GRL", "NYSE"]]}
    assert list(read_rows(written(tmp_path / "b.json", json.dumps(fields)))) == [
        Row("cik", "0000000012", ("GRELL WIRE INC",), more=(("ticker", "GRL"),))
    ]


def test_gleif_plain_and_packed(tmp_path: Path) -> None:
    text = (
        GLEIF + f'{LEI[0]},"Grell, Wire & Co. KG",Grell,ACTIVE,ISSUED\n{LEI[1]},Gone Ltd.,,ACTIVE,DUPLICATE\n{LEI[2]},Old Ltd.,,INACTIVE,'
        "RETIRED\nnot an lei,Odd Ltd.,,ACTIVE,ISSUED\nshort row\n"
    )
    plain = written(tmp_path / "a.csv", "\ufeff" + text)
    packed, zipped = tmp_path / "b", tmp_path / "c.dat"
    packed.write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("readme.md", "no list")
        archive.writestr("golden-copy.csv", text)
    rows = [Row("lei", LEI[0], ("Grell, Wire & Co. KG", "Grell")), Row("lei", LEI[2], ("Old Ltd.",), active=False)]
    assert list(read_rows(plain)) == list(read_rows(packed)) == list(read_rows(zipped)) == rows


def test_iso_10383_in_latin_letters(tmp_path: Path) -> None:
    header = '"COUNTRY","MIC","OPERATING MIC","NAME-INSTITUTION DESCRIPTION","ACRONYM","STATUS"'
    text = f'{header}\n"X","XBOL","XBOL","BOLSA ELECTRÓNICA","BE","ACTIVE"\n"X","XSEG","XBOL","SEGMENT","","ACTIVE"\n'
    assert list(read_rows(written(tmp_path / "m.csv", text, "cp1252"))) == [
        Row("mic", "XBOL", ("BOLSA ELECTRÓNICA", "BE"), kind="exchange"),
        Row("mic", "XSEG", ("SEGMENT",), active=False, kind="exchange"),
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a,b\n1,2\n", "none of the lists that are known"),
        (b"", "none of the lists that are known"),
        (b"{", "can't be read as a reference list"),
        (b'{"a": 1}', "no list of cik_str, ticker and title"),
        (b"\x1f\x8b\x08\x00broken", "can't be read as a reference list"),
        (b"PK\x03\x04broken", "can't be read as a reference list"),
        (GLEIF.encode() + b'x,"' + b"a" * 200_000 + b'"\n', "can't be read as a reference list"),
        (b"[" * 100_000, "can't be read as a reference list"),
    ],
)
def test_what_is_no_list_is_refused_by_name_and_left_out(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "list"
    path.write_bytes(data)
    with pytest.raises(ReferenceListError, match=message):
        list(read_rows(path))
    entities = (company("grell", "Grell Ltd."),)
    resolution, problems = link(Resolution(entities, {}), [path, tickers(tmp_path / "good.json", (12, "GRL", "Grell Ltd"))])
    assert [problem.where for problem in problems] == [str(path)]
    assert resolution.entities[0].identifiers == (("cik", "0000000012"), ("ticker", "GRL"))


# --- matching


@pytest.mark.parametrize(
    ("ours", "theirs", "rule", "score"),
    [
        ("Grell Wire Inc.", "GRELL WIRE INCORPORATED", "name", 1.0),
        ("Grell Wire", "GRELL WIRE INC", "name-without-form", 0.9),
        ("Grell", "GRELL INC", "one-word", 0.6),
        ("Grell Wire GmbH", "GRELL WIRE INC", "other-form", 0.6),
        ("Crestwave Communications Inc.", "CRESTWAVE COMUNICATIONS INC", "name-alike", 0.93),
    ],
)
def test_rules_and_scores(ours: str, theirs: str, rule: str, score: float) -> None:
    (fit,) = Index([ours]).fits(theirs)
    assert (fit.rule, pytest.approx(fit.score, abs=0.015)) == (rule, score)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Sund Optical Fund 1 Ltd.", "Sund Optical Fund 2 Ltd."),
        ("Crestwave Holding Ltd.", "Crestwave Holdings Ltd."),
        ("Kanto Telephone East Corporation", "Kanto Telephone West Corporation"),
        ("Crestwave Communications Inc.", "Crestwave Comunications GmbH"),
        ("Crestwave Communications", "Crestwave Comunications"),
        ("National Grid Services Ltd.", "Rational Grid Services Ltd."),
        ("Target Corporation", "Target Hospitality Corp."),
        ("Visa Inc.", "Vista Inc."),
        ("Shell plc", "Shell Midstream Partners, L.P."),
        ("Mitsubishi Electric Corporation", "Mitsubishi Estate Corporation"),
    ],
)
def test_names_that_are_no_match(ours: str, theirs: str) -> None:
    assert list(Index([ours]).fits(theirs)) == []


# --- linking


def test_an_exact_name_is_linked_with_its_score(tmp_path: Path) -> None:
    path = tickers(tmp_path / "t.json", (12, "GRL", "GRELL WIRE INC"), (12, "GRL-B", "GRELL WIRE INC"), (13, "X", "OTHER CORP"))
    found = linked(path, company("grell", "Grell Wire, Inc.", "Grell"))["grell"]
    assert found.identifiers == (("cik", "0000000012"), ("ticker", "GRL"), ("ticker", "GRL-B"))
    assert found.links == tuple(
        Link(scheme, value, "GRELL WIRE INC", "name", 1.0, "t.json")
        for scheme, value in (("cik", "0000000012"), ("ticker", "GRL"), ("ticker", "GRL-B"))
    )


def test_what_fits_two_rows_is_linked_to_none(tmp_path: Path) -> None:
    path = gleif(tmp_path / "g.csv", (LEI[0], "Acme Ltd."), (LEI[1], "ACME LIMITED"), (LEI[2], "Acme Ltd. & Co. KG"))
    found = linked(path, company("acme", "Acme Ltd."))["acme"]
    assert found.identifiers == ()
    assert [(one.value, one.score, one.linked) for one in found.links][:2] == [(LEI[0], 1.0, False), (LEI[1], 1.0, False)]


def test_an_active_row_goes_before_one_that_is_not(tmp_path: Path) -> None:
    path = gleif(tmp_path / "g.csv", (LEI[0], "Acme Ltd.", "", "INACTIVE", "RETIRED"), (LEI[1], "Acme Ltd."))
    assert linked(path, company("acme", "Acme Ltd."))["acme"].identifiers == (("lei", LEI[1]),)


def test_a_single_bare_word_is_never_linked(tmp_path: Path) -> None:
    path = tickers(tmp_path / "t.json", (12, "FOX", "Fox Corp"), (13, "AAPL", "Apple Inc."), (14, "SHEL", "Shell plc"))
    found = linked(path, company("fox", "Fox"), company("apple", "Apple"), company("shell", "Shell"))
    assert [found[one].identifiers for one in ("apple", "fox", "shell")] == [(), (), ()]
    assert [(one.rule, one.linked) for one in found["fox"].links] == [("one-word", False)]


def test_short_forms_are_not_matched(tmp_path: Path) -> None:
    path = tickers(tmp_path / "t.json", (12, "MIC", "MIC Inc."))
    assert linked(path, company("ministry", "Mobile Infrastructure Corp.", "MIC"))["ministry"].links == ()


def test_the_index_key_of_the_filing_settles_it(tmp_path: Path) -> None:
    path = tickers(tmp_path / "t.json", (12, "NEW", "RENAMED WORKS INC"), (13, "OLD", "Grell Wire Inc."))
    found = linked(path, company("grell", "Grell Wire Inc.", identifiers=(("cik", "0000000012"),)))["grell"]
    assert found.identifiers == (("cik", "0000000012"), ("ticker", "NEW"))
    assert {(one.value, one.rule) for one in found.links} == {("0000000012", "identifier"), ("NEW", "identifier")}


def test_a_row_that_two_entities_want_is_neithers(tmp_path: Path) -> None:
    path = tickers(tmp_path / "t.json", (12, "GRL", "Grell Wire Inc."))
    found = linked(path, company("a", "Grell Wire"), company("b", "Grell-Wire"))
    assert [found[one].identifiers for one in "ab"] == [(), ()]
    better = linked(path, company("a", "Grell Wire"), company("b", "Grell-Wire, Inc."))
    assert [better[one].identifiers != () for one in "ab"] == [False, True]


def test_exchanges_are_matched_with_markets_and_companies_with_companies(tmp_path: Path) -> None:
    text = "MIC,OPERATING MIC,NAME-INSTITUTION DESCRIPTION,ACRONYM\nXKAN,XKAN,KANTO STOCK EXCHANGE,KSE\nXKAB,XKAN,KANTO STOCK EXCHANGE,\n"
    path = written(tmp_path / "m.csv", text)
    found = linked(path, company("kse", "Kanto Stock Exchange", kind="exchange"), company("k", "Kanto Stock Exchange"))
    assert (found["kse"].identifiers, found["k"].identifiers) == ((("mic", "XKAN"),), ())


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [(LEI[0], "Acme Ltd."), (LEI[1], "Acme Limited"), (LEI[2], "Crestwave Communications Inc.")]
    entities = company("acme", "Acme Ltd."), company("crest", "Crestwave Comunications Inc.")
    one, other = gleif(tmp_path / "a.csv", *rows), gleif(tmp_path / "b.csv", *reversed(rows))
    first, second = linked(one, *entities), linked(other, *entities)
    for id_ in first:
        assert first[id_].identifiers == second[id_].identifiers
        assert [item.value for item in first[id_].links] == [item.value for item in second[id_].links]


def test_a_word_that_the_list_has_is_not_misspelt(tmp_path: Path) -> None:
    rows = [(LEI[0], "Crestwave Communications Inc."), (LEI[1], "Crestwavy Ropes Ltd.")]
    found = linked(
        gleif(tmp_path / "g.csv", *rows), company("a", "Crestwavy Communications Inc."), company("b", "Crestwawe Communications Inc.")
    )
    assert {(one.value, one.rule, one.linked) for one in found["a"].links} == {(LEI[0], "other-word", False)}
    assert found["b"].identifiers == (("lei", LEI[0]),)


@pytest.mark.parametrize(
    ("ours", "theirs", "fits"),
    [
        ("Crestwave Communications Inc.", "Crestwave Comunications Inc.", True),
        ("Crestwave Communications Inc.", "Crestwvae Communications Inc.", True),
        ("Crestwave Communications Inc.", "Cresuvave Communications Inc.", False),
        ("Lansolgar Energy plc", "Lansol Energy plc", False),
        ("Crestwave Communications Inc.", "Crestwawe Comunications Inc.", False),
    ],
)
def test_one_letter_in_one_word_may_be_wrong(ours: str, theirs: str, fits: bool) -> None:
    assert [fit.rule for fit in Index([ours]).fits(theirs)] == (["name-alike"] if fits else [])


def test_an_index_key_goes_before_a_name_and_the_same_legal_form_before_one_that_agrees(tmp_path: Path) -> None:
    path = tickers(tmp_path / "t.json", (12, "GRL", "GRELL WIRE CO"))
    settled = linked(path, company("a", "Grell Wire Company", identifiers=(("cik", "0000000012"),)), company("b", "Grell Wire Company"))
    assert [dict(settled[one].identifiers).get("ticker") for one in "ab"] == ["GRL", None]
    exact = linked(path, company("a", "Grell Wire Company"), company("b", "Grell Wire Company Limited"))
    assert [dict(exact[one].identifiers).get("ticker") for one in "ab"] == ["GRL", None]
    assert [one.score for one in exact["b"].links if one.scheme == "cik"] == [0.95]
