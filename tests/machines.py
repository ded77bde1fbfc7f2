"""The shipped machine, made once, and short ways to run it on a text: for the tests of the extraction core."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from kg.machine import Machine, machine
from kg.mentions.book import NameBook, read_book
from kg.model import Extraction, Fact, Filing, Relation, Source
from kg.schema import load_relations
from kg.text import sentences

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FILER = "Acme Holdings Ltd."
YEAR_END = dt.date(2015, 12, 31)


@cache
def relations() -> dict[str, Relation]:
    return load_relations()


@cache
def shipped() -> Machine:
    return machine(relations())[0]


def filing(text: str, registrant: str = FILER, year_end: dt.date = YEAR_END, aliases: tuple[str, ...] = ()) -> Filing:
    return Filing(Source("test", "test.txt", "0", registrant, year_end, aliases=aliases), text)


def read(text: str, registrant: str = FILER, year_end: dt.date = YEAR_END, aliases: tuple[str, ...] = ()) -> Extraction:
    """What the shipped machine makes of a text by Acme Holdings Ltd. for the fiscal year 2015."""
    return shipped()(filing(text, registrant, year_end, aliases))


def book_of(text: str, registrant: str = FILER, aliases: tuple[str, ...] = ()) -> NameBook:
    """The names of a text."""
    return read_book(filing(text, registrant, aliases=aliases).source, text, [(s.start, s.end) for s in sentences(text)])


def line(fact: Fact) -> str:
    """A fact in short: "subject relation object date [percent]", SELF for the filer, the year where there is no date."""
    ends = ["SELF" if end and end.kind == "self" else end.name if end else "-" for end in (fact.subject, fact.object)]
    percent = fact.attribute("percent")
    return " ".join([ends[0], fact.relation, ends[1], fact.date or str(fact.year), *([f"{percent}%"] if percent is not None else [])])


def lines(text: str, relation: str = "") -> list[str]:
    """The facts of a text in short, of one relation or of all, in the order of their mention."""
    return [line(fact) for fact in read(text).facts if relation in ("", fact.relation)]


def reasons(text: str, relation: str = "") -> set[str]:
    """Why the candidates of a text are no facts."""
    return {rejection.reason for rejection in read(text).rejections if relation in ("", rejection.relation)}
