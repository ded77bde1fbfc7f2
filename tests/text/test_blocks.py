"""Lines → blocks: what is a heading, a paragraph, a bullet, a row, and under which item it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from text_samples import TEXTS

from kg.text import blocks

LONG = (
    "Prose that nobody has wrapped goes on and on, well past the width of a page, as it does in every text that was once a web page. " * 2
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, " ".join(text[block.start : block.end].split())) for block in blocks(text)]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = "We depend on few suppliers,\nand these suppliers\nare small.\n\nWe are small too.\n"
    assert kinds(text) == [
        ("paragraph", "We depend on few suppliers, and these suppliers are small."),
        ("paragraph", "We are small too."),
    ]


def test_unwrapped_lines_are_a_paragraph_each() -> None:
    text = f"{LONG}\nWe are small.\nThey are not.\n"
    assert [kind for kind, _ in kinds(text)] == ["paragraph"] * 3


@pytest.mark.parametrize("mark", ["- 14 -", "14", "Page 14", "----------", "\x0c"])
def test_a_page_break_in_mid_sentence_does_not_end_it(mark: str) -> None:
    before = "We rely on a small number of carriers for the lines which our network is made of and"
    text = f"{before}\n\n{mark}\n\nwhich compete with us.\n\nNext.\n"
    found = list(blocks(text))
    assert len(found) == 2
    assert text[found[0].start : found[0].end].endswith("which compete with us.")


def test_a_page_break_between_sentences_ends_the_paragraph() -> None:
    text = "We rely on a small number of carriers for the lines which our network is made of.\n\n- 14 -\n\nThey compete with us.\n"
    assert len(list(blocks(text))) == 2


def test_sections_are_item_sub_item_and_heading() -> None:
    text = (
        "ITEM 3. KEY INFORMATION\n\nD. Risk Factors\n\nSuppliers\n\nWe have few.\n\nCompetition\n\nWe have many.\n\n"
        "E. Other\n\nIt rains.\n\nItem 4: Information on the Company\n\nWe exist.\n"
    )
    prose = {text[b.start : b.end]: b.section for b in blocks(text) if b.kind == "paragraph"}
    assert prose == {
        "We have few.": "ITEM 3. KEY INFORMATION › D. Risk Factors › Suppliers",
        "We have many.": "ITEM 3. KEY INFORMATION › D. Risk Factors › Competition",
        "It rains.": "ITEM 3. KEY INFORMATION › E. Other",
        "We exist.": "Item 4: Information on the Company",
    }


@pytest.mark.parametrize("item", ["Item 1A. Risk Factors", "ITEM 7. MANAGEMENT'S DISCUSSION AND ANALYSIS", "Item 16G — Governance"])
def test_items_of_both_forms_are_headings(item: str) -> None:
    text = f"{item}\n\nWe exist.\n"
    assert kinds(text)[0] == ("heading", item)
    assert next(b.section for b in blocks(text) if b.kind == "paragraph").startswith(item.split(maxsplit=1)[0])


@pytest.mark.parametrize("line", ["We have few suppliers.", "and so on", "Really?", "As follows:", "Sales rose;"])
def test_a_sentence_is_no_heading(line: str) -> None:
    assert [kind for kind, _ in kinds(f"{line}\n\nWe exist.\n")] == ["paragraph", "paragraph"]


@pytest.mark.parametrize("mark", ["-", "–", "•", "·", "*", "o", "(a)", "(ii)", "3)", "●"])
def test_bullets(mark: str) -> None:
    assert kinds(f"We own:\n\n  {mark}  Kelda Ltd.;\n  {mark}  Brandt AG.\n")[1:] == [
        ("bullet", f"{mark} Kelda Ltd.;"),
        ("bullet", f"{mark} Brandt AG."),
    ]


def test_a_wrapped_bullet_is_one_block() -> None:
    found = kinds("We own:\n\n  o  Kelda Ltd., a maker of sacks\n     and ropes; and\n  o  Brandt AG.\n")
    assert found[1:] == [("bullet", "o Kelda Ltd., a maker of sacks and ropes; and"), ("bullet", "o Brandt AG.")]


@pytest.mark.parametrize("row", ["Tallis Trust\t31,400\t15.7%", "Tallis Trust      31,400    15.7%", "Tallis Trust \t 15.7%"])
def test_rows_of_tables_stand_alone(row: str) -> None:
    assert [kind for kind, _ in kinds(f"Our holders were:\n{row}\n{row}\n\nWe exist.\n")] == ["paragraph", "row", "row", "paragraph"]


def test_a_line_of_blanks_is_an_empty_line() -> None:
    assert list(blocks("   ")) == []
    assert len(list(blocks("We have few suppliers.\n   \nThey are small.\n"))) == 2


@pytest.mark.parametrize("text", ["", "\n", "\n\n\n", "-----\n", "<PAGE>\n"])
def test_nothing_in_nothing_out(text: str) -> None:
    assert list(blocks(text)) == []


@given(TEXTS)
def test_blocks_are_ordered_apart_and_inside_the_text(text: str) -> None:
    end = 0
    for block in blocks(text):
        assert end <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip() == text[block.start : block.end]
        end = block.end


def test_justified_prose_is_no_table() -> None:
    text = "We make   wire and ropes,  and   as a result,  our  sales\nhave   risen  in every country  in which   we  sell.\n"
    assert [block.kind for block in blocks(text)] == ["paragraph"]


def test_columns_are_rows_with_or_without_figures() -> None:
    text = "Kelda Wire Ltd. of the north      makes wire and ropes\nBrandt AG     sells the wire and ropes      100%\n"
    assert [block.kind for block in blocks(text)] == ["row", "row"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("On August 29, 2015, the Company", "acquired Kelda Wire Ltd."),  # what follows goes on in small letters
        ("On August 29, 2015, we and", "Kelda Wire Ltd. founded Murre AG."),  # nothing ends in "and"
        ("Mr.", "Taro Yamada held 4% of our shares."),
        ("Value", "Kelda Ltd. held 4% of our shares. Value Kelda Ltd. sold some."),  # the name stands elsewhere in one
        ("The percentages below are of the shares that were issued on February", "17, 2016."),  # as long as a line of prose
    ],
)
def test_a_line_broken_anywhere_goes_on_where_long_lines_stand_too(first: str, second: str) -> None:
    found = kinds(f"{LONG}\n\n{first}\n{second}\n\nWe are small.\n")
    assert ("paragraph", f"{first} {second}") in found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("We sold it.", "acquired businesses"),
        ("Our Products", "Cables"),
        ("Competition", "Kelda Ltd. sells wire."),
        ("Competition:", "intense"),
    ],
)
def test_a_line_that_ends_stays_apart_where_long_lines_stand_too(first: str, second: str) -> None:
    assert f"{first} {second}" not in [words for _, words in kinds(f"{LONG}\n\n{first}\n{second}\n")]


def test_a_sentence_that_ends_in_a_quotation_is_no_heading() -> None:
    assert kinds('Our stock is traded on the NYSE under the symbol "NRTH."') == [
        ("paragraph", 'Our stock is traded on the NYSE under the symbol "NRTH."')
    ]
