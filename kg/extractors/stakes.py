"""Tables of stakes: a row with a name and a percentage gives `ownsShareIn`, of the filer or by the filer.

A row counts only under words that say so, in the heading, in the lines above the table or in its head: "major shareholders", "beneficially
own" for those who own shares in the filer; "subsidiaries", "joint ventures" with "our share", "ownership" for what the filer owns. Its date
is the "as of" there. A line between the rows ("Joint ventures") says of what kind those below it are.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.extractors.cells import ALL, first_cell, holder_of, is_address, name_above, share_of, shares_of
from kg.extractors.subsidiaries import zones
from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.mentions.lexicon import words as lexicon
from kg.model import Span
from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["stakes"]

_SUBJECT = re.compile(
    r"\b(?:share|stock)holders?\b(?!['’]?s?['’]?\s+(?:equity|funds|interests?|return|value))|\bbeneficial(?:ly)?\s+(?:own|held)|\b(?:percent(?:age)?|%)\s+of\s+class\b|\bholders?\s+of\s+(?:record|more|our|the)"
    r"|\bperson\s+or\s+group\b|\bowners?\s+of\s+(?:more|at\s+least)\b",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^[^\d\n]*\b(?:Beneficially\b|of\s+Class\b)[^\d\n]*$", re.IGNORECASE)  # of a column, on several lines
_KINDS = {
    "affiliateOf": re.compile(
        r"\baffiliates\b|\bassociate[sd]\b|\baffiliated\s+companies\b|\bequity[- ](?:method|investees)", re.IGNORECASE
    ),
    "jointVentureOf": re.compile(r"\bjoint\s+ventures\b|\bjointly\s+controlled\b", re.IGNORECASE),
    "subsidiaryOf": re.compile(r"\bsubsidiar(?:y|ies)\b|\bgroup\s+companies\b", re.IGNORECASE),
}
# Without one of these, words speak neither of holders nor of companies that are held.
_SIGNS = ("affiliat", "associate", "benefic", "class", "equity", "group", "holder", "joint", "owner", "person", "subsidiar")
_OURS = re.compile(
    r"\b(?:our\s+(?:share|interest|stake|ownership|holding)|ownership|(?:percentage|interest|share)\s+(?:owned|held)|equity\s+interest|"
    r"percentage\s+of\s+(?:\w+\s+){0,3}(?:owned|held|interest|ownership)|effective\s+interest)\b|%\s*(?:owned|held|interest|ownership)",
    re.IGNORECASE,
)
_DEBT = re.compile(
    r"\b(?:debts?|borrowings|loans|debentures|notes\s+(?:due|payable)|due\s+date|maturit(?:y|ies)|coupon|(?:interest|effective|stated)\s+rates?)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\b(?:percent(?:age)?|owned|number\s+of|shares?|holding|interest)\b|%", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpercent", re.IGNORECASE)
_BEGUN = re.compile(r"[A-Z][\w&.'’-]*(?: [\w&.'’-]+){1,6}")
_ACCOUNTS = re.compile(r"\bper\s+share\b|\b(?:in|of)\s+(?:millions|thousands)\b|\bpurchased\b|\bdividends?\b|\bchange\b", re.IGNORECASE)
_SHARES = 3  # digits of a number of shares, at least one more
_CONTROL = 50  # percent; above it a holding is a subsidiary
_LOOK_BACK = 4  # sentences above a table that may introduce it
_LOOK_BACK_FOR_DATE = 8
_DAY = 10  # characters of a whole date
_MAX_LINE, _MAX_ADDRESS = 60, 180  # characters of a line between rows, and of an address
_PEOPLE = re.compile(r"\b(?:directors|officers|holders|management|persons)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = re.compile(r"\d+")


@dataclass
class _Table:
    """The table that the walk is in: what stands above it, its rows so far; and once they say so, what they are and of what kind."""

    above: list[Sentence] = field(default_factory=list)
    introduced: list[str] = field(default_factory=list)  # the words of its heading and of what stands right above it
    rows: list[str] = field(default_factory=list)
    kind: str = ""  # "holders" of the filer's shares, or its "holdings"
    relation: str = ""
    debt: bool = False  # it tells what is owed, and at what rates
    headed: bool = False  # its head was seen
    bare: bool = False  # its head says that numbers are percentages
    years: tuple[int, ...] = ()  # what its columns are of
    lines: list[Span] = field(default_factory=list)  # those since the last row

    @cached_property
    def says(self) -> frozenset[str]:
        """What the words above it speak of: "holders", "held" companies."""
        telling = [words for words in self.introduced if _tells(words)]
        found = ("holders", any(map(_SUBJECT.search, telling))), ("held", any(map(_held, telling)))
        return frozenset(name for name, said in found if said)

    @cached_property
    def ours(self) -> bool:
        """Whether the words above it speak of what the filer holds."""
        return any(map(_OURS.search, self.introduced))


def stakes(document: Document) -> Iterator[Candidate]:
    """The stakes in the tables of a filing."""
    text = document.filing.text
    table = _Table()
    others = _others(document)
    for sentence in document.sentences:
        line = text[sentence.start : sentence.end]
        if others and others[0].end <= sentence.start:
            others.pop(0)
        if sentence.kind == "row" and others and others[0].start <= sentence.start:
            continue
        if sentence.kind == "row":
            _learn(text, sentence, table, line)
            if table.kind and table.headed:
                yield from _row(document, sentence, table)
            table.lines = []
        elif table.kind and table.rows and _stands_between(line):
            table.relation = next((name for name, words in _KINDS.items() if words.search(line)), table.relation)
            table.lines.append(Span(sentence.start, sentence.end))
        else:
            table = _Table([*table.above[-_LOOK_BACK_FOR_DATE + 1 :], sentence])


def _stands_between(line: str) -> bool:
    """Whether a line may stand between the rows of a table: a short one, or an address."""
    short = len(line) <= _MAX_LINE and (line[-1] not in ".:;," or (line[-1] == ":" and _PEOPLE.search(line) is not None))
    return short or (len(line) <= _MAX_ADDRESS and ("c/o " in line or is_address(line)))


def _others(document: Document) -> list[Span]:
    """The tables of other things: lists of subsidiaries with their places (see `kg.extractors.subsidiaries`), and accounts."""
    accounts = (table for table in document.tables if _ACCOUNTS.search(table.titles(document.filing.text)))
    return sorted([*(Span(zone.rows, zone.end) for zone in zones(document)), *(Span(table.start, table.end) for table in accounts)])


def _learn(text: str, sentence: Sentence, table: _Table, row: str) -> None:
    """What a row adds to what is known of its table; most tables are of other things, and all that they cost is one look at each row."""
    if not table.rows:
        table.introduced = [sentence.section, *(text[s.start : s.end] for s in table.above[-_LOOK_BACK:])]
    table.rows.append(row)
    if table.kind:
        _read_head(table, [row])
        return
    kind = "" if table.debt else _kind_of(table, row)
    table.debt = table.debt or (kind != "" and any(map(_DEBT.search, (*table.introduced[1:], *table.rows))))
    if not kind or table.debt:
        return
    last = " ".join(table.introduced[-2:])
    found = [name for name, words in _KINDS.items() if words.search(last)]
    table.kind, table.relation = kind, found[0] if len(found) == 1 else ""
    above = table.introduced[-1] if table.above else ""
    table.headed = _HEADER.search(above) is not None
    _read_head(table, [*table.rows, above if len(above) <= _MAX_LINE * 2 else ""])


def _read_head(table: _Table, lines: list[str]) -> None:
    """Whether lines head the columns, and call their numbers percentages."""
    table.headed = table.headed or any(map(_HEADER.search, lines))
    table.years = table.years or next((years for years in map(_years, lines) if years), ())
    table.bare = table.bare or any(_PERCENT.search(line) and not any(c.isdigit() for c in line) for line in lines)


def _years(line: str) -> tuple[int, ...]:
    """The years that the cells of a line are of, where it has no other number but days."""
    found = tuple(int(year) for year in _YEAR.findall(line))
    others = [number for number in _NUMBER.findall(_YEAR.sub("", line)) if len(number) > 2]
    return found if len(found) > 1 and not others and "%" not in line else ()


def _kind_of(table: _Table, row: str) -> str:
    """What the rows of a table are: "holders" of the filer's shares, its "holdings", or "" where nothing says so."""
    telling = _tells(row)
    if "holders" in table.says or (telling and (_SUBJECT.search(row) or _HEAD.search(row))):
        return "holders"
    held = "held" in table.says or (telling and _held(row))
    return "holdings" if held and (table.ours or _OURS.search(row)) else ""


