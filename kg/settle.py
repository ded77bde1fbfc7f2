"""Candidates → facts and rejections: what is meant, who may stand where, when it was — settled alike for rules and extractors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.context import Scope
from kg.mentions.find import Party
from kg.model import Attributes, Cue, Evidence, Fact, Kind, Mention, Rejection, Relation, Span
from kg.namechange import as_then_named
from kg.names import core
from kg.reading import Candidate, Reading
from kg.years import Dating, date_of, ended, more_exact

__all__ = ["settle"]

_MAX_QUOTE = 700  # characters; a longer sentence is quoted by the clauses that hold the match
_FIRST_YEAR = 1750
_HOLDINGS = frozenset({"acquired", "divested", "investedIn", "ownsShareIn"})
_SITES = frozenset("Block Field Mine Parcel Pipeline Plant Refinery Terminal".split())
_SITE_BEHIND = re.compile(  # "A (in one place) and B (in another) fuels refineries"
    r"(?:\s*\([^()\n]{1,24}\))?(?:\s+and\s+(?:[A-Z]\w+\s+){1,3}(?:\([^()\n]{1,24}\))?)?(?:\s*[a-z]+){0,2}\s+"
    r"(?:fields?|licen[cs]es?|mines?|pipelines?|plants?|refiner(?:y|ies)|projects?|terminals?)\b(?!\s+(?:business|compan|operator))"
)
_UNIT = re.compile(r"\s+(?:business\s+units?|segments?)\b")
_ADJECTIVES = frozenset({"former", "formerly"})
_NOUN_PHRASE = 5  # items
_BARE: tuple[Kind, ...] = ("person", "authority", "exchange")  # what a bare name can be where no company may stand


class _Dated(NamedTuple):
    """A candidate that stands, with its dating and the cue that makes it a former one."""

    candidate: Candidate
    dating: Dating
    cue: Cue | None


def settle(candidates: Iterable[Candidate], relations: Mapping[str, Relation]) -> tuple[tuple[Fact, ...], tuple[Rejection, ...]]:
    """The facts among the candidates, in order, and the rest with the reason of each."""
    dated: list[_Dated] = []
    rejections: list[Rejection] = []
    for proposed in candidates:
        relation = relations[proposed.relation]
        candidate = as_then_named(proposed) if relation.of_names else proposed
        reason, cue = _objection(candidate, relation)
        if not reason:
            dating, cue = _dating(candidate, relation, cue)
            reason = "year" if not _plausible(candidate, dating) else ""
        if reason:
            rejections.append(_rejection(candidate, relation, reason, cue))
        else:
            dated.append(_Dated(candidate, dating, cue))
    facts: dict[str, Fact] = {}
    for one in _refined(dated, relations):  # two triggers of one rule ("have owned") may say the same: the first stands
        fact = _fact(one, relations[one.candidate.relation])
        facts.setdefault(fact.id, fact)
    return tuple(facts.values()), tuple(dict.fromkeys(rejections))


def _dating(candidate: Candidate, relation: Relation, cue: Cue | None) -> tuple[Dating, Cue | None]:
    """When a candidate held or happened; of what is over by its own sentence, when it ended, and the cue that says so."""
    dating, over = date_of(candidate, relation), ended(candidate, relation)
    if over is None:
        return dating, cue
    if candidate.dated != "event" and candidate.date is None:
        first, last = min(candidate.first, over.place), max(candidate.last, over.place + 1)
        end = candidate._replace(trigger=over.place, first=first, last=last, date=over.date, dated="event", presupposed=False)
        told = date_of(end, relation)
        dating = dating if told.basis == "reporting" else told
    return dating, over.cue


def _objection(candidate: Candidate, relation: Relation) -> tuple[str, Cue | None]:
    """Why a candidate is no fact ("" where it is one), and the cue that decides: the one that rejects it or makes it former."""
    if candidate.rejects:
        reason, cue = _context(candidate, event=relation.event)
        return reason or candidate.rejects, cue
    subject, object_ = candidate.subject, candidate.object
    if subject is None or (object_ is None and relation.range and not relation.object_optional):
        return "no party", None
    if object_ is not None and subject.full == object_.full:
        return "same party", None
    if dict(candidate.attributes).get("percent") == 0:
        return "no stake", None
    if _is_site(candidate) or not _fits(subject, relation.domain) or (object_ is not None and not _fits(object_, relation.range)):
        return "type", None
    return _context(candidate, event=relation.event)


def _fits(party: Party, kinds: frozenset[str]) -> bool:
    return _kind(party, kinds) in kinds


def _is_site(candidate: Candidate) -> bool:
    """Whether what is held or sold is a field or a plant, or who does so a unit of the filer: they are no companies."""
    if candidate.subject is not None and candidate.subject.thing and _UNIT.match(candidate.reading.text, candidate.subject.end):
        return True
    held = candidate.object if candidate.relation in _HOLDINGS else None
    if held is not None and candidate.relation in ("acquired", "ownsShareIn") and held.full.endswith(" Division"):
        return True  # "president of its Orbis Division since its acquisition by Kelda"
    if held is None or held.full.endswith(" Pipeline System"):
        return held is not None
    behind = _SITE_BEHIND.match(candidate.reading.text, held.end) is not None
    return (behind or held.full.split()[-1] in _SITES) if held.thing else (behind and held.mention.kind == "name")


def _kind(party: Party, kinds: frozenset[str]) -> Kind:
    """The kind that a mention has once it stands in a relation: a bare name is what may stand there, a company before all."""
    kind = party.mention.kind
    if kind in ("self", "name"):
        return next((one for one in _BARE if one in kinds), "company") if kind == "name" and "company" not in kinds else "company"
    return kind


def _context(candidate: Candidate, *, event: bool) -> tuple[str, Cue | None]:
    """The cue in whose scope the trigger lies. What is presupposed ("our subsidiary X") only a cue inside the match can undo."""
    former: Cue | None = None
    for scope in candidate.reading.scopes:
        if scope.cue.start <= candidate.trigger_span.start < scope.cue.end:
            continue  # what hangs on the cue's own words means them: "signed a memorandum of understanding"
        kind = scope.cue.kind
        inside = scope.first < candidate.trigger < scope.last or (kind != "ended" and _between(candidate, scope))
        inside = inside or (kind != "ended" and _dates_plan(candidate, scope))
        near = candidate.first - 1 <= scope.first < candidate.last
        if kind == "ended" and _governs(candidate, scope):
            former = scope.cue if inside and near and not event else former  # what happened stays so
        inside = inside or (kind == "pending" and _same_clause(candidate, scope.first))
        if kind != "ended" and inside and (near or not candidate.presupposed):
            return kind, scope.cue
    return "", former


def _governs(candidate: Candidate, scope: Scope) -> bool:
    """Whether a word that ends a relation is said of the trigger: "former" of its own noun alone, not of the verb behind a comma."""
    if scope.cue.text.lower() not in _ADJECTIVES:
        return True
    between = candidate.reading.items[scope.first + 1 : candidate.trigger]
    return len(between) <= _NOUN_PHRASE and all(item.code not in ",;:(" for item in between)


def _between(candidate: Candidate, scope: Scope) -> bool:
    """Whether a cue stands between the trigger and a party: "our suppliers may include X"."""
    if not candidate.trigger < scope.first < candidate.last:
        return False
    stop = candidate.reading.items[scope.last - 1].end
    return any(scope.cue.start < end.start < stop for end in (candidate.subject, candidate.object) if end is not None)


def _dates_plan(candidate: Candidate, scope: Scope) -> bool:
    """Whether a plan stands between a deal and its date: "the acquisition of X is expected to close in 2016"."""
    return candidate.date is not None and candidate.trigger < scope.first and scope.cue.end <= candidate.date.start


def _same_clause(candidate: Candidate, index: int) -> bool:
    first, last = candidate.reading.clause(candidate.trigger)
    return first <= index < last


def _plausible(candidate: Candidate, dating: Dating) -> bool:
    """Whether a year can be one of a fact: not after the year in which the report was written."""
    return _FIRST_YEAR <= dating.year <= candidate.reading.document.filing.source.fiscal_year + 1


def _refined(dated: list[_Dated], relations: Mapping[str, Relation]) -> list[_Dated]:
    """The same, where an event told twice takes the more exact of its dates ("in fiscal 2011" and "on September 1, 2010")."""
    told: dict[tuple[str, str, str], dict[Dating, None]] = {}
    for one in dated:
        if relations[one.candidate.relation].event:
            told.setdefault(_cores(one.candidate), {}).setdefault(one.dating)
    better = {
        (ends, dating): next((other for other in datings if more_exact(dating, other)), dating)
        for ends, datings in told.items()
        for dating in datings
    }
    return [one._replace(dating=better.get((_cores(one.candidate), one.dating), one.dating)) for one in dated]


def _cores(candidate: Candidate) -> tuple[str, str, str]:
    """What is said of whom, whatever the spelling: "XDB Systems, Inc" and "XDB Systems, Inc." are one."""
    relation, subject, object_ = candidate.ends
    return relation, core(subject) if subject else "", core(object_) if object_ else ""


def _fact(one: _Dated, relation: Relation) -> Fact:
    candidate, dating = one.candidate, one.dating
    assert candidate.subject is not None
    former = one.cue is not None and one.cue.kind == "ended"
    return Fact(
        candidate.relation,
        _mention(candidate.subject, relation.domain),
        _mention(candidate.object, relation.range) if candidate.object else None,
        dating.year,
        dating.basis,
        _evidence(candidate),
        candidate.rule,
        candidate.trigger_span,
        dating.date,
        _clean(candidate.attributes),
        "former" if former else candidate.status,
        (one.cue,) if one.cue else (),
        candidate.steps,
    )


def _clean(attributes: Attributes) -> Attributes:
    return tuple(
        (name, value) for name, value in attributes if not (name == "percent" and isinstance(value, (int, float)) and not 0 < value <= 100)
    )


def _mention(party: Party, kinds: frozenset[str]) -> Mention:
    kind: Kind = "self" if party.mention.kind == "self" else _kind(party, kinds)
    return Mention(kind, party.start, party.end, party.mention.name)


def _rejection(candidate: Candidate, relation: Relation, reason: str, cue: Cue | None) -> Rejection:
    subject, object_ = candidate.subject, candidate.object
    return Rejection(
        candidate.relation,
        _mention(subject, relation.domain) if subject else None,
        _mention(object_, relation.range) if object_ else None,
        reason,
        _evidence(candidate),
        candidate.rule,
        candidate.trigger_span,
        cue,
    )


def _evidence(candidate: Candidate) -> Evidence:
    reading = candidate.reading
    sentence, text = reading.sentence, reading.text
    start, end = sentence.start, sentence.end
    if end - start > _MAX_QUOTE:
        start, end = _window(reading, candidate)
    return Evidence(reading.document.filing.source.name, start, end, text[start:end], sentence.section)


def _window(reading: Reading, candidate: Candidate) -> tuple[int, int]:
    """The clauses from the first to the last item of the match, as much of them as may be quoted."""
    first = reading.clause(min(candidate.first, candidate.trigger))[0]
    last = reading.clause(max(candidate.last - 1, candidate.trigger))[1]
    start, end = reading.items[first].start, reading.items[last - 1].end
    if end - start > _MAX_QUOTE:
        start, end = reading.items[candidate.first].start, reading.items[max(candidate.last, candidate.first + 1) - 1].end
    spans = [Span(p.start, p.end) for p in (candidate.subject, candidate.object) if p is not None and p.end > p.start]
    return min([start, *(s.start for s in spans)]), max([end, *(s.end for s in spans)])
