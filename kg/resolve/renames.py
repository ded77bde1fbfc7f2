"""What the facts of a filing say of its names: which gave way to which, and when, and which are two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from kg.model import Extraction, Fact, Source
from kg.names import compatible, family
from kg.resolve.forms import key

__all__ = ["Held", "Rename", "Told", "held", "renames", "told_apart"]

_RELATION = "renamedTo"


class Told(NamedTuple):
    """The names that went and those that came at a date."""

    date: str | None
    old: list[str]
    new: list[str]


class Held(NamedTuple):
    """Since and until when a name held; whether it is a former one."""

    since: str | None = None
    until: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Rename:
    """One name gave way to another at a date, as exact as the text, or at an unknown time."""

    old: str
    new: str
    date: str | None
    start: int

    def ends(self, old: Sequence[str], new: Sequence[str], others: Iterable[Rename]) -> Told:
        """Of the names of the party (or the two parties) that had the old name and has the new one, those that go and come with these.

        What another change of name tells of goes and comes with that.
        """
        one, two = key(self.old), key(self.new)
        if one == two:
            return Told(self.date, [self.old], [self.new])
        if self.new in old:
            return Told(self.date, [name for name in old if key(name) == one], [name for name in new if key(name) == two])
        told = {key(name) for other in others for name in (other.old, other.new)}
        went = [name for name in old if key(name) not in told - {one}]
        return Told(self.date, went, [name for name in new if key(name) not in told - {two}])


def renames(extraction: Extraction) -> list[Rename]:
    """The changes of name in a filing, the oldest first, each once.

    Where two companies are said to have taken one name on different days, only that of the filer itself is believed: the other took a
    name that is like it, and a name is not enough to make it the filer.
    """
    found: dict[tuple[str, str], Rename] = {}
    for fact in sorted(_stated(extraction), key=lambda fact: (fact.date is None, fact.date or "", fact.evidence.start)):
        assert fact.object is not None
        found.setdefault((key(fact.subject.name), key(fact.object.name)), _rename(fact, fact.object.name))
    return [one for one in found.values() if not _rivals(one, found.values(), key(extraction.source.registrant))]


def _stated(extraction: Extraction) -> Iterator[Fact]:
    for fact in extraction.facts:
        two = fact.relation == _RELATION and fact.object is not None and fact.subject.name != fact.object.name
        if two and not _is_still_borne(fact, extraction.source):
            yield fact


def _is_still_borne(fact: Fact, source: Source) -> bool:
    """Whether the name given up is the one that the report is filed under: what "the company" was called before is not said then."""
    given_up = fact.date is None or fact.date <= source.fiscal_year_end.isoformat()
    return fact.subject.kind == "self" and fact.subject.name == source.registrant and given_up


def _rename(fact: Fact, new: str) -> Rename:
    return Rename(fact.subject.name, new, fact.date, fact.evidence.start)


def _rivals(one: Rename, others: Iterable[Rename], filer: str) -> bool:
    """Whether another company took the same name at another time; or the filer's own name was taken by one of its companies."""
    dated = (other for other in others if other.old != one.old and other.date and one.date and other.date != one.date)
    rivals = [other.new for other in dated if key(other.new) == key(one.new)]
    return key(one.old) != filer and any(compatible(family(new), family(one.new)) for new in rivals)


def held(names: Sequence[str], told: Sequence[Told], former: AbstractSet[str]) -> dict[str, Held]:
    """Since and until when each name of a party held, and whether it is a former one; `former` are such for another reason.

    What is told of a name holds of its other spellings, too.
    """
    gone = {key(name) for name in names if name in former}
    found = {name: Held(former=name in former or (key(name) in gone and not _is_new(name, told))) for name in names}
    for date, old, new in told:
        for name in _spelt_like(old, new, names):
            found[name] = Held(found[name].since, found[name].until or date, former=True)
        for name in _spelt_like(new, old, names):
            found[name] = Held(found[name].since or date, found[name].until, former=False)
    return found


def _is_new(name: str, told: Iterable[Told]) -> bool:
    return any(name in one.new for one in told)


def _spelt_like(those: Sequence[str], others: Sequence[str], names: Sequence[str]) -> list[str]:
    """The names that are one of those in some spelling, where some of the party's names are among those."""
    listed = set(those).intersection(names)
    keys = {key(name) for name in listed} - {key(name) for name in others}
    return [name for name in names if name in listed or key(name) in keys]


def told_apart(extraction: Extraction) -> list[tuple[str, str]]:
    """The names that a filing says are two, in pairs.

    Between them it states a relation, as no company is its own subsidiary or customer (a change of name is none), or it lists them as
    companies of two countries: "X Solutions, Inc., U.S.A.; X Solutions KK, Japan".
    """
    facts = (fact for fact in extraction.facts if fact.object is not None and fact.relation != _RELATION)
    related = {(fact.subject.name, fact.object.name) for fact in facts if fact.object and fact.subject.name != fact.object.name}
    return sorted(related | set(_of_two_countries(extraction)))


def _of_two_countries(extraction: Extraction) -> Iterator[tuple[str, str]]:
    places: dict[str, dict[str, object]] = {}
    for fact in extraction.facts:
        if place := fact.attribute("jurisdiction"):
            places.setdefault(key(fact.subject.name), {}).setdefault(fact.subject.name, place)
    for named in places.values():
        yield from ((one, other) for one, other in combinations(sorted(named), 2) if named[one] != named[other])
