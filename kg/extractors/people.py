"""People in the cells of tables: a name, and what stands behind its comma ("Jane Roe, Chairman and Director")."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.names import has_legal_form, plain

__all__ = ["ROLE", "Person", "person"]

ROLE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|presidents?|vice[- ]presidents?|directors?|officers?|secretary|treasurer|controller|counsel"
    r"|comptroller|manager|head|CEO|CFO|COO|CTO|trustee|auditor|member|founder|partner)\b",
    re.IGNORECASE,
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Sir|Lord|Prof|Dame)\.?\s+)"
_WORD = r"(?:[A-Z][\w'’.-]*|de|del|de\s+la|la|van|von|der|den|da|dos|di|Y|y|bin|al)"
_PERSON = re.compile(
    rf"{_TITLE}?(?P<name>[A-Z][\w'’.-]*(?:\s+(?:[\"“(]\w+[\"”)]\s+)?{_WORD}){{1,4}}(?:,?\s+(?:Jr|Sr|II|III|IV|Ph\.?D|M\.?D|CPA|Esq)\b\.?)*)"
    r"(?P<notes>(?:\s*(?:\(\s*\w{1,2}\s*\)|\*+|[¹²³⁴⁵⁶⁷⁸⁹]+),?)*)(?:\s*,\s*(?P<role>\S.*))?",
    re.DOTALL,
)
_NOBODY = re.compile(
    r"\b(?:total|all|directors?|officers?|group|name|shares?|stock|plan|trust|fund|company|bank|insurance|partners|capital|holdings?|management"
    r"|investments?|investors?|public|treasury|others?|age|position|title|university|foundation|nominees|employees|government|state|ministry"
    r"|advisors|advisers|research|financial|family|estate|pension|retirement|association|society|republic|department|custodians?|associates)\b",
    re.IGNORECASE,
)


class Person(NamedTuple):
    """A name, where it stands in the cell, and the role behind it ("" where there is none)."""

    name: str
    start: int
    end: int
    role: str = ""


def person(cell: str) -> Person | None:
    """The person that a cell names; None where it names a company, or nobody."""
    match = _PERSON.fullmatch(cell.strip())
    if match is None:
        return None
    name, role = plain(" ".join(match["name"].split())), " ".join((match["role"] or "").split())
    if (role and not ROLE.search(role)) or _NOBODY.search(name) or has_legal_form(name) or any(c.isdigit() for c in name):
        return None
    if all(len(word.strip(".")) <= 2 for word in name.split()) or not any(c.islower() for c in name.replace("Mc", "")):
        return None
    before = len(cell) - len(cell.lstrip())
    return Person(name, before + match.start("name"), before + match.end("name"), role)
