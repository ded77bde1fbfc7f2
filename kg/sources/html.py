"""HTML filings: told from plain text, and refused with the mend until there is a reader for them."""

from __future__ import annotations

import re

from kg.errors import SourceError

__all__ = ["accepts", "read"]

_OPENING = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_IN_SUBMISSION = re.compile(rb"<TEXT>\s{0,200}(?:<XBRL>\s{0,40})?(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!doctype html|<html)\b", re.IGNORECASE)
_SUFFIXES = frozenset({".htm", ".html", ".xhtml"})
_TAG = re.compile(rb"<(?:html|body|div|p|table|font|br)\b", re.IGNORECASE)
_HEAD = 65536


def accepts(data: bytes, suffix: str) -> bool:
    """Whether the file is HTML by its opening, by the first document of a full submission, or by its suffix and any tag."""
    head = data[:_HEAD]
    return bool(_OPENING.match(head) or _IN_SUBMISSION.search(head) or (suffix in _SUFFIXES and _TAG.search(head)))


def read(data: bytes) -> tuple[str, str]:  # noqa: ARG001 - a reader's signature
    """Not yet.

    Raises:
        SourceError: always.
    """
    raise SourceError("HTML is not read yet; save the filing as plain text (for example with: lynx -dump -nolist FILE) and give that")
