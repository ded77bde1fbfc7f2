"""Parallel phrases: "from A, a unit of C, and from B", "with A in cars and with B in trucks", "chains such as A and shops like B".

What a rule finds behind a preposition goes on where the same preposition comes again behind an "and", or is left out there ("on A for
wire and B for lines"): said once here for every rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.mentions.sequence import Item

__all__ = ["parallels"]

_LEADS = frozenset({"against", "by", "from", "on", "to", "upon", "with"})
_SUCH = frozenset({"as", "include", "including", "like", "namely"})  # what brings an example, in whatever words
_LEFT = 9  # items between a party and the word that leads to it
_ASIDE = 12  # items between one phrase and the next
_INSIDE = 5  # items between an "and" and the word that leads to the next party
_PARTIES = frozenset("CGN")
_FIGURES = frozenset("%$D#")  # what belongs to one phrase alone
_VERBS = frozenset(
    "acquired agreed are began bought can competes could did does entered filed formed had has have held holds is may might owned owns "
    "purchased sells should sold supplies was we were which who will would".split()
)


def parallels(items: Sequence[Item], first: int, start: int, end: int) -> Iterator[int]:
    """The indices of the parties in phrases parallel to that of the party at `start` to `end`, in a match that begins at `first`."""
    left = range(start - 1, max(first, start - _LEFT) - 1, -1)
    lead = next((i for i in left if items[i].word in _LEADS | _SUCH or items[i].code in _PARTIES), None)
    if lead is None or items[lead].code in _PARTIES:
        return
    leads = _SUCH if items[lead].word in _SUCH else frozenset({items[lead].word})
    while (found := _next(items, end, leads)) is not None:
        yield found
        end = found + 1


def _next(items: Sequence[Item], end: int, leads: frozenset[str]) -> int | None:
    """The party of the next phrase that begins with one of the words that lead, behind an "and"; None where a clause of its own begins."""
    for index in range(end, min(end + _ASIDE, len(items))):
        item = items[index]
        if item.word in _VERBS or item.code in _FIGURES or item.code in ";:.":
            return None
        if item.word in ("and", "or") or (item.word == "to" and leads is _SUCH):
            led = _led(items, index + 1, leads)
            return _gapped(items, end, index) if led is None else led
    return None


def _gapped(items: Sequence[Item], end: int, index: int) -> int | None:
    """The party right behind an "and", where what each party is for is said of both: "A for wire and B for lines"."""
    purposes = [any(item.word == "for" for item in part) for part in (items[end:index], items[index + 1 : index + _ASIDE])]
    rest = [place for place in range(index + 1, min(index + 3, len(items))) if items[place].word != "the"]
    return rest[0] if all(purposes) and rest and items[rest[0]].code in _PARTIES else None


def _led(items: Sequence[Item], index: int, leads: frozenset[str]) -> int | None:
    for place in range(index, min(index + (_ASIDE if leads is _SUCH else _INSIDE) + 1, len(items))):
        item = items[place]
        if item.word in leads and not (item.word == "as" and items[place - 1].word != "such"):
            party = next((i for i in range(place + 1, min(place + 4, len(items))) if items[i].code in _PARTIES), None)
            between = items[place + 1 : party] if party is not None else ()
            return party if all(one.word and one.word not in _VERBS for one in between) else None
        introduces = item.code == "," and items[place + 1 : place + 2] and items[place + 1].word in ("such", "including", "like")
        if item.word in _VERBS or not item.word or item.code in _PARTIES | _FIGURES or (item.code in ",;:.()" and not introduces):
            return None
    return None
