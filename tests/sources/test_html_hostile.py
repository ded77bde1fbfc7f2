"""Hostile HTML: bounded time and memory, nothing expanded, nothing fetched."""

from __future__ import annotations

import gzip
import re
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import kg
from kg.sources import Input, Metadata, read
from kg.sources.html import read as read_html
from tests.guards import ends


@contextmanager
def at_most(seconds: int, megabytes: float) -> Iterator[None]:
    """Bounds, wide enough for a busy machine: what is quadratic misses them by far."""
    tracemalloc.start()
    try:
        with ends(seconds):
            yield
        assert tracemalloc.get_traced_memory()[1] < megabytes * 1e6
    finally:
        tracemalloc.stop()


def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))
    dtd = f'<!DOCTYPE html [<!ENTITY l0 "ha">{laughs}<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY % p SYSTEM "{secret.as_uri()}">%p;]>'
    with at_most(5, 20):
        text = read_html(f"<?xml version='1.0'?>{dtd}<html><body><p>&l29;|&x;|end</p></body></html>".encode()).text
    assert text.endswith("&l29;|&x;|end")
    assert "haha" not in text
    assert "secret words" not in text


@pytest.mark.parametrize(
    "tag", ["div", "b", "font size=1", "table><tr><td", "ul><li", "sup", "pre", "span style='display:none'", "ix:header"]
)
def test_deep_nesting(tag: str) -> None:
    close = f"</{re.split('[ >]', tag, maxsplit=1)[0]}>"
    with at_most(20, 150):
        text = read_html(f"<html><body>first<{tag}>".encode() + f"<{tag}>".encode() * 100_000 + b"deep" + close.encode() * 100_001).text
    assert text.startswith("first")
    assert ("deep" in text) == ("none" not in tag and "header" not in tag)


def test_a_table_of_very_many_cells() -> None:
    line = b"<tr>" + b"<td>12</td>" * 100 + b"</tr>"
    with at_most(40, 150):
        text = read_html(b"<html><body><table>" + line * 1_000).text
    assert text.count("\t") == 99 * 1_000


@pytest.mark.slow
def test_a_table_of_a_million_cells_in_one_row() -> None:
    text = read_html(b"<html><body><table><tr>" + b"<td>12" * 1_000_000).text
    assert text.count("\t") == 999_999


@pytest.mark.parametrize(
    "data",
    [
        b"<p>" + b"word " * 1_000_000,
        b"<p " + b"a='b' " * 300_000 + b">word</p>",
        b"<!--" + b"-" * 3_000_000 + b"-->word",
        b"<img src='data:" + b"A" * 5_000_000 + b"'>word",
        b"word" + b"</i>" * 500_000,
        b"word&amp;&#1;&#x110000;&unknown;" * 100_000,
        b"word<br>" * 80_000,
        b"word<hr>" * 30_000,
        b"word" + b"<sup>1" * 50_000,
        b"word<ix:nonNumeric name='dei:A'>" * 30_000,
    ],
    ids=["line", "attributes", "comment", "picture", "ends", "entities", "breaks", "pages", "raised", "facts"],
)
def test_long_things(data: bytes) -> None:
    with at_most(20, 150):
        assert "word" in read_html(b"<html><body>" + data).text


def test_the_run_goes_on(tmp_path: Path) -> None:
    good = (
        "<html><body><p>Kelda plc</p><p>FORM 10-K</p><p>For the fiscal year ended March 31, 2006</p><p>In May 2005 we bought Brandt AG.</p>"
    )
    (tmp_path / "good.html").write_text(good)
    (tmp_path / "deep.html").write_bytes(b"<html>" + b"<div>" * 100_000)
    (tmp_path / "cut.htm.gz").write_bytes(gzip.compress(good.encode(), mtime=0)[:-9])
    result = kg.build(tmp_path, tmp_path / "out")
    assert [(Path(problem.where).name, problem.level) for problem in result.problems] == [("cut.htm.gz", "error"), ("deep.html", "error")]
    assert [(claim.relation, claim.object) for claim in result.claims] == [("acquired", "brandt")]


def problems_of(path: Path, limit: int = 200_000_000) -> str:
    filing, problems = read(Input("a", str(path)), Metadata(), limit)
    assert filing is None
    return str(problems[0])


def test_a_file_beyond_the_limit_is_refused_with_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "line.html"
    with path.open("wb") as stream:
        stream.write(b"<html><body><p>")
        stream.truncate(500_000_000)  # takes no room on the disk
    assert "larger than 200 MB; split it, or give the main document alone" in problems_of(path)


def test_a_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(b"<html>" + b"<p>" * 20_000_000, 9, mtime=0))
    with at_most(10, 40):
        assert "unpacks to more than 5 MB" in problems_of(path, 5_000_000)


@pytest.mark.parametrize("data", [b"\x1f\x8b", b"\x1f\x8b\x08\x00" + b"x" * 40, gzip.compress(b"<html>We" * 900, mtime=0)[:-40]])
def test_broken_gzip_says_so(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(data)
    assert "packed with gzip, but broken" in problems_of(path)


def test_zip_and_gzip_in_gzip_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for data, what in ((b"PK\x03\x04" + b"x" * 99, "unpack it"), (gzip.compress(gzip.compress(b"We"), mtime=0), "gunzip")):
        path.write_bytes(data)
        assert what in problems_of(path)
