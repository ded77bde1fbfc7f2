"""Offices told in sentences → `officerOf`: "She is also a director of X and Y plc", "Mr. Roe was appointed Treasurer in May 2015".

A sentence is read from left to right: a person or pronoun says of whom, a verb says whether the office is held ("is", "has been … since"),
was begun ("was appointed") or ended ("resigned") on a day, or is past, which is no fact. Each office then takes the company that it is of,
before it ("Tarn's chairman") or behind it ("chairman of Tarn plc"); in the filer's own biographies one without a company is the filer's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extractors.antecedents import People
from kg.extractors.employers import employer, role_words
from kg.extractors.office_words import AND, BEGUN, CHIEFS, HINTS, OFFICE, ROLE, SCAN, hints
from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.mentions.zones import Zone
from kg.model import Attributes, Span, Status
from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["told_offices"]

RULE = "office-told"
_OF_FIRM = re.compile(r"(?:sole\s+)?(?:general|managing)\s+(?:partner|member)|(?:investment\s+)?manager", re.IGNORECASE)
_GONE_BEFORE = re.compile(r"\b(?:former|retired|past|then|ex|late|nominee|emeritus)[\s-]+(?:\w+\s+)?$", re.IGNORECASE)
_GONE_BEHIND = re.compile(
    r"(?:[^.;]|\.(?!\s+[A-Z])){0,60}?(?:\b(?:until|to|through|[-–—])\s+(?:\w+\s+)?(?:\d{1,2},\s+)?(?:19|20)\d\d\b|\b(?:until|emeritus)\b)",
    re.IGNORECASE,
)
_NEXT_NAMED = re.compile(r";\s+(?:and\s+)?(?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w'’-]+,\s")  # "…; Ellen Warde, …"
_UNTIL = re.compile(
    r"[^.;,]{0,60}?(?:\b(?:since|from)\s+[A-Z][a-z]+\s+(?:\d{1,2},\s+)?(?:19|20)\d\d,?\s+)?\buntil\s+(?=(?:[A-Z][a-z]+\s+)(?:\d{1,2},\s+)?(?:19|20)\d\d\b)"
)  # a day or month, and no year alone
_LEFT = re.compile(r"\s*,?\s+(?:has\s+)?(?:resigned|retired|died|passed\s+away|stepped\s+down)\b")
_PRESENT = re.compile(r"\b(?:to|till|until|[-–—])\s*(?:the\s+)?(?:present|date|now)\b", re.IGNORECASE)
_APPOSED = re.compile(
    r"\s*(?:\((?:aged?\s+)?\d\d\)|,\s*(?:aged?\s+)?\d\d)?\s*,\s*(?:who\s+is\s+|(?:also|currently)\s+)?(?:one\s+of\s+)?(?:(?:a|an|the|our|its)\s+)?(?:class\s+[IVX]+\s+)?(?:(?:Company|Registrant|Corporation|Group|Bank)[’']s\s+)?",
    re.IGNORECASE,
)
_NEAR = 80  # characters before the verb in which the year of an office may stand
_DAY = len("2015-07-01")  # a date exact to the day
# Below a name, without a verb: "Director of Tarn plc, May 2011 to present; Treasurer of Alder Inc. since 2012", "Partner at Roe LLP".
_RESUME = re.compile(rf"[\s•·-]*{ROLE}(?:[^.;\n]{{0,120}}\bsince\b|(?:{AND}{ROLE})*\s+(?:of|at|for|with)\s+(?-i:[A-Z]))", re.IGNORECASE)
_NEXT_POST = re.compile(rf"[;:]\s*(?=(?:and\s+)?{ROLE})", re.IGNORECASE)
_STATED = re.compile(r"[^.;,]{0,60}?\bas\s+(?:of|at)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:(?:Mr|Mrs|Ms|Dr|Messrs)\.?)?\s*")
_OF = re.compile(r"\s+of\s+(?:(?:Mr|Mrs|Ms|Dr)\.?\s*)?")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATER = re.compile(BEGUN, re.IGNORECASE)
_STAYED = re.compile(r"\bwhere\s+(?:he|she)\s+(?:remained|stayed|served|worked|spent)\b|\bprior\s+to\b", re.IGNORECASE)
_CLAUSE = re.compile(r"(?<=[a-z\d)])\.\s+(?=[A-Z])|;|\n")


class _Told(NamedTuple):
    """An office as one place of a sentence tells it: of whom, how ("held", "begun", "ended"), and where it stands."""

    who: tuple[Party, ...]
    how: str
    verb: int
    start: int
    end: int


def told_offices(document: Document) -> Iterator[Candidate]:
    """The offices that the sentences of a filing tell."""
    people = People(document)
    text = document.filing.text
    for index, sentence in document.holding(*HINTS, *CHIEFS):
        if sentence.kind == "heading" and not _PRESENT.search(text, sentence.start, sentence.end):
            continue
        if not hints(text[sentence.start : sentence.end]) or not people.may_stand_in(sentence):
            continue
        reading = document.read(sentence)
        for told in _read(reading, people, index):
            yield from _candidates(reading, people, told)


def _read(reading: Reading, people: People, index: int) -> Iterator[_Told]:
    """The offices of a sentence, left to right."""
    text, sentence = reading.text, reading.sentence
    if OFFICE.search(text, sentence.start, sentence.end) is None:
        return
    who: tuple[Party, ...] = ()
    how, verb, named = "", sentence.start, sentence.start
    if (_PRESENT.search(text, *sentence[:2]) or _RESUME.match(text, sentence.start)) and not people.named_another(reading):
        who, how = people.listed_above(sentence.start), "held"  # "Chairman of Tarn plc, May 2011 to present", below a name
    posts = [match.start() for match in (_NEXT_POST if who else _NEXT_NAMED).finditer(text, *sentence[:2])]
    listed = who
    for start, end, kind, party in _marks(reading, people, index):
        while posts and posts[0] < start:
            who, how = listed, "held" if listed else ""
            posts.pop(0)
        if kind == "person":
            apart = not _BETWEEN.fullmatch(text, verb, start) or how != "begun"
            apart = apart and not (how == "ended" and _OF.fullmatch(text, verb, start))  # "the resignation of Ms. Roe as …"
            who, named = party, end
            how = "" if apart and how != "past" else how
        elif kind == "office":
            apposed = not how and _APPOSED.fullmatch(text, named, start) is not None
            if _OF_FIRM.match(text, start) and text[:start].rstrip().endswith((", the", ", a", ", its")):
                continue  # "… of Tarn GP LLC, the general partner of Tarn": the firm is
            past = _is_past(text, Span(start, end), sentence, how)
            if how == "past" and _STATED.match(text, end, sentence.end):
                how = "held"  # "was a director as of June 27, 2012"
            until = past and how == "held" and _UNTIL.match(text, end, sentence.end)
            if who and until:
                yield _Told(who, "until", verb, start, end)
            elif who and not past and (apposed or how in ("held", "begun", "ended")):
                gone = apposed and _LEFT.match(text, end, sentence.end)
                yield _Told(who, "ended" if gone else "apposed" if apposed else how, verb, start, end)
        else:
            how, verb = kind, end


def _is_past(text: str, office: Span, sentence: Sentence, how: str) -> bool:
    """Whether words beside an office say that it is one no more: "former", "until 2010"."""
    if _GONE_BEFORE.search(text, sentence.start, office.start):
        return True
    until = how == "held" and _GONE_BEHIND.match(text, office.end, sentence.end) is not None
    post = text.find(";", office.end, sentence.end)  # a post of several
    return until and not _PRESENT.search(text, office.end, post if post > 0 else sentence.end)


def _marks(reading: Reading, people: People, index: int) -> list[tuple[int, int, str, tuple[Party, ...]]]:
    """The people, verbs and offices of a sentence by where they stand; of what overlaps the first."""
    text, sentence = reading.text, reading.sentence
    marks: list[tuple[int, int, str, tuple[Party, ...]]] = [(start, end, "person", who) for start, end, who in people.of(reading, index)]
    marks += [(m.start(), m.end(), m.lastgroup or "", ()) for m in SCAN.finditer(text, sentence.start, sentence.end)]
    marks += [(m.start(), m.end(), "office", ()) for m in OFFICE.finditer(text, sentence.start, sentence.end)]
    return sorted(marks, key=lambda mark: (mark[0], mark[2] == "office", -mark[1]))


def _candidates(reading: Reading, people: People, told: _Told) -> Iterator[Candidate]:
    zone = people.zone(told.start)
    companies, stop = employer(reading, told.verb, told.start, told.end, at_home=_at_home(reading, told, zone))
    if not companies:
        return
    role = role_words(reading.text, told.start, told.end, stop, reading.sentence.end)
    if reading.text[told.start : told.end].isspace():  # "She was appointed in 1992", in the biographies of directors
        if zone is None or zone.kind != "directors" or told.how != "begun":
            return
        role = "director"
    date = _end_of(reading, told) if told.how == "until" else _day(reading, told, stop)
    if told.how == "until" and any(company.mention.kind != "self" for company in companies):
        return  # a step of a career
    if stop > told.end and _is_past(reading.text, Span(told.start, stop), reading.sentence, told.how):
        return
    gone = told.how in ("ended", "until")
    if (gone and date is None) or _is_bygone(reading, told, date):
        return
    status: Status = "former" if gone else "current"
    attributes: Attributes = (("role", role),) if role else ()
    trigger = _index(reading.items, told.start)
    first, last = min(trigger, _index(reading.items, told.verb)), _index(reading.items, max(stop, told.end)) + 1
    for day, dated in _datings(reading, told, date, zone.date if zone else None):
        for person, company in ((person, company) for person in told.who if people.is_full(person) for company in companies):
            named_above = min(person.start, company.start) < reading.sentence.start
            steps = (*(("biography",) if zone else ()), *(("reference",) if named_above else ()))
            yield Candidate(
                "officerOf", person, company, reading, RULE, trigger, first, last, day, attributes, status,
                presupposed=True, dated=dated, steps=steps,
            )  # fmt: skip


def _at_home(reading: Reading, told: _Told, zone: Zone | None) -> bool:
    """Whether an office without a company is the filer's: in its biographies, where it begins or ends, and where no other is named."""
    alone = told.how == "apposed" and not any(item.code in "CGNcgn" for item in reading.items)
    return zone is not None or told.how in ("begun", "ended") or alone


