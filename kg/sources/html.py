"""HTML filings, inline XBRL among them → text.

The parser is lxml's, fed piece by piece with a target, so that no tree is built: measured, neither 100,000 nested tags nor a table of a
million cells costs more than reading them. An HTML parser knows no entities but HTML's own: what a document type declares is neither
expanded nor fetched.
"""

from __future__ import annotations

import re

from lxml import etree

from kg.errors import SourceError
from kg.sources import xbrl
from kg.sources.content import Content
from kg.sources.decode import decode, normalise
from kg.sources.pages import text_of
from kg.sources.walk import Walk

__all__ = ["accepts", "read"]

_OPENING = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*){0,9}<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SUFFIXES = frozenset({".htm", ".html", ".xhtml"})
_TAG = re.compile(rb"<(?:html|body|div|p|table|font|br)\b", re.IGNORECASE)
_HEAD = 65536
_LINES = re.compile(r"<(?:p|br|tr|li|h\d)\b", re.IGNORECASE)  # tags that make lines
_PER_LINE_TAG = 20_000  # characters of a text that has such tags at all, for each of them
_PIECE = 1 << 16
# In <pre> the tags that plain filings draw tables with mean nothing to a browser, but "<TABLE>" would end the <pre>.
_PRE = re.compile(r"(</?pre\b[^<>]{0,200}>)", re.IGNORECASE)
_DRAWN = re.compile(r"</?(?:table|caption|page|fn|f\d{1,2}|s|c)>", re.IGNORECASE)


def accepts(data: bytes, suffix: str) -> bool:
    """Whether the file is HTML, by its opening or by its suffix and any tag."""
    head = data[:_HEAD]
    return bool(_OPENING.match(head) or (suffix in _SUFFIXES and _TAG.search(head)))


def read(data: bytes) -> Content:
    """What a browser would show as paragraphs, list items and rows of tables, and what inline XBRL says of the filing.

    Raises:
        SourceError: the bytes are no text, or nothing in them is shown.
    """
    markup, warning = decode(data)
    markup = _without_drawn_tables(normalise(markup))
    walk = Walk(xbrl.PREFIX, preformatted=_is_preformatted(markup))
    # huge_tree stays off: it lifts the limits on single names and comments, which no filing comes near.
    parser = etree.HTMLParser(target=walk, encoding="utf-8", no_network=True, huge_tree=False)
    for start in range(0, len(markup), _PIECE):
        parser.feed(markup[start : start + _PIECE].encode("utf-8"))
    text = normalise(text_of(parser.close()))
    if not text.strip():
        raise SourceError("the HTML shows no text; if it is drawn by a script, save what the browser shows as plain text")
    return Content(text, warning, xbrl.metadata_of(walk.facts))


def _is_preformatted(markup: str) -> bool:
    """Whether it is plain text in a wrapper of HTML: hardly a tag in it makes a line, but its line ends do."""
    tags = sum(1 for _ in _LINES.finditer(markup))
    return tags * _PER_LINE_TAG < len(markup) and markup.count("\n") > 50 * (tags + 1) and "<pre" not in markup[:_HEAD].lower()


def _without_drawn_tables(markup: str) -> str:
    """The same without the tags of plain text's tables in preformatted stretches; those with rows of HTML stay as they are."""
    pieces = _PRE.split(markup)  # text and tags by turns
    if len(pieces) == 1:
        return markup
    inside = False
    for i, piece in enumerate(pieces):
        if i % 2:
            inside = piece[1] != "/"
        elif inside and "<tr" not in piece.lower():
            pieces[i] = _DRAWN.sub("", piece)
    return "".join(pieces)
