"""Whether a sentence can match any rule, told from its signs alone: reading one as items costs a hundred times as much.

A gate asks of a sentence what a pattern can't do without, in its order and at its distances. It never turns away a sentence that a rule
would match.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kg.mentions.sequence import Alphabet
from kg.rules.pattern import Compiled, expression
from kg.rules.signs import listed, loose, meant

__all__ = ["Gate", "Gates", "gates", "may_match"]


class Gate(NamedTuple):
    """What a rule asks: of some sets of signs one each anywhere, a bit of `required` a set, and what stands beside its trigger."""

    required: int
    tight: tuple[str, str]
    loose: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gates:
    """Gates by the signs of their triggers, and for each sign the bits of the sets that it is in."""

    by_sign: Mapping[str, tuple[Gate, ...]]
    sets: Mapping[str, int]


def gates(rules: Iterable[tuple[Iterable[str], Iterable[str], Compiled]], alphabet: Alphabet) -> Gates:
    """The gates of rules, each given by its triggers, the rarer words that it needs, and its pattern."""
    found: dict[str, dict[Gate, None]] = {}
    bits: dict[frozenset[str], int] = {}
    for triggers, needs, compiled in rules:
        needed = frozenset(sign for word in needs for sign in meant(alphabet.code(word)))
        asked = {bits.setdefault(signs, 1 << len(bits)) for signs in (needed, *compiled.asks) if signs}
        gate = Gate(sum(asked), compiled.tight, compiled.loose)
        for trigger in triggers:
            for sign in meant(alphabet.code(trigger)):
                found.setdefault(sign, {})[gate] = None
    sets: dict[str, int] = {}
    for signs, bit in bits.items():
        sets.update((sign, sets.get(sign, 0) | bit) for sign in signs)
    return Gates({sign: tuple(several) for sign, several in found.items()}, sets)


def may_match(opening: Gates, text: str, signs: str) -> bool:
    """Whether a sentence with these signs opens any gate."""
    moved = loose(text, signs)
    signs = listed(signs, moved=moved)
    triggers, present = [], 0
    for sign in dict.fromkeys(signs):
        present |= opening.sets.get(sign, 0)
        if sign in opening.by_sign:
            triggers.append(sign)
    absent, backwards = ~present, signs[::-1]
    for trigger in triggers:
        for gate in opening.by_sign[trigger]:
            if gate.required & absent:  # a look before the expressions, as most fail here
                continue
            left, right = gate.loose if moved else gate.tight
            for place in _places(signs, trigger):
                if expression(right).match(signs, place + 1) and expression(left).match(backwards, len(signs) - place):
                    return True
    return False


def _places(signs: str, sign: str) -> Iterator[int]:
    place = signs.find(sign)
    while place >= 0:
        yield place
        place = signs.find(sign, place + 1)
