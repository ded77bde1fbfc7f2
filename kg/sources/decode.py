"""Bytes → text: what the encoding is, and what is no text at all.

A filing is read as UTF-8 (or as its byte order mark says), else as Windows-1252, as filings of the 1990s are.
"""

from __future__ import annotations

import codecs
import re

from kg.errors import SourceError

__all__ = ["decode", "normalise"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF; convert it to text first, for example with pdftotext"),
    (b"PK\x03\x04", "a zip archive (or a Word or Excel file); unpack it or save it as plain text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first with gunzip"),
    (b"BZh", "compressed with bzip2; unpack it first with bunzip2"),
    (b"\xfd7zXZ\x00", "compressed with xz; unpack it first with unxz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd; unpack it first with unzstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file; save it as plain text first"),
    (b"{\\rtf", "rich text (RTF); save it as plain text first"),
    (b"%!PS", "PostScript; convert it to text first"),
    (b"\x89PNG", "a PNG picture, no filing"),
    (b"\xff\xd8\xff", "a JPEG picture, no filing"),
    (b"GIF8", "a GIF picture, no filing"),
    (b"\x7fELF", "a program, no filing"),
    (b"SQLite format 3\x00", "an SQLite database, no filing"),
)
# The longer marks first: UTF-32's begins with UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_C1 = {code: bytes([code]).decode("cp1252", "replace").replace("\ufffd", " ") for code in range(0x80, 0xA0)}
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_REPLACED: dict[int, str] = (
    dict.fromkeys((*range(0x20), 0x7F), " ")
    | {0x09: "\t", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x2028: "\n", 0x2029: "\n"}
    | _C1
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file, and a warning where bytes were lost or guessed at (else "").

    Raises:
        SourceError: the bytes are no text; the message says what they are and what to do.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise SourceError(f"this is {what}")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        return _without_mark(data, sample)
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError as error:
        return _eight_bits(data, error)


def _strictly(data: bytes, encoding: str) -> tuple[str, str]:
    try:
        return data.decode(encoding), ""
    except UnicodeDecodeError as error:
        text = data.decode(encoding, "replace")
        return (
            text,
            f"is {encoding.upper()} by its byte order mark, but broken from byte {error.start}; what is broken was replaced by \ufffd",
        )


def _without_mark(data: bytes, sample: bytes) -> tuple[str, str]:
    """UTF-16 without a byte order mark: every second byte of English is zero."""
    half = len(sample) // 2 or 1
    for encoding, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        if zeros > 0.4 * half and sample.count(0) - zeros < 0.01 * half:
            return data.decode(encoding, "replace"), f"has no byte order mark; it was read as {encoding.upper()}"
    raise SourceError("this is no text (it holds NUL bytes); give the filing as plain text")


def _eight_bits(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    """Text that is not UTF-8: UTF-8 with a few broken bytes, or one byte a letter."""
    lenient = data.decode("utf-8", "replace")
    broken, whole = lenient.count("\ufffd"), sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", lenient)))
    if whole > 9 * broken:
        return lenient, f"is UTF-8 but for {broken} places, the first at byte {error.start}; they were replaced by \ufffd"
    try:
        return data.decode("cp1252"), "is not UTF-8; it was read as Windows-1252"
    except UnicodeDecodeError:
        return data.decode("latin-1"), "is not UTF-8; it was read as Latin-1"


def normalise(text: str) -> str:
    r"""Line ends as "\n", no control characters but tab and line end, no lone surrogates.

    C1 control characters are what Windows-1252 quotes and dashes become when they are taken for Latin-1, and are put right.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    return text.translate(_REPLACED) if _ODD.search(text) else text
