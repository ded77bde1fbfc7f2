"""What a pattern can't say: tables of stakes, lists a line each, counts that a filing states of itself."""

from __future__ import annotations

import pytest
from machines import lines, read

TABLE = """Item 7. Major Shareholders

The following table sets forth the holders of more than 5% of our shares as of June 30, 2015.

Name\tShares outstanding\t% of ownership

Kelda Wire Ltd.\t39,150,000\t14.2%

Taro Yamada\t18,470,423(3)\t6.69%

United States\t3,417,980\t8.0%

Total\t61,038,403\t28.9%
"""
CUSTOMERS = "The following is a list of some of our customers:\n\nKelda\n\nBrandt AG\n\nOrbis S.A.\n\nHarwick\n\nPrinters and copiers\n"


def test_a_table_of_holders_is_stakes_as_of_its_date() -> None:
    found = {(fact.subject.name, fact.attribute("percent"), fact.date) for fact in read(TABLE).facts if fact.relation == "ownsShareIn"}
    assert found == {("Kelda Wire Ltd.", 14.2, "2015-06-30"), ("Taro Yamada", 6.69, "2015-06-30")}


def test_a_table_of_something_else_is_none() -> None:
    assert lines(TABLE.replace("holders of", "share of").replace("shares", "sales").replace("Shareholders", "Markets"), "ownsShareIn") == []


def test_a_holding_above_half_is_a_subsidiary() -> None:
    text = "Our subsidiaries are listed below as of March 31, 2015.\n\nCompany\tOur ownership %\n\nKelda Wire Ltd.\tour share\t66.0%\n"
    assert {fact.relation for fact in read(text).facts} == {"ownsShareIn", "subsidiaryOf"}


ADDRESSES = """Owners of more than 5% of our stock as of March 15, 2016 are listed below.

Name and Address\tShares\tPercent of Class
Kelda Capital LLC
100 Main Street
Boston, MA 02110\t1,200,000\t12.5%
Ellen Warde (1)
c/o Acme Holdings Ltd.
12 Elm Road, Dayton, OH\t800,000\t8.3%
Directors and officers:
Anna Marsh 7 Wall Street New York\t200,000\t2.1%
"""


def test_addresses_below_and_behind_the_names_of_owners() -> None:
    assert lines(ADDRESSES, "ownsShareIn") == [
        f"{who} ownsShareIn SELF 2016-03-15 {percent}%"
        for who, percent in (("Kelda Capital LLC", 12.5), ("Ellen Warde", 8.3), ("Anna Marsh", 2.1))
    ]


def test_columns_of_years_are_a_stake_each() -> None:
    text = "The shareholders with more than 3% of our shares at December 31 were:\n\n\t2015\t2014\nKelda Capital LLC\t12.5%\t11.0%\n"
    assert lines(text, "ownsShareIn") == [f"Kelda Capital LLC ownsShareIn SELF {year}" for year in ("2015 12.5%", "2014 11%")]


def test_a_head_on_several_lines() -> None:
    text = """The following table is as of February 29, 2016:

                                          Shares
                                       Beneficially        Percent
Name and Address                          Owned            of Class
----------------                       ------------        --------
Kelda Capital LLC                        1,200,000           12.5%
  100 Main Street
  Boston, MA 02110
Brandt Trust Company                       600,000            6.2%
"""
    assert lines(text, "ownsShareIn") == [
        f"{who} ownsShareIn SELF 2016-02-29 {percent}%" for who, percent in (("Kelda Capital LLC", 12.5), ("Brandt Trust Company", 6.2))
    ]


def test_a_name_a_line_below_a_colon() -> None:
    names = [line.split("supplierOf ")[1].rsplit(" ", 1)[0] for line in lines(CUSTOMERS, "supplierOf")]
    assert names[:4] == ["Kelda", "Brandt AG", "Orbis S.A.", "Harwick"]


def test_too_few_lines_are_no_list() -> None:
    assert lines("The following is a list of our customers:\n\nKelda\n\nBrandt\n\nAnd so on it goes with prose.\n", "supplierOf") == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "As of March 31, 2014, we had 14 consolidated subsidiaries and four equity method investees.",
            [("subsidiaryOf", 14, 2014), ("affiliateOf", 4, 2014)],
        ),
        ("The Company has twenty-one wholly owned subsidiaries.", []),
        ("Kelda has three subsidiaries.", []),
        ("At December 31, 2015 subsidiaries of the Company had losses.", []),
    ],
)
def test_counts_that_a_filing_states(text: str, counts: list[tuple[str, int, int]]) -> None:
    assert [(c.what, c.count, c.year) for c in read(text).counts] == counts


VENTURES = """The main joint ventures and associated companies at December 31, 2015 and the percentage of equity capital owned are:

                                             %     Country
Associated companies
Kelda Wire..............................    37     Norway
Brandt Cable............................    24     Peru
Joint ventures
Orbis Ropes.............................    50     Chile
"""


def test_a_table_whose_head_says_percent_and_lines_that_say_of_what_kind() -> None:
    found = lines(VENTURES)
    assert "SELF ownsShareIn Brandt Cable 2015-12-31 24%" in found
    assert [line.split()[-4:-1] for line in found if "affiliateOf" in line or "jointVentureOf" in line] == [
        ["Wire", "affiliateOf", "SELF"],
        ["Cable", "affiliateOf", "SELF"],
        ["Ropes", "jointVentureOf", "SELF"],
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We make wire through PT Kelda in Indonesia (our share 50%).", ["SELF ownsShareIn PT Kelda 2015 50%"]),
        ("A plant of our Orbis joint venture in Chile (Brandt AG 40%) is new.", ["Brandt AG ownsShareIn Orbis 2015 40%"]),
        ("We drill in the Kelda field (Brandt AG 40%) for oil.", []),
        ("Kelda Ltd. (40% of our sales) buys wire.", []),
    ],
)
def test_stakes_in_brackets(text: str, expected: list[str]) -> None:
    assert lines(text, "ownsShareIn") == expected


