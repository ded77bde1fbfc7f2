"""Matches → candidates: lists distribute, series with "respectively" are paired, references find what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kg.mentions.dates import Date
from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.model import Attributes, Value
from kg.reading import Candidate, Reading
from kg.rules.match import Match

__all__ = ["candidates"]

_PARTY_ROLES = frozenset({"seller", "buyer"})
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
    shared = _attributes(reading, match)
    relation = reading.document.relations[rule.relation]
    if not relation.range:
        objects = [None]
    lists = ("list",) if max(len(subjects), len(objects)) > 1 else ()
    steps = tuple(dict.fromkeys([*step_s, *step_o, *lists]))
    for row in _rows(reading, match, subjects or [None], objects or [None]):
        if row.subject and row.object and row.subject.full == row.object.full:
            # "Vale raised its stake in Quimet to 71% and later acquired the rest of Quimet": the subject is that of the sentence
            row = row._replace(subject=antecedent(reading.items, match.first) or row.subject)
        percent = row.percent if row.percent is not None else (rule.percent or None)
        own: dict[str, Value] = {} if percent is None else {"percent": _number(percent)}
        rejects = rule.rejects or ("minority stake" if row.percent is not None and row.percent < rule.at_least else "")
        own = {name: value for name, value in own.items() if name in relation.attributes}
        attributes: Attributes = tuple(sorted((shared | own).items()))
        yield Candidate(
            rule.relation, row.subject, row.object, reading, rule.name, match.trigger, match.first, match.last,
            row.date, attributes, rule.status, rule.presupposed, rule.dated, rejects, steps,
        )  # fmt: skip


def _number(value: float) -> Value:
    return int(value) if value == int(value) else value


def _ends(reading: Reading, match: Match, role: str, constant: str) -> tuple[list[Party | None], list[str]]:
    """The parties of a role, with references resolved, and the steps taken."""
    if role not in match.roles:
        if constant != "SELF":
            return [], []
        return [reading.document.itself(reading.items[match.trigger].start)], ["filer understood"]
    found: list[Party | None] = []
    steps: list[str] = []
    start, end = match.roles[role]
    for index in range(start, end):
        for party in reading.items[index].members:
            if party.reference:
                party = antecedent(reading.items, index)
                steps.append("reference")
                if party is None:
                    continue
            elif party.mention.kind == "self":
                steps.append("self-reference")
            found.append(party)
    return found, steps


def antecedent(items: tuple[Item, ...] | list[Item], index: int) -> Party | None:
    """What "its" means: the subject of the sentence so far, which is the first party in it that is no possessive; else None."""
    for item in items[:index]:
        if item.code in "CGSN" and len(item.members) == 1 and not item.members[0].possessive:
            return item.members[0]
    return None


def _rows(reading: Reading, match: Match, subjects: list[Party | None], objects: list[Party | None]) -> Iterator[_Row]:
    percents = [value.value for item in _role_items(reading, match, "percent") for value in item.values]
    date = next((item.date for item in _role_items(reading, match, "date")), None)
    years = _series(reading, match) if len(percents) > 1 else []
    if len(years) == len(percents) > 1 and len(subjects) == len(objects) == 1:
        for percent, year in zip(percents, years, strict=True):
            yield _Row(subjects[0], objects[0], percent, year)
        return
    paired = len(percents) > 1
    for s, subject in enumerate(subjects):
        for o, object_ in enumerate(objects):
            if paired and len(percents) == len(objects):
                percent: float | None = percents[o]
            elif paired and len(percents) == len(subjects):
                percent = percents[s]
            else:
                percent = percents[0] if percents else None
            yield _Row(subject, object_, percent, date)


def _series(reading: Reading, match: Match) -> list[Date]:
    """The years of "as of March 31, 2015, 2016 and 2017" behind a match, each as its own date."""
    for item in reading.items[match.first :]:
        if item.date is not None and item.date.more:
            date = item.date
            return [date._replace(more=()), *(date.with_year(year) for year in date.more)]
    return []


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
            found[role] = " ".join(reading.text[items[0].start : items[-1].end].split())
    return {name: value for name, value in found.items() if name in allowed}
