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
_EXAMPLE = 16  # the same, where it leads to an example: "or firms that make chips for phones, such as B"
_INSIDE = 5  # items between an "and" and the word that leads to the next party
_WHAT = 14  # items that say what the company in the next brackets does
_ABOUT = frozenset({"for", "in"})
_PARTIES = frozenset("CGN")
_SHORT = frozenset("CGNMT")  # a short form in brackets that the text nowhere defines
_FIGURES = frozenset("%$D#")  # what belongs to one phrase alone
_VERBS = frozenset(
    "acquired agreed are began bought can competes could did does entered filed formed had has have held holds is may might owned owns "
    "purchased sells should sold supplies was we were which who will would".split()
)


def parallels(items: Sequence[Item], first: int, start: int, end: int) -> Iterator[int]:
    """The indices of the parties in phrases parallel to that of the party at `start` to `end`, in a match that begins at `first`."""
    yield from _spread(items, start, end)
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
        if item.code == ";":
            return _behind_semicolon(items, index + 1, leads)
        if item.word in _VERBS or item.code in _FIGURES or item.code in ":.":
            return None
        if item.word in ("and", "or") or (item.word == "to" and leads is _SUCH):
            led = _led(items, index + 1, leads)
            return _gapped(items, end, index) if led is None else led
    return None


def _behind_semicolon(items: Sequence[Item], index: int, leads: frozenset[str]) -> int | None:
    """The party of a phrase that opens with what it is about: "; and in printers, with B"."""
    for place in range(index, min(index + _INSIDE + 4, len(items) - 1)):
        if items[place].word in leads:
            following = place + 1 + (items[place + 1].word == "the")
            return following if following < len(items) and items[following].code in _PARTIES else None
        if items[place].word in _VERBS or not (items[place].word or items[place].code == ",") or items[place].code in _PARTIES:
            return None
    return None


def _gapped(items: Sequence[Item], end: int, index: int) -> int | None:
    """The party right behind an "and", where what each party is for is said of both: "A for wire and B for lines"."""
    purposes = [any(item.word == "for" for item in part) for part in (items[end:index], items[index + 1 : index + _ASIDE])]
    rest = [place for place in range(index + 1, min(index + 3, len(items))) if items[place].word != "the"]
    return rest[0] if all(purposes) and rest and items[rest[0]].code in _PARTIES else None


def _led(items: Sequence[Item], index: int, leads: frozenset[str]) -> int | None:
    if items[index : index + 1] and items[index].code == ",":  # "and, increasingly, with B"
        index = next((i + 1 for i in range(index + 1, min(index + _INSIDE, len(items))) if items[i].code == ","), index)
    for place in range(index, min(index + (_EXAMPLE if leads is _SUCH else _INSIDE) + 1, len(items))):
        item = items[place]
        if item.word in leads and not (item.word == "as" and items[place - 1].word != "such"):
            party = next((i for i in range(place + 1, min(place + 4, len(items))) if items[i].code in _PARTIES), None)
            between = items[place + 1 : party] if party is not None else ()
            return party if all(one.word and one.word not in _VERBS for one in between) else None
        if "by" in leads and (item.code in _PARTIES or item.code == ","):
            continue  # "X, made by A, and Y, made by B"
        introduces = item.code == "," and items[place + 1 : place + 2] and items[place + 1].word in ("such", "including", "like")
        if item.word in _VERBS or not item.word or item.code in _PARTIES | _FIGURES or (item.code in ",;:.()" and not introduces):
            return None
    return None


def _spread(items: Sequence[Item], start: int, end: int) -> Iterator[int]:
    """The parties of a list whose members bring something with them: "A (19%) and B (12%)", "X (A) and Y (B)", "A in cars, B in vans"."""
    inside = start > 0 and items[start - 1].code == "(" and items[end : end + 1] and items[end].code == ")"
    while (found := _bracketed(items, end) if inside else _beside(items, end)) is not None:
        yield found
        end = found + 1


def _bracketed(items: Sequence[Item], end: int) -> int | None:
    """The party of the next brackets, behind a product: "X (A), Y (B)"."""
    index = _joined(items, end + 1)
    place = next((i for i in range(index, min(index + _WHAT, len(items))) if items[i].code == "("), None) if index else None
    if place is None:
        return None
    close = next((i for i in range(place + 1, min(place + _INSIDE, len(items))) if items[i].code == ")"), None)
    if close == place + 2 and items[place + 1].code in _PARTIES:
        return place + 1
    return _bracketed(items, close) if close is not None else None


def _beside(items: Sequence[Item], end: int) -> int | None:
    """The next party of a list behind what belongs to the last one: a figure or short form in brackets, or the same small word."""
    if [item.code for item in items[end : end + 3 : 2]] == ["(", ")"] and items[end + 1].code in _FIGURES | _SHORT:
        index = _joined(items, end + 3)
        return index if index and items[index].code in _PARTIES else None
    word = items[end].word if end < len(items) else ""
    if word not in _ABOUT:
        return None
    stop = next((i for i in range(end + 1, min(end + _INSIDE + 2, len(items))) if items[i].code in ",;" or items[i].word == "and"), end)
    index = _joined(items, stop)
    if not index or items[index].code not in _PARTIES:
        return None
    return index if index + 1 < len(items) and items[index + 1].word == word else None


def _joined(items: Sequence[Item], index: int) -> int | None:
    """The index behind a comma, an "and" or both; None where neither stands there."""
    start = index
    index += index < len(items) and items[index].code in ",;"
    index += index < len(items) and items[index].word in ("and", "or")
    index += index < len(items) and index > start and items[index].word == "the"
    return index if start < index < len(items) else None
