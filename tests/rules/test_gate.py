"""Which sentences are read at all: none that a rule matches may be turned away."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from machines import book_of, shipped

from kg.errors import RuleError
from kg.mentions.sequence import Alphabet, encode
from kg.rules.gate import gates, may_match
from kg.rules.pattern import compile_pattern, expression
from kg.rules.signs import Signs, Words, listed
from tests.guards import ends


def opens(pattern: str, trigger: str, text: str, needs: tuple[str, ...] = ()) -> bool:
    alphabet = Alphabet()
    alphabet.code(trigger)
    compiled = compile_pattern(pattern, alphabet, "here")
    opening = gates([((trigger,), needs, compiled)], alphabet)
    return may_match(opening, text, Signs(Words(alphabet), book_of(text)).of(text))


@pytest.mark.parametrize(
    ("pattern", "trigger", "text", "expected"),
    [
        ("SELF TRIGGER ..4 COMPANY", "sold", "we sold Kelda Ltd.", True),
        ("SELF TRIGGER ..4 COMPANY", "sold", "we bought Kelda Ltd.", False),
        ("SELF TRIGGER ..4 from COMPANY", "bought", "we bought ships from Kelda Ltd.", True),
        ("SELF TRIGGER ..4 from COMPANY", "bought", "from here we bought ships", False),  # on the other side
        ("SELF TRIGGER to COMPANY", "sold", "we sold to Kelda Ltd.", True),
        ("SELF TRIGGER to COMPANY", "sold", "we sold ships to Kelda Ltd.", False),  # not right behind
        ("SELF TRIGGER to COMPANY", "sold", "we sold (in part) to Kelda Ltd.", True),  # asides are passed over
        ("was|were ..2 TRIGGER ( by | to ) COMPANY", "sold", "it was sold by Kelda Ltd.", True),
        ("was|were ..2 TRIGGER ( by | to ) COMPANY", "sold", "it was sold at once", False),
        ("SELF TRIGGER [ to ] COMPANY", "sold", "we sold Kelda Ltd.", True),  # the word may be left out
        ("SELF TRIGGER ( to COMPANY | ..3 PERCENT )", "sold", "we sold about 40%", True),
        ("SELF TRIGGER ( to COMPANY | ..3 PERCENT )", "sold", "we sold most", False),
        ("SELF TRIGGER ..3 PERCENT", "sold", "we sold ships", False),
        ("SELF TRIGGER ..3 PERCENT", "sold", "we sold 40% of Kelda", True),
        ("SELF co-own TRIGGER", "co-license", "we co-own, co-license", True),
        ("our half-owned TRIGGER", "by", "our half-owned by", True),
        ("SELF TRIGGER ..2 COMPANY", "sold", "we sold all of our old ships to Kelda Ltd.", False),  # too far away
        ("SELF TRIGGER ..2 COMPANY", "sold", "we sold Kelda, Tarn and Brandt Ltd.", True),  # a list is one item
        ("SELF TRIGGER ..2 PERCENT", "sold", "in the second quarter of 1997 we sold 40%", True),
        ("COMPANY TRIGGER ..2 DATE", "sold", "Tarn plc sold, as we know, ships in 1997", False),  # a comma between words stops a gap
        ("COMPANY TRIGGER ...9 DATE", "sold", "Tarn plc sold, as we know, ships in 1997", True),
        ("COMPANY ..2 TRIGGER", "sold", "Tarn plc and its many subsidiaries sold ships", True),  # they go into the name before them
        ("COMPANY TRIGGER", "agreed", "the Company and Kelda agreed", True),  # a list of companies
        ("COMPANY TRIGGER", "agreed", "the Company agreed", False),
        ("NAME TRIGGER", "agreed", "Kelda agreed, kelda", False),  # a common word in capitals
        ("NAME|WEAK TRIGGER", "agreed", "Kelda agreed, kelda", True),
        ("PERSON TRIGGER", "resigned", "Mr. Roe resigned", True),
        ("PERSON TRIGGER", "resigned", "the board resigned", False),
        ("SELF TRIGGER ( , COMPANY | : NAME )", "with", "we with: Kelda", True),
        ("SELF TRIGGER ( , COMPANY | : NAME )", "with", "we with Kelda", False),
        ("SELF TRIGGER ..4!ships COMPANY", "sold", "we sold old ships Kelda Ltd.", False),
    ],
)
def test_a_gate_asks_for_what_the_pattern_needs(pattern: str, trigger: str, text: str, *, expected: bool) -> None:
    assert opens(pattern, trigger, text) is expected


def test_a_rule_may_need_a_rarer_word_anywhere() -> None:
    assert opens("SELF TRIGGER ..4 COMPANY", "in", "we in Kelda Ltd. hold shares", ("shares", "stakes"))
    assert not opens("SELF TRIGGER ..4 COMPANY", "in", "we in Kelda Ltd. hold nothing", ("shares", "stakes"))


def test_each_word_is_looked_at_once() -> None:
    signs = Signs(Words(Alphabet()), book_of("ships and"))
    assert signs.of("ships and ships and ships") == signs["ships"] * 3 + signs["and"] * 2
    assert set(signs) == {"ships", "and"}


def test_every_example_of_the_rules_opens_a_gate() -> None:
    rules = shipped().rules
    texts = [example.text for rule in rules.rules for example in rule.examples if example.facts]
    assert texts
    shut = [text for text in texts if not may_match(rules.gates, text, Signs(rules.words, book_of(text)).of(text))]
    assert shut == []


ELEMENTS = (
    "COMPANY SELF NAME WEAK COMPANY|NAME COMPANY|SELF SELF'S ITS PERSON EXCHANGE PERCENT MONEY DATE NUMBER SPLIT OPEN CLOSE STOP shares "
    "of|in the ..2 ..6 ...4 ..3!of , by a?"
).split()
GROUPS = ("( COMPANY | of NAME )", "[ of SELF ]", "( , | is )", "( ..2 shares | DATE )")
PHRASES = [
    "this joint venture",
    "this subsidiary",
    "its 40% interest in Tarn and its 30% interest in Kelda",
    "(in part)", "(Tarn)", "(60%)", "(Kelda and Tarn)", "(together with old ships)", "(we)", "(sold in 1997)", "(of the Company)", "(ii)",
    "(see (a))",
    "we", "our", "the Company", "its", "Kelda Ltd.", "Kelda", "Tarn", "Northwind Cables plc", "Brandt S.p.A.",
    "the Bank of Japan", "Mr. Roe", "the London Stock Exchange", "and", "or", ",", "; ", ":", "(", ")", "40%", "wholly owned",
    "60/40", "$5 million", "14 March 2014", "fiscal 2012", "in 1997", "fifteen", "23", "sold", "shares", "of", "the", "by", "in",
    "ships", "and its many subsidiaries", "a", "is", '(the "Group")', "to a lesser extent,", "as well as",
    "Tarn, Kelda and the Company", "ships-", '"Ships"', "Energy", "energy", "Glass", "Northwind", "Northwind Japan",
    "Kelda Japan", "Johnson & Johnson", "the United States", "Bank of Fenmoor", "Japan", "Tarn's", "Kelda-Tarn",
    "the New York, London and Tokyo stock exchanges", "Group", "3M", "51%-sold", "Tarn-sold", "Tarn,which", "Tarn's 40%",
    "40% sold", "e-Tarn", "Tarn Group", "Cables", "and Northwind", "plc", "In", "The",
]  # fmt: skip
sides = st.lists(st.sampled_from([*ELEMENTS, *GROUPS]), max_size=3)
texts = st.lists(st.sampled_from(PHRASES), max_size=5)


@settings(max_examples=500)
@given(sides, sides, texts, texts)
def test_what_a_pattern_matches_opens_its_gate(left: list[str], right: list[str], before: list[str], behind: list[str]) -> None:
    alphabet, text = Alphabet(), " ".join([*before, "sold", *behind])
    alphabet.code("sold")
    try:
        made = compile_pattern(" ".join([*left, "TRIGGER", *right]), alphabet, "here")
    except RuleError:
        return
    book = book_of(text)
    sequence = encode(text, 0, len(text), book, alphabet)
    codes = sequence.codes
    matched = any(
        expression(made.right).match(codes, at + 1) and expression(made.left).match(codes[::-1], len(codes) - at)
        for at, item in enumerate(sequence.items)
        if item.word == "sold"
    )
    assert not matched or may_match(gates([(("sold",), (), made)], alphabet), text, Signs(Words(alphabet), book).of(text))


def test_every_gate_comes_to_an_end_in_the_worst_case() -> None:
    text = ("Kelda Ltd. of 5% in the shares of our Brandt AG by us to $5 million from 2014 old ships, " * 40)[:2900]
    rules = shipped().rules
    for moved in (True, False):
        signs = listed(Signs(rules.words, book_of(text)).of(text), moved=moved)
        for made in rules.compiled.values():
            with ends(5):
                for at in range(0, len(signs), max(1, len(signs) // 50)):
                    for side in made.loose if moved else made.tight:
                        expression(side).match(signs, at)
