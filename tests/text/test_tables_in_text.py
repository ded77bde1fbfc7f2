"""Tables: cells with their columns, whatever draws them; wrapped rows are whole, and every word is where its span says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text import tables

DRAWN = """
<TABLE>
<CAPTION>
                                                        Held
    Name                    Position                    since      Age
    ----                    --------                    -----      ---
<S>                         <C>                         <C>        <C>
Jane A. Roe..............   Chairman of the Board       May 1993   60
  (1)                         of Directors and
                              Chief Executive
                            Director

John Doe.................   Secretary                   June 1990  51
</TABLE>
                                   -30-
"""
ROWS = "\n\nOwners of our shares are:\n\nNumber of shares\t% of class\nKelda Wire Ltd.\t1,000\t5.1%\nMurre Fund\t2,000\t10.2%\n\nMore."


def cells(text: str) -> list[list[list[tuple[int, str]]]]:
    return [[[(cell.column, cell.words(text)) for cell in row.cells] for row in table.rows] for table in tables(text)]


def test_rows_of_plain_text_go_on_below() -> None:
    [rows] = cells(DRAWN)
    assert rows == [
        [(0, "Jane A. Roe (1)"), (1, "Chairman of the Board of Directors and Chief Executive Director"), (2, "May 1993"), (3, "60")],
        [(0, "John Doe"), (1, "Secretary"), (2, "June 1990"), (3, "51")],
    ]
    [table] = tables(DRAWN)
    assert [table.heading(DRAWN, column) for column in range(4)] == ["Name", "Position", "since", "Age"]


def test_rows_of_html_have_headings_over_their_columns() -> None:
    [table] = tables(ROWS)
    assert cells(ROWS) == [[[(0, "Kelda Wire Ltd."), (1, "1,000"), (2, "5.1%")], [(0, "Murre Fund"), (1, "2,000"), (2, "10.2%")]]]
    assert [table.heading(ROWS, column) for column in range(3)] == ["", "Number of shares", "% of class"]
    assert ROWS[table.start : table.end].startswith("Number of shares")


def test_prose_is_no_table() -> None:
    assert cells("We make wire.   It is  good wire.\n\nWe sell it.\n" + "A  long line with two gaps   in it, " * 9 + "\nEnd.\n") == []
    assert cells("") == []


@given(st.text(st.sampled_from("ab1 .\t\n-%(A"), max_size=300))
def test_spans_are_the_words(text: str) -> None:
    for table in tables(text):
        for row in (*table.header, *table.rows):
            assert table.start <= row.start <= row.end <= table.end
            for cell in row.cells:
                assert all(row.start <= span.start < span.end <= row.end for span in cell.spans)
                assert cell.words(text).split()
