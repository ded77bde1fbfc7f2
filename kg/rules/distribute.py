"""Matches → candidates: lists distribute, series with "respectively" are paired, references find what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.mentions.dates import Date
from kg.mentions.find import Party
from kg.mentions.sequence import Item
from kg.model import Attributes, Span, Value
from kg.reading import Candidate, Reading
from kg.rules.market import market
from kg.rules.match import Match
from kg.rules.parallel import parallels
from kg.rules.references import actor, antecedent, meant
from kg.rules.series import dates_of, years_of
from kg.rules.worth import worth

__all__ = ["candidates"]

_PARTY_ROLES = frozenset({"seller", "buyer"})
# What a text says of how much of a product, and of what else, is no part of its name.
_LEADING = re.compile(
    r"^(?:(?:a|about|all|an|approximately|certain|%|percent|per\s+cent|roughly|nearly|almost|suppliers?(?=\s+of\b)|its|large|major|majority|many|most|much|number|of|other|our|parts?|portions?|significant|some|"
    r"substantially|the|their|various|\d[\d.,]*(?:\s+(?:[mb]illion|thousand))?(?:\s+(?:cubic\s+)?(?:met(?:re|er)s|feet|tonn?e?s|barrels|lit(?:re|er)s)(?=\s+of))?)(?:\s*(?=%)|(?<=%)\s*|\s+|$))+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r",?\s+respectively\b|\s+(?:as|because|pursuant|that|through|under|which|who|used|made|needed|required|sold|supplied|manufactured)\b"
    r"|\s+and\s+(?=[A-Z][\w&'-]*\s+(?:Corporation|Company|Inc|Ltd|Limited|Corp|plc|AG)\b)"
)
_NO_GOODS = re.compile(
    r"(?:(?:new|retail|significant)\s+)?(?:customers?|clients?|consumers?|users|employees|shareholders|suppliers?)", re.IGNORECASE
)
_BOUNDS = frozenset("and from in of that to which who with".split())  # what ends a noun phrase
_NUMERAL = re.compile(r"\((?:[ivx]{1,4}|[a-h]|\d)\)\s+(?:the\s+)?$")
_SHORT = 12  # characters of such a number
_DEALS = frozenset({"acquired", "divested", "investedIn", "ownsShareIn"})
_OF_ONE = frozenset({"affiliateOf", "ownsShareIn", "subsidiaryOf"})
_ONCE = frozenset({"formerly", "previously", "then"})
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
    relation = reading.document.relations[rule.relation]
    barred = _fulls(subjects) if _has_reference(reading, match, "object") and not relation.of_names else frozenset()
    objects, step_o = _ends(reading, match, "object", rule.object, barred)
    if _has_reference(reading, match, "subject") and not relation.of_names:
        subjects, step_s = _ends(reading, match, "subject", rule.subject, _fulls(objects))
    told = subjects if rule.relation != "jointVentureOf" else objects
    if rule.joint and not any(party is not None and party.mention.kind == "self" for party in told):
        return
    who = actor(reading.items, *match.roles.get("subject", (0, 0)), match.trigger) if rule.relation in _DEALS else None
    subjects = [who] if who is not None else subjects
    shared = _attributes(reading, match)
    if not relation.range:
        objects = [None]
    lists = ("list",) if max(len(subjects), len(objects)) > 1 else ()
    steps = tuple(dict.fromkeys([*step_s, *step_o, *lists]))
    for found in _rows(reading, match, subjects or [None], objects or [None]):
        if rule.shared and found.percent is None:
            continue
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


def _fulls(parties: Iterable[Party | None]) -> frozenset[str]:
    return frozenset(party.full for party in parties if party is not None)


def _has_reference(reading: Reading, match: Match, role: str) -> bool:
    start, end = match.roles.get(role, (0, 0))
    return any(item.code in "iI" for item in reading.items[start:end])


def _ends(
    reading: Reading, match: Match, role: str, constant: str, barred: frozenset[str] = frozenset()
) -> tuple[list[Party | None], list[str]]:
    """The parties of a role, with references resolved (to none of `barred`, the other end), and the steps taken."""
    filer = reading.document.itself(reading.items[match.trigger].start)
    if role not in match.roles:
        return ([filer], ["filer understood"]) if constant else ([], [])
    found: list[Party | None] = []
    steps: list[str] = []
    start, end = match.roles[role]
    further = range(*match.roles["other"]) if role == "object" and "other" in match.roles else ()
    for index in [*range(start, end), *further, *_parallel(reading, match, role)]:
        members = reading.items[index].members
        alone = index < match.trigger and not match.rule.joint and _singular(reading.items, index + 1)
        if index > match.trigger and _is_next(reading, match, members):
            members = members[:1]
        for party in members[-1:] if alone else members:
            one = meant(reading, index, party, barred) if party.reference else party
            if party.reference:
                steps.append("reference")
            elif party.mention.kind == "self":
                steps.append("self-reference")
            if one is not None:
                found.append(one)
    if constant == "+SELF" and all(party is None or party.mention.kind != "self" for party in found):
        found.insert(0 if role == "subject" else len(found), filer)  # "our 60/40 venture with A": the filer's share comes first
    return found, steps


def _parallel(reading: Reading, match: Match, role: str) -> Iterator[int]:
    """The parties of parallel phrases; none where the other end, or what belongs to one fact alone, stands behind the role too."""
    start, end = match.roles[role]
    behind = any(name in ("subject", "object", "date", "percent", "amount") and place[0] >= end for name, place in match.roles.items())
    if behind or reading.document.relations[match.rule.relation].event or start < match.trigger:
        return iter(())
    if _NUMERAL.search(reading.text, max(0, reading.items[start].start - _SHORT), reading.items[start].start):
        return iter(_enumerated(reading, end))
    return parallels(reading.items, match.first, start, end)


def _enumerated(reading: Reading, first: int) -> list[int]:
    """The parties behind further numbers of a list: "(i) A, which makes wire, (ii) B and (iii) C"."""
    found = [i for i in range(first, len(reading.items)) if reading.items[i].code in "CGN"]
    return [i for i in found if _NUMERAL.search(reading.text, reading.items[i].start - _SHORT, reading.items[i].start)]


def _is_next(reading: Reading, match: Match, members: Sequence[Party]) -> bool:
    """Whether behind a parent the list goes on that its subsidiary stands in: "among A, B, a subsidiary of A, and C"."""
    if match.rule.relation == "renamedTo":  # "among A, formerly B, C and D": B alone is A's old name
        return len(members) > 1 and reading.items[match.trigger].word in _ONCE
    if len(members) != 2 or match.rule.relation not in _OF_ONE:
        return False
    return "," in reading.text[members[0].end : members[1].start] and reading.items[match.trigger].word in (
        "subsidiary",
        "owned",
        "affiliate",
        "unit",
    )


def _singular(items: Sequence[Item], index: int) -> bool:
    """Whether what follows a list is said of its last member alone: "A and B, a unit of C", "A, B and C (formerly D)"."""
    words = [item.word for item in items[index : index + 3]]
    if words and words[0] in (",", "("):
        words = words[1:]
        if items[index + 1 : index + 2] and (items[index + 1].code in "si" or items[index + 1].word == "the"):  # "A and B, our investee, …"
            end = next((i for i in range(index + 2, min(index + 8, len(items))) if items[i].code in ",;.)" or items[i].word in _BOUNDS), 0)
            return end > index + 2 and bool(items[end - 1].word) and not items[end - 1].word.endswith("s")
    return bool(words) and (
        words[0] in ("a", "an", "formerly")
        or (words[0] in ("which", "that") and words[1:2] in (["is"], ["was"], ["has"], ["in"], ["owns"], ["holds"]))
    )


def _rows(reading: Reading, match: Match, subjects: list[Party | None], objects: list[Party | None]) -> Iterator[_Row]:
    percents = [value.value for item in _role_items(reading, match, "percent") for value in item.values]
    date = next((item.date for item in _role_items(reading, match, "date")), None)
    points = years_of(reading.items, match.roles["percent"][0]) if "percent" in match.roles else []
    paired = len(percents) > 1
    row = dates_of(reading.items, max(len(subjects), len(objects)))
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
            shares = [party.percent if party and party.percent >= 0 else None for party in (object_, subject)]
            own = shares[0] if shares[0] is not None else shares[1]
            first = shares[0] if not paired else None
            told = next((party.date for party in (object_, subject) if party and party.date), None)
            dated = row[o if len(objects) == len(row) else s] if row else date or told
            yield _Row(subject, object_, next((share for share in (first, percent, own) if share is not None), None), dated)


def _role_items(reading: Reading, match: Match, role: str) -> list[Item]:
    start, end = match.roles.get(role, (0, 0))
    return list(reading.items[start:end])


def _words(told: str) -> str:
    """The name of a product, a market or an office in the words that tell it: no quantity before it, no clause behind it."""
    return _LEADING.sub("", " ".join(_TRAILING.split(told, maxsplit=1)[0].split()))


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
            found[role] = _words(reading.text[items[0].start : items[-1].end])
            if role == "product" and _NO_GOODS.fullmatch(str(found[role])):
                found[role] = ""
    paid = worth(reading, match) if "amount" in allowed and "amount" not in found else None
    if paid is not None:
        found |= {"amount": _number(paid.amount), "currency": paid.currency}
    if "market" in allowed and not found.get("market"):
        found["market"] = market(reading.text, Span(reading.sentence.start, reading.sentence.end))
    return {name: value for name, value in found.items() if name in allowed and value != ""}
