"""Percentages, splits ("50/50") and sums of money, as numbers and ISO 4217 codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Money", "Percent", "moneys", "percents", "splits"]

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ONES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_SPELT = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[:9])}))?|{'|'.join(sorted(_ONES, key=len, reverse=True))}|one[- ]hundred)"
_PERCENT = re.compile(
    rf"(?=\d|\b[efnostw])(?:(?<![\w.,])(?P<number>{_NUMBER})\s{{0,3}}(?:%|per\s?cent\b\.?|percent\b)-?"
    rf"|(?<!hundred\s)(?<!hundred and\s)\b(?P<spelt>{_SPELT})\s+per\s?cent\b"
    r"|\b(?P<part>one|two|three)(?:-|\s+)(?P<of>half|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)"
    r"(?=[-\s]+(?:equity|interest|owned|ownership|share(?:holding)?|stake)\b|\s+of\s+(?:the\s+(?:\w+\s+)?(?:shares|stock|capital|equity|votes)|(?-i:[A-Z])))"
    r"|\b(?P<half>(?<=\ba\s)half|(?<=\bone[-\s])half)(?=\s+(?:interest|share|stake)\b)"
    r"|\b(?P<whole>(?:wholly|fully)(?:-\s*(?=owned\b)|\s+(?=owned?\b))))",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_SIGNS = ("%", "cent", "wholly", "fully", *_PARTS)  # without one of these there is no percentage
_SPLIT = re.compile(
    r"(?<![\w.,/-])(?P<one>\d{1,2}(?:\.\d)?)\s?%?\s?[-/–:]\s?(?P<other>\d{1,2}(?:\.\d)?)(?:\s?%|\s?per\s?cent\b)?-?(?![\w/.]*\d)"
    r"|\b(?:fifty[-/ ]fifty|equally(?=[- ](?:owned|held)\b)|(?<=owned )equally(?= by\b))-?\s?",
    re.IGNORECASE,
)
_SPLIT_SIGN = re.compile(r"\d\s?%?\s?[-/–:]\s?\d|qually\b|ifty[-/ ]fifty")  # the cheap look before the dear one
_MOST = 1e16  # more than any sum in any currency: digits run wild
_SCALE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mm": 1e6, "bn": 1e9, "m": 1e6}
# A symbol may mean many currencies; it stands for the one that filings write with the bare symbol.
_CURRENCIES = {
    "¥": "JPY", "yen": "JPY", "$": "USD", "\\$": "USD", "us$": "USD", "u.s.$": "USD", "u.s. $": "USD", "u.s. \\$": "USD", "usd": "USD",
    "a$": "AUD", "aud": "AUD", "c$": "CAD", "cdn$": "CAD", "hk$": "HKD", "nt$": "TWD", "s$": "SGD", "nz$": "NZD", "r$": "BRL", "mx$": "MXN",
    "ps.": "MXN", "ps": "MXN", "£": "GBP", "€": "EUR", "eur": "EUR", "euro": "EUR", "nlg": "NLG", "dm": "DEM", "chf": "CHF", "sek": "SEK",
    "nok": "NOK", "dkk": "DKK", "rmb": "CNY", "cny": "CNY", "rs.": "INR", "rs": "INR", "inr": "INR", "₩": "KRW", "krw": "KRW", "gbp": "GBP",
    "jpy": "JPY", "cad": "CAD",
}  # fmt: skip
_SYMBOLS = "|".join(re.escape(symbol) for symbol in sorted(_CURRENCIES, key=len, reverse=True) if symbol != "yen")
# What a sum can begin with: a look at each character before the dear one.
_FIRSTS = re.escape("".join(sorted({symbol[0] for symbol in _CURRENCIES})))
_BEFORE = max(map(len, _CURRENCIES)) + 1  # characters of a sum before its figures
_FIGURE = re.compile(r"\d")
_MONEY = re.compile(
    rf"(?=\d|(?<![\w.])[{_FIRSTS}])(?:(?<![\w.])(?P<symbol>{_SYMBOLS})\s?(?P<number>{_NUMBER})(?:(?:\s{{0,3}}|-)(?P<scale>thousand|million|billion|trillion|bn|mm|m)\b)?"
    rf"|(?<![\w.,$])(?P<number2>{_NUMBER})(?:(?:\s{{1,3}}|-)(?P<scale2>thousand|million|billion|trillion))?\s{{1,3}}(?P<name>yen|euros?|pounds(?:\ssterling)?|(?:U\.S\.\s)?dollars)\b)",
    re.IGNORECASE,
)


class Percent(NamedTuple):
    """A percentage; `value` from 0 to 100 as a rule, but a text may say more."""

    start: int
    end: int
    value: float


class Money(NamedTuple):
    """A sum in whole units of a currency (ISO 4217)."""

    start: int
    end: int
    amount: float
    currency: str


def percents(text: str, start: int, end: int) -> Iterator[Percent]:
    """The percentages in a stretch of text; "wholly owned" is 100."""
    words = text[start:end].lower()
    for match in _PERCENT.finditer(text, start, end) if any(sign in words for sign in _SIGNS) else ():
        if match["number"] and number(match["number"]) > _MOST:
            continue
        if match["number"]:
            yield Percent(match.start(), match.end(), number(match["number"]))
        elif match["part"]:
            share = 100 * (_ONES.index(match["part"].lower()) + 1) / _PARTS[match["of"].lower().removesuffix("s")]
            yield Percent(match.start(), match.end(), round(share, 2))
        elif match["half"]:
            yield Percent(match.start(), match.end(), 50.0)
        elif match["spelt"]:
            yield Percent(match.start(), match.end(), float(_spelt(match["spelt"])))
        else:
            yield Percent(match.start(), match.end(), 100.0)


def splits(text: str, start: int, end: int) -> Iterator[tuple[Percent, Percent]]:
    """The shares of two that make a hundred: "50-50", "60/40", "fifty-fifty", "equally owned"."""
    for match in _SPLIT.finditer(text, start, end) if _SPLIT_SIGN.search(text, start, end) else ():
        one, other = (float(match["one"]), float(match["other"])) if match["one"] else (50.0, 50.0)
        if one + other == 100:
            yield Percent(match.start(), match.end(), one), Percent(match.start(), match.end(), other)


def moneys(text: str, start: int, end: int) -> Iterator[Money]:
    """The sums of money in a stretch of text."""
    figure = _FIGURE.search(text, start, end)
    for match in _MONEY.finditer(text, max(start, figure.start() - _BEFORE), end) if figure else ():
        scale = _SCALE.get((match["scale"] or match["scale2"] or "").lower(), 1.0)
        amount = number(match["number"] or match["number2"]) * scale
        if amount > _MOST:
            continue
        yield Money(match.start(), match.end(), round(amount, 2), _currency(match["symbol"] or match["name"]))


def number(text: str) -> float:
    """A printed number with thousands separators."""
    return float(text.replace(",", ""))


def _currency(symbol: str) -> str:
    folded = " ".join(symbol.lower().split())
    if folded.startswith("euro"):
        return "EUR"
    if folded.startswith("pounds"):
        return "GBP"
    return "USD" if folded.endswith("dollars") else _CURRENCIES[folded]


def _spelt(words: str) -> int:
    total = 0
    for word in re.split(r"[-\s]+", words.lower()):
        if word == "hundred":
            total *= 100
        else:
            total += (_TENS.index(word) + 2) * 10 if word in _TENS else _ONES.index(word) + 1
    return total
