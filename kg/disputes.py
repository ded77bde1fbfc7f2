"""On what the facts of one claim disagree: what can't all be so, not what is merely told in other words, units or at another time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import combinations

from kg.model import Fact, Value
from kg.names import core

__all__ = ["comparable", "disputed"]

_MONEY = ("amount", "currency")


def disputed(facts: Sequence[Fact], listed: Iterable[str], *, event: bool) -> tuple[str, ...]:
    """The names, sorted, of what two of the facts tell differently: attributes, "date" and "status".

    Of an `event` the day is compared, of what held for a while it is not, and only what is told of one time can differ. A percentage or sum
    is that of which it is the rounding. Sums of two currencies are not compared. Attributes that are `listed` have several values.
    """
    names = {name for fact in facts for name, _ in fact.attributes}.difference(listed, _MONEY)
    found = {name for name in names if _differ(facts, name)}
    if any(_differ([fact for fact in facts if fact.attribute("currency") == currency], "amount") for currency in _currencies(facts)):
        found.add("amount")
    if event and any(not _one_time(one, other) for one, other in combinations(_days(facts), 2)):
        found.add("date")
    if any(len({fact.status for fact in facts if fact.date == date}) > 1 for date in {fact.date for fact in facts}):
        found.add("status")
    return tuple(sorted(found))


def comparable(value: Value) -> Value:
    """A value by which others are the same: a name without its legal form, a number as a number."""
    return core(value) if isinstance(value, str) else float(value)


def _differ(facts: Iterable[Fact], name: str) -> bool:
    """Whether two facts that may be of one time have two values of an attribute."""
    told = sorted({(fact.date or "", value) for fact in facts if (value := fact.attribute(name)) is not None}, key=str)
    return any(_one_time(one, other) and not _same(first, second) for (one, first), (other, second) in combinations(told, 2))


def _one_time(one: str, other: str) -> bool:
    """Whether two dates, as exact as the text, may be one; what has none ("") may be of any time of its year."""
    return one.startswith(other) or other.startswith(one)


def _days(facts: Iterable[Fact]) -> set[str]:
    return {fact.date for fact in facts if fact.date and fact.year_basis == "event"}


def _currencies(facts: Iterable[Fact]) -> set[Value | None]:
    return {fact.attribute("currency") for fact in facts if fact.attribute("amount") is not None}


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return comparable(one) == comparable(other)
    first, second = Decimal(str(one)), Decimal(str(other))
    return abs(first - second) <= max(_unit(first), _unit(second)) / 2


def _unit(value: Decimal) -> Decimal:
    """To what a number is rounded: its last digit that is not 0, if there are two at least ("2.5 million"); before a point, 1 at most."""
    _, digits, exponent = value.normalize().as_tuple()
    assert isinstance(exponent, int)
    least = 0 if abs(value) < 1000 else exponent + len(digits) - 2  # of a percentage every digit counts
    return Decimal(10) ** min(exponent, least) if value else Decimal(1)
