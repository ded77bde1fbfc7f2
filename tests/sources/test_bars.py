"""Cells set off by bars in plain text: rows with tabs, and nothing else is touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.sources.bars import without_bars
from kg.sources.plain import read


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("Name | Shares | %", "Name\tShares\t%"),
        ("Kelda Capital LLC (1) | 3,034,591 | 6.5 | %", "Kelda Capital LLC (1)\t3,034,591\t6.5%"),
        ("Total | $ | 12", "Total\t$12"),
        ("| Murre AG | Germany |", "Murre AG\tGermany"),
        ("* | Less than one percent.", "- Less than one percent."),
    ],
)
def test_cells_between_bars_are_a_row(line: str, row: str) -> None:
    assert without_bars(f"{line}\n\nA | 1") == f"{row}\n\nA\t1"


@pytest.mark.parametrize("rule", ["|---|:---:|", "+-----+ | +----+", "| --- | --- |"])
def test_a_rule_between_rows_is_no_line(rule: str) -> None:
    assert without_bars(f"A | 1\n{rule}\nB | 2\n") == "A\t1\nB\t2\n"


def test_prose_in_a_cell_stands_below_its_row() -> None:
    prose = "Cables are drawn from rod. " * 8
    rows = f"Cables | {prose}| Murre AG, Kelda plc | Osprey\nA | 1"
    assert without_bars(rows) == f"Cables\tMurre AG, Kelda plc\tOsprey\n{prose.strip()}\nA\t1"


@pytest.mark.parametrize("line", ["a|b", "The option -v|--verbose tells more.", "", "We sell to Star | Pipe Ltd.\nand to others."])
def test_a_bar_that_makes_no_table_stays(line: str) -> None:
    assert without_bars(line) == line


def test_the_reader_of_plain_text_makes_rows() -> None:
    assert read(b"Owner | Percent\nMurre AG | 12.5%\n").text == "Owner\tPercent\nMurre AG\t12.5%\n"


@given(st.text(st.sampled_from("ab |-\n\t$%"), max_size=60))
def test_no_word_is_lost(text: str) -> None:
    assert sorted(re.findall(r"[ab]", without_bars(text))) == sorted(re.findall(r"[ab]", text))
