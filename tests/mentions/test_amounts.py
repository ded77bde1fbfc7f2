"""Percentages and sums of money as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.mentions.amounts import moneys, percents


def percent(text: str) -> list[float]:
    return [p.value for p in percents(text, 0, len(text))]


def money(text: str) -> list[tuple[float, str]]:
    return [(m.amount, m.currency) for m in moneys(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("5%", [5]), ("5 %", [5]), ("29.9%", [29.9]), ("0.5%", [0.5]), ("5 percent", [5]), ("5 per cent", [5]), ("5 per cent.", [5]),
        ("1,234.5%", [1234.5]), ("twenty-five percent", [25]), ("twenty five per cent", [25]), ("fifty percent", [50]),
        ("eleven percent", [11]), ("one hundred percent", [100]), ("wholly owned", [100]), ("wholly-owned", [100]), ("fully owned", [100]),
        ("a 60%-owned unit", [60]), ("50.1% and 49.9%", [50.1, 49.9]), ("from 5-10%", [10]),
        ("wholly different", []), ("5 percentage points", []), ("v5%", []), ("10.5.3%", []), ("%", []), ("half", []),
        ("one hundred and five percent", []),
    ],
)  # fmt: skip
def test_percents(text: str, values: list[float]) -> None:
    assert percent(text) == values


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("¥9.2 billion", 9.2e9, "JPY"), ("¥ 750 million", 7.5e8, "JPY"), ("9.2 billion yen", 9.2e9, "JPY"), ("JPY 3,000", 3000, "JPY"),
        ("$12 million", 1.2e7, "USD"), ("$12-million", 1.2e7, "USD"), ("US$12 million", 1.2e7, "USD"),
        ("U.S.$ 1,234,567.50", 1234567.5, "USD"), ("U.S. $5", 5, "USD"), ("$1.2 trillion", 1.2e12, "USD"), ("\\$12 million", 1.2e7, "USD"),
        ("5 U.S. dollars", 5, "USD"), ("12 million dollars", 1.2e7, "USD"), ("$5 thousand", 5000, "USD"), ("€3", 3, "EUR"),
        ("EUR 18 million", 1.8e7, "EUR"), ("5 million euros", 5e6, "EUR"), ("£42.5 million", 4.25e7, "GBP"),
        ("GBP 65 million", 6.5e7, "GBP"), ("A$55.1 million", 5.51e7, "AUD"), ("C$4 million", 4e6, "CAD"), ("HK$2", 2, "HKD"),
        ("NT$ 30 million", 3e7, "TWD"), ("R$4", 4, "BRL"), ("S$3", 3, "SGD"), ("NZ$3", 3, "NZD"), ("Ps. 30 million", 3e7, "MXN"),
        ("Rs. 400", 400, "INR"), ("CHF 12", 12, "CHF"), ("SEK 20", 20, "SEK"), ("NOK 5 billion", 5e9, "NOK"),
        ("RMB 30 million", 3e7, "CNY"), ("NLG 3 million", 3e6, "NLG"), ("DM 3 million", 3e6, "DEM"), ("₩5 billion", 5e9, "KRW"),
    ],
)  # fmt: skip
def test_money(text: str, amount: float, currency: str) -> None:
    assert money(f"It cost {text}, all in all.") == [(amount, currency)]


@pytest.mark.parametrize("text", ["$", "$(5)", "5 shares", "the dollar", "9.2 billion", "a yen for ropes", "no. 5"])
def test_what_is_no_money(text: str) -> None:
    assert money(text) == []


@pytest.mark.parametrize(("text", "amount"), [("£1.5bn", 1.5e9), ("$12mm", 1.2e7), ("$5.5m", 5.5e6)])
def test_a_scale_without_a_blank_is_a_scale(text: str, amount: float) -> None:
    assert [m[0] for m in money(f"It cost {text}, all in all.")] == [amount]


def test_pounds_sterling() -> None:
    assert money("It cost 42.5 million pounds sterling.") == [(42.5e6, "GBP")]


@given(st.text(alphabet="0123456789,.%$¥£ millionper cent-", max_size=80))
def test_amounts_are_ordered_apart_and_not_negative(text: str) -> None:
    for found in ([*percents(text, 0, len(text))], [*moneys(text, 0, len(text))]):
        end = 0
        for one in found:
            assert end <= one.start < one.end <= len(text)
            assert (one[2]) >= 0
            end = one.end