def _is_bygone(reading: Reading, told: _Told, date: Date | None) -> bool:
    """Whether an office that began in some year is a step of a career that the paragraph takes further: "…, and Treasurer in 1992"."""
    if told.how != "begun" or (date is not None and len(date.iso) > len("2015")):
        return False
    text = reading.text
    if _STAYED.search(text, told.end, reading.sentence.end):
        return True
    stop = text.find("\n\n", told.end)
    clauses = _CLAUSE.split(text[told.end : stop if stop > 0 else len(text)])
    for place, clause in enumerate(clauses):
        later = date is not None and any(int(year) > date.year for year in _YEAR.findall(clause))
        if later and OFFICE.search(clause) and (place == 0 or _LATER.search(clause)):
            return True
    return False


def _datings(reading: Reading, told: _Told, date: Date | None, listed: Date | None) -> list[tuple[Date | None, str]]:
    """When an office began or ended; when it is held: at a day that is told, or as the list or the report says, and from when it began."""
    if told.how not in ("held", "apposed"):
        return [(date, "event")]
    if date is not None and date.role == "as_of":
        return [(date, "as_of")]
    began = date is not None and date.role == "since"
    if date is not None and began and date.year > reading.document.filing.source.fiscal_year:
        return [(date, "event")]
    held: list[tuple[Date | None, str]] = [(listed, "as_of" if listed else "reporting")]
    return [*held, (date, "event")] if date is not None and began and len(date.iso) == _DAY else held


