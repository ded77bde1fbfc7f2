"""Which names a build takes for one party, against the gold entities of the documents.

Every pair of names that gold lists is a decision: the same party, or two. A build decides on the names that it has met in facts,
definitions and metadata; names that it has not met are counted, as `met` of `listed`, and in no pair. "we" and "the Company" are left
out, since every filer is them.

Across documents two gold entities are the same if they bear the same canonical name but for the legal form; within one registrant's
documents also if one's canonical name is among the other's forms. They are two if no chain of shared forms leads from one to the other.
What such a chain connects, and neither of these, is not judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple

from kg.errors import GoldError
from kg.records import read_entities, read_filings
from kg.score.gold import Gold, document_of, read_gold
from kg.score.names import bare, fold
from kg.score.sheet import Rates

__all__ = ["ACROSS", "EntityScore", "Pair", "score_entities"]

ACROSS = "across documents"
_ANYONE = frozenset("we us our company group our company registrant corporation".split()) | {"the company", "the group", "our company"}


class Pair(NamedTuple):
    """A decision that gold does not share: two names `joined` that are two parties, or `parted` that are one."""

    kind: Literal["joined", "parted"]
    document: str
    one: str
    other: str
    entity: str
    other_entity: str


@dataclass(frozen=True, slots=True)
class EntityScore:
    """Right (tp), wrong (fp) and missing (fn) joins of pairs, by document and across documents, and the pairs that gold sees otherwise.

    `met` says of each document how many of the names that gold lists the build has met, and how many are listed.
    """

    documents: Mapping[str, Rates]
    met: Mapping[str, tuple[int, int]]
    mistakes: tuple[Pair, ...] = ()

    @property
    def all(self) -> Rates:
        """The sum of the documents, and of the pairs across them."""
        return sum(self.documents.values(), Rates())


class _Node(NamedTuple):
    """A name that gold lists and the build has met."""

    document: str
    form: str
    canonical: str
    entity: str


def score_entities(folder: Path, out: Path, documents: Sequence[str] = ()) -> EntityScore:
    """Score the entities of a build against the gold in a folder, for the documents named or all that have gold.

    Raises:
        GoldError: gold is missing or malformed, or there is no list of names for a document.
        OutputError: `out` is no build.
    """
    gold = read_gold(folder, documents)
    if unlisted := [one.document for one in gold if not one.listed]:
        raise GoldError(f"{folder} lists no names that mean one party for {', '.join(unlisted)}: write <document>.entities.json")
    known = _known(out)
    registrants = {document_of(filing.source.name): filing.source.registrant for filing in read_filings(out)}
    nodes, met = {}, {}
    for one in gold:
        listed = _listed(one)
        mine = known.get(one.document, {})
        nodes[one.document] = [_Node(one.document, form, name, mine[fold(form)]) for form, name in listed.items() if fold(form) in mine]
        met[one.document] = len(nodes[one.document]), len(listed)
    rates: dict[str, Rates] = {}
    mistakes: list[Pair] = []
    for document, found in nodes.items():
        judged = [(a, b, a.canonical == b.canonical) for a, b in combinations(found, 2)]
        rates[document] = _rates(judged, document, mistakes)
    if len(gold) > 1:
        rates[ACROSS] = _rates(list(_across(gold, nodes, registrants)), ACROSS, mistakes)
    return EntityScore(rates, met, tuple(mistakes))


def _known(out: Path) -> dict[str, dict[str, str]]:
    """Document -> folded name -> the entity that it means there."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in read_entities(out):
        for name in entity.names:
            for filing in name.filings:
                found[document_of(filing)].setdefault(fold(name.form), entity.id)
    return found


def _listed(gold: Gold) -> dict[str, str]:
    """The names that gold lists, one for each way to write it, with their canonical name."""
    found: dict[str, tuple[str, str]] = {}
    for canonical, forms in gold.entities.items():
        for form in (canonical, *forms):
            if fold(form) not in _ANYONE:
                found.setdefault(fold(form), (form, canonical))
    return dict(sorted(found.values()))


def _rates(judged: Iterable[tuple[_Node, _Node, bool]], document: str, mistakes: list[Pair]) -> Rates:
    total = Rates()
    for one, other, same in judged:
        joined = one.entity == other.entity
        total += Rates(int(joined and same), int(joined and not same), int(same and not joined))
        if joined != same:
            where = (one.form, other.form) if document != ACROSS else tuple(f"{n.form} ({n.document})" for n in (one, other))
            mistakes.append(Pair("joined" if joined else "parted", document, where[0], where[1], one.entity, other.entity))
    return total


def _across(gold: Sequence[Gold], nodes: Mapping[str, list[_Node]], registrants: Mapping[str, str]) -> Iterator[tuple[_Node, _Node, bool]]:
    """Pairs of canonical names of two documents, as far as gold tells whether they are one."""
    heads = [(one, {node.canonical: node for node in reversed(nodes[one.document])}) for one in gold]
    forms = {(one.document, name): {bare(form) for form in (name, *others)} for one in gold for name, others in one.entities.items()}
    chains = _chains(forms)
    for (first, mine), (second, theirs) in combinations(heads, 2):
        kin = registrants.get(first.document, "") == registrants.get(second.document, " ")
        for a, one in mine.items():
            for b, other in theirs.items():
                named_so = bare(a) in forms[second.document, b] or bare(b) in forms[first.document, a]
                same = bare(a) == bare(b) or (kin and named_so)
                if same or chains[first.document, a] != chains[second.document, b]:
                    yield one, other, same


def _chains(forms: Mapping[tuple[str, str], set[str]]) -> dict[tuple[str, str], str]:
    """For each gold entity the smallest form of all that a chain of shared forms leads to."""
    chain = {form: form for found in forms.values() for form in found}

    def end(form: str) -> str:
        while chain[form] != form:
            form = chain[form]
        return form

    for found in forms.values():
        ends = sorted({end(form) for form in found})
        chain.update((one, ends[0]) for one in ends)
    return {entity: end(min(found)) for entity, found in forms.items()}
