"""JSON-LD 1.1, compact, with `ontology/context.jsonld`: a node object a line; each filing's evidence in a graph of its own.

Decimals stand as strings under a context that types them: a JSON number with a fraction would be read as xsd:double. What the context has
no term for, a user's own relation, stands with its full IRI and datatype, so that nothing depends on the context being complete.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

import pyoxigraph as ox

from kg.export.source import Graph, groups
from kg.resources import ontology_dir
from kg.vocab import RDF, XSD

__all__ = ["context", "write_jsonld"]

_PLAIN = re.compile(r"[\w%][\w%.~-]*", re.ASCII)  # what may follow a prefix without being taken for something else
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what every JSON parser keeps exactly

_OURS = {"entity": "entity", "claim": "claim", "ev": "evidence", "filing": "filing"}  # "evidence" is the term of kg:evidence


def context(base: str) -> dict[str, Any]:
    """The context of a graph: the shipped one, with the prefixes of this graph's identifiers."""
    shipped: dict[str, Any] = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return shipped | {name: f"{base}{what}/" for name, what in _OURS.items()}


def write_jsonld(graph: Graph, stream: BinaryIO) -> None:
    """Write a document whose top-level `@graph` holds the default graph's nodes and, with an `@graph` each, the filings' graphs."""
    known = context(graph.base)
    compact = _Compactor(known)
    stream.write(b'{"@context": ' + _json(known) + b',\n"@graph": [')
    separator = b"\n"
    for node in _nodes(graph, compact):
        stream.write(separator + _json(node))
        separator = b",\n"
    stream.write(b"\n]}\n")


def _nodes(graph: Graph, compact: _Compactor) -> Iterator[dict[str, Any]]:
    yield from compact.nodes(graph.default())
    for name, quads in graph.named():
        yield {"@id": compact.iri(name.value), "@graph": list(compact.nodes(iter(quads)))}


class _Compactor:
    """RDF terms as the context shortens them."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._prefixes = {name: iri for name, iri in known.items() if isinstance(iri, str) and iri[-1:] in "/#"}
        self._terms: dict[str, str] = {}
        self._kinds: dict[str, str] = {}  # the datatype that the context gives to a property's values, or @id or @vocab
        for name, entry in known.items():
            if name not in self._prefixes and name[0] != "@":
                iri = self._expand(entry["@id"] if isinstance(entry, dict) else entry)
                self._terms[iri] = name
                self._kinds[iri] = self._expand(entry["@type"]) if isinstance(entry, dict) else XSD.string.value

    def nodes(self, quads: Iterator[ox.Quad]) -> Iterator[dict[str, Any]]:
        """A node object for each subject."""
        for subject, found in groups(quads):
            yield {"@id": self.iri(subject)} | self._properties(found)

    def iri(self, iri: str) -> str:
        """An IRI, behind a prefix where that is safe."""
        for prefix, start in self._prefixes.items():
            if iri.startswith(start) and _PLAIN.fullmatch(rest := iri.removeprefix(start)):
                return f"{prefix}:{rest}"
        return iri

    def _properties(self, quads: Iterable[ox.Quad]) -> dict[str, Any]:
        found: dict[str, list[Any]] = {}
        for quad in quads:
            iri = quad.predicate.value
            if quad.predicate == RDF.type and isinstance(quad.object, ox.NamedNode):
                found.setdefault("@type", []).append(self._terms.get(quad.object.value, quad.object.value))
            else:
                found.setdefault(self._terms.get(iri, iri), []).append(self._value(quad.object, self._kinds.get(iri, "")))
        return {name: values[0] if len(values) == 1 else values for name, values in found.items()}

    def _value(self, term: object, kind: str) -> object:
        if isinstance(term, ox.NamedNode):
            short = self._terms.get(term.value) if kind == "@vocab" else None
            return short or (self.iri(term.value) if kind[:1] == "@" else {"@id": self.iri(term.value)})
        assert isinstance(term, ox.Literal)
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if kind != term.datatype.value:
            return {"@value": term.value} if term.datatype == XSD.string else {"@value": term.value, "@type": self.iri(term.datatype.value)}
        return int(term.value) if term.datatype == XSD.integer and _INTEGER.fullmatch(term.value) else term.value

    def _expand(self, name: str) -> str:
        prefix, _, rest = name.partition(":")
        return self._prefixes[prefix] + rest if prefix in self._prefixes else name


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": ")).encode()