def _day(reading: Reading, told: _Told, stop: int) -> Date | None:
    """The date of an office: behind it in its clause, or else the nearest before it."""
    sentence = reading.sentence
    left = _LEFT.match(reading.text, told.end, sentence.end) if told.how == "ended" else None
    stop = max(stop, left.end() if left else 0)
    found = list(dates(reading.text, sentence.start, sentence.end))  # an item of a list may hold some
    following = SCAN.search(reading.text, max(stop, told.end), sentence.end)
    limit = following.start() if following else sentence.end
    behind = next((date for date in found if max(stop, told.end) <= date.start < limit), None)
    if behind is not None:
        return behind
    near = next((date for date in reversed(found) if date.start < told.start), None)
    if near is None:
        return None
    far = told.how in ("begun", "ended") and len(near.iso) > len("2015")  # "On 2 May Mr. A retired, and … Mr. B was appointed"
    return near if far or near.start >= told.verb - _NEAR else None


def _end_of(reading: Reading, told: _Told) -> Date | None:
    """The day or month until which an office was held."""
    until = _UNTIL.match(reading.text, told.end, reading.sentence.end)
    return next((date for date in dates(reading.text, until.end(), reading.sentence.end)), None) if until else None


def _index(items: Sequence[Item], offset: int) -> int:
    return max(bisect_right(items, offset, key=lambda item: item.start) - 1, 0)
