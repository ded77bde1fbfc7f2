"""Full submission text files: an SGML header and several documents, of which the annual report and its lists of subsidiaries are read.

Exhibit 13 is part of the report: the annual report to shareholders, which many a Form 10-K of before 2001 only refers to.

Pictures, spreadsheets and XBRL files ride in the same file, uuencoded or as XML; they are stepped over, never decoded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from kg.errors import SourceError
from kg.sources import header, html, plain
from kg.sources.content import Content
from kg.sources.decode import normalise
from kg.sources.metadata import Metadata

__all__ = ["accepts", "read"]

_OPENING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:-----BEGIN PRIVACY|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>|<DOCUMENT>)")
_DOCUMENT = re.compile(rb"^[ \t]*<(?P<end>/?)DOCUMENT>", re.MULTILINE)
_FIELD = re.compile(rb"^<(?P<key>TYPE|FILENAME)>[ \t]*(?P<value>[^\r\n]{0,200}?)[ \t]*\r?$", re.MULTILINE)
_WRAPPER = re.compile(rb"(?:[ \t]*\r?\n)*(?:<(?:XBRL|PDF|XML)>(?:[ \t]*\r?\n)*)?")  # empty lines, and a tag around the whole
_BLANK = re.compile(rb"\s*")
_CODED = re.compile(rb"\s*begin \d{3} \S")
_ANNUAL = re.compile(r"(?:10-K(?:405|SB|SB40|T|T405)?|20-F|40-F)(?:/A)?", re.IGNORECASE)
# The annual report to shareholders, and the lists of subsidiaries of Forms 10-K (21) and 20-F (8).
_EXHIBIT = re.compile(r"EX-(?:13|21|8)(?:\.\S+)?", re.IGNORECASE)
_HEAD = 65536


class _Document(NamedTuple):
    """One document of the file: its form or exhibit number, and where its body stands."""

    type: str
    suffix: str
    start: int
    end: int


def accepts(data: bytes, suffix: str) -> bool:  # noqa: ARG001 - a reader's signature
    """Whether the file opens as a submission does, or as one document of it, and holds one at all."""
    return bool(_OPENING.match(data[:_HEAD]) and _DOCUMENT.search(data))


def read(data: bytes) -> Content:
    """The annual report and its Exhibits 13, 21 and 8 below one another; without an annual report the first document that is text.

    Where the filer had other names, the header's lines that tell them stand above.

    Raises:
        SourceError: no document of the file can be read.
    """
    documents = list(_documents(data))
    wanted = [document for document in documents if _ANNUAL.fullmatch(document.type)] or documents[:1]
    if not wanted:
        raise SourceError("this is a full submission without a document that is text; give the file of its annual report")
    contents = [_content(data, document) for document in wanted]
    parts = [content.text for content in contents]
    for document in documents:
        if _EXHIBIT.fullmatch(document.type) and document not in wanted:
            content = _exhibit(data, document)
            contents.append(content)
            parts += [document.type, content.text] if content.text else []
    above = _above(data)
    found = contents[0].metadata.over(_of_file(above, wanted[0]))
    names = header.former_names(above)
    parts = [names, *parts] if names else parts
    warnings = dict.fromkeys(content.warning for content in contents if content.warning)
    return Content("\n\n".join(part.strip("\n") for part in parts) + "\n", "; it ".join(warnings), found)


def _above(data: bytes) -> str:
    """The header."""
    first = _DOCUMENT.search(data)
    return normalise(data[: min(first.start() if first else 0, _HEAD)].decode("utf-8", "replace"))


def _of_file(above: str, main: _Document) -> Metadata:
    """What the header says, and where there is none the form that the document itself is filed as."""
    form = main.type if _ANNUAL.fullmatch(main.type) else ""
    return header.metadata_of(above).over(Metadata(form=form).learnt(header.HOW))


def _content(data: bytes, document: _Document) -> Content:
    body = data[document.start : document.end]
    return html.read(body) if html.accepts(body, document.suffix) else plain.read(body)


def _exhibit(data: bytes, document: _Document) -> Content:
    """An exhibit; one that can't be read is a warning, and the report is read without it."""
    try:
        return _content(data, document)
    except SourceError as error:
        return Content("", f"holds an exhibit ({document.type}) that was left out: {error}")


def _documents(data: bytes) -> Iterator[_Document]:
    """The documents that hold text, in the order of the file."""
    start = -1
    for mark in _DOCUMENT.finditer(data):
        if start >= 0:
            yield from _document(data, start, mark.start())
        start = -1 if mark["end"] else mark.end()
    if start >= 0:
        yield from _document(data, start, len(data))


def _document(data: bytes, start: int, end: int) -> Iterator[_Document]:
    text = data.find(b"<TEXT>", start, min(end, start + _HEAD))
    fields = {match["key"]: match["value"] for match in _FIELD.finditer(data, start, text if text >= 0 else min(end, start + _HEAD))}
    stop = data.rfind(b"</TEXT>", start, end)
    begin = text + len(b"<TEXT>") if text >= 0 else start
    wrapper = _WRAPPER.match(data, begin, end)
    begin = wrapper.end() if wrapper else begin  # it always matches, if only nothing
    stop = stop if stop >= begin else end
    name = fields.get(b"FILENAME", b"").decode("ascii", "replace")
    suffix = PurePath(name).suffix.casefold()
    if not _BLANK.fullmatch(data, begin, stop) and not _CODED.match(data, begin, stop) and suffix != ".pdf":
        yield _Document(fields.get(b"TYPE", b"").decode("ascii", "replace").upper(), suffix, begin, stop)