def _tells(words: str) -> bool:
    """The cheap look before the dear ones."""
    lower = words.lower()
    return any(sign in lower for sign in _SIGNS)


def _held(words: str) -> bool:
    """Whether words speak of companies that are held."""
    return any(kind.search(words) for kind in _KINDS.values())


def _as_of(text: str, above: list[Sentence]) -> Date | None:
    """The "as of" of the line right above a table, or else the first in the lines before; without one a day on which anything was so."""
    found = [date for sentence in [*above[-1:], *above[:-1]] for date in dates(text, sentence.start, sentence.end)]
    return next((d for d in found if d.role == "as_of"), None) or next((d for d in found if d.role == "on" and len(d.iso) == _DAY), None)


def _row(document: Document, sentence: Sentence, table: _Table) -> Iterator[Candidate]:
    text = document.filing.text
    named = name_above(text, table.lines, Span(sentence.start, sentence.end)) if table.kind == "holders" else None
    reading = document.read(sentence._replace(start=named.start) if named else _whole(text, sentence))
    holder = holder_of(document.read(sentence._replace(start=named.start, end=named.end)) if named else reading)
    if holder is None or (table.kind == "holders" and not _is_holding(reading, holder, len(table.years))):
        return
    date = _as_of(text, table.above)
    each = shares_of(reading)
    if table.years and len(each) == len(table.years):
        for found, year in zip(each, table.years, strict=True):
            yield from _stake(reading, table, holder, found, date.with_year(year) if date else _in_year(year, sentence))
        return
    share = share_of(reading, bare=table.bare)
    yield from _stake(reading, table, holder, share, date) if share is not None else ()


