"""Whether a sentence can match any rule, told from its signs alone: reading one as items costs a hundred times as much.

A gate asks of a sentence what a pattern can't do without, in its order and at its distances. It never turns away a sentence that a rule
would match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.mentions.sequence import Alphabet
from kg.rules.pattern import Compiled, expression
from kg.rules.signs import listed, loose, meant, rarity

__all__ = ["Gate", "Gates", "gates", "may_match"]


class Gate(NamedTuple):
    """What a rule asks: of each of `required` a sign anywhere, and what stands beside its trigger."""

    required: tuple[frozenset[str], ...]
    tight: tuple[str, str]
    loose: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gates:
    """Gates by the signs of their triggers, and an expression that finds these."""

    by_sign: Mapping[str, tuple[Gate, ...]]
    trigger: re.Pattern[str]


def gates(rules: Iterable[tuple[Iterable[str], Iterable[str], Compiled]], alphabet: Alphabet) -> Gates:
    """The gates of rules, each given by its triggers, the rarer words that it needs, and its pattern."""
    found: dict[str, dict[Gate, None]] = {}
    for triggers, needs, compiled in rules:
        needed = frozenset(sign for word in needs for sign in meant(alphabet.code(word)))
        asks = sorted(filter(None, (needed, *compiled.asks)), key=rarity)
        gate = Gate(tuple(asks), compiled.tight, compiled.loose)
        for trigger in triggers:
            for sign in meant(alphabet.code(trigger)):
                found.setdefault(sign, {})[gate] = None
    return Gates({sign: tuple(several) for sign, several in found.items()}, re.compile(f"[{''.join(found)}]" if found else r"(?!)"))


def may_match(opening: Gates, text: str, signs: str) -> bool:
    """Whether a sentence with these signs opens any gate."""
    triggers = opening.trigger.search(signs)
    if triggers is None:
        return False
    moved = loose(text, signs)
    signs = listed(signs, moved=moved)
    present, backwards, size = frozenset(signs), signs[::-1], len(signs)
    for trigger in opening.trigger.finditer(signs, triggers.start()):
        for gate in opening.by_sign[trigger.group()]:
            if any(map(present.isdisjoint, gate.required)):  # a look before the expressions, as most fail here
                continue
            left, right = gate.loose if moved else gate.tight
            if expression(right).match(signs, trigger.end()) and expression(left).match(backwards, size - trigger.start()):
                return True
    return False
