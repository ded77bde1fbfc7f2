"""Blocks → sentences.

A full stop ends a sentence unless the word before it is one that is written with a full stop (Inc., Mr., U.S., No.); after a legal form or
an initialism the next word decides. A list introduced by a colon is one sentence with its bullets, so that "our competitors include:" and
the names below it are read together. No sentence is longer than `MAX_LENGTH`, whatever the text holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kg.text.blocks import Block, blocks

__all__ = ["MAX_LENGTH", "Sentence", "sentences"]

MAX_LENGTH = 3000  # characters; longer ones are cut at white space
_MAX_LIST = 40  # bullets joined to the line that introduces them
_MAX_BULLET = 160  # characters of a bullet that may be an item of a list; longer ones are prose,
_MAX_ITEM = 500  # unless a semicolon ends them, or the one before
_LEAST_LISTED = 2  # semicolons of a paragraph that is a list

_STOP = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"(?:.*[\s(\"“])?([^\s(\"“]*)", re.DOTALL)
# Never the end of a sentence, whatever follows.
_INNER = frozenset(
    "Mr Mrs Ms Dr Prof Messrs Mt St Sr Jr No Nos Fig vs v cf e.g i.e approx Art Sec Ave Blvd Col Rs Ps Gen Gov Rev Hon al "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
)
# The end of a sentence only when the next word opens one.
_EITHER = re.compile(
    r"(?:Inc|Corp|Co|Cos|Coy|Cia|Cie|Ltd|Ltda|Pvt|Mfg|Bros|Int'l|Int’l|Pty|Pte|Bhd|Sdn|Assn|Dept|Div|etc|S\.p\.A|[A-Z]|(?:[A-Za-z]\.)+[A-Za-z])"
)
_OPENER = re.compile(
    r"[\"“‘'(\[]*(?:A|Accordingly|Additionally|After|All|Although|An|Any|As|At|Because|Before|Both|But|By|Certain|Currently|Despite|Due|During|Each|"
    r"Even|For|From|Further|Furthermore|He|Her|His|However|If|In|It|Its|Many|Moreover|Most|None|Of|On|One|Our|Pursuant|She|Since|Some|Such|That|The|"
    r"Their|There|Therefore|These|They|This|Those|Through|Thus|To|Under|Until|Upon|Was|We|When|Where|While|With)\b(?!\.)"
)
# A name with its verb opens one too, where no initial stands before it: "… of SunSource Inc. Harding is …".
_NAME_AND_VERB = re.compile(
    r"[A-Z][\w&-]+(?:\s+[A-Z][\w&-]+){0,2}\s+(?:also|are|had|has|have|initially|is|may|operates|provides|was|were|will)\b"
)


_LISTED = re.compile(r";(?:\s+(?:and|or))?$")


class Sentence(NamedTuple):
    """A sentence, or what stands for one: a row of a table, a list with its introduction. `kind` is its first block's."""

    start: int
    end: int
    kind: str
    section: str


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text in order; a heading or a row of a table is one by itself."""
    for group in _with_lists(text, blocks(text)):
        first, last = group[0], group[-1]
        if first.kind in ("heading", "row"):
            yield Sentence(first.start, min(first.end, first.start + MAX_LENGTH), first.kind, first.section)
            continue
        spans = list(_split(text, first.start, first.end))
        if len(group) > 1:
            spans[-1] = (spans[-1][0], last.end)
        for start, end in spans:
            for cut_start, cut_end in _cut(text, start, end):
                yield Sentence(cut_start, cut_end, first.kind, first.section)


def _with_lists(text: str, found: Iterable[Block]) -> Iterator[list[Block]]:
    """Groups of blocks: alone, or a line that ends in a colon with the bullets, or the names with semicolons, below it."""
    group: list[Block] = []
    for block in found:
        if len(group) == 1 and block.kind == "paragraph" and text.count(";", block.start, block.end) >= _LEAST_LISTED:
            yield [*group, block]
            group = []
            continue
        if group and block.kind == "bullet" and len(group) <= _MAX_LIST and _is_item(text, block, group[-1]):
            group.append(block)
            continue
        if group:
            yield group
        group = [block]
        if block.kind not in ("paragraph", "bullet") or text[block.end - 1] != ":":
            yield group
            group = []
    if group:
        yield group


def _is_item(text: str, block: Block, before: Block) -> bool:
    """Whether a bullet goes on with the list above it."""
    length = block.end - block.start
    listed = any(_LISTED.search(text, one.end - 6, one.end) for one in (block, before))
    return length <= _MAX_BULLET or (listed and length <= _MAX_ITEM)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if text[stop.start()] != "?" and not _ends(text, begin, stop.start(), stop.end()):
            continue
        yield begin, begin + len(text[begin : stop.end()].rstrip())
        begin = stop.end()
    if begin < end:
        yield begin, end


def _ends(text: str, begin: int, stop: int, following: int) -> bool:
    """Whether the mark at `stop` ends a sentence, by the word before and the word after it: "Zap! Brands" is a name."""
    match = _LAST_WORD.match(text, max(begin, stop - 30), stop)
    word = match[1] if match else ""
    if word in _INNER:
        return False
    if _EITHER.fullmatch(word) or (text[stop] == "!" and word[:1].isupper()):
        return bool(_OPENER.match(text, following) or (len(word) > 1 and _NAME_AND_VERB.match(text, following)))
    return True


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_LENGTH:
        stop = text.rfind(" ", start + MAX_LENGTH // 2, start + MAX_LENGTH)
        stop = stop if stop > 0 else start + MAX_LENGTH
        yield start, stop
        start = stop + 1 if text[stop : stop + 1] == " " else stop
    if start < end:
        yield start, end