def _in_year(year: int, row: Sentence) -> Date:
    return Date(row.start, row.start, str(year), dt.date(year, 1, 1), dt.date(year, 12, 31), year, "as_of")


def _stake(reading: Reading, table: _Table, holder: Party, found: tuple[int, float], date: Date | None) -> Iterator[Candidate]:
    trigger, percent = found
    if not 0 < percent <= ALL:
        return
    role = date._replace(role="as_of") if date else None
    filer = reading.document.itself(reading.sentence.start)
    owner, owned = (holder, filer) if table.kind == "holders" else (filer, holder)
    attributes = (("percent", int(percent) if percent == int(percent) else percent),)
    steps = ("table",)
    place = (reading, "stakes-table", trigger, 0, len(reading.items))
    yield Candidate("ownsShareIn", owner, owned, *place, role, attributes, presupposed=True, dated="as_of", steps=steps)
    relation = table.relation or ("subsidiaryOf" if percent > _CONTROL else "")
    if table.kind == "holdings" and relation:
        yield Candidate(relation, owned, owner, *place, role, presupposed=True, dated="as_of", steps=steps)


def _whole(text: str, row: Sentence) -> Sentence:
    """A row with the line above where its name begins there: it is set in, and is the end of a name ("of Trinidad", "Oil Company")."""
    begin = text.rfind("\n", 0, row.start) + 1
    above = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    line, name = text[above : max(begin - 1, 0)], first_cell(text[row.start : row.end])
    indent = row.start - begin
    ends = name.startswith("of ") or set(name.split()[:-1]) <= lexicon("not_names", "org_nouns")
    if not indent or not ends or not _BEGUN.fullmatch(line) or text[row.end + 1 : row.end + 1 + indent].isspace():
        return row
    return row._replace(start=above)


def _is_holding(reading: Reading, holder: Party, years: int) -> bool:
    """Whether the row of a bare name speaks of a holding: it has one percentage, or one a year, or beside it a number of shares."""
    percents = sum(item.code == "%" for item in reading.items)
    counts = any(item.code == "#" and len(item.word.replace(",", "").split(".")[0]) > _SHARES for item in reading.items)
    return holder.mention.kind != "name" or percents in (1, years) or counts
