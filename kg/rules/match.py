"""Rules against the items of a sentence.

Matching starts at trigger words only. For one relation a trigger word is the ground of at most one rule: the first in order that matches
(a user's files first, then ours by name, then as they stand in the file). That order is total, so there are no ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.mentions.sequence import Sequence
from kg.rules.load import Rule, RuleSet
from kg.rules.pattern import Compiled, expression

__all__ = ["Match", "matches"]


class Match(NamedTuple):
    """A rule that matched: the index of its trigger, and for each role the first and last item (end exclusive)."""

    rule: Rule
    trigger: int
    roles: dict[str, tuple[int, int]]
    first: int
    last: int


def matches(sequence: Sequence, rules: RuleSet) -> Iterator[Match]:
    """The matches in a sentence, by trigger and then by order of the rules."""
    backwards, present = sequence.codes[::-1], frozenset(sequence.codes)
    for index, item in enumerate(sequence.items):
        if (candidates := rules.by_trigger.get(item.word)) is None:
            continue
        settled: set[str] = set()
        for rule in candidates:
            compiled = rules.compiled[rule.name]
            if rule.relation in settled or not compiled.requires <= present:
                continue
            match = _match(sequence, backwards, index, rule, compiled)
            if match is not None:
                settled.add(rule.relation)
                yield match


def _match(sequence: Sequence, backwards: str, trigger: int, rule: Rule, compiled: Compiled) -> Match | None:
    size = len(sequence.codes)
    right = expression(compiled.right).match(sequence.codes, trigger + 1)
    if right is None:
        return None
    left = expression(compiled.left).match(backwards, size - trigger)
    if left is None:
        return None
    roles: dict[str, tuple[int, int]] = {}
    for group, role in compiled.groups.items():
        if group[0] == "r":
            start, end = right.span(group)
        else:
            end, start = (size - offset for offset in left.span(group))
        if 0 <= start < end <= size:
            roles.setdefault(role, (start, end))
    return Match(rule, trigger, roles, size - left.end(), right.end())