EXHIBIT = """Subsidiaries of the Registrant

Name of Subsidiary                 Jurisdiction of Incorporation
------------------                 -----------------------------
Kelda Wire Ltd.                    England
Brandt Aktiengesellschaft          Germany
Orbis de Mexico, S.A. de C.V.      Mexico
"""


def test_a_list_of_subsidiaries_needs_no_percentages() -> None:
    assert lines(EXHIBIT) == [
        "Kelda Wire Ltd. subsidiaryOf SELF 2015",
        "Brandt Aktiengesellschaft subsidiaryOf SELF 2015",
        "Orbis de Mexico, S.A. de C.V. subsidiaryOf SELF 2015",
    ]


def test_a_list_of_acquisitions_has_the_date_of_the_line_above_it() -> None:
    text = "We made the following acquisitions in 2012:\n\n- Kelda Ltd., a maker of wire;\n- Brandt AG, a printer.\n"
    assert lines(text, "acquired") == ["SELF acquired Kelda Ltd. 2012", "SELF acquired Brandt AG 2012"]


def test_accounts_and_assets_are_no_stakes() -> None:
    text = "Results and shareholders' equity\n\nItem            2015        2014\nReturn on Capital        10%         17%\n"
    assert lines(text) == []
    assert lines("We acquired a 25% working interest in Kelda.", "ownsShareIn") == []


def test_a_name_that_begins_in_the_line_above() -> None:
    table = """Our joint ventures and associated companies at December 31, 2015 and the percentage of equity capital owned are:

                                             %     Country
Associated companies
Kelda Wire
  Oil Company                                37     Canada
Brandt Energy Company
  of Peru and Chile                          24     Peru
Orbis Ropes..............................    50     Chile
"""
    assert [line.split(" affiliateOf")[0] for line in lines(table, "affiliateOf")] == [
        "Kelda Wire Oil Company", "Brandt Energy Company of Peru and Chile", "Orbis Ropes",
    ]  # fmt: skip


def test_a_filer_that_changed_its_name_had_the_one_before() -> None:
    text = "After incorporation in 1921 as Acme & Coy. Limited, it grew. In 1986, the Company changed its name to Acme Holdings Ltd."
    assert lines(text, "renamedTo") == ["Acme & Coy. Limited renamedTo SELF 1986"]
    told = "Following the merger in 2010, Kelda Ltd. was renamed Brandt Ltd., and Brandt Ltd. is Acme Holdings Ltd. now."
    found = read(told, aliases=("Kelda", "Brandt")).facts
    assert ("Kelda Ltd.", "Brandt Ltd.") in {(f.subject.name, f.object.name) for f in found if f.relation == "renamedTo" and f.object}


def test_the_whole_cell_is_the_name_in_a_table_of_stakes() -> None:
    text = (
        "Our limited partnerships and subsidiaries are listed below. In 1975 we closed most of our shops.\n\n"
        "Entity\tState\tPercentage owned\n"
        "Quay Diners #13, Limited Partnership\tFlorida\t40\nQuay Diners #25, Limited Partnership\tFlorida\t—\n"
    )
    held = [fact for fact in read(text).facts if fact.relation == "ownsShareIn"]
    found = [(fact.object and fact.object.name, fact.attribute("percent"), fact.year) for fact in held]
    assert found == [("Quay Diners #13, Limited Partnership", 40, 2015)]  # no share of 25, and not of 1975


COLUMNS = """The table shows our product lines, and with whom they are sold and made:

Product lines\tUses\tRepresentative customers\tRaw materials\tRepresentative competitors
Fasteners\tRivets\tPelham, Orbis, Harwick and Brandt Rail\tSteel wire\tMurre, Osprey Group, Inc. and Tarn
They hold where screws fail. They last for years in water, and in salt water as well.
Fibres and ropes\tNets\tRopes\tCorvane and Quist\tPolymers such as nylon\tVireo, Lanner and Dunlin
Yarns\tCommon salt and a fibre
"""


def test_columns_of_customers_and_competitors() -> None:
    facts = read(COLUMNS).facts
    assert {fact.object.name for fact in facts if fact.relation == "supplierOf" and fact.object} == {
        "Pelham", "Orbis", "Harwick", "Brandt Rail", "Corvane", "Quist",
    }  # fmt: skip
    assert {fact.subject.name for fact in facts if fact.relation == "competitorOf"} == {
        "Murre", "Osprey Group, Inc.", "Tarn", "Vireo", "Lanner", "Dunlin",
    }  # fmt: skip


@pytest.mark.parametrize("title", ["Number of customers", "End markets", "Customers' uses"])
def test_other_columns_name_nobody(title: str) -> None:
    assert lines(COLUMNS.replace("Representative customers", title), "supplierOf") == []


def test_a_column_of_dates_of_incorporation() -> None:
    table = (
        "Company\tCountry\tDate of incorporation\tVessel\nTarn Shipping Ltd.\tMalta\tMay 3, 2004\tTarn Star\n"
        "Osprey Marine Ltd.\tLiberia\tJune 2007\tOsprey Star\n"
    )
    assert lines(table, "established") == ["Tarn Shipping Ltd. established - 2004-05-03", "Osprey Marine Ltd. established - 2007-06"]
    assert lines(table.replace("Date of incorporation", "Last survey"), "established") == []
