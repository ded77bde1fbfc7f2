"""Lists of subsidiaries in columns: name, place of incorporation, percentage; a name or a place may go on in the next line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kg.extractors.entry import Entry, ListLine, clean, is_heading, is_name, percent_of, place_of, words_of
from kg.model import Span
from kg.names import has_legal_form

__all__ = ["Columns"]

_NONE = re.compile(r"(?:[-–—]+|n/?a|nil)\s*(?:\([^()]{1,3}\)|\*)*", re.IGNORECASE)
_BRACKET = re.compile(r"\((?P<place>[A-Z][^()\d]{1,40})\)$")
_TIGHT = re.compile(r"(?P<name>.*[^\W\d]\.?) (?P<percent>100)")  # a name so long that no gap is left before its percentage
_WRAP = 6  # blanks by which a line that goes on is set in at most


class Columns:
    """Reads the lines of such a list one after the other.

    Args:
        text: the filing's.
        lines: all lines of the list.
        celled: those that have several columns.
    """

    def __init__(self, text: str, lines: Sequence[ListLine], celled: Sequence[ListLine]) -> None:
        self.text, self.lines = text, lines
        second = Counter(line.cells[1][0] for line in celled).most_common(1)[0][0]
        tabbed = any("\t" in text[line.start : line.end] for line in celled)
        self.right = 10**9 if tabbed else max(second - 8, 8)  # where the further columns begin
        self.found: list[Entry] = []
        self.pending: ListLine | None = None  # a name that goes on in the next line

    def read(self) -> list[Entry]:
        """The entries, in order."""
        for line, following in zip(self.lines, [*self.lines[1:], None], strict=True):
            if line.indent >= self.right:
                self._place_goes_on(line)
            elif is_heading(self.text, line):
                self.pending = None
            elif len(line.cells) == 1:
                self._name_alone(line, following)
            else:
                self._row(line)
        return self.found

    def _place_goes_on(self, line: ListLine) -> None:
        near = self.found and self.text.count("\n", self.found[-1].end, line.start) <= 1
        if near and self.pending is None and not line.apart and len(line.cells) == 1:
            known = self.found[-1]
            place = place_of(f"{known.place} {self.text[line.start : line.end]}")
            self.found[-1] = known._replace(end=line.end, place=place)

    def _name_alone(self, line: ListLine, following: ListLine | None) -> None:
        """A line that holds nothing but words of a name: the first half of the next entry, or the second of the one above."""
        if self._opens(line, following):
            self.pending = line
        elif self.found and self._goes_on(line, self.found[-1]):
            known = self.found[-1]
            self.found[-1] = known._replace(end=line.end, name=clean(f"{known.name} {words_of(self.text, line)}"))

    def _opens(self, line: ListLine, following: ListLine | None) -> bool:
        """Whether the name goes on in the next line, which has the other columns and is set in, or begins with a small letter."""
        if following is None or following.apart or len(following.cells) < 2 or following.indent >= self.right:
            return False
        deeper = following.indent - line.indent
        return 0 < deeper <= _WRAP or (deeper == 0 and self.text[following.start].islower())

    def _goes_on(self, line: ListLine, known: Entry) -> bool:
        if line.apart or self.text.count("\n", known.end, line.start) > 1:  # a note's second line, far below the list
            return False
        return 0 < line.indent - known.indent <= _WRAP or self.text[line.start].islower()

    def _row(self, line: ListLine) -> None:
        entry = self._entry(line)
        if entry is None:
            self.pending = None
            return
        if self.found and self.pending is None and self._is_rest(line, self.found[-1], entry):
            known = self.found[-1]
            place = place_of(f"{known.place} {entry.place}")
            self.found[-1] = known._replace(end=line.end, name=clean(f"{known.name} {entry.name}"), place=place, percent=entry.percent)
        else:
            self.found.append(entry)
        self.pending = None

    def _is_rest(self, line: ListLine, known: Entry, entry: Entry) -> bool:
        """Whether a line with columns is the second half of the entry above it: its words go on, and its cells complete that one's."""
        if line.apart or not 0 <= line.indent - known.indent <= 2:
            return False
        if known.name.count("(") > known.name.count(")"):
            return True
        first = self.text[line.start]
        if first == "(" or (first.islower() and (line.indent > known.indent or not has_legal_form(known.name))):
            return True
        return (
            line.indent > known.indent and known.percent is None and entry.percent is not None and entry.place.startswith(("of ", "and "))
        )

    def _entry(self, line: ListLine) -> Entry | None:
        first = line.cells[0][1]
        rest = [span for _, span in line.cells[1:]]
        name, at = clean(words_of(self.text, line)), first
        if name.rstrip(".").isdigit() and len(rest) > 1:  # entries are numbered
            at, rest = rest[0], rest[1:]
            name = clean(self.text[at.start : at.end])
        begin, indent = line.start, line.indent
        if self.pending:
            begin, at, indent = self.pending.start, Span(self.pending.start, at.end), self.pending.indent
            name = clean(f"{words_of(self.text, self.pending)} {name}")
        tight = None if any(percent_of(self.text, span) is not None for span in rest) else _TIGHT.fullmatch(name)
        name = tight["name"] if tight else name
        if not is_name(name):
            return None
        percent = (
            float(tight["percent"]) if tight else next((value for span in rest if (value := percent_of(self.text, span)) is not None), None)
        )
        place = next((place_of(self.text[span.start : span.end]) for span in rest if self._is_place(span)), "")
        bracket = None if place else _BRACKET.search(name)
        if bracket:
            place, name = bracket["place"], clean(name[: bracket.start()])
        return Entry(begin, line.end, name, at, indent, place, percent)

    def _is_place(self, span: Span) -> bool:
        return self.text[span.start].isalpha() and not _NONE.fullmatch(self.text, span.start, span.end)
