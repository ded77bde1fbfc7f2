"""The pattern language: what it matches, and what the compiler refuses because it could be slow or says nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import book_of, shipped

from kg.errors import RuleError
from kg.mentions.sequence import TYPES, Alphabet, encode
from kg.rules.pattern import Compiled, compile_pattern, expression
from tests.guards import ends

TEXT = "In 2014 our unit, Kelda Ltd. of Fenmoor, bought 45% of the shares of Brandt AG for $5 million from us."


def compiled(pattern: str) -> tuple[Compiled, Alphabet]:
    alphabet = Alphabet()
    return compile_pattern(pattern, alphabet, "mine.toml: rule 'mine'"), alphabet


def matched(pattern: str, text: str = TEXT, trigger: str = "bought") -> dict[str, str] | None:
    """The words that each role takes, or None where the pattern does not match at the trigger."""
    made, alphabet = compiled(pattern)
    alphabet.code(trigger)
    sequence = encode(text, 0, len(text), book_of(text), alphabet)
    at = next(i for i, item in enumerate(sequence.items) if item.word == trigger)
    size = len(sequence.codes)
    right, left = expression(made.right).match(sequence.codes, at + 1), expression(made.left).match(sequence.codes[::-1], size - at)
    if right is None or left is None:
        return None
    spans = {}
    for group, role in made.groups.items():
        start, end = right.span(group) if group[0] == "r" else tuple(size - offset for offset in left.span(group)[::-1])
        if 0 <= start < end <= size:
            spans[role] = text[sequence.items[start].start : sequence.items[end - 1].end]
    return spans


@pytest.mark.parametrize(
    ("pattern", "roles"),
    [
        ("TRIGGER", {}),
        ("TRIGGER percent:PERCENT", {"percent": "45%"}),
        ("TRIGGER ..5 object:COMPANY", {"object": "Brandt AG"}),
        ("TRIGGER ..4 object:COMPANY", None),
        ("subject:COMPANY ...4 TRIGGER", {"subject": "Kelda Ltd."}),
        ("subject:COMPANY ..4 TRIGGER", None),  # two dots stop at the comma
        ("subject:COMPANY of NAME , TRIGGER", {"subject": "Kelda Ltd."}),
        ("TRIGGER ..3!of shares", None),
        ("TRIGGER ..3!to shares", {}),
        ("TRIGGER ..6 for amount:MONEY [ from seller:SELF ]", {"amount": "$5 million", "seller": "us"}),
        ("TRIGGER ..6 for amount:MONEY [ of seller:SELF ]", {"amount": "$5 million"}),
        ("TRIGGER ( a | percent:PERCENT ) of the? shares", {"percent": "45%"}),
        ("TRIGGER PERCENT of a? the? shares|stock", {}),
        ("TRIGGER ( PERCENT of ( some | the ) ) shares", {}),
        ("TRIGGER gap:..3 shares", {"gap": "45% of the"}),
        ("date:DATE SELF'S unit , subject:COMPANY ...3 TRIGGER", {"date": "2014", "subject": "Kelda Ltd."}),
        ("TRIGGER PERSON", None),
    ],
)
def test_matching(pattern: str, roles: dict[str, str] | None) -> None:
    assert matched(pattern) == roles


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("TRIGGER ..31 object:COMPANY", "a gap of 31 items"),
        ("TRIGGER ..30 a ..30 b ..30 c ..30 d", "too many gaps on one side"),
        ("a ..30 b ..30 c ..30 TRIGGER", "too many gaps on one side"),
        ("TRIGGER ( a", "'(' is not closed"),
        ("TRIGGER [ a", "'[' is not closed"),
        ("TRIGGER ( a ]", "'(' is closed by ']'"),
        ("TRIGGER a )", "')' closes nothing"),
        ("TRIGGER a | b", "'|' closes nothing"),
        ("TRIGGER ( )", "an empty choice"),
        ("TRIGGER ( a | )", "an empty choice"),
        ("TRIGGER ( a ( b ( c ) ) )", "nested at most once"),
        ("TRIGGER object:FIRM", "'FIRM' is no type"),
        ("TRIGGER Company", "'Company' is no type"),
        ("TRIGGER ...", "is no type"),
        ("TRIGGER a*", "is no type"),
        ("TRIGGER .*", "is no type"),
        ("subject:COMPANY bought", "TRIGGER exactly once"),
        ("", "TRIGGER exactly once"),
        ("TRIGGER a TRIGGER", "TRIGGER exactly once"),
        ("( TRIGGER | a )", "TRIGGER stands outside of groups"),
        ("[ a TRIGGER ]", "TRIGGER stands outside of groups"),
    ],
)
def test_what_is_refused(pattern: str, message: str) -> None:
    with pytest.raises(RuleError, match=re.escape(message)) as error:
        compiled(pattern)
    assert str(error.value).startswith("mine.toml: rule 'mine': ")


TOKENS = [
    *TYPES,
    "TRIGGER",
    "a",
    "b",
    "..3",
    "...12",
    "..8!a",
    "(",
    ")",
    "[",
    "]",
    "|",
    "x:COMPANY",
    "y:..4",
    "a?",
    ",",
    "*",
    "+",
    "\\",
    "^",
]


@given(st.lists(st.sampled_from(TOKENS), max_size=14).map(" ".join))
def test_a_pattern_compiles_or_is_refused(pattern: str) -> None:
    try:
        made, _ = compiled(pattern)
    except RuleError:
        return
    assert len(made.groups) <= expression(made.left).groups + expression(made.right).groups


def test_every_shipped_pattern_comes_to_an_end_in_the_worst_case() -> None:
    """A sentence of companies, percentages and words that no pattern stops at: a rule that took 0.1 s a trigger would not end."""
    text = ("Kelda Ltd. of 5% in the shares of our Brandt AG by us to $5 million from 2014 " * 40)[:2900]
    machine = shipped()
    sequence = encode(text, 0, len(text), book_of(text), machine.rules.alphabet)
    codes, size = sequence.codes, len(sequence.codes)
    for made in machine.rules.compiled.values():
        with ends(5):
            for at in range(0, size, max(1, size // 50)):
                for side in (made.right, made.left):
                    expression(side).match(codes, at)


def test_a_gap_may_be_kept_off_a_type() -> None:
    text = "In 2014 our unit bought Kelda Ltd. from Brandt AG."
    assert matched("TRIGGER ..4 from object:COMPANY", text) == {"object": "Brandt AG"}
    assert matched("TRIGGER ..4!COMPANY from object:COMPANY", text) is None
