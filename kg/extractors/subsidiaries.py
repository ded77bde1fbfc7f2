"""Lists of subsidiaries, as Exhibits 21 (Form 10-K) and 8 (Form 20-F) hold them → `subsidiaryOf` and `ownsShareIn`.

Each company listed is a subsidiary of the filer, with its place of incorporation; one that is set in below another is a subsidiary of that
one too. A percentage is the share of the company above it, unless the list says that it is the filer's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from kg.extractors.listing import Entry, entries, heads_subsidiaries
from kg.mentions.dates import Date, dates
from kg.mentions.find import Party
from kg.model import Attributes, Mention
from kg.names import compatible, core, family
from kg.reading import Candidate, Document
from kg.text import Sentence

__all__ = ["Zone", "listed_subsidiaries", "zones"]

_EXHIBIT = re.compile(r"^[ \t]*(?:EX-|EXHIBITS?[ \t]+(?:NO\.?[ \t]*)?)(?P<number>\d{1,3}(?:\.\d+)?)[ \t.:]*$", re.IGNORECASE | re.MULTILINE)
_LIST = re.compile(r"\b(?:subsidiar(?:y|ies)|affiliates)\b", re.IGNORECASE)
_TITLE = re.compile(
    r"^[ \t]*(?:exhibit[ \t]+(?:21|8)(?:\.\d+)?[ \t:.–—-]*)?(?:(?:list[ \t]+of|principal|significant|direct|indirect|all|the|and)[ \t]+)*"
    r"subsidiaries(?:[ \t]+(?:of|at|as)\b[^\n]{0,100}|[ \t*]*)$|^[^\n]{3,80}[ \t]subsidiaries[ \t*]*$",
    re.IGNORECASE | re.MULTILINE,
)
_LEADS = re.compile(r"\bsubsidiar(?:y|ies)\b[^.]*\b(?:are|following|as\s+follows|below|include)\b[^.]{0,40}:?\s*$", re.IGNORECASE)
_ENDS = re.compile(r"^[ \t]*(?:SIGNATURES?|EX-\d\S*)[ \t]*$", re.MULTILINE)
_FILERS = re.compile(r"\b(?:registrant|the\s+(?:company|group)|our|we|directly\s+(?:or|and)\s+indirectly)\b", re.IGNORECASE)
_PAGE = re.compile(r"[\s\d<>/A-Za-z]{0,12}|[-–—_=.*\s]*")  # a page's number and mark between the parts of a table
_DEFINED = re.compile(r'(.+?)\s*\((?:the\s+)?["“]([^"“”()]+)["”]\)')
_NOTES = 9  # the last number of a note that may be taken for a percentage
_LOOK_BACK = 3  # sentences above a table that may say of which day it is
_CAPITALS = re.compile(r"\b[A-Z]{3,9}\b")
_NEAR = 1500  # characters below an exhibit's number within which its title stands
_ALONE = 120_000  # characters of a file that is an exhibit by itself
_TOP = 1200  # characters at its top within which it says so


class Zone(NamedTuple):
    """A list with what introduces it; its own lines begin at `rows`."""

    start: int
    rows: int
    end: int


def listed_subsidiaries(document: Document) -> Iterator[Candidate]:
    """The subsidiaries in the exhibits of a filing, or in a filing that is such an exhibit, and in tables that are headed so."""
    text = document.filing.text
    for zone in zones(document):
        found = entries(text, zone.rows, zone.end)
        if len(found) > 1 or (found and found[0].place):
            yield from _stated(document, zone, found)


def zones(document: Document) -> list[Zone]:
    """Where a filing lists subsidiaries with their places: exhibits, and tables that are headed so."""
    text = document.filing.text
    found = list(_exhibits(text, _marks(document)))
    for number, table in enumerate(document.tables):
        if not any(zone.start <= table.start < zone.end for zone in found):
            above = document.above(table, _LOOK_BACK)
            led = any(_LEADS.search(text, line.start, line.end) for line in above[-2:])
            words = [text[line.start : line.end] for line in above[-2:] if led]
            if not heads_subsidiaries(" ".join([*words, table.titles(text)])):
                continue
            found.append(Zone(above[0].start if above else table.start, table.rows[0].start, _end(document, number)))
    return found


def _marks(document: Document) -> list[re.Match[str]]:
    """The lines that number exhibits."""
    text, found = document.filing.text, dict[int, re.Match[str]]()
    for _, sentence in document.holding("exhibit", "ex-"):
        first, stop = text.rfind("\n", 0, sentence.start) + 1, text.find("\n", sentence.end)
        found |= {mark.start(): mark for mark in _EXHIBIT.finditer(text, first, stop if stop >= 0 else len(text))}
    return list(found.values())


def _exhibits(text: str, marks: list[re.Match[str]]) -> Iterator[Zone]:
    last = -1
    for i, mark in enumerate(marks):
        if mark["number"].split(".")[0] not in ("21", "8") or mark.start() < last or not _LIST.search(text, mark.end(), mark.end() + _NEAR):
            continue
        following = next((other.start() for other in marks[i + 1 :] if other["number"].split(".")[0] not in ("21", "8")), len(text))
        ends = _ENDS.search(text, mark.end() + 40, following)
        last = ends.start() if ends and not ends[0].strip().startswith(("EX-21", "EX-8")) else following
        yield Zone(mark.end(), mark.end(), last)
    if last < 0 and len(text) < _ALONE and _TITLE.search(text[:_TOP]):
        yield Zone(0, 0, len(text))


def _end(document: Document, number: int) -> int:
    """The end of a table and of those that go on with it on the next pages."""
    text, end = document.filing.text, document.tables[number].end
    for following in document.tables[number + 1 :]:
        if any(line.strip() and not _PAGE.fullmatch(line) for line in text[end : following.start].split("\n")):
            break
        end = following.end
    return end


def _stated(document: Document, zone: Zone, found: list[Entry]) -> Iterator[Candidate]:
    text, registrant = document.filing.text, document.filing.source.registrant
    head = text[zone.start : found[0].start]
    date = _date(text, zone.start, found[0].start)
    to_filer = bool(_FILERS.search(head)) and "immediate" not in head.lower()
    above: list[Entry] = []
    if all((entry.percent or 0) <= _NOTES for entry in found):
        found = [entry._replace(percent=None) for entry in found]  # numbers of notes
    for number, entry in enumerate(_told_apart(entry, registrant) for entry in found):
        while above and above[-1].indent >= entry.indent:
            above.pop()
        if number < 3 and _is_filer(entry.name, registrant):
            above.clear()
            continue
        parent = above[-1] if above else None
        yield from _entry(document, entry, parent, date, to_filer=to_filer)
        above.append(entry)


def _entry(document: Document, entry: Entry, parent: Entry | None, date: Date | None, *, to_filer: bool) -> Iterator[Candidate]:
    line = Sentence(entry.start, entry.end, "row", document.section(entry.start))
    reading = document.read(line)
    if not reading.items:
        return
    child, filer = _party(entry), document.itself(entry.start)
    place = (reading, "subsidiaries-list", 0, 0, 1)
    attributes: Attributes = (("jurisdiction", entry.place),) if entry.place else ()
    meant: dict[str, Any] = {"presupposed": True, "dated": "as_of", "steps": ("table",)}
    yield Candidate("subsidiaryOf", child, filer, *place, date, attributes, **meant)
    if parent:  # it stands in a line above
        above = meant | {"steps": ("table", "reference")}
        yield Candidate("subsidiaryOf", child, _party(parent), *place, date, attributes, **above)
        meant = meant if to_filer else above
    if entry.percent:
        owner = filer if to_filer or parent is None else _party(parent)
        share: Attributes = (("percent", int(entry.percent) if entry.percent == int(entry.percent) else entry.percent),)
        yield Candidate("ownsShareIn", owner, child, *place, date, share, **meant)


def _told_apart(entry: Entry, registrant: str) -> Entry:
    """An entry with the name that the filing uses for it: of `X Inc. ("X America")` the second, where the filer is X Inc. too."""
    match = _DEFINED.fullmatch(entry.name)
    return entry._replace(name=match[2] if _is_filer(match[1], registrant) else match[1]) if match else entry


def _party(entry: Entry) -> Party:
    return Party(Mention("company", entry.at.start, entry.at.end, entry.name), entry.name)


def _is_filer(name: str, registrant: str) -> bool:
    return core(name) == core(registrant) and compatible(family(name), family(registrant))


def _date(text: str, start: int, end: int) -> Date | None:
    """The day at which the list holds: "as of December 31, 1997", "a/o 12/31/97", or the one full date above the list."""
    head = _CAPITALS.sub(lambda word: word[0].capitalize(), text[start:end])  # "AS OF DECEMBER 31, 1997"
    found = list(dates(head, 0, len(head)))
    best = next((d for d in found if d.role == "as_of" and len(d.iso) == 10), None) or next((d for d in found if len(d.iso) == 10), None)
    return best._replace(role="as_of") if best else None
