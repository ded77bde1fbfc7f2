"""Annual reports as many as wanted, made up: `python -m tests.bench.filings 10000 folder/`. The same number gives the same bytes.

A company files for ten years. Each report tells some hundred facts in sentences that the rules know, among as many that tell none: its
owners and holdings with percentages, which change, its subsidiaries, suppliers, competitors, officers, and what it bought and sold. Some
of those it names file themselves, some are named by many, and most by one company alone: about as many entities as filings times nine.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["write"]

YEARS = range(2005, 2015)
_FIRST = "Al Bel Cor Dan El Fen Gar Hal Is Jor Kel Lor Mar Nor Os Pel Quin Ros Sol Tor Ul Ver Wes Xan Yor Zel".split()
_THEN = "ba den fi gor ham lin mo nex pas rin sta tel vo wick zan ber cal dor fal gen hol jun kar lan".split()
_TRADE = "Cables Energy Foods Glass Holdings Logistics Motors Networks Paper Quarries Rail Steel Textiles Wire".split()
_FORM = "Inc. Ltd. plc AG S.A. Corporation GmbH".split()
_GIVEN = "Anna Bjorn Carla David Edith Frank Gerda Henry Ilse Jacob Karen Louis Maria Nigel Olga Peter".split()
_WARES = ("optical fibre", "access lines", "copper wire", "float glass", "paperboard", "spare parts", "servers", "rail freight")
_KNOWN = 60  # companies that are named by very many
_FILLERS = (
    "Demand in our markets depends on the economy as a whole, and prices may fall further than we expect.",
    "We believe that our facilities are adequate for our present needs.",
    "Revenues rose by {n}% in the year, mainly because of higher volumes and a better mix of products.",
    "Our results could suffer if a customer of importance were to reduce its orders or delay its payments.",
    "At year end we had {n}00 employees, of whom about a third were covered by collective agreements.",
)


def write(folder: Path, filings: int) -> None:
    """Write that many reports and their manifest.csv into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        manifest = csv.writer(stream)
        manifest.writerow(("file", "registrant", "form", "fiscal_year_end"))
        for number in range(filings):
            filer, year = number // len(YEARS), YEARS[number % len(YEARS)]
            name = f"{number // 1000:03}/{_word(filer).lower()}-{filer:05}-{year}.txt"
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("\n\n".join(_report(filer, year, filings // len(YEARS))), encoding="utf-8")
            manifest.writerow((name, _name(filer), "10-K", f"{year}-12-31"))


def _word(index: int) -> str:
    return _FIRST[index % 26] + _THEN[index // 26 % 24] + _THEN[index // 624 % 24] + (_THEN[index // 14976 % 24] if index >= 14976 else "")


def _name(index: int) -> str:
    """One name an index, up to some hundreds of thousands."""
    return f"{_word(index)} {_TRADE[index % len(_TRADE)]} {_FORM[index // 3 % len(_FORM)]}"


def _person(index: int) -> str:
    return f"{_GIVEN[index % 16]} {chr(65 + index // 16 % 26)}. {_word(index // 7 + 5000)}"


def _report(filer: int, year: int, filers: int) -> Iterator[str]:
    """The paragraphs of a report: a fact, then a sentence or two that tell none."""
    yield f"{_name(filer)}\n\nItem 1. Business"
    ours = random.Random(filer)  # what stays the same from year to year
    own = [_name(filers + _KNOWN + filer * 90 + n) for n in range(90)]
    others = [_name(ours.randrange(filers)) for _ in range(10)] + [_name(filers + ours.randrange(_KNOWN)) for _ in range(10)]
    chance = random.Random(filer * 100 + year)  # what changes
    for number, sentence in enumerate(_facts(filer, year, own, [one for one in others if one != _name(filer)], chance)):
        yield f"{sentence} {_FILLERS[number % len(_FILLERS)].format(n=chance.randrange(2, 40))}"


def _facts(filer: int, year: int, own: list[str], others: list[str], chance: random.Random) -> Iterator[str]:
    day = f"December 31, {year}"
    for number, name in enumerate(own[:30]):
        yield f"As of {day}, we owned {20 + (number * 7 + year) % 80}.{number % 10}% of the shares of {name}."
    for name in others[:6]:
        yield f"As of {day}, {name} owned {chance.randrange(2, 18)}.{chance.randrange(10)}% of our common shares."
    yield f"Our subsidiaries include {', '.join(own[30:44])} and {own[44]}."
    yield f"Our principal competitors are {', '.join(others[6:13])} and {others[13]}."
    for number, name in enumerate((*own[45:60], *others[-3:])):
        yield f"We purchase {_WARES[number % len(_WARES)]} from {name}."
    for number, name in enumerate(own[60:75]):
        yield (
            f"{name} buys {_WARES[number % len(_WARES)]} from us."
            if number % 2
            else f"We supply {name} with {_WARES[number % len(_WARES)]}."
        )
    bought = own[75 + year % 10]
    yield f"In March {year} we acquired {bought} for ${chance.randrange(2, 90)} million."
    yield f"In May {year} we sold our {chance.randrange(20, 60)}% interest in {own[85 + year % 5]} to {others[0]} for $4 million."
    for number, role in enumerate(("Chairman", "Chief Executive Officer", "Chief Financial Officer", "Secretary")):
        yield f"{_person(filer * 3 + number + year % 3)} has been our {role} since {year - 1 - number}."


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
