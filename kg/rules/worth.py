"""What was paid in a deal, where the pattern itself holds no sum.

It is told further on in the sentence, or in the sentence behind it ("The purchase price was $310 million").
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.mentions.amounts import Money, moneys
from kg.mentions.sequence import Item
from kg.reading import Reading
from kg.rules.match import Match

__all__ = ["worth"]

_PAID = frozenset("consideration cost costing for paid paying price sum totaling totalling value valued worth".split())
_OTHER = frozenset(
    "debt debts goodwill gain loss liabilities loan loans notes revenue revenues sales tax assumed assumption borrowed".split()
)
_LEAD = 9  # items before a sum that say what it is
_CLOSE = 4  # of them where the consideration was named before
_DEALS = frozenset({"acquired", "divested"})
_NEXT = re.compile(
    r"\s*(?:The|Total|Our|This|Its)?\s*(?:\w+\s+){0,3}?(?:price|consideration|cost|transaction|acquisition|sale|proceeds)\b[^.$€£¥]{0,80}?"
    r"\b(?:was|were|of|for|totaled|totalled|amounted\s+to|at|approximately)\s+(?:an?\s+|in\s+|approximately\s+|about\s+|the\s+|total\s+|aggregate\s+)*$",
    re.IGNORECASE,
)
_REACH = 200  # characters of the next sentence before its sum


def worth(reading: Reading, match: Match) -> Money | None:
    """The sum of a deal that the pattern did not take; None where there is none, or more than one may be it."""
    if match.rule.relation not in _DEALS:
        return None
    items = reading.items
    others = {index for index in range(match.trigger + 1, len(items)) if items[index].word == items[match.trigger].word}
    stop = min(others, default=len(items))
    for index in range(match.trigger + 1, stop):
        money = items[index].money
        if money is not None:
            return money if _is_price(items, index, match.trigger) else None
    return _told_next(reading)


def _is_price(items: Sequence[Item], index: int, trigger: int) -> bool:
    lead = [item.word for item in items[max(trigger + 1, index - _LEAD) : index]]
    if any(item.word == "consideration" for item in items[trigger + 1 : index]):  # "consideration that includes cash …, in all $2 million"
        lead = ["consideration", *lead[-_CLOSE:]]
    behind = [item.word for item in items[index + 1 : index + 4]]
    return not _PAID.isdisjoint(lead) and _OTHER.isdisjoint(lead) and not (behind[:1] in (["per"], ["a"]) or "per" in behind[:2])


def _told_next(reading: Reading) -> Money | None:
    """The sum that the next sentence begins with, where it speaks of the price."""
    after = reading.after
    if after is None:
        return None
    start, end = after.sentence.start, after.sentence.end
    money = next(moneys(reading.text, start, min(end, start + _REACH)), None)
    return money if money is not None and _NEXT.match(reading.text[start : money.start]) else None
