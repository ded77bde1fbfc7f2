"""The walk over a document's tags: what a browser would show, as lines.

A parser's target: `start`, `end` and `data` are called in the order of the file, so that no tree is ever held and neither depth nor
length of a document costs more than itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.sources.lines import BREAK, Line, is_marker, split, squeeze
from kg.sources.tables import Cell, hard_blanks, indent_of, indented, row_lines

__all__ = ["Walk"]

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header html legend li main menu nav ol option p section summary table tbody td tfoot th thead title tr ul".split()
)
_DROPPED = frozenset("head iframe ix:header noscript object script select style svg template textarea title".split())
_PREFORMATTED = frozenset({"listing", "pre", "xmp"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_PAGE = re.compile(r"(?:page-)?break-(before|after)\s*:\s*(?:always|page)", re.IGNORECASE)
_WINGDINGS = re.compile(r"wingdings", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?(?:\d{1,2}|[a-z]|[ivx]{1,4})[\])]?")  # what a raised footnote mark looks like
_TRADE = {"tm": "™", "sm": "℠", "r": "®", "(r)": "®"}
_TABLES = 24  # tables within tables; what is deeper is read as if it were no table
_VALUE = 500  # characters of a fact of the cover


@dataclass(slots=True)
class _Fact:
    """A cover fact whose element is open; `continued` is the id of the element that it goes on in."""

    name: str
    continued: str = ""
    pieces: list[str] = field(default_factory=list)


class Walk:
    """Collects a document's lines, and the values of wanted inline XBRL facts by name (the first of each).

    Args:
        wanted: the prefix of the facts' names, "dei:".
        preformatted: whether line ends count, as in plain text with a few tags around it.
    """

    def __init__(self, wanted: str, *, preformatted: bool = False) -> None:
        self.facts: dict[str, str] = {}
        self._wanted = wanted
        self._open: list[str] = []  # for each open element what its end does: a name in _ENDS, or ""
        self._places: list[list[Line]] = [[]]  # the document, and the open cells
        self._rows: list[list[Cell] | None] = []  # for each open table its open row
        self._run: list[str] = []  # the inline text of the open line
        self._marks: list[int] = []  # where in it raised text begins
        self._facts: list[_Fact] = []
        self._continued: dict[str, str] = {}  # the facts that go on, by the id of the element in which they do
        self._going: set[str] = set()
        self._bullet = False
        self._indent: float | None = None  # of the open row's first words, in blanks; None where they are past
        self._first: float = 0  # the same of those past
        self._pre = int(preformatted)
        self._hidden = 0  # how many elements are open from the hidden one on

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        end = ""
        if tag in ("ix:nonnumeric", "ix:continuation") and (name := self._wanted_fact(tag, attributes)):
            self._facts.append(_Fact(name, attributes.get("continuedat", "")))
            end = "fact"
        style = attributes.get("style", "") if attributes else ""
        if self._hidden or tag in _DROPPED or (attributes and "hidden" in attributes) or (style and _HIDDEN.search(style)):
            self._hidden += 1
        elif not end:
            end = self._begin(tag, attributes, style)
        self._open.append(end)

    def end(self, tag: str) -> None:  # noqa: ARG002 - a parser target's signature
        """An element ends."""
        end = self._open.pop() if self._open else ""
        if end == "fact":
            self._close_fact()
        if self._hidden:
            self._hidden -= 1
        elif end and end != "fact":
            self._finish(end)

    def data(self, text: str) -> None:
        """Text."""
        for fact in self._facts[-2:]:  # facts stand within facts, but not deep
            fact.pieces.append(text)
        if not self._hidden:
            self._run.append(text)

    def close(self) -> list[Line]:
        """The lines of the whole document."""
        while self._open:
            self.end("")
        self._flush()
        return self._places[0]

    def _wanted_fact(self, tag: str, attributes: Mapping[str, str]) -> str:
        """The name of the wanted fact that an element holds, or goes on with; "" where it is none."""
        if tag == "ix:continuation":
            return self._continued.get(attributes.get("id", ""), "")
        name = attributes.get("name", "")
        return name if name.startswith(self._wanted) else ""

    def _begin(self, tag: str, attributes: Mapping[str, str], style: str) -> str:
        """Do what the beginning of a visible element does; gives what its end will do."""
        if tag == "br":
            self._run.append("\n" if self._pre else BREAK)
        elif tag == "hr":
            self._page()
        elif tag in _BLOCKS:
            return self._begin_block(tag, style)
        elif tag in _PREFORMATTED:
            self._flush()
            self._pre += 1
            return "pre"
        elif tag == "sup" or (style and _RAISED.search(style)):
            self._marks.append(len(self._run))
            return "raised"
        elif _WINGDINGS.search(style) or _WINGDINGS.search(attributes.get("face", "")):
            self._marks.append(len(self._run))
            return "glyph"
        return ""

    def _begin_block(self, tag: str, style: str) -> str:
        self._flush()
        page = _PAGE.search(style) if style else None
        if page and page[1].lower() == "before":
            self._page()
        if tag == "table" and len(self._rows) < _TABLES:
            self._rows.append(None)
            return "table"
        if tag == "tr" and self._rows:
            self._end_row()
            self._indent = 0
            return "row"
        if self._indent is not None:
            self._indent += indent_of(style)
        if tag in ("td", "th") and self._rows and len(self._places) <= len(self._rows):
            self._places.append([])
            return "cell"
        if tag == "li":
            self._bullet = True
            return "item"
        return "page" if page and page[1].lower() == "after" else "block"

    def _finish(self, end: str) -> None:
        if end in ("raised", "glyph"):
            self._end_mark(end)
            return
        self._flush()
        if end == "table":
            self._end_row()
            self._rows.pop()
        elif end == "row":
            self._end_row()
        elif end == "cell":
            cell = self._places.pop()
            row = self._rows[-1]
            if row is None:
                row = self._rows[-1] = []
            if cell:
                row.append(cell)
            elif self._indent is not None:
                self._indent += 2  # an empty cell before the first
        elif end == "item":
            self._bullet = False
        elif end == "pre":
            self._pre -= 1
        elif end == "page":
            self._page()

    def _end_row(self) -> None:
        row = self._rows[-1]
        if row:
            self._places[-1] += indented(row_lines(row), self._first)
        self._rows[-1], self._first, self._indent = None, 0, None

    def _end_mark(self, kind: str) -> None:
        """Raised footnote marks are set apart from the word before them; a letter of a font of symbols is a bullet."""
        start = self._marks.pop()
        content = squeeze("".join(self._run[start:])) if start < len(self._run) <= start + 8 else ""
        if kind == "glyph" and len(content) == 1:
            self._run[start:] = ["• "]
        elif kind == "raised" and content.casefold() in _TRADE:
            self._run[start:] = [_TRADE[content.casefold()]]
        elif kind == "raised" and _MARK.fullmatch(content):
            self._run[start:] = [f" {content} " if content[0] in "([" else f" ({content}) "]

    def _close_fact(self) -> None:
        fact = self._facts.pop()
        value = squeeze("".join(fact.pieces)[: 4 * _VALUE])[:_VALUE]
        name = fact.name.removeprefix(self._wanted)
        if value and fact.name in self._going:
            self.facts[name] = f"{self.facts[name]} {value}"[:_VALUE]
        elif value:
            self.facts.setdefault(name, value)
        self._going.discard(fact.name)
        if value and fact.continued:
            self._continued[fact.continued] = fact.name
            self._going.add(fact.name)

    def _page(self) -> None:
        """End a page; within a table it is a rule below a heading."""
        self._flush()
        if len(self._places) == 1:
            self._places[0].append(Line("", "break"))

    def _flush(self) -> None:
        """End the open line."""
        if not self._run:
            return
        run = "".join(self._run)
        self._run.clear()
        if self._indent is not None and run.strip():
            self._first, self._indent = self._indent + hard_blanks(run), None
        self._marks = [0] * len(self._marks)
        if self._pre:
            if run.strip():
                self._places[-1].append(Line(run.strip("\n"), "pre"))
            return
        place = self._places[-1]
        for line in split(run):
            before = ""
            if place and is_marker(place[-1]):  # a bullet or number that stands in an element of its own
                before = f"{place.pop().text} "
            elif self._bullet and not line.startswith("- "):
                before = "- "
            self._bullet = False
            place.append(Line(before + line))
