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


def beside(items: list[Item]) -> list[Item]:
    """The items, where a party's own percentage or date is part of its item."""
    codes = [item.code for item in items]
    if "(" in codes and ("%" in codes or "D" in codes):
        items = _brackets(items)
    if codes.count("%") > 1:
        items = _shares(items)
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
    """The index behind "A in 1996" where it begins at an index; else 0."""
    tail = items[index + 1 : index + 3]
    return index + 3 if len(tail) == 2 and tail[0].word in _AT and tail[1].date is not None and len(items[index].members) == 1 else 0
