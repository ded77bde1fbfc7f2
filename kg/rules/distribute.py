"""Matches → candidates: lists distribute, series with "respectively" are paired, references find what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.mentions.dates import Date
from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.model import Attributes, Value
from kg.reading import Candidate, Reading
from kg.rules.match import Match
from kg.rules.parallel import parallels
from kg.rules.series import years_of

__all__ = ["candidates"]

_PARTY_ROLES = frozenset({"seller", "buyer"})
# What a text says of how much of a product, and of what else, is no part of its name.
_LEADING = re.compile(
    r"^(?:(?:a|all|an|certain|its|large|major|majority|many|most|much|number|of|other|our|parts?|portions?|significant|some|"
    r"substantially|the|their|various)(?:\s+|$))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"\s+(?:as|because|pursuant|that|through|under|which|who)\b")
_TEXT_ROLES = frozenset({"market", "product", "role"})


class _Row(NamedTuple):
    """One fact of a match: its ends and the values that belong to it."""

    subject: Party | None
    object: Party | None
    percent: float | None
    date: Date | None


def candidates(reading: Reading, match: Match) -> Iterator[Candidate]:
    """The candidates of a match, in the order of its lists."""
    rule = match.rule
    subjects, step_s = _ends(reading, match, "subject", rule.subject)
    objects, step_o = _ends(reading, match, "object", rule.object)
    if rule.joint and not any(party is not None and party.mention.kind == "self" for party in subjects):
        return
    shared = _attributes(reading, match)
    relation = reading.document.relations[rule.relation]
    if not relation.range:
        objects = [None]
    lists = ("list",) if max(len(subjects), len(objects)) > 1 else ()
    steps = tuple(dict.fromkeys([*step_s, *step_o, *lists]))
    for found in _rows(reading, match, subjects or [None], objects or [None]):
        row = _with_own_subject(reading, match, found)
        percent = row.percent if row.percent is not None else (rule.percent or None)
        own: dict[str, Value] = {} if percent is None else {"percent": _number(percent)}
        rejects = rule.rejects or ("minority stake" if row.percent is not None and row.percent < rule.at_least else "")
        own = {name: value for name, value in own.items() if name in relation.attributes}
        attributes: Attributes = tuple(sorted((shared | own).items()))
        yield Candidate(
            rule.relation, row.subject, row.object, reading, rule.name, match.trigger, match.first, match.last,
            row.date, attributes, rule.status, rule.presupposed, rule.dated, rejects, steps,
        )  # fmt: skip


def _with_own_subject(reading: Reading, match: Match, row: _Row) -> _Row:
    """A row with the sentence's subject where the nearest party is the object: "raised its stake in Q and bought the rest of Q"."""
    if row.subject is None or row.object is None or row.subject.full != row.object.full:
        return row
    return row._replace(subject=antecedent(reading.items, match.first) or row.subject)


def _number(value: float) -> Value:
    return int(value) if value == int(value) else value


def _ends(reading: Reading, match: Match, role: str, constant: str) -> tuple[list[Party | None], list[str]]:
    """The parties of a role, with references resolved, and the steps taken."""
    filer = reading.document.itself(reading.items[match.trigger].start)
    if role not in match.roles:
        return ([filer], ["filer understood"]) if constant else ([], [])
    found: list[Party | None] = []
    steps: list[str] = []
    start, end = match.roles[role]
    for index in [*range(start, end), *_parallel(reading, match, role)]:
        members = reading.items[index].members
        for party in members[-1:] if _singular(reading.items, index + 1) else members:
            meant = _meant(reading, index, party) if party.reference else party
            if party.reference:
                steps.append("reference")
            elif party.mention.kind == "self":
                steps.append("self-reference")
            if meant is not None:
                found.append(meant)
    if constant == "+SELF" and all(party is None or party.mention.kind != "self" for party in found):
        found.append(filer)
    return found, steps


def _parallel(reading: Reading, match: Match, role: str) -> Iterator[int]:
    """The parties of parallel phrases; none where the other end, or what belongs to one fact alone, stands behind the role too."""
    start, end = match.roles[role]
    behind = any(name in ("subject", "object", "date", "percent", "amount") and place[0] >= end for name, place in match.roles.items())
    if behind or reading.document.relations[match.rule.relation].event or start < match.trigger:
        return iter(())
    return parallels(reading.items, match.first, start, end)


def _singular(items: Sequence[Item], index: int) -> bool:
    """Whether what follows a list is said of its last member alone: "A and B, a unit of C", "A, B and C (formerly D)"."""
    words = [item.word for item in items[index : index + 3]]
    if words and words[0] in (",", "("):
        words = words[1:]
    return bool(words) and (
        words[0] in ("a", "an", "formerly") or (words[0] in ("which", "that") and words[1:2] in (["is"], ["was"], ["has"]))
    )


def antecedent(items: Sequence[Item], index: int, codes: str = "CGSN") -> Party | None:
    """What "its" means: the subject of the sentence so far, which is the first party in it that is no possessive; else None."""
    for item in items[:index]:
        if item.code in codes and len(item.members) == 1 and not item.members[0].possessive:
            return item.members[0]
    return None


def _meant(reading: Reading, index: int, party: Party) -> Party | None:
    """What a reference means: "its" the subject of the sentence, "it" the company named last; else the subject of the sentence before."""
    if not party.possessive:
        last = next((item for item in reversed(reading.items[:index]) if item.code in "CG" and len(item.members) == 1), None)
        if last is not None:
            return last.members[0]
    found = antecedent(reading.items, index)
    before = reading.before
    return found if found is not None or before is None else antecedent(before.items, len(before.items), "CGS")


def _rows(reading: Reading, match: Match, subjects: list[Party | None], objects: list[Party | None]) -> Iterator[_Row]:
    percents = [value.value for item in _role_items(reading, match, "percent") for value in item.values]
    date = next((item.date for item in _role_items(reading, match, "date")), None)
    points = years_of(reading.items, match.roles["percent"][0]) if "percent" in match.roles else []
    paired = len(percents) > 1
    for s, subject in enumerate(subjects):
        for o, object_ in enumerate(objects):
            if points and len(subjects) == len(objects) == 1:
                yield from (_Row(subject, object_, point.percent, point.date) for point in points)
                if points[0].percent == percents[0] or paired:
                    continue
            if paired and len(percents) == len(objects):
                percent: float | None = percents[o]
            elif paired and len(percents) == len(subjects):
                percent = percents[s]
            else:
                percent = percents[0] if percents else None
            yield _Row(subject, object_, percent, date)


def _role_items(reading: Reading, match: Match, role: str) -> list[Item]:
    start, end = match.roles.get(role, (0, 0))
    return list(reading.items[start:end])


def _attributes(reading: Reading, match: Match) -> dict[str, Value]:
    allowed = reading.document.relations[match.rule.relation].attributes
    found: dict[str, Value] = {}
    for role, (start, end) in match.roles.items():
        items = reading.items[start:end]
        if role == "amount" and items[0].money is not None:
            found["amount"] = _number(items[0].money.amount)
            found["currency"] = items[0].money.currency
        elif role in _PARTY_ROLES and items[0].members:
            found[role] = items[0].members[0].full
        elif role in _TEXT_ROLES:
            found[role] = _LEADING.sub("", " ".join(_TRAILING.split(reading.text[items[0].start : items[-1].end])[0].split()))
    return {name: value for name, value in found.items() if name in allowed and value != ""}
