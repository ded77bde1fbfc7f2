"""Ownership statements as the Beneficial Ownership Data Standard 0.4 has them: who owns shares in whom, and whose subsidiary a company is.

The standard is made for registers, in which a statement has a date; here that is the last day of the claim. A filing that tells of a
shareholding does not say whether the owner is the beneficial one, so no interest says so, and each is of unknown directness.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from kg.export.network import separated
from kg.export.parts import EVENT, Edge, Node, edges, nodes
from kg.export.select import Filters, select
from kg.export.source import Graph
from kg.model import digest
from kg.records import read_filings

__all__ = ["RELATIONS", "write_bods"]

RELATIONS = frozenset({"ownsShareIn", "subsidiaryOf"})
_ENTITY_TYPES = {"authority": "stateBody", "government": "state"}  # the others are registered, as far as a filing tells
_SCHEMES = {"cik": "US-SEC-CIK", "lei": "XI-LEI"}


def write_bods(graph: Graph, filters: Filters, stream: BinaryIO) -> None:
    """A JSON array of statements: entities and people first, then their relationships, as the standard wants it."""
    wanted = replace(filters, relations=(filters.relations or RELATIONS) & RELATIONS or frozenset({"none of them"}))
    part = select(graph, wanted)
    day = max((filing.source.fiscal_year_end.isoformat() for filing in read_filings(graph.out)), default="1970-01-01")
    stream.write(b"[")
    stream.writelines(separated(_statements(part, day)))
    stream.write(b"\n]\n")


def _statements(graph: Graph, day: str) -> Iterator[dict[str, Any]]:
    for node in nodes(graph):
        if node.kind != EVENT:
            yield _party(node, day)
    for edge in edges(graph):
        yield _relationship(edge)


def _party(node: Node, day: str) -> dict[str, Any]:
    known = [{"id": value, "scheme": _SCHEMES[key]} for key, values in node.more.items() if key in _SCHEMES for value in values]
    details: dict[str, Any] = {"isComponent": False}
    if node.kind == "person":
        forms = [{"type": "individual", "fullName": node.name}, *({"type": "alternative", "fullName": a} for a in node.aliases)]
        details |= {"personType": "knownPerson", "names": forms}
    else:
        details |= {"entityType": {"type": _ENTITY_TYPES.get(node.kind, "registeredEntity")}, "name": node.name}
        details |= {"alternateNames": list(node.aliases)} if node.aliases else {}
        details |= {"uri": node.iri}
    details |= {"identifiers": known} if known else {}
    return _statement(node.id, "person" if node.kind == "person" else "entity", node.id, details, day)


def _relationship(edge: Edge) -> dict[str, Any]:
    owner, owned = (edge.target, edge.source) if edge.relation == "subsidiaryOf" else (edge.source, edge.target)
    interest: dict[str, Any] = {"type": "shareholding" if edge.relation == "ownsShareIn" else "otherInfluenceOrControl"}
    interest |= {"directOrIndirect": "unknown", "details": f"{edge.relation} in {edge.year} ({edge.basis}), told as {edge.status}"}
    percent = edge.attributes.get("percent")
    if isinstance(percent, int | float) and 0 <= percent <= 100:
        interest["share"] = {"exact": percent}
    if edge.status == "former" and edge.latest:
        interest["endDate"] = edge.latest
    details = {"isComponent": False, "subject": owned, "interestedParty": owner, "interests": [interest]}
    quote = {"motivation": "commenting", "statementPointerTarget": "/recordDetails/interests/0", "description": edge.quote}
    source = {"type": ["selfDeclaration"], "description": f"annual report: {', '.join(edge.filings)}"}
    statement = _statement(f"claim:{edge.claim}", "relationship", owned, details, edge.latest or f"{edge.year}-12-31")
    return statement | {"source": source} | ({"annotations": [quote]} if edge.quote else {})


def _statement(record: str, kind: str, subject: str, details: dict[str, Any], day: str) -> dict[str, Any]:
    return {
        "statementId": digest("bods", record, day, json.dumps(details, sort_keys=True), length=32),
        "statementDate": day,
        "declarationSubject": subject,
        "recordId": record,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": details,
    }
