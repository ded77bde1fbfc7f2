"""Lists of subsidiaries, as Exhibits 21 (Form 10-K) and 8 (Form 20-F) hold them → `subsidiaryOf` and `ownsShareIn`.

Each company listed is a subsidiary of the filer, with its place of incorporation; one that is set in below another is a subsidiary of that
one too. A percentage is the share of the company above it, unless the list says that it is the filer's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kg.extractors.listing import Entry, entries
from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.model import Attributes, Mention
from kg.names import compatible, core, family
from kg.reading import Candidate, Document
from kg.text import Sentence

__all__ = ["listed_subsidiaries"]

_EXHIBIT = re.compile(r"^[ \t]*(?:EX-|EXHIBITS?[ \t]+(?:NO\.?[ \t]*)?)(?P<number>\d{1,3}(?:\.\d+)?)[ \t.:]*$", re.IGNORECASE | re.MULTILINE)
_LIST = re.compile(r"\b(?:subsidiar(?:y|ies)|affiliates)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"^[ \t]*(?:exhibit[ \t]+(?:21|8)(?:\.\d+)?[ \t:.–—-]*)?(?:(?:list[ \t]+of|principal|significant|direct|indirect|all|the|and)[ \t]+)*"
    r"subsidiaries(?:[ \t]+(?:of|at|as)\b[^\n]{0,100}|[ \t*]*)$|^[^\n]{3,80}[ \t]subsidiaries[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS = re.compile(r"^[ \t]*(?:SIGNATURES?|EX-\d\S*)[ \t]*$", re.MULTILINE)
_FILERS = re.compile(r"\b(?:registrant|the\s+company|directly\s+(?:or|and)\s+indirectly)\b", re.IGNORECASE)
_NEAR = 1500  # characters below an exhibit's number within which its title stands
_ALONE = 120_000  # characters of a file that is an exhibit by itself
_TOP = 1200  # characters at its top within which it says so


class _Zone(NamedTuple):
    start: int
    end: int


def listed_subsidiaries(document: Document) -> Iterator[Candidate]:
    """The subsidiaries in the exhibits of a filing, or in a filing that is such an exhibit."""
    for zone in _zones(document.filing.text):
        found = entries(document.filing.text, *zone)
        if len(found) > 1 or (found and found[0].place):
            yield from _stated(document, zone, found)


def _zones(text: str) -> Iterator[_Zone]:
    marks = list(_EXHIBIT.finditer(text))
    last = -1
    for i, mark in enumerate(marks):
        if mark["number"].split(".")[0] not in ("21", "8") or mark.start() < last or not _LIST.search(text, mark.end(), mark.end() + _NEAR):
            continue
        following = next((other.start() for other in marks[i + 1 :] if other["number"].split(".")[0] not in ("21", "8")), len(text))
        ends = _ENDS.search(text, mark.end() + 40, following)
        last = ends.start() if ends and not ends[0].strip().startswith(("EX-21", "EX-8")) else following
        yield _Zone(mark.end(), last)
    if last < 0 and len(text) < _ALONE and _TITLE.search(text[:_TOP]):
        yield _Zone(0, len(text))


def _stated(document: Document, zone: _Zone, found: list[Entry]) -> Iterator[Candidate]:
    text, registrant = document.filing.text, document.filing.source.registrant
    head = text[zone.start : found[0].start]
    date = _date(text, zone.start, found[0].start)
    to_filer = bool(_FILERS.search(head)) and "immediate" not in head.lower()
    above: list[Entry] = []
    for number, entry in enumerate(found):
        while above and above[-1].indent >= entry.indent:
            above.pop()
        if number < 3 and _is_filer(entry.name, registrant):
            above.clear()
            continue
        parent = above[-1] if above else None
        yield from _entry(document, entry, parent, date, to_filer=to_filer)
        above.append(entry)


def _entry(document: Document, entry: Entry, parent: Entry | None, date: Date | None, *, to_filer: bool) -> Iterator[Candidate]:
    line = Sentence(entry.start, entry.end, "row", _section(document, entry.start))
    reading = document.read(line)
    if not reading.items:
        return
    child, filer = _party(entry), document.itself(entry.start)
    place = (reading, "subsidiaries-list", 0, 0, 1)
    attributes: Attributes = (("jurisdiction", entry.place),) if entry.place else ()
    yield Candidate("subsidiaryOf", child, filer, *place, date, attributes, presupposed=True, dated="as_of", steps=("table",))
    if parent:
        yield Candidate("subsidiaryOf", child, _party(parent), *place, date, attributes, presupposed=True, dated="as_of", steps=("table",))
    if entry.percent:
        owner = filer if to_filer or parent is None else _party(parent)
        share: Attributes = (("percent", int(entry.percent) if entry.percent == int(entry.percent) else entry.percent),)
        yield Candidate("ownsShareIn", owner, child, *place, date, share, presupposed=True, dated="as_of", steps=("table",))


def _party(entry: Entry) -> Party:
    return Party(Mention("company", entry.at.start, entry.at.end, entry.name), entry.name)


def _section(document: Document, start: int) -> str:
    """The section of the sentence before which, or in which, an entry begins."""
    index = bisect_right(document.sentences, start, key=lambda sentence: sentence.start) - 1
    return document.sentences[index].section if index >= 0 else ""


def _is_filer(name: str, registrant: str) -> bool:
    return core(name) == core(registrant) and compatible(family(name), family(registrant))


def _date(text: str, start: int, end: int) -> Date | None:
    """The day at which the list holds: "as of December 31, 1997", "a/o 12/31/97", or the one full date above the list."""
    found = list(dates(text, start, end))
    best = next((d for d in found if d.role == "as_of" and len(d.iso) == 10), None) or next((d for d in found if len(d.iso) == 10), None)
    return best._replace(role="as_of") if best else None
