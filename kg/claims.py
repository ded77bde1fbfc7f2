"""Facts of many filings → claims: one for each (subject, relation, object, year), with all the facts that support it.

What is said twice is one claim with two facts. Its values are those of the most exact facts; what they disagree on is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.disputes import comparable, disputed
from kg.model import Attributes, Claim, Extraction, Fact, Mention, Rejection, Relation, Resolution, Status, Value, digest
from kg.names import core, has_legal_form

__all__ = ["Stated", "assemble", "stated"]

_BASES = ("event", "as_of", "reporting")  # from the most exact
_LISTED = frozenset({"market", "product", "role"})  # attributes of which a claim may have several, joined by "; "


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact in its place in a build: the claim it supports, and the entities (identifier and name) that stand at its ends."""

    fact: Fact
    claim: str
    subject_id: str
    subject: str
    object_id: str | None = None
    object: str | None = None


class _Key(NamedTuple):
    relation: str
    subject: str
    object: str | None
    year: int


def assemble(
    extractions: Sequence[Extraction], resolution: Resolution, relations: Mapping[str, Relation]
) -> tuple[tuple[Claim, ...], tuple[tuple[str, Rejection], ...]]:
    """Claims, sorted by relation, subject, object and year, and (filing, rejection) of the facts that resolution undoes.

    Those are facts whose two ends are one entity, or that have a person where none may stand.

    A symmetric relation is one claim both ways, with the filer as its object.
    """
    supported: dict[_Key, dict[tuple[str, str], Fact]] = {}
    dropped: list[tuple[str, Rejection]] = []
    filers = _filers(extractions, resolution)
    people = {entity.id for entity in resolution.entities if entity.kind == "person"}
    for extraction in sorted(extractions, key=lambda extraction: extraction.source.name):
        filing = extraction.source.name
        for fact in sorted(extraction.facts, key=_place):
            subject, target = _ends(filing, fact, resolution)
            relation = relations.get(fact.relation)
            if subject == target and not (relation is not None and relation.of_names):
                dropped.append((filing, _rejection(fact, "same party")))
                continue
            if relation is not None and _misplaced(relation, subject in people, target in people):
                dropped.append((filing, _rejection(fact, "type")))
                continue
            key = _Key(fact.relation, subject, target, fact.year)
            if relation is not None and relation.symmetric and target is not None:
                key = _oriented(key, target, filers)
            supported.setdefault(key, {}).setdefault((filing, fact.id), fact)
    events = {name for name, relation in relations.items() if relation.event}
    claims = [_claim(key, tuple(supported[key].values()), event=key.relation in events) for key in sorted(supported, key=_order)]
    return tuple(claims), tuple(dropped)


def _place(fact: Fact) -> tuple[int, int, str, str]:
    return fact.evidence.start, fact.evidence.end, fact.relation, fact.id


def _order(key: _Key) -> tuple[str, str, str, int]:
    return key.relation, key.subject, key.object or "", key.year


def _ends(filing: str, fact: Fact, resolution: Resolution) -> tuple[str, str | None]:
    return resolution.of[filing, fact.subject.name], resolution.of[filing, fact.object.name] if fact.object else None


def _filers(extractions: Iterable[Extraction], resolution: Resolution) -> frozenset[str]:
    """The entities that are registrants, as far as facts speak of them: told from the facts alone, so that a build read back agrees."""

    def parties(extraction: Extraction) -> Iterable[Mention]:
        for fact in extraction.facts:
            yield from (fact.subject, fact.object) if fact.object else (fact.subject,)

    return frozenset(
        resolution.of[extraction.source.name, mention.name]
        for extraction in extractions
        for mention in parties(extraction)
        if mention.kind == "self" or mention.name == extraction.source.registrant
    )


def _oriented(key: _Key, target: str, filers: frozenset[str]) -> _Key:
    """The filer as object; of two filers, or none, the one whose identifier comes last."""
    ends = sorted((key.subject, target), key=lambda end: (end in filers, end))
    return key._replace(subject=ends[0], object=ends[1])


def _misplaced(relation: Relation, subject: bool, target: bool) -> bool:
    """Whether a person, as which a name has turned out in resolution, stands where none may: "Ford", a director and a customer."""
    return (subject and "person" not in relation.domain) or (target and "person" not in relation.range)


def _rejection(fact: Fact, reason: str) -> Rejection:
    return Rejection(fact.relation, fact.subject, fact.object, reason, fact.evidence, fact.rule, fact.trigger)


