"""Which sentences are read at all: none that a rule matches may be turned away."""

from __future__ import annotations

import pytest

from kg.mentions.sequence import Alphabet
from kg.rules import load_rules
from kg.rules.gate import WORDS, gates, may_match
from kg.rules.pattern import compile_pattern
from kg.schema import load_relations


def opens(pattern: str, trigger: str, text: str) -> bool:
    alphabet = Alphabet()
    alphabet.code(trigger)
    compiled = compile_pattern(pattern, alphabet, "here")
    return may_match(gates([(trigger, compiled)], alphabet), text, WORDS.findall(text.lower()))


@pytest.mark.parametrize(
    ("pattern", "trigger", "text", "expected"),
    [
        ("SELF TRIGGER ..4 COMPANY", "sold", "we sold Kelda", True),
        ("SELF TRIGGER ..4 COMPANY", "sold", "we bought Kelda", False),
        ("SELF TRIGGER ..4 from COMPANY", "bought", "we bought ships from Kelda", True),
        ("SELF TRIGGER ..4 from COMPANY", "bought", "from here we bought ships", False),  # on the other side
        ("SELF TRIGGER to COMPANY", "sold", "we sold to Kelda", True),
        ("SELF TRIGGER to COMPANY", "sold", "we sold ships to Kelda", False),  # not right behind
        ("SELF TRIGGER to COMPANY", "sold", "we sold (in part) to Kelda", True),  # asides are passed over
        ("was|were ..2 TRIGGER ( by | to ) COMPANY", "sold", "it was sold by Kelda", True),
        ("was|were ..2 TRIGGER ( by | to ) COMPANY", "sold", "it was sold at once", False),
        ("SELF TRIGGER [ to ] COMPANY", "sold", "we sold Kelda", True),  # the word may be left out
        ("SELF TRIGGER ( to COMPANY | ..3 PERCENT )", "sold", "we sold half", True),  # one of the choices begins with anything
        ("SELF TRIGGER ..3 PERCENT", "sold", "we sold ships", False),
        ("SELF TRIGGER ..3 PERCENT", "sold", "we sold 40% of Kelda", True),
        ("SELF co-own TRIGGER", "co-license", "we co-own, co-license", True),
        ("SELF half-owned TRIGGER", "by", "our half-owned by", True),
    ],
)
def test_a_gate_asks_for_what_the_pattern_needs(pattern: str, trigger: str, text: str, *, expected: bool) -> None:
    assert opens(pattern, trigger, text) is expected


def test_every_example_of_the_rules_opens_a_gate() -> None:
    rules = load_rules(load_relations())
    texts = [example.text for rule in rules.rules for example in rule.examples if example.facts]
    assert texts
    assert [text for text in texts if not may_match(rules.gates, text, WORDS.findall(text.lower()))] == []
