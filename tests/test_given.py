"""What the functions of the API are given: what is none is an error of ours that names the argument, in words of the API."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import ArgumentError

TEXT = "In May 2014 we acquired Northwind Cables Ltd. and we may acquire others."
OURS = {"registrant": "Example plc", "fiscal_year_end": "2014-12-31"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> kg.Result:
    folder = tmp_path_factory.mktemp("given")
    (folder / "a.txt").write_text(TEXT)
    return kg.build(folder / "a.txt", folder / "out", **OURS)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: kg.extract(TEXT, registrant="E", fiscal_year_end="soon"), "fiscal_year_end must be a day, .* 2012-03-31, not 'soon'"),
        (lambda: kg.extract(TEXT, registrant="E", fiscal_year_end=2014), "fiscal_year_end must be a day"),
        (lambda: kg.extract(TEXT, registrant=None, fiscal_year_end="2014-12-31"), "registrant must be a text, not None"),
        (lambda: kg.extract(TEXT, aliases=None, **OURS), "aliases must be a text or a list of texts, not None"),
        (lambda: kg.extract(TEXT, aliases=[3], **OURS), "aliases must be a text, not 3"),
        (lambda: kg.extract(TEXT.encode(), **OURS), r"text must be a text, not b'In.*; files and bytes are read by kg\.build"),
        (lambda: kg.extract(Path("a.txt"), **OURS), "text must be a text, not .*a.txt.*kg.build"),
        (lambda: kg.build(b"x"), "paths must be a path or a list of paths, not b'x'"),
        (lambda: kg.build([b"x"]), r"paths must be a path \(str or Path\), not b'x'"),
        (lambda: kg.build(None), "paths must be a path or a list of paths, not None"),
        (lambda: kg.build([]), "paths must name a file or folder"),
        (lambda: kg.build(io.StringIO(TEXT)), "paths must be a path"),
        (lambda: kg.build("a.txt", fiscal_year_end="31 March 2012"), "fiscal_year_end"),
        (lambda: kg.build("a.txt", out=b"out"), "out must be a path"),
        (lambda: kg.build("a.txt", jobs="2"), "jobs must be a whole number from 0 to 256, not '2'"),
        (lambda: kg.build("a.txt", jobs=-1), "jobs"),
        (lambda: kg.build("a.txt", jobs=True), "jobs"),
        (lambda: kg.build("a.txt", rules=3), "rules must be a path or a list of paths, not 3"),
        (lambda: kg.build("a.txt", plugins=3), "plugins"),
        (lambda: kg.build("a.txt", manifest=3), "manifest"),
        (lambda: kg.build("a.txt", decisions=3), "decisions"),
        (lambda: kg.build("a.txt", references=[3]), "references"),
        (lambda: kg.build("a.txt", base=3), "base"),
        (lambda: kg.build("a.txt", progress=3), "progress must be a function, not 3"),
        (lambda: kg.load(b"out"), "out must be a path"),
        (lambda: kg.load(None), "out must be a path"),
        (lambda: kg.view(None), "graph must be a path"),
    ],
)
def test_what_is_none_is_told_by_name(call: Callable[[], object], words: str) -> None:
    with pytest.raises(ArgumentError, match=words) as told:
        call()
    assert isinstance(told.value, ValueError)
    assert "--" not in str(told.value)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": "pie"}, "kind must be one of network, ownership"),
        ({"company": "Example plc", "hops": 4}, "hops must be 1 to 3, not 4"),
        ({"hops": 2}, "hops need a company"),
        ({"company": "Example plc", "hops": 2, "kind": "table"}, "hops need a company"),
        ({"top": 0}, "top must be a number from 1 on"),
        ({"company": 3}, "company must be a text"),
    ],
)
def test_a_view_there_is_not_is_refused(built: kg.Result, options: dict[str, object], words: str) -> None:
    with pytest.raises(ArgumentError, match=words):
        kg.view(built, **options)


def test_what_is_meant_is_taken(built: kg.Result, tmp_path: Path) -> None:
    day = dt.datetime(2014, 12, 31, 12, 0)
    assert kg.extract(TEXT, registrant="Example plc", fiscal_year_end=day)[0].year == 2014
    [fact] = kg.extract("Exam acquired Northwind Cables Ltd. in May 2014.", aliases="Exam", **OURS)
    assert fact.subject.name == "Example plc"
    assert len(kg.load(built)) == len(kg.load(str(built.out))) > 0
    with pytest.raises(kg.KgError, match="written to no folder"):
        kg.load(kg.build(built.sources[0].path, **OURS))
    with pytest.raises(kg.KgError, match="can't be written"):
        kg.view(built).save(tmp_path / "nowhere" / "x.html")


def test_one_file_under_two_names_is_told(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(TEXT if name != "b" else f"{TEXT}\n")
    told = kg.build(tmp_path, **OURS).problems
    assert [(Path(one.where).name, one.level) for one in told] == [("c.txt", "warning")]
    assert "the very bytes of a:" in told[0].what
