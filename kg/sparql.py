"""SPARQL over a store: queries that only read, answers as records, errors that point at the place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import prefixes
from kg.store import base_of
from kg.syntax import names_graphs, only_reads, parse_error
from kg.vocab import XSD

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Cell = str | int | float | bool | None

_XSD = XSD.integer.value.removesuffix("integer")
_FLOATS = frozenset({_XSD + "decimal", _XSD + "double", _XSD + "float"})
_INTEGERS = frozenset(_XSD + name for name in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"))
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gives: rows of terms (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE)."""

    variables: tuple[str, ...] = ()
    terms: tuple[tuple[Term | None, ...], ...] = ()
    boolean: bool | None = None
    triples: tuple[ox.Triple, ...] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The terms as Python values: numbers, truth values, text; IRIs in full; None where unbound."""
        return tuple(tuple(map(cell, row)) for row in self.terms)


def cell(term: Term | None) -> Cell:
    """A term as a Python value; a literal that is no valid value of its datatype stays text."""
    if not isinstance(term, ox.Literal):
        return term.value if isinstance(term, ox.NamedNode) else None if term is None else str(term)
    datatype, text = term.datatype.value, term.value
    try:
        if datatype in _INTEGERS:
            return int(text)
        if datatype in _FLOATS:
            number = float(text)
            return number if math.isfinite(number) else text
    except ValueError:
        return text
    if datatype == _XSD + "boolean":
        return text in ("true", "1")
    return text


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that is still being found: like `Answer`, but its rows (or triples) come one by one, and only once."""

    variables: tuple[str, ...] = ()
    terms: Iterable[tuple[Term | None, ...]] = ()
    boolean: bool | None = None
    triples: Iterable[ox.Triple] | None = None
    prefixes: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)

    def answer(self) -> Answer:
        """All of it; triples sorted, each once. Raises QueryError where it goes wrong on the way."""
        triples = None if self.triples is None else tuple(sorted(set(self.triples), key=str))
        return Answer(self.variables, tuple(self.terms), self.boolean, triples, self.prefixes)


def query(store: ox.Store, sparql: str) -> Answer:
    """Run a SPARQL query on the union of all graphs, so that evidence is found without GRAPH; FROM chooses graphs instead.

    The prefixes kg:, entity:, claim:, evidence:, filing: and those of the vocabularies used are known without PREFIX.

    Raises:
        QueryError: The query can't be parsed (with line and column), fails, is an update, or would fetch from elsewhere (SERVICE).
    """
    return stream(store, sparql).answer()


def stream(store: ox.Store, sparql: str) -> Stream:
    """As `query`, but rows are found as they are asked for; a QueryError may come on the way."""
    known = prefixes(base_of(store))
    result = evaluate(store, sparql, known)
    if isinstance(result, ox.QueryBoolean):
        return Stream(boolean=bool(result), prefixes=known)
    if isinstance(result, ox.QueryTriples):
        return Stream(triples=_guarded(result), prefixes=known)
    variables = tuple(variable.value for variable in result.variables)
    return Stream(variables, _guarded(tuple(solution) for solution in result), prefixes=known)


def evaluate(
    store: ox.Store, sparql: str, known: Mapping[str, str], default: Sequence[str] = (), named: Sequence[str] = ()
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """The engine's own result of a query that passes (`kg.syntax.only_reads`).

    Args:
        store: where to look.
        sparql: the query.
        known: prefixes that need no PREFIX.
        default: IRIs of the graphs whose union is the default graph; like `named` it stands above the query's own FROM, as the SPARQL
            protocol has it. With neither, and without FROM, the default graph is the union of all graphs.
        named: IRIs of the graphs that GRAPH sees.

    Raises:
        QueryError: as of `query`, or an IRI that is none.
    """
    only_reads(sparql)
    try:
        if default or named:
            graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [ox.NamedNode(iri) for iri in default]
            inside: list[ox.NamedNode | ox.BlankNode] = [ox.NamedNode(iri) for iri in named]
            return store.query(sparql, prefixes=dict(known), default_graph=graphs, named_graphs=inside)
        return store.query(sparql, prefixes=dict(known), use_default_graph_as_union=not names_graphs(sparql))
    except SyntaxError as error:
        raise parse_error(sparql, str(error), known) from error
    except (RuntimeError, OSError, ValueError) as error:
        raise _failed(error) from error


def _guarded(items: Iterable[Item]) -> Iterator[Item]:
    try:
        yield from items
    except (RuntimeError, OSError, ValueError) as error:
        raise _failed(error) from error


def _failed(error: Exception) -> QueryError:
    return QueryError(f"the query can't be run: {error}")
