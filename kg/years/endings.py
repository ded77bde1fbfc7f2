"""Whether a state is over by the words of its own sentence, and the word that says so.

"Until its sale in 2012 X was our subsidiary"; "X, our venture with Y, was dissolved in 2010"; "we sold our subsidiary X"; "following the
sale of our 50% interest in X". The end of a state is an event: its date is looked for as that of any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.mentions.dates import Date
from kg.mentions.sequence import Item
from kg.model import Cue, Relation
from kg.reading import Candidate

__all__ = ["Ending", "ended"]

_HELD_FIRST = frozenset({"affiliateOf", "jointVentureOf", "subsidiaryOf"})  # relations whose subject is what is held
_STATES = _HELD_FIRST | {"listedOn", "ownsShareIn", "partnerOf", "supplierOf"}
_DONE = frozenset("deconsolidated disposed dissolved divested liquidated merged sold spun terminated unwound wound".split())
_LAPSED = frozenset({"ended", "expired", "lapsed", "terminated"})
_BONDS = frozenset({"jointVentureOf", "partnerOf", "supplierOf"})
_DEED = frozenset("disposal disposition dissolution divestiture divestment liquidation sale spin-off".split())
_ENDS = _DEED | {"acquisition", "bankruptcy", "closure", "expiration", "merger", "termination"}
_BE = frozenset({"been", "was", "were"})
_SINCE = frozenset("also finally later since subsequently then thereafter".split())
_FINITE = frozenset("are had has have is owns was were will".split())
_PRESENT = frozenset("are holds is owns".split())
_PAST = frozenset("had held owned served supplied was were".split())
_NO_WHOLE = frozenset("assets at bonds by for from half notes part portion products shares some stock through to units".split())
_LEADS = frozenset("against between by for from in of through to with".split())
_HOLDING = frozenset("holding interest interests investment shareholding stake".split())
_OWN = frozenset({"all", "entire", "remaining"})
_NEVER = frozenset({"hypothetical", "negated", "pending", "planned"})
_REACH = 12  # items from a word of sale to what is sold
_NEAR = 9  # items from "until" to its date


class Ending(NamedTuple):
    """The item that says that a state is over, as a cue, and the date that it has by itself."""

    place: int
    cue: Cue
    date: Date | None = None


def ended(candidate: Candidate, relation: Relation) -> Ending | None:
    """How the sentence of a candidate says that what it states is over; None where it doesn't."""
    if relation.name not in _STATES or relation.event:
        return None
    held = relation.name in _HELD_FIRST | {"ownsShareIn"}
    found = _until(candidate) or (_over(candidate) if held else None) or (_lapsed(candidate) if relation.name in _BONDS else None)
    if found is None or any(scope.cue.kind in _NEVER and scope.first <= found.place < scope.last for scope in candidate.reading.scopes):
        return None
    return found


def _ending(candidate: Candidate, index: int, date: Date | None = None) -> Ending:
    reading = candidate.reading
    item = reading.items[index]
    return Ending(index, Cue("ended", item.start, item.end, " ".join(reading.text[item.start : item.end].split())), date)


def _until(candidate: Candidate) -> Ending | None:
    """A limit in the clause, before the present of the report: "until May 2008", "prior to its sale in 2011", "from 1996 to 2005"."""
    items = candidate.reading.items
    first, last = candidate.reading.clause(candidate.trigger)
    behind = [item.word for item in items[candidate.trigger + 1 : candidate.trigger + 4]]
    if behind in (["at", "the", "time"], ["at", "that", "time"]):  # "(its subsidiary at the time)"
        return _ending(candidate, candidate.trigger + 1)
    words = {item.word for item in items[candidate.first : candidate.last]}
    if not words.isdisjoint(_PRESENT):
        return None
    for index in range(first, last):
        limits = _limits(items, index, past=not words.isdisjoint(_PAST))
        if limits and _belongs(candidate, first, index):
            near = list(items[index + 1 : min(index + _NEAR, last)])
            stop = next((place for place, item in enumerate(near) if item.code in ",;:("), len(near))
            date = next((item.date for item in near[:stop] if item.date is not None), None)
            if date is not None and date.earliest > candidate.reading.document.filing.source.fiscal_year_end:
                return None
            if date is not None or any(item.word in _ENDS for item in near[:stop]):
                return _ending(candidate, index, date._replace(role="on") if date else None)
    return None


def _limits(items: Sequence[Item], index: int, *, past: bool) -> bool:
    """Whether an item is an "until", or a word that means it in the past."""
    word, after = items[index].word, items[index + 1] if index + 1 < len(items) else None
    if word in ("until", "till"):
        return True
    if not past or after is None:
        return False
    if word == "to":
        before = items[index - 1] if index else None
        return before is not None and ((before.date is not None and after.date is not None) or before.word == "prior")
    return word == "before" or (word == "through" and after.date is not None)


def _belongs(candidate: Candidate, first: int, index: int) -> bool:
    """Whether such a phrase opens the clause of the trigger or follows its match, with no other verb between."""
    items = candidate.reading.items
    if index < candidate.trigger:
        opens = index - (items[index].word == "to" and items[index - 1].word == "prior")
        return opens == first or items[opens - 1].code == "," or items[opens - 1].word in ("and", "but") or items[first].word == "from"
    return all(item.word not in _FINITE for item in items[max(candidate.trigger + 1, candidate.last) : index])


def _lapsed(candidate: Candidate) -> Ending | None:
    """The main verb right behind what was said: "our alliance with X ended in 2010"."""
    items = candidate.reading.items
    first = max(candidate.last, candidate.trigger + 1)
    for index in range(first, min(first + 3, len(items))):
        if items[index].word in _LAPSED and (items[index - 1].members or items[index - 1].word in _BE | _SINCE):
            return _ending(candidate, index, _date_behind(items, index))
        if items[index].word not in _BE | _SINCE:
            return None
    return None


