"""Coordinations: "A, B and C" becomes one item with three members.

One function for parties and percentages, used for every relation. Two parties joined by a bare "and" are a list only where the second
is not the subject of a clause of its own ("… 35% of Vitro Plan and Visteon holds …").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.mentions.sequence import Item

__all__ = ["coordinate"]

_PARTY = frozenset("CGSNMTPXA")
_CLOSING = frozenset("cgnp")  # a possessive may close a list: "NTT and KDDI's"
_PREPOSITIONS = frozenset({"against", "by", "from", "in", "of", "to", "with"})
_APPOSITIONS = frozenset(
    {"a", "an", "and", "as", "but", "formerly", "in", "is", "or", "our", "respectively", "that", "the", "which", "who", "whose"}
)
_CONJUNCTIONS = frozenset({"and", "or", "&"})
_VERBS = frozenset(
    "acquired agreed also announced are became began bought can competes completed continues could did does entered filed formed had has "
    "have held holds is may might owned owns plans provides purchased remains sells should sold supplies was were will would".split()
)
_PRONOUNS = frozenset("he it its our she their therefore these they this thus we will".split())
_ASIDES = frozenset(
    {("to", "a", "lesser", "extent"), ("to", "a", "lesser", "degree"), ("to", "some", "extent")}
    | {("more", "recently"), ("most", "recently"), ("in", "particular")}
    | {("primarily",), ("principally",), ("mainly",), ("particularly",), ("notably",), ("recently",)}
)
_ENUMERATOR = 4  # letters of a number in brackets: "(viii)" is rarer
_JOINS = frozenset({"amalgamation", "combination", "merger"})  # "the merger of A and B became effective"
_SEVERAL = frozenset(
    "affiliates banks companies competitors customers distributors investees partners subsidiaries suppliers units ventures".split()
)
_CLAUSE_STARTS = frozenset("that which where while although though both and but because if when since whereas between".split())


def coordinate(items: list[Item]) -> list[Item]:
    """The items with every coordination as one of them; all others as they are."""
    result: list[Item] = []
    index = 0
    while index < len(items):
        if items[index].code in _PARTY:
            end, members = _parties(items, index, result)
        elif items[index].code == "%":
            end, members = _percents(items, index)
        else:
            end, members = index + 1, [items[index]]
        result.append(members[0] if len(members) == 1 else _merge(members))
        index = end
    return result


def _merge(members: list[Item]) -> Item:
    first, last = members[0], members[-1]
    if first.code == "%":
        return first._replace(end=last.end, values=tuple(value for member in members for value in member.values))
    codes = {member.code.upper() for member in members}
    code = next(kind for kind in "CGSPXANMT" if kind in codes)
    if code in "NM" and first.code == "T":
        code = "T"  # "the Amethyst, Yama and Condor": the article is said of all
    if code == "N" and sum(member.code in "MT" for member in members) * 2 > len(members):
        code = "M"  # "EPS and ROACE": one that may be a name does not make the other one
    code = "C" if code in "GS" and len(codes) > 1 else code
    if last.code in _CLOSING:
        code = code.lower()
    return first._replace(code=code, end=last.end, members=tuple(party for member in members for party in member.members))


def _percents(items: list[Item], first: int) -> tuple[int, list[Item]]:
    index, members = first, [items[first]]
    while True:
        after = _separator(items, index + 1)
        if after is None or after[0] >= len(items) or items[after[0]].code != "%":
            return index + 1, members
        index = after[0]
        members.append(items[index])


def _parties(items: list[Item], first: int, before: list[Item]) -> tuple[int, list[Item]]:
    index, members = first, [items[first]]
    separators: list[str] = []
    lead = before[-1].word if before else ""
    while True:
        after = _separator(items, index + 1)
        if after is None:
            break
        following, separator = _over_aside(items, after[0]), after[1]
        if following < len(items) and lead in _PREPOSITIONS and items[following].word == lead:
            following += 1  # "from A, from B and from C"
        if following < len(items) and items[following].word == "the":
            following += 1
        if following >= len(items) or items[following].code not in _PARTY | _CLOSING:
            step = _over_apposition(items, index + 1, separator)
            if step is None:
                break
            following = step
        item = items[following]
        if item.members[0].nominative or any((item.code == kind) != (members[0].code == kind) for kind in "PXA"):
            break  # "we" opens a clause, and people, exchanges and authorities are no companies
        if separators[-1:] == ["and"] and separator == "," and _separator(items, following + 1) is None:
            break  # "By the purchase of A and B, C grew"
        members.append(item)
        separators.append(separator)
        index = following
        if item.code in _CLOSING:
            break
    return _accepted(items, first, index, members, separators, before)


def _accepted(
    items: list[Item], first: int, last: int, members: list[Item], separators: list[str], before: list[Item]
) -> tuple[int, list[Item]]:
    """The list as found, or its first member alone where it is none after all."""
    if len(members) == 1:
        return first + 1, members
    alone = first + 1, members[:1]
    following = items[last + 1] if last + 1 < len(items) else None
    if len(members) == 2 and separators == ["and"]:
        at_start = not before or before[-1].word in _CLAUSE_STARTS | _SEVERAL or before[-1].code in ",;:"
        at_start = at_start or any(item.word in _JOINS for item in before[-2:-1])
        at_start = at_start or [item.word for item in before[-2:]] in (["each", "of"], ["both", "of"])
        if following is not None and following.word in _VERBS and not at_start and not _subject_start(before):
            return alone
    closed = (
        members[-1].word == "&c"
        or any(separator != "," for separator in separators)
        or (following is not None and following.word in ("and", "or", "among"))
    )
    if not closed and len(members) < 3 and not _goes_on(items, last + 1):
        return alone
    return last + 1, members


def _goes_on(items: list[Item], index: int) -> bool:
    """Whether a list goes on with parties that have no name: "A, B, power companies and their affiliates"."""
    tail = items[index : index + 9]
    if len(tail) > 4 and tail[0].word == "for" and tail[1].word and tail[2].code == "," and tail[3].word in ("and", "or"):
        return True  # "A, B for shoes, and others"
    if len(tail) < 3 or tail[0].code != ",":
        return False
    if tail[1].word in ("and", "or"):
        return bool(tail[2].word) and tail[2].word not in _VERBS | _APPOSITIONS | _PRONOUNS | _CLAUSE_STARTS | _PREPOSITIONS
    if tail[1].word in _APPOSITIONS or not tail[1].word:
        return False
    return any(item.word in ("and", "or") for item in tail[1:]) and not any(item.word in _VERBS for item in tail[:3])


def _subject_start(before: list[Item]) -> bool:
    """Whether what stands before a list is only a phrase that opens the sentence: "In 1997, the Company and …"."""
    tail = [item for item in before if item.word != "the"]
    return not tail or tail[-1].code in ",;:" or (len(before) <= 3 and not any(item.word in _VERBS for item in before))


def _separator(items: list[Item], index: int) -> tuple[int, str] | None:
    """The index behind a separator of list members at `index`, and the separator: "," or ";" or "and"."""
    if index < len(items) and items[index].code == "." and items[index + 1 : index + 2] and items[index + 1].code in ",;":
        index += 1  # the full stop of an abbreviation that is no legal form: "Int'l., Hitachi"
    words = [item.word for item in items[index : index + 3]]
    if not words:
        return None
    if items[index].code in ",;" or words[0] == "/":
        if words[1:2] and words[1] in _CONJUNCTIONS:
            return index + 2, "and"
        return index + 1, ";" if words[0] == ";" else ","
    if words[0] in _CONJUNCTIONS:
        return index + 1, "and"
    return (index + 3, "and") if words == ["as", "well", "as"] else None


def _over_apposition(items: list[Item], index: int, separator: str) -> int | None:
    """The next member behind an apposition, in a list with semicolons: "A; B, a unit of C; D"."""
    if separator != ",":
        return None
    for position in range(index, min(index + 14, len(items))):
        if items[position].code == ";":
            after = _separator(items, position)
            if after and after[0] < len(items) and items[after[0]].code in _PARTY:
                return after[0]
            return None
    return None


def _over_aside(items: list[Item], index: int) -> int:
    """The index behind a remark on the member that follows: "and, to a lesser extent, C"."""
    if [item.code for item in items[index : index + 3 : 2]] == ["(", ")"] and len(items[index + 1].word) <= _ENUMERATOR:
        return index + 3  # "(ii) B"
    start = index + (index < len(items) and items[index].code == ",")
    words = tuple(item.word for item in items[start : start + 4])
    length = next((size for size in (4, 2, 1) if words[:size] in _ASIDES), 0)
    if not length:
        return index
    return start + length + (start + length < len(items) and items[start + length].code == ",")
