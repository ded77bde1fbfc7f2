"""Tables of stakes: a row with a name and a percentage gives `ownsShareIn`, of the filer or by the filer.

A row counts only under words that say so, in the heading or in the lines above the table: "major shareholders", "beneficially own" for
those who own shares in the filer, "subsidiaries" with "our share", "ownership" for what the filer owns. Its date is the "as of" there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.mentions.lexicon import words as lexicon
from kg.model import Mention
from kg.names import plain
from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["stakes"]

_SUBJECT = re.compile(r"\b(?:share|stock)holders?\b|\bbeneficial(?:ly)?\s+own|\bholders?\s+of\s+(?:record|more|our|the)", re.IGNORECASE)
_HELD = re.compile(r"\b(?:subsidiar(?:y|ies)|affiliates|associates|joint\s+ventures|group\s+companies)\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:our\s+(?:share|interest|stake|ownership|holding)|ownership|(?:percentage|%|interest|share)\s+(?:owned|held)|equity\s+interest)\b",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\b(?:percent(?:age)?|%|owned|number\s+of|shares?|holding|interest)\b", re.IGNORECASE)
_CELL = re.compile(r"\t+| {2,}|\.{3,}")
_NOTE = re.compile(r"\s*(?:\(\s*\w{1,2}\s*\)|\*+|[⁽(]?[¹²³⁴⁵⁶⁷⁸⁹]+[⁾)]?)+\s*$")
_NO_HOLDER = re.compile(
    r"\b(?:total|all\s+(?:directors|officers|executive)|directors?\s+and|others?|name|as\s+a\s+group|public|treasury)\b", re.IGNORECASE
)
_CONTROL = 50  # percent; above it a holding is a subsidiary
_LOOK_BACK = 4  # sentences above a table that may introduce it
_LOOK_BACK_FOR_DATE = 8
_PERCENT = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d+)?)\s*%")


def stakes(document: Document) -> Iterator[Candidate]:
    """The stakes in the tables of a filing."""
    text = document.filing.text
    above: list[Sentence] = []
    table = ""
    header = False
    for sentence in document.sentences:
        if sentence.kind != "row":
            above, table, header = [*above[-_LOOK_BACK_FOR_DATE + 1 :], sentence], "", False
            continue
        row = text[sentence.start : sentence.end]
        table = table or _kind_of(text, sentence, above, row)
        header = header or _HEADER.search(row) is not None or bool(above and _HEADER.search(text, above[-1].start, above[-1].end))
        if table and header:
            yield from _row(document, sentence, _as_of(text, above), table)


def _kind_of(text: str, sentence: Sentence, above: list[Sentence], row: str) -> str:
    """What the rows of a table are: "holders" of the filer's shares, its "holdings", or "" where nothing says so."""
    introduced = [sentence.section, *(text[s.start : s.end] for s in above[-_LOOK_BACK:])]
    if any(_SUBJECT.search(words) for words in introduced):
        return "holders"
    held = any(_HELD.search(words) for words in introduced)
    return "holdings" if held and (_OURS.search(row) or any(_OURS.search(words) for words in introduced)) else ""


def _as_of(text: str, above: list[Sentence]) -> Date | None:
    """The "as of" of the line right above a table, or else the first in the lines before; without one a date on which anything was so."""
    found = [date for sentence in [*above[-1:], *above[:-1]] for date in dates(text, sentence.start, sentence.end)]
    return next((d for d in found if d.role == "as_of"), None) or next((d for d in found if d.role == "on"), None)


def _row(document: Document, sentence: Sentence, date: Date | None, table: str) -> Iterator[Candidate]:
    reading = document.read(sentence)
    trigger = next(
        (i for i in range(len(reading.items) - 1, -1, -1) if reading.items[i].code == "%" and len(reading.items[i].values) == 1), None
    )
    holder = _holder(reading)
    if trigger is None or holder is None:
        return
    percent = reading.items[trigger].values[0].value
    if not 0 < percent <= 100:
        return
    role = date._replace(role="as_of") if date else None
    filer = document.itself(sentence.start)
    owner, owned = (holder, filer) if table == "holders" else (filer, holder)
    attributes = (("percent", int(percent) if percent == int(percent) else percent),)
    steps = ("table",)
    place = (reading, "stakes-table", trigger, 0, len(reading.items))
    yield Candidate("ownsShareIn", owner, owned, *place, role, attributes, presupposed=True, dated="as_of", steps=steps)
    if table == "holdings" and percent > _CONTROL:
        yield Candidate("subsidiaryOf", owned, owner, *place, role, presupposed=True, dated="as_of", steps=steps)


def _holder(reading: Reading) -> Party | None:
    """The party of the row's first cell; a cell that is no known name is one by its place."""
    start, end = reading.sentence.start, reading.sentence.end
    cell = _CELL.split(reading.text[start:end], maxsplit=1)[0]
    name = plain(_NOTE.sub("", cell))
    if not 2 < len(name) <= 80 or not name[0].isalpha() or _NO_HOLDER.search(name) or not any(c.isupper() for c in name):
        return None
    if name in lexicon("places"):
        return None  # shares by country
    first = next((item for item in reading.items if item.members), None)
    if first is not None and first.start < start + len(cell) and first.members[0].mention.kind != "self":
        return first.members[0]._replace(weak=False)
    return Party(Mention("name", start, start + len(cell), name), name)