def _over(candidate: Candidate) -> Ending | None:
    """The word by which what is held was sold, dissolved, merged into another: said of it, of its apposition, or by who held it."""
    items = candidate.reading.items
    party = candidate.subject if candidate.relation in _HELD_FIRST else candidate.object
    held = next((i for i, item in enumerate(items) if party is not None and any(one.start == party.start for one in item.members)), None)
    if held is None:
        return None
    for index, item in enumerate(items):
        said = item.word in _DONE and (_undergone(candidate, held, index) if index > held else _done(candidate, held, index))
        said = said or (
            item.word == "merger" and held > index and "into" in _words(items, held + 1, held + 6) and _whole(items, index, held, candidate)
        )
        if said or (item.word in _DEED and index < held and items[index + 1].word == "of" and _whole(items, index, held, candidate)):
            return _ending(candidate, index, _date_behind(items, max(index, held)))
    return None


def _date_behind(items: Sequence[Item], index: int) -> Date | None:
    """The date right behind what was sold and the word of sale: "the sale of X (a unit of Y) in 1994"."""
    depth = 0
    for item in items[index + 1 : index + 2 * _NEAR]:
        depth += (item.code == "(") - (item.code == ")")
        if depth and item.date is None:
            continue
        if item.code in ",;:.%" or item.members or item.word == "and":
            return None
        if item.date is not None:
            return item.date._replace(role="on") if item.date.role in ("on", "plain") else None
    return None


def _undergone(candidate: Candidate, held: int, index: int) -> bool:
    """Said of X at `held`, by the verb at `index`: "X was sold", "X, our venture with Y, was dissolved", "X, which was liquidated"."""
    items = candidate.reading.items
    start = index - 1 - (items[index - 1].word in _SINCE)
    if items[start].code in "SI" and items[start - 1].word in ("which", "that"):  # "X, which we sold in 2012"
        return items[index].word != "merged" and _is_subject(items, held) and _plain(items[held + 1 : start - 1])
    if items[start].word not in _BE or (items[index].word == "merged" and "into" not in _words(items, index + 1, index + 4)):
        return False
    start -= items[start].word == "been"
    between = items[held + 1 : start]
    if not _is_subject(items, held):
        return False
    if not between:
        return True
    ends = (party for party in (candidate.subject, candidate.object) if party is not None)
    if between[-1].word in ("which", "that"):
        named = next((item for item in reversed(between) if item.members), None)
        return _plain(between[:-1]) and (named is None or any(party in named.members for party in ends))
    return between[-1].code in ",)" and between[0].code in ",(" and _plain(between)


def _is_subject(items: Sequence[Item], held: int) -> bool:
    """Whether a party, with what is said before it ("our 60%-owned subsidiary X", "our interest in X"), depends on no other noun."""
    for place in range(held - 1, max(held - _NEAR, -1), -1):
        item = items[place]
        if item.word in _LEADS:
            return item.word in ("in", "of") and not _HOLDING.isdisjoint(_words(items, max(place - 2, 0), place))
        if item.code in "scgi,;:." or item.members:
            before = items[place - 1].word if place else ""
            return not (item.code in "scgi" and before in _LEADS)
    return True


def _plain(items: Sequence[Item]) -> bool:
    """Whether what stands between is an apposition: no verb of a clause of its own, no second subject."""
    joined = any(one.code == "," and other.word in ("and", "but", "while") for one, other in pairwise(items))
    return not joined and all(item.word not in _FINITE and item.code not in ";:." for item in items)


def _done(candidate: Candidate, held: int, index: int) -> bool:
    """Said by who held it, and of the whole of it: "we sold our subsidiary X", "the Company dissolved X, its venture with Y"."""
    items = candidate.reading.items
    owner = candidate.object if candidate.relation in _HELD_FIRST else candidate.subject
    seller = next((item for item in reversed(items[:index]) if item.code in "SCGNI"), None)
    if seller is None or not (seller.code in "SI" or (owner is not None and owner.full in {party.full for party in seller.members})):
        return False
    return items[index - 1].word not in _BE | {"be"} and _whole(items, index, held, candidate)


def _whole(items: Sequence[Item], index: int, held: int, candidate: Candidate) -> bool:
    """Whether from a word of sale to a party all is one noun phrase, which says neither a part of it nor anything of it."""
    own = (
        next((i for i in range(held - 1, index, -1) if items[i].code in "sicg"), 0) if _words(items, index + 1, index + 2) == ["to"] else 0
    )
    first = own or index + 1
    between = items[first:held]  # "sold to our partner A our 50% interest in X"
    if len(between) > _REACH or any(item.code in ";:.,(" or (item.members and item.code not in "sicgn") for item in between[:-1]):
        return False
    part = any(
        item.code == "%" and items[place].code not in "sicg" and items[place].word not in _OWN
        for place, item in enumerate(between, first - 1)
    )
    words = {item.word for item in between}
    return not part and words.isdisjoint(_NO_WHOLE) and (candidate.trigger < held or _apposed(items, held, candidate.trigger))


def _apposed(items: Sequence[Item], held: int, trigger: int) -> bool:
    """Whether a trigger stands in what is told of a party right behind it."""
    between = items[held + 1 : trigger]
    beside = len(between) <= 1 and all(item.word and not item.members for item in between)  # "the Kelda joint venture"
    return beside or (items[held + 1].code in ",(" and _plain(between))


def _words(items: Sequence[Item], first: int, last: int) -> list[str]:
    return [item.word for item in items[first:last]]
