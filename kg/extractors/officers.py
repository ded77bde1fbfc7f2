"""Lists of directors and officers → `officerOf`: one fact a person, with the office as `role`, and one for each other company in it.

The lists are found by `kg.mentions.roster`. A list holds at the date that its heading gives, a signature at its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extractors.employers import is_unit
from kg.mentions.census import Census
from kg.mentions.dates import Date, dates
from kg.mentions.find import parties
from kg.mentions.listed import Entry
from kg.mentions.offices import OFFICE, office_of
from kg.mentions.party import Party
from kg.model import Attributes, Mention
from kg.names import has_legal_form
from kg.reading import Candidate, Document, Reading
from kg.text import Sentence

__all__ = ["companies_of", "listed_officers"]

RULE = "officers-list"
_NO_OFFICE = re.compile(
    r"^(?:former|retired|deceased|past|ex-|none|nominee|proposed|attorney|witness|notary|\(?auditors?\b|independent\s+(?:registered|public|certified|auditor))"
    r"|\b(?:attorney[- ]in[- ]fact|nominee|authorized\s+(?:signatory|representative)|until\s+(?:19|20)\d\d|to\s+be\s+elected)\b",
    re.IGNORECASE,
)
_TERM = re.compile(  # what says that somebody has gone from elsewhere, or when the term ends
    r"\b(?:an?|the|and|also)\s+(?:former|retired)\b|\bterm\s+(?:of\s+office\s+)?(?:will\s+)?(?:ends?|expires?)\b|\b(?:(?:when\s+)?(?:s?he\s+)?will\s+reach\s+)?the\s+(?:statutory\s+)?retirement\s+age\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:resign\w*|retire[sd]|retirement|retiring|died|death|ceased|former|stepp\w+\s+down|left|deceased|not\s+stand|departed|until|nominee|will)\b",
    re.IGNORECASE,
)
_BEFORE_COMPANY = re.compile(r"(?:\s*,|\s+(?:of|at|for|with)|\s*[-–—(]+)?\s*(?:the\s+)?$", re.IGNORECASE)
_BEFORE_ROLE = re.compile(r"[;()]|\s{3,}|\t|\d,?\s|\.\s+(?=[A-Z])|\b(?:is|as)\s+(?:also\s+)?(?:an?\s+|the\s+)?")
_AND = re.compile(r"\s*(?:,|,?\s+and|&)\s*(?:the\s+)?", re.IGNORECASE)
_UNDERSTOOD = {"directors": "director", "officers": "executive officer"}


def listed_officers(document: Document) -> Iterator[Candidate]:
    """The people in the lists and signatures of a filing, with their offices."""
    people = document.book.people
    told = {_full(people, entry) for entry in people.entries if entry.office and _is_office(entry.office)}
    for entry in people.entries:
        known = document.book.get(entry.named.name)
        if (known is not None and known.kind != "person") or (
            len(entry.named.name.split()) < 2 and _full(people, entry) not in people.names
        ):
            continue
        if entry.office:
            if _is_office(entry.office):
                yield from _listed(document, entry, entry.office)
        elif _full(people, entry) not in told and entry.zone.kind in _UNDERSTOOD and _stays(document, entry):
            yield from _listed(document, entry, _UNDERSTOOD[entry.zone.kind])


def _full(people: Census, entry: Entry) -> str:
    return people.means.get(entry.named.name, (entry.named.name, ""))[0].lower()


def _is_office(words: str) -> bool:
    return OFFICE.search(words) is not None and _NO_OFFICE.search(words) is None


def _stays(document: Document, entry: Entry) -> bool:
    """Whether nothing in the lines of a person tells that they have gone; the end of the paragraph is as far as one looks."""
    text = document.filing.text
    stop = text.find("\n\n", entry.end)
    lines = " ".join(text[entry.start : min(stop if stop > 0 else len(text), entry.end + 200)].split())
    return _GONE.search(_TERM.sub("", lines)) is None


def _listed(document: Document, entry: Entry, office: str) -> Iterator[Candidate]:
    reading = document.read(Sentence(entry.start, entry.end, "row", document.section(entry.start)))
    if not reading.items:
        return
    name = entry.named
    person = Party(Mention("person", name.start, name.end, name.name), document.book.people.means.get(name.name, (name.name, ""))[0])
    date = _date(document.filing.text, entry)
    steps = ("signature" if entry.zone.kind == "signatures" else "list",)
    dated = "as_of" if date else "reporting"
    elsewhere = list(companies_of(reading, name.end, entry.end))
    if any(joint == "of" for _, _, joint in elsewhere):  # a column of occupations: what they are to the filer, the list says
        office = _UNDERSTOOD.get(entry.zone.kind, "")
    for company, role in [(document.itself(entry.start), office), *((company, role) for company, role, _ in elsewhere)]:
        attributes: Attributes = (("role", role),) if role else ()
        place = (reading, RULE, 0, 0, len(reading.items), date, attributes)
        yield Candidate("officerOf", person, company, *place, presupposed=True, dated=dated, steps=steps)


def _date(text: str, entry: Entry) -> Date | None:
    """The date of the list; a signature's own before that of the page."""
    if entry.zone.kind == "signatures" and entry.dated is not None:
        own = next((date for date in dates(text, *entry.dated) if len(date.iso) == 10), None)
        if own is not None:
            return own._replace(role="as_of")
    return entry.zone.date


def companies_of(reading: Reading, after: int, before: int) -> Iterator[tuple[Party, str, str]]:
    """The other companies of an office with what one is there, and the word that joins them: "President, Tarn Bottling GmbH"."""
    book = reading.document.book
    last: tuple[str, str] | None = None  # the office of the company before, and where that company ends
    end = after
    for party in parties(reading.text, after, before, book):
        if party.reference or party.mention.kind not in ("company", "group", "name"):
            continue
        told = reading.text[end : party.start]
        if last is None or not _AND.fullmatch(told):
            last = _office_of(told, party, reading)
        if last is not None:
            yield party._replace(weak=False), *last
        end = party.end


def _office_of(told: str, party: Party, reading: Reading) -> tuple[str, str] | None:
    """The office that words in front of a company say, and the word that joins them; None where they say none."""
    bridge = _BEFORE_COMPANY.search(told)
    words = told[: bridge.start()].split() if bridge else []
    joint = (bridge.group().split()[:1] or [""])[0] if bridge else ""
    by_name = has_legal_form(party.mention.name) or (joint == "of" and not party.weak and not is_unit(party, reading))
    if not words or not by_name or not OFFICE.fullmatch(words[-1].strip("(),.")):
        return None
    role = office_of([_BEFORE_ROLE.split(told[: bridge.start() if bridge else 0].strip(" ,"))[-1]])
    return re.sub(r"^(?:and|a|an|the)\s+", "", role), "of" if joint in ("of", "at") else ","
