"""Markdown → text: its marks go, rows of tables get tabs.

Line by line and with bounded patterns, so that it costs no more than its length; a parser of the whole of CommonMark (markdown-it-py 3.0,
measured) takes time that grows with the square of it on 50,000 brackets.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from kg.errors import SourceError
from kg.sources.bars import row_of
from kg.sources.content import Content
from kg.sources.decode import decode, normalise

__all__ = ["accepts", "read"]

_SUFFIXES = frozenset({".markdown", ".md", ".mdown"})
_COMMENT = re.compile(r"<!--.{0,20000}?-->", re.DOTALL)
_FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[^`]{0,80}")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+|\*(?:\s*\*){2,}|_(?:\s*_){2,})\s*")  # below a heading, or a rule
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<words>.*?)(?:\s+#+)?\s*")
_QUOTE = re.compile(r"(?:\s{0,3}>){1,40}\s?")
_BULLET = re.compile(r"^(?P<indent>\s{0,40})[*+-]\s+(?=\S)")
_COLUMNS = re.compile(r"[\s|:-]*-[\s|:-]*")
_CELL = re.compile(r"(?<!\\)\|")
_IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\n]{0,2000}\)")
_LINK = re.compile(r"\[(?P<words>[^\[\]]{1,500})\](?:\([^()\n]{0,500}(?:\([^()\n]{0,100}\)[^()\n]{0,100})?\)|\[[^\[\]]{0,200}\])")
_STRONG = re.compile(r"(?<![\w*])(?P<mark>\*{1,3}|_{1,3})(?=[^\s*_])(?P<words>[^*_\n]{0,500}[^\s*_])(?P=mark)(?![\w*])")
_CODE = re.compile(r"`{1,2}([^`\n]{1,500})`{1,2}")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()<>#+.!|~-])")


def accepts(data: bytes, suffix: str) -> bool:  # noqa: ARG001 - a reader's signature
    """Whether the suffix says so; Markdown has no other mark."""
    return suffix in _SUFFIXES


def read(data: bytes) -> Content:
    """Headings, paragraphs, list items and rows as lines; HTML tags in it go too.

    Raises:
        SourceError: the bytes are no text, or there is nothing in them.
    """
    text, warning = decode(data)
    lines = list(_lines(_COMMENT.sub("", normalise(text))))
    if not any(lines):
        raise SourceError("the file holds nothing but white space")
    return Content("\n".join(lines) + "\n", warning)


def _lines(text: str) -> Iterator[str]:
    fenced = False
    for line in text.split("\n"):
        if _FENCE.fullmatch(line):
            fenced = not fenced
        elif fenced:
            yield line.rstrip()
        elif _UNDERLINE.fullmatch(line) or ("|" in line and _COLUMNS.fullmatch(line)):
            continue
        else:
            yield from _line(_QUOTE.sub("", line, count=1) if line.lstrip().startswith(">") else line)


def _line(line: str) -> Iterator[str]:
    heading = _HEADING.fullmatch(line)
    if heading:
        yield from ("", _words(heading["words"]), "")
        return
    if line.lstrip().startswith("|"):
        yield row_of([_words(cell).strip() for cell in _CELL.split(line.strip().strip("|"))])
        return
    yield _words(_BULLET.sub(r"\g<indent>- ", line, count=1))


def _words(line: str) -> str:
    line = _CODE.sub(r"\1", _LINK.sub(r"\g<words>", _IMAGE.sub("", line)))
    for _ in range(2):  # strong within emphasis
        line = _STRONG.sub(r"\g<words>", line)
    return html.unescape(_ESCAPE.sub(r"\1", _TAG.sub("", line))).strip("\n").rstrip()
