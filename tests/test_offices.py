"""Offices told in sentences: biographies, appointments and departures, lists within a sentence; whom names and pronouns mean."""

from __future__ import annotations

import pytest
from machines import read

HEAD = "ITEM 10. Directors and executive officers\n\nOur executive officers as of March 1, 2016 are as follows:\n\n"
LIST = "Name\tAge\tPosition\nAnna B. Stern\t54\tChairman\nPer Holt\t61\tDirector\n\n"


def officers(text: str) -> set[tuple[str, str, str, str]]:
    """Who, of what ("" is the filer), as what, since or as of when; "former" behind the date where the office has ended."""
    return {
        (
            f.subject.name,
            "" if f.object.kind == "self" else f.object.name,
            str(f.attribute("role") or ""),
            (f.date or str(f.year)) + (" former" if f.status == "former" else ""),
        )
        for f in read(text, aliases=("Acme",)).facts
        if f.relation == "officerOf" and f.object is not None and f.rule in ("office-told", "officers-roll")
    }


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Mr. Holt has been a non-executive director of Acme since May 1998.", {("Per Holt", "", "non-executive director", "2016-03-01")}),
        ("Mr. Holt has served as our Treasurer since 1995.", {("Per Holt", "", "Treasurer", "2016-03-01")}),
        (
            "Mr. Holt is also a director of Kelda Wire Ltd., Brandt AG and Orbis plc.",
            {("Per Holt", name, "director", "2016-03-01") for name in ("Kelda Wire Ltd.", "Brandt AG", "Orbis plc")},
        ),
        ("Mr. Holt serves on the Board of Directors of Nordsee, Inc.", {("Per Holt", "Nordsee, Inc.", "director", "2016-03-01")}),
        (
            "Ms. Stern joined the Company in 2009 as its Chief Financial Officer. She is chairman of the supervisory board of Orbis SE.",
            {
                ("Anna B. Stern", "", "Chief Financial Officer", "2009"),
                ("Anna B. Stern", "Orbis SE", "chairman of the supervisory board", "2016-03-01"),
            },
        ),
        (
            "Ms. Stern is Chairman and Chief Executive Officer of Tarn Wire Inc.",
            {("Anna B. Stern", "Tarn Wire Inc.", "Chairman and Chief Executive Officer", "2016-03-01")},
        ),
        (
            "Mr. Holt was named Senior Vice President, Wire Products in June 2015.",
            {("Per Holt", "", "Senior Vice President, Wire Products", "2015-06")},
        ),
        ("On October 31, 2015 Mr. Holt resigned as Treasurer.", {("Per Holt", "", "Treasurer", "2015-10-31 former")}),
        (
            "On May 2, 2015, each of Anna B. Stern and Per Holt was appointed a director of Tarn plc.",
            {(name, "Tarn plc", "director", "2015-05-02") for name in ("Anna B. Stern", "Per Holt")},
        ),
        (
            "Per Holt, a class II director and Treasurer of Tarn plc, met us.",
            {("Per Holt", "Tarn plc", "director and Treasurer", "2016-03-01")},
        ),
        ("Prior to that, Mr. Holt was a director of Tarn plc.", set()),
        ("From 1990 to 1995 he served as president of Tarn plc.", set()),
        ("Mr. Holt, a former director of Tarn plc, is 61 years old.", set()),
        ("Mr. Holt has been a director of Tarn plc until 2010.", set()),
        ("Mr. Holt will become a director of Tarn plc.", set()),
        ("Mr. Holt met the President of the United States.", set()),
        ("Mr. Holt is not a director of Tarn plc.", set()),
        (
            "Mr. Holt was appointed Marketing Manager in 1993, Director of Marketing, the Americas in 1995, and Vice President in 2000.",
            {("Per Holt", "", "Vice President", "2000")},
        ),
        (
            "In 1982, Mr. Holt was named Treasurer. In 1990, he was named Controller.",
            {("Per Holt", "", "Controller", "1990")},
        ),
        ("After some years abroad, Mr. Holt became a partner at Kelda Law Ltd., where he remained for over 10 years.", set()),
        ("In 2015, Mr. Zimmer was appointed Treasurer.", set()),
        ("On June 28, 2015, Mr. Holt, who is a retired Managing Director, spoke.", set()),
        (
            "Mr. Holt is a member of the Supervisory Board of two Norse companies, among which Kelda Wire Ltd. and Royal Orbis (Norway).",
            {("Per Holt", name, "member of the Supervisory Board", "2016-03-01") for name in ("Kelda Wire Ltd.", "Royal Orbis")},
        ),
        (
            "Mr. Holt is Chairman of Kelda Wire Ltd. in Oslo, Orbis Funds in Dublin and Brandt AG.",
            {("Per Holt", name, "Chairman", "2016-03-01") for name in ("Kelda Wire Ltd.", "Orbis Funds", "Brandt AG")},
        ),
        (
            "Mr. Holt is also a Supervisory Board member of Brandt AG.",
            {("Per Holt", "Brandt AG", "Supervisory Board member", "2016-03-01")},
        ),
        ("Mr. Holt is Treasurer, Tarnwater Mines (CNSX: TWM).", {("Per Holt", "Tarnwater Mines", "Treasurer", "2016-03-01")}),
        ("Mr. Holt founded Tarn plc and is Chairman of this company.", {("Per Holt", "Tarn plc", "Chairman", "2016-03-01")}),
        (
            "Mr. Holt is a partner of Cray, Swann & Moor LLP (London, UK).",
            {("Per Holt", "Cray, Swann & Moor LLP", "partner", "2016-03-01")},
        ),
    ],
)
def test_what_a_biography_tells(told: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert officers(f"{HEAD}{LIST}{told}\n") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In April 2015, Mr. Jose Domingo was appointed Chief Operator.", set()),
        ("In April 2015, Mr. Jose Domingo was appointed Treasurer.", {("Jose Domingo", "", "Treasurer", "2015-04")}),
        ("We depend on Mr. Taro Yamada, our president.", {("Taro Yamada", "", "president", "2015")}),
        ("Mr. Taro Yamada is president of Kelda Wire Ltd.", {("Taro Yamada", "Kelda Wire Ltd.", "president", "2015")}),
        (
            "Ms. Inge Solholm has been our chief executive officer since 1 July 2011.",
            {("Inge Solholm", "", "chief executive officer", date) for date in ("2015", "2011-07-01")},
        ),
        ("Mr. Taro Yamada was an outside director of Acme as of June 27, 2015.", {("Taro Yamada", "", "outside director", "2015-06-27")}),
        ("Mr. Taro Yamada is a lawyer and a director.", set()),
        (
            "The members of our audit committee are Taro Yamada, Inge Solholm and Per G. Holt.",
            {(name, "", "member of the audit committee", "2015") for name in ("Taro Yamada", "Inge Solholm", "Per G. Holt")},
        ),
        (
            "Our directors are: Taro Yamada, chairman of Kelda Wire Ltd.; Inge Solholm; and Per G. Holt.",
            {(name, "", "director", "2015") for name in ("Taro Yamada", "Inge Solholm", "Per G. Holt")}
            | {("Taro Yamada", "Kelda Wire Ltd.", "chairman", "2015")},
        ),
        (
            "Two directors retired by rotation. These were Mr. A. Berg and Ms. C.D. Moor.",
            {("A. Berg", "", "director", "2015 former"), ("C.D. Moor", "", "director", "2015 former")},
        ),
        ("The directors of Kelda Wire Ltd. are Taro Yamada, Inge Solholm and Per G. Holt.", set()),
    ],
)  # fmt: skip
def test_what_is_told_elsewhere(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert officers(text) == expected


def test_a_surname_means_the_one_person_of_that_name() -> None:
    aliases = {(alias.form, alias.name, alias.rule) for alias in read(f"{HEAD}{LIST}Mr. Holt spoke. Anna Stern did not.").aliases}
    assert {("Holt", "Per Holt", "surname"), ("Anna Stern", "Anna B. Stern", "same-person")} <= aliases


def test_the_first_of_two_family_names_means_the_one_who_bears_both() -> None:
    text = f"{HEAD}{LIST[:-1]}Juan Roble Faz\t50\tTreasurer\n\nIn 2015, Mr. Roble was named General Manager.\n"
    assert officers(text) == {("Juan Roble Faz", "", "General Manager", "2015")}


def test_two_people_of_one_family_name_stay_two() -> None:
    text = f"{HEAD}{LIST[:-1]}Olaf Holt\t50\tTreasurer\n\nMr. Holt is a director of Tarn plc.\n"
    assert not any(alias.form == "Holt" for alias in read(text).aliases)
    assert officers(text) == set()


def test_a_pronoun_that_may_mean_two_people_means_nobody() -> None:
    assert officers("Mr. Olaf Berg met Mr. Taro Yamada. He is a director of Tarn plc.") == set()
    assert officers("Mr. Olaf Berg met us. He is a director of Tarn plc.") == {("Olaf Berg", "Tarn plc", "director", "2015")}


def test_lines_of_a_curriculum_below_a_name() -> None:
    text = (
        f"{HEAD}{LIST}Olaf Berg, Treasurer\n\nDirector of Tarn Wire Inc., December 2009 to present\n\nPresident of Ness plc, 2001 to 2008\n"
    )
    assert officers(text) == {("Olaf Berg", "Tarn Wire Inc.", "Director", "2016-03-01")}


def test_a_day_far_before_the_verb_dates_what_began_then_and_a_bare_year_does_not() -> None:
    text = (
        "At our meeting on June 26, 2015, our vice president, Mr. Ian Roe, completed his third term and retired from all his posts, "
        "and another director, Mr. Hugh Tarn, was elected to be an outside director."
    )
    [fact] = [fact for fact in read(text).facts if fact.subject.name == "Hugh Tarn"]
    assert (fact.date, fact.year) == ("2015-06-26", 2015)


def test_people_whom_a_sentence_of_its_own_lists_take_the_day_told_before() -> None:
    text = "A letter of October 15, 2015 came from some of our directors. These were Mr. Ian Roe, Ms. Ann Tarn and Mr. Hugh Skua."
    assert {(fact.subject.name, fact.date, fact.year_basis) for fact in read(text).facts} == {
        (name, "2015-10-15", "as_of") for name in ("Ian Roe", "Ann Tarn", "Hugh Skua")
    }


def test_a_lettered_heading_below_a_list_is_nobody() -> None:
    text = f"{HEAD}{LIST}E. Taxation\n\nWhat follows is about taxation in the format of the law.\n\nUK FORMAT\n\nMore of it.\n"
    names = {fact.subject.name for fact in read(text).facts if fact.relation == "officerOf"}
    assert names == {"Anna B. Stern", "Per Holt"}


def test_offices_below_a_name_with_their_years() -> None:
    posts = (
        "Owner, Roe & Associates, 2003 to present; Director of Tarn plc from May 2009 to 2011; Treasurer of Kelda Wire Ltd., 2012 to date"
    )
    found = officers(f"{HEAD}Name\tPosition\nPer Holt\tDirector\n\n{posts}\n")
    assert found == {("Per Holt", "Kelda Wire Ltd.", "Treasurer", "2016-03-01")}


def test_a_board_of_several_nations() -> None:
    text = (
        "Supervisory Board\n\nD.G. Estow, 64 (British), is Chairman of Tarn plc (London, UK). His current term will end in 2018.\n\n"
        "Sir Miles Jenk, K.C.M.G., 65 (British), is a retired Chairman of Orbis plc. He was appointed in 2005.\n"
    )
    found = {(f.subject.name, f.object.name if f.object else "", f.year) for f in read(text).facts if f.relation == "officerOf"}
    assert found == {
        ("D.G. Estow", "Acme Holdings Ltd.", 2015),
        ("D.G. Estow", "Tarn plc", 2015),
        ("Miles Jenk", "Acme Holdings Ltd.", 2015),
        ("Miles Jenk", "Acme Holdings Ltd.", 2005),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Jane Roe, our Chief Executive Officer, spoke.", {("Jane Roe", "", "Chief Executive Officer", "2015")}),
        ("On May 2, 2014, we appointed Jane Roe as Treasurer.", {("Jane Roe", "", "Treasurer", "2014-05-02")}),
        (
            "The Company's board appointed Jane Roe as an independent board member on May 2, 2014.",
            {("Jane Roe", "", "independent board member", "2014-05-02")},
        ),
        (
            "Jane Roe serves as Managing Member of Tern GP LLC, the general partner of Tern.",
            {("Jane Roe", "Tern GP LLC", "Managing Member", "2015")},
        ),
        ("Kelda Wines, our subsidiary, serves as a bottler of wine.", set()),
        ("Kelda Wines serves as our transfer agent.", set()),
    ],
)
def test_people_without_a_title_are_known_by_the_office_beside_them(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert officers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Registrant's board of directors appointed Stella A. Hurst, age 52, as an independent board member on May 5, 2015.",
            {("Stella A. Hurst", "", "independent board member", "2015-05-05")},
        ),
        (
            "A fund invests, while Dan Rowse serves as Managing Member of Opal Capital LLC, the general partner of Opal Fund L.P.",
            {("Dan Rowse", "Opal Capital LLC", "Managing Member", "2015")},
        ),
        (
            "Ivo Coren serves as sole director of each of Fort 6 Wire Ltd. and Fort 5 Wire Ltd.",
            {("Ivo Coren", name, "sole director", "2015") for name in ("Fort 6 Wire Ltd.", "Fort 5 Wire Ltd.")},
        ),
        (
            "Mr. Anders Treb has served as the Chief Executive Officer of the Company since April 3, 2008 until May 9, 2012.",
            {("Anders Treb", "", "Chief Executive Officer", "2012-05-09 former")},
        ),
        (
            "We made an agreement with Ellen Warde, our Chief Operating Officer.",
            {("Ellen Warde", "", "Chief Operating Officer", "2015")},
        ),
        (
            "John R. Mallory, Chairman of the Board of Directors, passed away on June 3, 2015.",
            {("John R. Mallory", "", "Chairman of the Board of Directors", "2015-06-03 former")},
        ),
        ("Name\tAge\tPosition\nEllen Warde\t52\tTreasurer\n", set()),
        (
            "The board accepted the resignation of Ellen Warde as a director on June 2, 2015.",
            {("Ellen Warde", "", "director", "2015-06-02 former")},
        ),
        ("Ellen Warde, one of our directors, spoke.", {("Ellen Warde", "", "directors", "2015")}),
        ("Ellen P. Warde. Ms. Warde is Chairman of Kelda Wire Ltd.", {("Ellen P. Warde", "Kelda Wire Ltd.", "Chairman", "2015")}),
        ("Kelda Wire Ltd. has appointed Ellen Warde as its chairman.", {("Ellen Warde", "Kelda Wire Ltd.", "chairman", "2015")}),
        ("Supply Chain serves as a director of operations. Pears & Associates is our Secretary.", set()),
    ],
)
def test_people_whom_only_their_office_tells(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert officers(f"Our supply chain is long.\n\n{text}") == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Name\tAge\tPosition\nEllen Warde\t52\tTreasurer\n", None),
        ("Dated: May 12, 2016\n\nBy /s/ Ellen Warde\nEllen Warde\nTreasurer\n", "2016-05-12"),
    ],
)
def test_lists_and_signatures_that_no_words_announce(text: str, day: str | None) -> None:
    found = [(f.subject.name, f.attribute("role"), f.date) for f in read(text).facts if f.relation == "officerOf"]
    assert found == [("Ellen Warde", "Treasurer", day)]
