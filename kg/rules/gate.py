"""Whether a sentence can match any rule, told from its words alone: reading one as items costs a hundred times as much.

A gate asks of a sentence what a pattern can't do without: words right beside the trigger, and words or figures anywhere. It never turns
away a sentence that a rule would match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kg.mentions.sequence import Alphabet
from kg.rules.pattern import Compiled

__all__ = ["SEEN", "WORDS", "Gate", "gates", "may_match"]

WORDS = re.compile(r"[a-z]+")
# How a sentence shows, before it is read, that it can hold an item of that code.
SEEN = {
    "%": re.compile(r"%|cent\b|\b(?:wholly|fully)\b", re.IGNORECASE),
    "P": re.compile(r"\b(?:Adm|Dr|Gen|Hon|Lord|Messrs|Mr|Mrs|Ms|Prof|Sir)\b"),
    "D": re.compile(r"\d{4}"),
}
_MOVED = re.compile(rf"\(|{SEEN['%'].pattern}", re.IGNORECASE)  # items beside asides and shares may not be those that the text has there


class Gate(NamedTuple):
    """What one rule asks: words right before and behind its trigger (none: any), and a word of each of `left` and `right` on that side."""

    before: frozenset[str]
    behind: frozenset[str]
    left: tuple[frozenset[str], ...]
    right: tuple[frozenset[str], ...]
    patterns: tuple[re.Pattern[str], ...]


def gates(triggers: Iterable[tuple[str, Compiled]], alphabet: Alphabet) -> dict[str, tuple[Gate, ...]]:
    """The gates by the word in a text that a trigger shows as, its last part where it has hyphens."""
    meaning = alphabet.meanings()
    found: dict[str, list[Gate]] = {}
    for trigger, compiled in triggers:
        head, _, word = trigger.rpartition("-")
        before = frozenset() if head else _parts(compiled.before, meaning, -1)
        left, right = (tuple(_parts(codes, meaning, -1) for codes in side) for side in compiled.clauses)
        patterns = tuple(SEEN[code] for code in sorted(compiled.requires.intersection(SEEN)))
        gate = Gate(before, _parts(compiled.behind, meaning, 0), left, right, patterns)
        if gate not in found.setdefault(word, []):
            found[word].append(gate)
    return {word: tuple(sorted(several, key=_strictness)) for word, several in found.items()}


def _strictness(gate: Gate) -> int:
    """How much a gate asks: the one that asks least is tried first."""
    return bool(gate.before) + bool(gate.behind) + len(gate.left) + len(gate.right) + len(gate.patterns)


def _parts(codes: str, meaning: Mapping[str, str], index: int) -> frozenset[str]:
    """The words of codes as `WORDS` finds them, the first or last part of each; none where one of the codes stands for something else."""
    parts = [WORDS.findall(meaning.get(code, "")) for code in codes]
    return frozenset(part[index] for part in parts) if all(parts) else frozenset()


def may_match(index: Mapping[str, tuple[Gate, ...]], text: str, words: Sequence[str]) -> bool:
    """Whether a sentence of these words opens any gate."""
    moved = _MOVED.search(text) is not None
    for place, word in enumerate(words):
        for gate in index.get(word, ()):
            if _opens(gate, words, place, moved=moved) and all(pattern.search(text) for pattern in gate.patterns):
                return True
    return False


def _opens(gate: Gate, words: Sequence[str], place: int, *, moved: bool) -> bool:
    if not moved and gate.before and (not place or words[place - 1] not in gate.before):
        return False
    if not moved and gate.behind and (place + 1 == len(words) or words[place + 1] not in gate.behind):
        return False
    if any(side.isdisjoint(words[:place]) for side in gate.left):
        return False
    return not any(side.isdisjoint(words[place + 1 :]) for side in gate.right)
