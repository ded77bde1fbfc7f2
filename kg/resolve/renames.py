"""What the facts of a filing say of its names: which gave way to which, and when, and which are two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Extraction, Fact, Source
from kg.resolve.forms import key

__all__ = ["Rename", "renames", "told_apart"]

_RELATION = "renamedTo"


@dataclass(frozen=True, slots=True)
class Rename:
    """One name gave way to another at a date, as exact as the text, or at an unknown time."""

    old: str
    new: str
    date: str | None
    start: int


def renames(extraction: Extraction) -> list[Rename]:
    """The changes of name in a filing, the oldest first, each once.

    Where two companies are said to have taken one name on different days, only that of the filer itself is believed: the other took a
    name that is like it ("MF Italia changed its name to MERANT s.r.l."), and a name is not enough to make it the filer.
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
    return any(other.old != one.old and key(other.new) == key(one.new) and other.date != one.date for other in others) and (
        key(one.old) != filer
    )


def told_apart(extraction: Extraction) -> list[tuple[str, str]]:
    """The names between which a filing states a relation: no company is its own subsidiary or customer. A change of name is none."""
    facts = (fact for fact in extraction.facts if fact.object is not None and fact.relation != _RELATION)
    return sorted({(fact.subject.name, fact.object.name) for fact in facts if fact.object and fact.subject.name != fact.object.name})
