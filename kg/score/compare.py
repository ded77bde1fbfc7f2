"""A build against the gold of several documents: the figures by relation, group, document and attribute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.claims import Stated
from kg.errors import OntologyError
from kg.model import Relation
from kg.records import read_facts, read_filings
from kg.score.gold import ATTRIBUTES, document_of, read_gold
from kg.score.sheet import Hits, Judged, Mistake, Rates, Sheet

__all__ = ["GROUPS", "Score", "judge", "score"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "core": ("ownsShareIn", "acquired", "supplierOf", "competitorOf"),
    "structure": (
        "subsidiaryOf", "affiliateOf", "jointVentureOf", "mergedInto", "renamedTo", "established", "divested", "investedIn", "insolvency",
    ),
    "context": ("partnerOf", "officerOf", "listedOn", "regulatedBy"),
}  # fmt: skip
_GROUPED = tuple(name for names in GROUPS.values() for name in names)


@dataclass(frozen=True, slots=True)
class Score:
    """All figures of a build.

    `groups` ends with "all", the sum of the groups of `GROUPS`; a user's own relations are summed in "other" and are in no other sum but
    their documents'. `unread` are the gold documents of which the build has no filing: everything in them counts as missed. `unknown` are
    the relations of gold that the ontology has not, and so no build can find. `unlisted` are the documents without a list of names.
    """

    relations: Mapping[str, Rates]
    groups: Mapping[str, Rates]
    documents: Mapping[str, Rates]
    attributes: Mapping[str, Hits]
    mistakes: tuple[Mistake, ...] = ()
    unread: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()


def score(folder: Path, out: Path, relations: Mapping[str, Relation], documents: Sequence[str] = (), only: Collection[str] = ()) -> Score:
    """Score a build against the gold in a folder, for the documents named or all that have gold, and for some relations `only` or all.

    Raises:
        GoldError: gold is missing or malformed.
        OntologyError: a relation that is wanted is not in the ontology.
        OutputError: `out` is no build.
    """
    if unknown := sorted(set(only) - set(relations)):
        raise OntologyError(f"there is no relation {unknown[0]!r}; there are {', '.join(sorted(relations))}")
    found = _by_document(out, only)
    golds = read_gold(folder, documents)
    sheets = [
        Sheet(replace(gold, facts=tuple(fact for fact in gold.facts if not only or fact.relation in only)), relations) for gold in golds
    ]
    counts: dict[str, Rates] = defaultdict(Rates)
    attributes: dict[str, Hits] = defaultdict(Hits)
    for sheet in sheets:
        sheet.mark(found.get(document_of(sheet.gold.document), ()))
        for relation, rates in sheet.counts.items():
            counts[relation] += rates
        for name, hits in sheet.attributes.items():
            attributes[name] += hits
    filings = {document_of(filing.source.name) for filing in read_filings(out)}
    return Score(
        {name: counts[name] for name in (*_GROUPED, *_own(counts)) if name in counts},
        _groups(counts),
        {sheet.gold.document: sum(sheet.counts.values(), Rates()) for sheet in sheets},
        {name: attributes[name] for name in ATTRIBUTES if name in attributes},
        tuple(mistake for sheet in sheets for mistake in sheet.mistakes),
        tuple(sheet.gold.document for sheet in sheets if document_of(sheet.gold.document) not in filings),
        tuple(sorted(set(counts) - set(relations))),
        tuple(sheet.gold.document for sheet in sheets if not sheet.gold.listed),
    )


def judge(folder: Path, out: Path, relations: Mapping[str, Relation]) -> list[Judged]:
    """What gold says of each fact of the documents that have gold. Raises as `score` does."""
    found = _by_document(out)
    sheets = [Sheet(gold, relations) for gold in read_gold(folder)]
    return [sheet.judge(stated) for sheet in sheets for stated in found.get(document_of(sheet.gold.document), ())]


def _by_document(out: Path, only: Collection[str] = ()) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = defaultdict(list)
    for stated in read_facts(out):
        if not only or stated.fact.relation in only:
            found[document_of(stated.fact.evidence.filing)].append(stated)
    return found


def _own(counts: Iterable[str]) -> list[str]:
    return sorted(set(counts) - set(_GROUPED))


def _groups(counts: Mapping[str, Rates]) -> dict[str, Rates]:
    def total(names: Iterable[str]) -> Rates:
        return sum((counts[name] for name in names if name in counts), Rates())

    groups = {group: total(names) for group, names in GROUPS.items()}
    if own := _own(counts):
        groups["other"] = total(own)
    return groups | {"all": total(_GROUPED)}
