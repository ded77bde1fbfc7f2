"""What the facts of a filing say of its names: which gave way to which, and when, and which are two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from kg.model import Extraction, Fact, Source
from kg.names import compatible, family
from kg.resolve.forms import key

__all__ = ["Dates", "Rename", "renames", "spelt_alike", "told_apart"]

Dates = tuple[str | None, str | None]  # since and until when a name held
_RELATION = "renamedTo"


@dataclass(frozen=True, slots=True)
class Rename:
    """One name gave way to another at a date, as exact as the text, or at an unknown time."""

    old: str
    new: str
    date: str | None
    start: int

    def spelt(self, names: Iterable[str]) -> tuple[list[str], list[str]]:
        """The spellings of the old and of the new name among the names of a party that has both."""
        if key(self.old) == key(self.new):
            return [self.old], [self.new]
        listed = list(names)
        return [name for name in listed if key(name) == key(self.old)], [name for name in listed if key(name) == key(self.new)]


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


def spelt_alike(names: Sequence[str], dates: Mapping[str, Dates], former: AbstractSet[str]) -> Iterator[tuple[str, Dates, bool]]:
    """What holds of other spellings of a party's name, too: since and until when, and whether it is a former one."""
    known: dict[str, set[tuple[Dates, bool]]] = {}
    for name in names:
        if name in dates or name in former:
            known.setdefault(key(name), set()).add((dates.get(name, (None, None)), name in former))
    for name in names:
        told = known.get(key(name), set())
        if len(told) == 1 and name not in dates:
            yield name, *next(iter(told))


def told_apart(extraction: Extraction) -> list[tuple[str, str]]:
    """The names between which a filing states a relation: no company is its own subsidiary or customer. A change of name is none."""
    facts = (fact for fact in extraction.facts if fact.object is not None and fact.relation != _RELATION)
    return sorted({(fact.subject.name, fact.object.name) for fact in facts if fact.object and fact.subject.name != fact.object.name})
