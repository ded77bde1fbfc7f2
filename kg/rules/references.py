"""What "its" and "it" mean: one antecedent, in the sentence or the one before, or a name that follows the phrase that opens a sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.reading import Reading

__all__ = ["antecedent", "meant"]

_AHEAD = 24  # items between "its" and the name that it runs ahead of


def antecedent(items: Sequence[Item], index: int, codes: str = "CGSN", barred: Collection[str] = ()) -> Party | None:
    """What "its" means: the subject of the sentence so far, which is the first party in it that is no possessive; else None."""
    for item in items[:index]:
        if item.code in codes and len(item.members) == 1 and not item.members[0].possessive and item.members[0].full not in barred:
            return item.members[0]
    return None


def meant(reading: Reading, index: int, party: Party, barred: Collection[str] = ()) -> Party | None:
    """What the reference at an item means: "its" the subject of the sentence, "it" the company named last; none of `barred`.

    Else the name that the opening phrase runs ahead of ("After its merger with B in 1998, A …"), or the subject of the sentence before.
    """
    if not party.possessive:
        last = next((item for item in reversed(reading.items[:index]) if item.code in "CG" and len(item.members) == 1), None)
        if last is not None and last.members[0].full not in barred:
            return last.members[0]
    found = antecedent(reading.items, index, barred=barred) or _ahead(reading.items, index, barred)
    before = reading.before
    return found if found is not None or before is None else antecedent(before.items, len(before.items), "CGS", barred)


def _ahead(items: Sequence[Item], index: int, barred: Collection[str]) -> Party | None:
    """The party right behind the comma that closes an opening phrase."""
    for place in range(index + 1, min(index + _AHEAD, len(items) - 1)):
        if items[place].code in ";.":
            return None
        item = items[place + 1]
        if items[place].code == "," and item.code in "CGSN" and len(item.members) == 1 and item.members[0].full not in barred:
            return item.members[0]
    return None