def _claim(key: _Key, facts: tuple[Fact, ...], *, event: bool) -> Claim:
    ranked = sorted(facts, key=_exactness)  # stable: among equals the first filing and place
    best = ranked[0]
    return Claim(
        digest("claim", key.subject, key.relation, key.object, key.year),
        key.relation,
        key.subject,
        key.object,
        key.year,
        best.year_basis,
        facts,
        best.date,
        _status(ranked),
        _attributes(ranked),
        disputed(facts, _LISTED, event=event),
    )


def _exactness(fact: Fact) -> tuple[int, int, int]:
    """The longest date first, then what happened on a day before what held on one, then the fact that tells most."""
    return -len(fact.date or ""), _BASES.index(fact.year_basis), -len(fact.attributes)


def _status(ranked: Sequence[Fact]) -> Status:
    """What most facts say; of as many, that it is current."""
    former = sum(fact.status == "former" for fact in ranked)
    return "former" if 2 * former > len(ranked) else "current"


def _attributes(ranked: Sequence[Fact]) -> Attributes:
    """For each attribute that any fact has the value that most of them tell; a currency is that of the sum."""
    values: dict[str, list[Value]] = {}
    for fact in ranked:
        for name, value in fact.attributes:
            values.setdefault(name, []).append(value)
    found = {name: _joined(stated) if name in _LISTED else _most(stated) for name, stated in values.items()}
    if "amount" in found and "currency" in found:
        told = (dict(fact.attributes) for fact in ranked if fact.attribute("amount") == found["amount"])
        found["currency"] = _most([one["currency"] for one in told if "currency" in one] or [found["currency"]])
    return tuple(sorted(found.items()))


def _most(stated: Sequence[Value]) -> Value:
    """The most frequent value; of several the first."""
    counts = Counter(map(comparable, stated))
    most = max(counts.values())
    return next(value for value in stated if counts[comparable(value)] == most)


def _joined(values: Iterable[Value]) -> str:
    parts: dict[Value, str] = {}
    for value in values:
        for part in str(value).split(";"):
            if part.strip():
                parts.setdefault(comparable(part), part.strip())
    return "; ".join(parts.values())


def stated(claims: Sequence[Claim], resolution: Resolution) -> list[Stated]:
    """All facts of all claims, by filing and by where a claim is first stated in it; of one claim the fullest statement first.

    A reader that takes one line a claim (a scorer, a spreadsheet) so gets the one with the date and the percentage.
    """
    names = _names(claims, resolution)

    def place(claim: Claim, fact: Fact) -> Stated:
        filing = fact.evidence.filing
        subject = resolution.of[filing, fact.subject.name]
        target = resolution.of[filing, fact.object.name] if fact.object else None
        if subject == target and fact.object:  # two names of one entity: a renaming
            return Stated(fact, claim.id, subject, fact.subject.name, target, fact.object.name)
        return Stated(fact, claim.id, subject, names[filing, subject], target, names[filing, target] if target else None)

    found = [place(claim, fact) for claim in claims for fact in claim.facts]
    first: dict[tuple[str, str], int] = {}
    for item in sorted(found, key=lambda item: item.fact.evidence.start):
        first.setdefault((item.fact.evidence.filing, item.claim), item.fact.evidence.start)

    def order(item: Stated) -> tuple[object, ...]:
        fact, filing = item.fact, item.fact.evidence.filing
        fullness = (-len(fact.attributes), -len(fact.date or ""))
        return filing, first[filing, item.claim], fact.relation, item.claim, fullness, fact.evidence.start, fact.id

    return sorted(found, key=order)


def _names(claims: Sequence[Claim], resolution: Resolution) -> dict[tuple[str, str], str]:
    """What a filing itself calls an entity, in its fullest form there: its quotes are not put under another year's name.

    Its filer goes by the registrant's name, with the legal form that the filing puts to it, however long another that it bears or bore; who
    else gave up a name, by the one that holds.
    """
    former = {(entity.id, name.form) for entity in resolution.entities for name in entity.names if name.former}
    forms: dict[tuple[str, str], list[str]] = {}
    for (filing, name), entity in resolution.of.items():
        forms.setdefault((filing, entity), []).append(name)

    def fullest(entity: str, found: list[str]) -> str:
        return max(found, key=lambda name: (has_legal_form(name), (entity, name) not in former, len(name), name))

    facts = ((fact.evidence.filing, end) for claim in claims for fact in claim.facts for end in (fact.subject, fact.object))
    filers = {(filing, resolution.of[filing, end.name]): end.name for filing, end in facts if end and end.kind == "self"}
    for place, own in filers.items():
        forms[place] = [own] if has_legal_form(own) else [name for name in forms[place] if core(name) == core(own)]
    return {(filing, entity): fullest(entity, found) for (filing, entity), found in forms.items()}
