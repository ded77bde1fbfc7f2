"""Lists of people in a filing's text: tables, lines and signatures of directors and officers → a name with its office.

Read line by line, since such lists come as columns of plain text, rows with tabs, "Name, Title" a line, a name with its title below, or a
name with the years of each office below. Only what stands under words that announce such a list is read: there a name's shape is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.mentions.listed import BLANK, LEAD, Entry, OpenEntry, cells_of
from kg.mentions.offices import CUT, NATION, NOTES, OFFICE, office_ends
from kg.mentions.people import Named, person_at, person_twice, surname
from kg.mentions.signed import lines_of, reading_order
from kg.mentions.zones import Zone, zones
from kg.model import Span

__all__ = ["Entry", "rosters"]

_NOISE = re.compile(r"[-–—_=.*\s]*|(?:<[^<>\n]{0,40}>\s*)+|[-–—\s]*\d{1,4}[-–—\s]*|.{0,70}\(continued\)", re.IGNORECASE)
_AGE = re.compile(r"[\s,;:–—(-]*(?:(?:aged?|Aged?|AGED?)\s*:?\s*)?(?P<age>[2-9]\d)\b(?:\s+years(?:\s+old|\s+of\s+age)?)?\s*[).,;:]*\s*")
_AGE_CELL = re.compile(r"(?:[Aa]ged?\s*)?[2-9]\d(?:\s*\(\w\))?|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_SEPARATOR = re.compile(r"\s*(?:[,;:]|[-–—]{1,3})+\s*")
_TITLE_LINE = re.compile(r"(?:Title|Its|Position|Capacity)\s*:\s*", re.IGNORECASE)
_MONTH = (
    r"(?:(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"(?:Nov|Dec)(?:ember)?)\b\.?)"
)
_SINCE = re.compile(
    rf"(?:(?:since|from|in)\s+)?(?:{_MONTH}\s+(?:\d{{1,2}},?\s+)?,?\s*)?(?:19|20)\d\d(?:\s*(?:to|-|–|—)\s*(?:date|present|now)?)?|{_MONTH}",
    re.IGNORECASE,
)
_HISTORY = re.compile(rf"(?:{_MONTH},?\s+)?(?:19|20)\d\d(?:\s*(?:to|[-–—])\s*(?:date|present|now))?\s*(?:[-–—:]+|,)\s+", re.IGNORECASE)
_VERB = re.compile(
    r"[\s,;:–—()-]*(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Prof)\b|(?:also|currently|first|has|had|have|was|were|is|are|joined|rejoined|served|serves|became|"
    r"founded|co-founded|will|did|does|holds|held|retired|resigned|began|started|returned|came|earned|received|oversees|leads|brings|worked|works)\b)"
)
_PROSE = re.compile(r"\b(?:has|had|have|is|are|was|were|shall|which|been|their|these|will|joined|served|became|to\s+the)\b", re.IGNORECASE)
_DATED = re.compile(r"^(?:Dated?|DATED?)\s*:?\s*")
_WIDE = 300  # characters of a line; a longer one is prose
_INDENT = 3
_MOST_LINES = 6  # of an office


def rosters(text: str) -> Iterator[Entry]:
    """The people in the lists of a text, in order."""
    for zone in zones(text):
        yield from _Reader(text, zone).entries()


class _Reader:
    """Reads the lines of a zone, one entry open at a time."""

    def __init__(self, text: str, zone: Zone) -> None:
        self.text, self.zone = text, zone
        self.open: OpenEntry | None = None
        self.blank = 0
        self.above: list[Span] = []  # what stands over a signature, in cells that are set at their bottom

    def entries(self) -> Iterator[Entry]:
        """The entries of the zone."""
        in_order = reading_order if self.zone.kind == "signatures" else lines_of
        for line in in_order(self.text, self.zone.start, self.zone.end):
            words = self.text[line.start : line.end].strip()
            if not words or _NOISE.fullmatch(words):
                self.blank += not words
                continue
            before = self.open
            if self.blank:
                self.above = []
            self._line(*line)
            self.blank = 0
            if before is not None and before is not self.open:
                yield before.entry()
        yield from [self.open.entry()] if self.open is not None else []

    def _line(self, start: int, end: int) -> None:
        cells = [cell for cell in cells_of(self.text, start, end) if not BLANK.fullmatch(self.text, *cell)] or [Span(start, end)]
        at = lead.end() if (lead := LEAD.match(self.text, cells[0].start, end)) else cells[0].start
        named = person_at(self.text, at, end) if not self._beside(cells[0].start - start) else None
        again = person_twice(self.text, named, end) if named is not None and self.zone.kind == "signatures" else None
        if named is not None and self.open is not None and named.name.lower() == self.open.named.name.lower():
            self._same(self.open, cells, named, start)
        elif named is not None and self._begins(again or named, cells, start, end, twice=again is not None):
            return
        elif self._stands_above(cells, start):
            self.above += cells
        elif self.open is not None and (self.open.signed_on(self.text[at:end], end) or self._goes_on(self.open, cells, start, end)):
            return
        elif not self._reversed(cells):
            self.open = None

    def _stands_above(self, cells: list[Span], start: int) -> bool:
        """Whether a line of a signature page holds the beginning of an office whose name comes below it."""
        if self.zone.kind != "signatures" or cells[0].start - start < 25 or len(cells) > 1:
            return False
        return (self.blank > 0 or bool(self.above)) and (self.open is None or bool(self.open.pieces))

    def _beside(self, column: int) -> bool:
        """Whether a line stands below the open entry's office, and so can't begin with a name."""
        return self.open is not None and self.open.column > 12 and column >= self.open.column - 2

    def _same(self, entry: OpenEntry, cells: list[Span], named: Named, start: int) -> None:
        """The same name once more, as below a signature: what stands beside it goes on with the office."""
        for cell in cells[1:]:
            self._cell(entry, cell, cell.start - start)
        if len(cells) == 1 and not entry.pieces:
            rest = self.text[named.stop : cells[0].end].strip(" )_*,")
            if rest and OFFICE.search(rest):
                entry.add(rest, cells[0].end)

    def _begins(self, named: Named, cells: list[Span], start: int, end: int, *, twice: bool) -> bool:
        """Whether a line begins an entry: nothing but the name in its cell, or an age, an office, a verb behind it."""
        cell_end = cells[0].end if named.stop <= cells[0].end else end
        notes = NOTES.match(self.text, named.stop, cell_end)
        at = notes.end() if notes else named.stop
        age = _AGE.match(self.text, at, cell_end)
        at = age.end() if age else at
        nation = NATION.match(self.text, at, cell_end) if age else None
        at = nation.end() if nation else at
        rest = self.text[at:cell_end].strip()
        entry = OpenEntry(named, named.start, self.zone)
        others = [cell for cell in cells if cell.start >= cell_end]
        if not rest.strip(".,;:()–—-_*"):
            if end - start > _WIDE:
                return False
            for cell in (*self.above, *others):
                if entry.pieces and cell in others and not OFFICE.search(self.text, *cell) and person_at(self.text, *cell) is not None:
                    break  # a row with two people
                self._cell(entry, cell, cell.start - start if cell in others else -1)
            self.above = []
            if others and not entry.pieces and not entry.dated and not age and not any(self._is_age(cell) for cell in others):
                return False
            self.open = entry
            return True
        separator = _SEPARATOR.match(self.text, at, end)
        if _VERB.match(self.text, at, end):
            entry.prose = entry.closed = True
            entry.end = min(end, named.stop)
            self.open = entry
            return True
        if (separator or age or twice or named.stop < at) and self._office_at(entry, separator.end() if separator else at, end):
            self.open = entry
            return True
        return False

    def _is_age(self, cell: Span) -> bool:
        return _AGE_CELL.fullmatch(self.text, cell.start, cell.end) is not None

    def _office_at(self, entry: OpenEntry, start: int, end: int) -> bool:
        """Take the office that stands at an offset on the name's own line, and mark where it goes on."""
        for more in (_AGE, NATION):
            age = more.match(self.text, start, end)
            start = age.end() if age else start
        again = person_at(self.text, start, end)
        if again is not None and surname(again.name).lower() == surname(entry.named.name).lower():
            start = again.stop  # "P D Sterne -- Peter Sterne (55), chairman, was …"
            age = _AGE.match(self.text, start, end) or _SEPARATOR.match(self.text, start, end)
            start = age.end() if age else start
        rest = self.text[start:end]
        if _HISTORY.match(rest):
            return False
        cut = CUT.search(rest)
        head = rest[: cut.start()] if cut else rest
        found = OFFICE.search(head[:90])
        if found is None or (
            head[:1].islower()
            and not head.lower().startswith(("non-", "chief", "chair", "president", "director", "vice", "company sec", "senior", "group"))
        ):
            return age is not None and not rest.strip()
        if _PROSE.search(head[: found.end()]):
            entry.prose = entry.closed = True
            return True
        other = re.search(r";\s+(?:and\s+)?", head)
        if other and person_at(head, other.end(), len(head)) is not None and not OFFICE.search(head[other.end() :][:30]):
            return False
        entry.add(head, start + len(head.rstrip()))
        entry.closed = cut is not None or len(rest) > _WIDE
        return True

    def _cell(self, entry: OpenEntry, cell: Span, column: int) -> None:
        """Take a cell beside a name: an age, a date or an office."""
        words = self.text[cell.start : cell.end].strip()
        if self._is_age(cell) or not any(c.isalpha() for c in words) or entry.closed:
            return
        words = _DATED.sub("", words)
        if _SINCE.fullmatch(words):
            entry.dated = entry.dated or cell
            return
        near = column < 0 or entry.column < 0 or abs(column - entry.column) < 12 or not entry.pieces
        if near and (OFFICE.search(words) or entry.pieces or office_ends(words)):
            entry.column = column if entry.column < 0 else entry.column
            entry.add(words, cell.end)

    def _goes_on(self, entry: OpenEntry, cells: list[Span], start: int, end: int) -> bool:
        """Whether a line without a name goes on with the open entry."""
        column = cells[0].start - start
        words = self.text[cells[0].start : end].strip()
        if entry.column > 0 and (column >= entry.column - 4 or (column > entry.column - 16 and self.blank == 0 and len(cells) == 1)):
            for cell in cells:
                self._cell(entry, cell, cell.start - start)
            return True
        if entry.prose:
            return self.blank == 0
        if entry.history or _HISTORY.match(words):
            return self._goes_back(entry, words, end)
        if not entry.pieces:
            return self._follows(entry, cells, words, end)
        unfinished = office_ends(" ".join(entry.pieces)) or column > _INDENT or words[:1] in "(a"
        if not entry.closed and self.blank == 0 and len(cells) == 1 and end - start < _WIDE // 2 and unfinished:
            entry.add(words, end)
            return True
        return False

    def _goes_back(self, entry: OpenEntry, words: str, end: int) -> bool:
        """Take the first of the offices that stand below a name with their years, "May 1994 -- President": it is the present one."""
        if history := _HISTORY.match(words):
            if not entry.pieces and not entry.history:
                entry.add(words[history.end() :], end)
                entry.column = 0
            entry.closed = entry.history
            entry.history = True
        elif not entry.closed and self.blank == 0 and len(entry.pieces) < _MOST_LINES:
            entry.add(words, end)
        return True

    def _follows(self, entry: OpenEntry, cells: list[Span], words: str, end: int) -> bool:
        """Whether a line below a name is the office ("Title: Chief Financial Officer"), or may stand between the two."""
        title = _TITLE_LINE.match(words)
        short = len(words) < _WIDE // 2 and not _PROSE.search(words) and not words.endswith(":")
        if title or (short and OFFICE.search(words) and self.blank <= 1):
            entry.add(words[title.end() :] if title else words, end)
            return True
        return self.blank == 0 and short and len(cells) == 1 and not words.isupper()

    def _reversed(self, cells: list[Span]) -> bool:
        """Whether the office stands before the name: "Chairman ......... Jane Roe"."""
        if len(cells) < 2 or not OFFICE.search(self.text, cells[0].start, cells[0].end) or cells[0].end - cells[0].start > 80:
            return False
        last = cells[1]
        named = person_at(self.text, last.start, last.end)
        if named is None or self.text[named.stop : last.end].strip(" *(),.") or _PROSE.search(self.text, *cells[0]):
            return False
        self.open = OpenEntry(named, cells[0].start, self.zone)
        self.open.add(self.text[cells[0].start : cells[0].end], last.end)
        self.open.closed = True
        return True
