"""Values beside the names of a list go with the names: "A (60%) and B (40%)", "60% by A and 40% by B", "A in 1996 and B in 1998".

What is left is a plain list, so that rules need not know of these shapes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.mentions.sequence import Item

__all__ = ["beside"]

_PARTY = frozenset("CGSN")
_ABOUT = frozenset({"approximately", "about"})
_HOLDERS = frozenset({"holder", "member", "owner", "partner", "shareholder"})
_OWNED = frozenset({"owned", "held"})
_BEHIND_SHARE = frozenset({"by", "to"})
_AT = frozenset({"in", "on", "during"})
_FOLLOWS = frozenset(",;")
_FIGURES = frozenset("%$D")
_DETERMINERS = frozenset({"a", "an", "his", "its", "our", "the", "their"})
_VERBS = frozenset("are had has have held holds is owned owns was were".split())
_LONGEST_STAKE = 7  # items from a share to the company
_ASIDE = 5  # items from a company to what separates it from the next
_APPOSED = 14  # the same, where it is told what the company is


def beside(items: list[Item]) -> list[Item]:
    """The items, where a party's own percentage or date is part of its item."""
    codes = [item.code for item in items]
    if "(" in codes and ("%" in codes or "D" in codes):
        items = _brackets(items)
    if codes.count("%") > 1:
        items = _stakes(_shares(items))
    return _dates(items) if codes.count("D") > 1 else items


def _brackets(items: list[Item]) -> list[Item]:
    """What stands in brackets behind a party: "A (60%)", "A (approximately 60%)", "A (1998)"."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        item = items[index]
        index += 1
        if item.code in _PARTY and len(item.members) == 1 and index < len(items) and items[index].code == "(":
            place = index + 1 + (items[index + 1].word in _ABOUT if index + 1 < len(items) else 0)
            close = place + 1
            close += close < len(items) and items[close].word in _HOLDERS
            if close < len(items) and items[close].code == ")" and items[place].code in "%D":
                item = _with(item, items[place], items[close].end)
                index = close + 1
        result.append(item)
    return result


def _with(item: Item, value: Item, end: int) -> Item:
    party = item.members[0]
    if value.date is not None:
        party = party._replace(date=value.date)
    elif value.values:
        party = party._replace(percent=value.values[0].value)
    return item._replace(members=(party,), end=max(end, item.end))


def _shares(items: list[Item]) -> list[Item]:
    """Shares before their owners: of "60% owned by A and 40% owned by B" stay the words before the first party, and then the list."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        listed, end = _series(items, index)
        if len(listed) > 1:
            result += [item for item in items[index:end] if item.word in _OWNED | _BEHIND_SHARE and item.end <= listed[0].start]
            result += listed
            index = end
        else:
            result.append(items[index])
            index += 1
    return result


def _series(items: list[Item], index: int) -> tuple[list[Item], int]:
    """The shares that begin at an item, with what separates them, and the index behind the last."""
    end, party = _share(items, index)
    listed = [party] if party else []
    while listed:
        start = _separator(items, end)
        following, party = _share(items, start)
        if party is None or start == end:
            break
        listed += [*items[end:start], party]
        end = following
    return listed, end


def _share(items: list[Item], index: int) -> tuple[int, Item | None]:
    """The party of a share that begins at an item, and the index behind it: "60% by A"."""
    if index >= len(items) or items[index].code != "%" or len(items[index].values) != 1:
        return index, None
    place = index + 1
    place += place < len(items) and items[place].word in _OWNED
    if place + 1 < len(items) and items[place].word in _BEHIND_SHARE and items[place + 1].code in _PARTY:
        return place + 2, _with(items[place + 1], items[index], items[place + 1].end)
    return index, None


def _stakes(items: list[Item]) -> list[Item]:
    """Stakes after one another: "its 55% interest in A and its 30% interest in B" is "its 55% interest in" and the list with shares."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        place = _stake(items, index)
        found = [place] if place else []
        while place:
            start = _determined(items, _behind(items, place + 1))
            place = _stake(items, start) if start else 0
            found += [place] if place else []
        if len(found) < 2 or (found[-1] + 1 < len(items) and items[found[-1] + 1].word in _VERBS):
            result.append(items[index])
            index += 1
            continue
        shares = [index, *(_determined(items, _behind(items, party + 1)) for party in found[:-1])]
        owned = [_with(items[party], items[share], items[party].end) for share, party in zip(shares, found, strict=True)]
        code = next((item.code for item in owned if item.code == "C"), owned[0].code)
        members = tuple(member for item in owned for member in item.members)
        result += [*items[index : found[0]], owned[0]._replace(code=code, end=owned[-1].end, members=members)]
        index = found[-1] + 1
    return result


def _stake(items: list[Item], index: int) -> int:
    """The index of the party of a stake that begins at an item, "55% of the shares in A"; 0 where there is none."""
    if index >= len(items) or items[index].code != "%" or len(items[index].values) != 1:
        return 0
    for place in range(index + 1, min(index + _LONGEST_STAKE, len(items) - 1)):
        following = place + 1 + (items[place + 1].word == "the")
        if items[place].word in ("in", "of") and following < len(items) and items[following].code in _PARTY:
            return following if len(items[following].members) == 1 else 0
        if not items[place].word or items[place].members or items[place].code in _FIGURES or items[place].word in _VERBS:
            return 0
    return 0


def _behind(items: list[Item], index: int) -> int:
    """The index behind what separates two stakes, a place of the first passed over: "of Canada; and"; 0 where nothing does."""
    if [item.code for item in items[index : index + 1]] == [","] and items[index + 1 : index + 2] and items[index + 1].word in ("a", "an"):
        index = next((place for place in range(index + 2, min(index + _APPOSED, len(items))) if items[place].code in _FOLLOWS), index)
    for place in range(index, min(index + _ASIDE, len(items))):
        after = _separator(items, place)
        if after > place:
            return after
        if not items[place].word or items[place].word in _VERBS or items[place].code in _FIGURES:
            return 0
    return 0


def _determined(items: list[Item], index: int) -> int:
    """The index of the share behind "a", "its", "approximately"; 0 where none is there."""
    for place in range(index, min(index + 3, len(items))) if index else ():
        if items[place].code == "%":
            return place
        if items[place].word not in _ABOUT | _DETERMINERS and items[place].code not in "si":
            return 0
    return 0


def _separator(items: list[Item], index: int) -> int:
    """The index behind "," or "and" or ", and" at an index; the index itself where there is none."""
    index += index < len(items) and items[index].code in _FOLLOWS
    return index + (index < len(items) and items[index].word == "and")


def _dates(items: list[Item]) -> list[Item]:
    """Dates behind names: "A in 1996, B in 1997 and C in 1998", at least two, each with a date of its own."""
    found = {index: _dated(items, index) for index, item in enumerate(items) if item.code in _PARTY and _dated(items, index)}
    result: list[Item] = []
    index = 0
    while index < len(items):
        end = found.get(index, 0)
        before = any(item.members and item.members[0].date for item in result[-3:])
        if end and (before or _separator(items, end) in found):
            result.append(_with(items[index], items[end - 1], items[end - 1].end))
            index = end
        else:
            result.append(items[index])
            index += 1
    return result


def _dated(items: list[Item], index: int) -> int:
    """The index behind "A in 1996" or "A, in March 1996" where it begins at an index; else 0."""
    at = index + 1 + (index + 1 < len(items) and items[index + 1].code == ",")
    tail = items[at : at + 2]
    return at + 2 if len(tail) == 2 and tail[0].word in _AT and tail[1].date is not None and len(items[index].members) == 1 else 0
