"""Bytes → text: encodings, what is no text, and characters that no text should hold."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.sources.decode import decode, normalise

SENTENCE = "Café Müller’s largest supplier is Łódź Zakłady S.A. – “ZL”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_with_its_mark_is_read_without_loss(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == (SENTENCE, "")


def test_big_endian_with_its_mark() -> None:
    assert decode(b"\xfe\xff" + SENTENCE.encode("utf-16-be")) == (SENTENCE, "")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_read_with_a_warning(encoding: str) -> None:
    text, warning = decode(("We acquired Northwind. " * 5).encode(encoding))
    assert text.startswith("We acquired")
    assert "UTF-16" in warning


def test_windows_1252_and_latin_1() -> None:
    assert decode("Café “Nord”".encode("cp1252")) == ("Café “Nord”", "is not UTF-8; it was read as Windows-1252")
    text, warning = decode(b"Caf\xe9 \x81")
    assert text.startswith("Café")
    assert "Latin-1" in warning


def test_utf8_with_a_broken_byte_keeps_the_rest() -> None:
    text, warning = decode(("é" * 50).encode() + b"\xff" + b"end")
    assert text == "é" * 50 + "\ufffd" + "end"
    assert "byte 100" in warning


def _zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "text")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (_zip(), "zip"),
        (gzip.compress(b"text", mtime=0), "gunzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), "Office"),
        (b"{\\rtf1 text}", "RTF"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"some text\x00\x01\x02 and bytes", "NUL"),
        (bytes(1000), "NUL"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(SourceError, match=what):
        decode(data)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_source_error(data: bytes) -> None:
    try:
        text, _ = decode(data)
    except SourceError:
        return
    normalise(text).encode("utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\fd\u2028e", "a\nb\nc\nd\ne"),
        ("tab\tand\x07bell", "tab\tand bell"),
        ("\x93Nord\x94 \x96 it\x92s", "“Nord” – it’s"),
        ("lone \ud800 surrogate", "lone \ufffd surrogate"),
        ("nul\x00", "nul "),
        ("plain", "plain"),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


@given(st.text(max_size=200))
def test_normalise_is_idempotent_and_encodable(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    once.encode("utf-8")
