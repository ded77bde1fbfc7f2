"""The ends of pages in plain text: taken out, with what belongs to the page alone."""

from __future__ import annotations

import pytest

from kg.sources.breaks import without_breaks
from kg.sources.plain import read

ABOVE = "In the course of the year the company sold cables worth"
BELOW = "Ps. 3 million to Kelda Wire Ltd. and to others in Mexico."


@pytest.mark.parametrize(
    "between",
    [
        "\n\n                    -12-\n<PAGE>\n\n",
        "\n\n   12\n<PAGE>\nItem 1.  Business (Continued)\n\n",
        "\n<PAGE>   13\n",
        "\n<page>\n\n    14\n",
        "\n<PAGE>\n   Kelda plc and subsidiaries      Page 15\n",
    ],
)
def test_a_sentence_that_a_page_cuts_is_whole(between: str) -> None:
    assert without_breaks(f"{ABOVE}{between}{BELOW}\n") == f"{ABOVE}\n{BELOW}\n"


@pytest.mark.parametrize("between", ["\n\n", "\n\nItem 2.  Properties\n\n"])
def test_what_marks_no_page_is_as_it_was(between: str) -> None:
    assert without_breaks(f"{ABOVE}{between}{BELOW}\n") == f"{ABOVE}{between}{BELOW}\n"


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("ITEM 1.  THE BUSINESS OF THE COMPANY AND OF ITS GROUP", BELOW),  # headings are no halves of sentences
        (ABOVE, "ITEM 2.  PROPERTIES OF THE COMPANY AND OF ITS GROUP"),
        ("Mills of the group", BELOW),  # too short for a line of prose
        (f"{ABOVE} nothing.", BELOW),
    ],
)
def test_what_ends_at_a_pages_end_stays_apart(above: str, below: str) -> None:
    assert without_breaks(f"{above}\n<PAGE>  7\n{below}\n") == f"{above}\n\n{below}\n"


def test_the_rows_of_a_table_stay() -> None:
    rows = "Kelda Wire Ltd.            100\n<PAGE>  7\nBrandt AG                   45\n1997\n------\n"
    assert without_breaks(rows) == rows.replace("<PAGE>  7", "")


def test_the_reader_takes_them_out() -> None:
    assert read(f"{ABOVE}\n<PAGE> 2\n{BELOW}\n".encode()).text == f"{ABOVE}\n{BELOW}\n"
