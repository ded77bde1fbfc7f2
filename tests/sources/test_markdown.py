"""Markdown: what its marks mean is kept, and the marks go; no input takes longer than its length."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import SourceError
from kg.sources.markdown import read

REPORT = r"""# Annual report of *Northwind plc*

For the fiscal year ended December 31, 2012
-------------------------------------------

<!-- converted -->
In May 2012 **we acquired [Kelda Wire Ltd.](https://x.example/a_(b))** for `$3 million`.
![a map](map.png) snake_case_names and 2\*3 &amp; more

* one
+ two

| Name | Share |
|:-----|------:|
| Murre \| Co | 5% |

> We bought Osprey AG in June 2012.
```
plain
```
"""


def text_of(source: str) -> str:
    return read(source.encode()).text


def test_marks_go_and_meaning_stays() -> None:
    text = text_of(REPORT)
    for words in (
        "\nAnnual report of Northwind plc\n", "\nFor the fiscal year ended December 31, 2012\n", " snake_case_names and 2*3 & more\n",
        "\n- one\n- two\n", "\nName\tShare\nMurre | Co\t5%\n", "\nWe bought Osprey AG in June 2012.\nplain\n",
    ):  # fmt: skip
        assert words in text
    assert not any(mark in text for mark in ("#", "**", "`", "](", "---", "<!--", "map"))


def test_a_report_in_markdown_is_read(tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(REPORT, encoding="utf-8")
    result = kg.build(tmp_path / "r.md", tmp_path / "out", registrant="Northwind plc")
    assert result.sources[0].fiscal_year == 2012
    assert {item.object for item in result.facts if item.fact.relation == "acquired"} == {"Kelda Wire Ltd.", "Osprey AG"}


def test_nothing_in_it() -> None:
    with pytest.raises(SourceError):
        text_of("<!-- -->\n\n")


@pytest.mark.parametrize("piece", ["[", "![[", "[a](b ", "*a ", "_a ", ">", "- ", "|a", "`", "&", "<a ", "\\", "***a*"])
def test_hostile_marks_cost_their_length(piece: str) -> None:
    assert len(text_of("x " + piece * 40_000)) <= 40_000 * len(piece) + 9


@given(st.text(st.sampled_from("ab *_`[]()|>#-\n\\!&<"), max_size=200))
def test_words_are_never_lost(source: str) -> None:
    try:
        text = read(source.encode()).text
    except SourceError:
        return
    assert set(text) <= set(source) | set("- \n\t")
