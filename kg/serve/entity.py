"""What a page on one entity shows: its names and identifiers, and its claims, the latest first, each with the words that state it."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox

from kg.graph import Namer
from kg.schema import local_name
from kg.store import base_of
from kg.vocab import KG, KINDS, OA, PROV, RDF, SKOS

__all__ = ["page_of"]

Node = ox.NamedNode
_KINDS = {node.value: kind for kind, node in KINDS.items() if kind not in ("self", "name")}
_SHOWN = {KG.subject, KG.object, KG.relation, KG.year, KG.yearBasis, KG.status, KG.evidence, KG.conflict, KG.earliest, KG.latest, RDF.type}
_IDENTIFIERS = {KG.cik, KG.lei, KG.ticker, KG.mic, KG.identifier}


def page_of(store: ox.Store, identifier: str, *, year: int | None, start: int, most: int) -> dict[str, Any] | None:
    """All that is shown of an entity, or None if there is none with this id.

    Args:
        store: a build's.
        identifier: the entity's id.
        year: only claims of this year.
        start: how many of the claims to leave out.
        most: how many to give after that.
    """
    node = Namer(base_of(store))("entity", identifier)
    values = _values(store, node)
    if KG.Entity not in values.get(RDF.type, []):
        return None
    claims = _claims(store, node)
    chosen = [claim for told, claim in claims if year in (None, told)]
    names = [term.value for term in values.get(SKOS.altLabel, [])]
    kinds = [_KINDS[term.value] for term in values[RDF.type] if term.value in _KINDS]
    others = {predicate: terms for predicate, terms in values.items() if predicate in _IDENTIFIERS}
    return {
        "id": identifier,
        "iri": node.value,
        "name": _label(store, node),
        "kind": next(iter(kinds), "party"),
        "names": sorted(names),
        "identifiers": sorted((local_name(term.value), value.value) for term, terms in others.items() for value in terms),
        "years": sorted({told for told, _ in claims}, reverse=True),
        "total": len(chosen),
        "claims": [_claim(store, claim, node) for claim in chosen[start : start + most]],
    }


def _values(store: ox.Store, node: Node) -> dict[Node, list[Any]]:
    found: dict[Node, list[Any]] = {}
    for quad in store.quads_for_pattern(node, None, None, None):
        found.setdefault(quad.predicate, []).append(quad.object)
    return found


def _claims(store: ox.Store, node: Node) -> list[tuple[int, Node]]:
    """The claims that the entity is an end of, with their years: the latest first, then as they are named."""
    graph = ox.DefaultGraph()
    ends = {quad.subject for end in (KG.subject, KG.object) for quad in store.quads_for_pattern(None, end, node, graph)}
    claims = [claim for claim in ends if isinstance(claim, Node)]
    years = ((quad.object, claim) for claim in claims for quad in store.quads_for_pattern(claim, KG.year, None, graph))
    dated = [(int(year.value), claim) for year, claim in years if isinstance(year, ox.Literal)]
    return sorted(dated, key=lambda pair: (-pair[0], pair[1].value))


def _claim(store: ox.Store, claim: Node, seen_from: Node) -> dict[str, Any]:
    values = _values(store, claim)

    def one(term: Node) -> Any:
        return next(iter(values.get(term, [])), None)

    def end(term: Node) -> dict[str, str] | None:
        node = one(term)
        return None if node is None else {"id": _id(node), "name": _label(store, node), "here": "yes" if node == seen_from else ""}

    return {
        "id": _id(claim),
        "year": int(one(KG.year).value),
        "relation": local_name(one(KG.relation).value),
        "subject": end(KG.subject),
        "object": end(KG.object),
        "status": local_name(one(KG.status).value),
        "basis": local_name(one(KG.yearBasis).value),
        "values": sorted((local_name(term.value), value.value) for term, found in values.items() if term not in _SHOWN for value in found),
        "conflicts": sorted(term.value for term in values.get(KG.conflict, [])),
        "evidence": sorted((_evidence(store, node) for node in values.get(KG.evidence, [])), key=lambda one: (one["filing"], one["start"])),
    }


def _evidence(store: ox.Store, node: Node) -> dict[str, Any]:
    values = {term: found[0] for term, found in _values(store, node).items()}
    filing = {term: found[0].value for term, found in _values(store, values[PROV.wasDerivedFrom]).items()}
    link = values[KG.link].value if KG.link in values else filing.get(KG.url, "")
    return {
        "id": _id(node),
        "quote": values[OA.exact].value,
        "start": int(values[OA.start].value),
        "end": int(values[OA.end].value),
        "section": values[KG.section].value if KG.section in values else "",
        "rule": values[KG.rule].value,
        "filing": filing.get(KG.name, _id(values[PROV.wasDerivedFrom])),
        "registrant": filing.get(KG.registrantName, ""),
        "form": filing.get(KG.form, ""),
        "ended": filing.get(KG.fiscalYearEnd, ""),
        "link": link if link.lower().startswith(("https://", "http://")) else "",
    }


def _label(store: ox.Store, node: Node) -> str:
    quad = next(store.quads_for_pattern(node, SKOS.prefLabel, None, ox.DefaultGraph()), None)
    return quad.object.value if quad is not None and isinstance(quad.object, ox.Literal) else _id(node)


def _id(node: Node) -> str:
    return unquote(node.value.rpartition("/")[2])
