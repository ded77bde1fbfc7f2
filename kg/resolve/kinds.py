"""The kind of an entity, by evidence: what filings take it for, and what its name says of itself.

From the strongest: it is a registrant; a name has a legal form; its name is that of an exchange, an authority or a government, by its own
words; a group's; it has been told to be a person by a title or an office; a person's initials. What has none of these is a company if
facts use it as one: its use is the evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from kg.model import Kind
from kg.names import fold, has_legal_form, is_group

__all__ = ["kind_of"]

_KINDS: tuple[Kind, ...] = ("company", "person", "group", "exchange", "authority", "government")  # the first of the most frequent wins
_EXCHANGE = re.compile(r"\b(?:stock|securities|mercantile|futures|options|commodit(?:y|ies)) exchange\b|\b(?:bourse|bolsa de valores)\b")
_GOVERNMENT = re.compile(
    r"^(?:(?:the )?(?:federal |national |central )?government of\b"
    r"|(?:(?:federal |people s |peoples )?republic|kingdom|commonwealth|sultanate|emirate|principality) of [a-z ]+$"
    r"|(?:united states|hong kong special administrative region)$)|\bgovernment$"
)
_AUTHORITY = re.compile(
    r"^(?:ministry|department|bureau|office|secretariat|ministerio|secretaria|court|supreme court|commission|federal reserve board) "
    r"(?:of|for|de|del)\b|^(?:federal|national|securities and exchange|environmental|fair|european|monopolies) (?:[a-z]+ ){0,4}"
    r"(?:commission|administration|agency|authority|bureau|board)$|\b(?:ministry|regulatory authority|competition commission)$"
)
_TITLED = re.compile(r"^(?:mr|mrs|ms|miss|dr|sir)(?:\.|\s)", re.IGNORECASE)
_INSTITUTION = re.compile(r"^(?:banco|bank|banque|compagnie|fondation|fundacion|gr[ou]+po?|institut\w*|laborato\w+|societe|universi\w+)\b")
_MIDDLE = re.compile(r"^[A-Z][a-z]+ (?:[A-Z]\. ?){1,2}[A-Z][a-z]+(?:,? (?:Jr|Sr|II|III|IV)\.?)?$")  # "Philip H. Knight"


def kind_of(names: Iterable[str], best: str, counts: Mapping[str, int], *, registrant: bool) -> Kind:
    """The kind of what bears the names, of which `best` is shown; `counts` says how often mentions took it for which kind."""
    listed = list(names)
    if registrant:
        return "company"
    if told := _told(best, counts):
        return told
    if not any(map(has_legal_form, listed)) and _is_person(listed, best, counts):
        return "person"
    if is_group(best) and not counts.get("person") and not counts.get("exchange"):
        return "group"
    return _most(counts)


def _is_person(names: Iterable[str], best: str, counts: Mapping[str, int]) -> bool:
    """Whether a title, an initial between two names or most mentions say so."""
    if _INSTITUTION.match(fold(best)) or any(map(has_legal_form, best.split(","))):
        return False  # "Laboratoires J.P. Kelda", "Dr. Kelda - Dr. Brandt GmbH, Linz"
    return any(_TITLED.match(name) or _MIDDLE.match(name) for name in (*names, best)) or 2 * counts.get("person", 0) > sum(counts.values())


def _told(name: str, counts: Mapping[str, int]) -> Kind | None:
    """What a name says of itself."""
    folded = fold(name)
    if _EXCHANGE.search(folded):
        return "exchange"
    if has_legal_form(name):
        return None
    if _AUTHORITY.search(folded):
        return "authority"
    return "government" if _GOVERNMENT.search(folded) and not counts.get("authority") else None


def _most(counts: Mapping[str, int]) -> Kind:
    found = Counter(counts)
    best = max(_KINDS, key=lambda kind: (found[kind], -_KINDS.index(kind)))
    return best if found[best] else "company"
