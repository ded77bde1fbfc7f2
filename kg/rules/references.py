"""What "its" and "it" mean: one antecedent, in the sentence or the one before, or a name that follows the phrase that opens a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.reading import Reading

__all__ = ["actor", "antecedent", "meant"]

_AHEAD = 24  # items between "its" and the name that it runs ahead of
_AGENT = frozenset({"through", "via"})
_LEAD = 7  # items from "through" to the name that it leads to
_UNITS = frozenset({"subsidiaries", "subsidiary"})
_NEAR = 5  # items from "its" to "subsidiary"
_OPENING = 3  # items at the start of a sentence


def antecedent(items: Sequence[Item], index: int, codes: str = "CGSN", barred: Collection[str] = ()) -> Party | None:
    """What "its" means: the subject of the sentence so far, which is the first party in it that is no possessive; else None."""
    for place, item in enumerate(items[:index]):
        one = item.members[0] if len(item.members) == 1 else None
        if one is None or not (item.code in codes or (item.code == "M" and not place and one.full.isupper())):
            continue
        if not one.possessive and one.full not in barred:
            return one
    return None


def meant(reading: Reading, index: int, party: Party, barred: Collection[str] = ()) -> Party | None:
    """What the reference at an item means: "its" the subject of the sentence, "it" the company named last; none of `barred`.

    Else the name that the opening phrase runs ahead of ("After its merger with B in 1998, A …"), or the subject of the sentence before.
    """
    if party.mention.name.startswith("this "):
        named = (item.members[0] for item in reversed(reading.items[:index]) if item.code in "CG" and len(item.members) == 1)
        return next((one for one in named if one.full not in barred and not one.possessive), None) or _before(reading, "CGN", barred)
    if not party.possessive and reading.items[index - 1].word != "which":  # "X, in which it holds 30%": the sentence's subject
        last = next((item for item in reversed(reading.items[:index]) if item.code in "CG" and len(item.members) == 1), None)
        if last is not None and last.members[0].full not in barred:
            return last.members[0]
    if (owner := _beside(reading.items, index)) is not None and owner.full not in barred:
        return owner
    found = antecedent(reading.items, index, barred=barred) or _owner(reading.items[:index], barred) or _ahead(reading.items, index, barred)
    return found or _before(reading, "CGS", barred)


def _beside(items: Sequence[Item], index: int) -> Party | None:
    """Of "we bought A, and its wholly owned subsidiary B": A, whose subsidiary B is said to be in the same breath."""
    place = index - (3 if index > 2 and items[index - 2].code == "," else 2)
    together = place >= 0 and items[index - 1].word == "and" and any(item.word in _UNITS for item in items[index : index + _NEAR])
    return items[place].members[-1] if together and items[place].code in "CN" else None


def _before(reading: Reading, codes: str, barred: Collection[str]) -> Party | None:
    """The subject of the sentence before."""
    before = reading.before
    return antecedent(before.items, len(before.items), codes, barred) if before is not None else None


def _owner(items: Sequence[Item], barred: Collection[str]) -> Party | None:
    """Whose thing opens the sentence: "Kelda Holdings' main activity is carried on through its subsidiaries"."""
    first = next((item for item in items[:_OPENING] if item.code in "cg"), None)
    return first.members[0] if first is not None and len(first.members) == 1 and first.members[0].full not in barred else None


def _ahead(items: Sequence[Item], index: int, barred: Collection[str]) -> Party | None:
    """The party right behind the comma that closes an opening phrase."""
    for place in range(index + 1, min(index + _AHEAD, len(items) - 1)):
        if items[place].code in ";.":
            return None
        item = items[place + 1]
        if items[place].code == "," and item.code in "CGSN" and len(item.members) == 1 and item.members[0].full not in barred:
            return item.members[0]
    return None


def actor(items: Sequence[Item], start: int, end: int, trigger: int) -> Party | None:
    """Who does what a verb says, where the name from `start` to `end` right before it is not who; else None.

    "We own 40% of Q and sold R": the subject of both verbs. "The Company, through its subsidiary S, acquired R": the Company.
    """
    if not start or end >= trigger or items[start].code not in "CGN":
        return None
    if items[end].word in ("and", "but"):
        ours = next((item for item in reversed(items[:start]) if item.code == "S" and len(item.members) == 1), None)
        return ours.members[0] if ours is not None else antecedent(items, start)
    led = next((i for i in range(start - 1, max(start - _LEAD, 1), -1) if items[i].word in _AGENT or items[i].code == ","), 0)
    through = items[end].code == "," and led > 1 and items[led].word in _AGENT and items[led - 1].code == ","
    by = items[led - 2].members if through else ()
    return by[0] if len(by) == 1 and not by[0].possessive else None
