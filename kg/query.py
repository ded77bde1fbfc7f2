"""Asking: named questions with the values of their parameters put in."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import Namer, clean
from kg.lookup import local_id, lookup
from kg.questions import Parameter, Question, find_question, questions
from kg.sparql import Answer, Cell, Term, query
from kg.store import base_of
from kg.vocab import IDENTIFIERS, KG, RDF, SKOS

__all__ = ["Answer", "Cell", "Parameter", "Question", "Term", "ask", "filled", "find_question", "names", "query", "questions"]


def ask(store: ox.Store, question: Question, params: Mapping[str, str]) -> Answer:
    """Ask a question. Values are made RDF terms; text of a parameter never becomes text of the query.

    Raises:
        QueryError: A parameter is unknown, missing or of the wrong type, or names no entity or claim of the graph.
    """
    return query(store, filled(store, question, params))


def filled(store: ox.Store, question: Question, params: Mapping[str, str]) -> str:
    """The SPARQL of a question with its parameters put in. Raises QueryError as `ask` does."""
    names = [parameter.name for parameter in question.parameters]
    for name in params:
        if name not in names:
            raise QueryError(f"the question {question.name} has no parameter {name}; it has {', '.join(names) or 'none'}")
    sparql = question.sparql
    for parameter in question.parameters:
        if parameter.name in params:
            term = _term(store, parameter, params[parameter.name])
            sparql = sparql.replace(parameter.place, parameter.place.replace("UNDEF", str(term)))
        elif parameter.optional:
            sparql = sparql.replace(parameter.place, "")
        else:
            raise QueryError(
                f"the question {question.name} needs {parameter.name} ({parameter.description}); kg ask --list tells what each takes"
            )
    return sparql


def _term(store: ox.Store, parameter: Parameter, value: str) -> ox.NamedNode | ox.Literal:
    if parameter.type == "integer":
        try:
            return ox.Literal(int(value))
        except ValueError as error:
            raise QueryError(f"{parameter.name} must be a whole number, not {value!r}") from error
    if parameter.type == "entity":
        return _entity(store, value)
    if parameter.type == "claim":
        return _claim(store, value)
    try:
        return ox.Literal(value)
    except ValueError as error:
        raise QueryError(f"{parameter.name} holds characters that no text can hold: {value!r}") from error


def _entity(store: ox.Store, wanted: str) -> ox.NamedNode:
    """The entity meant by a name, a short form, an identifier, an id, an IRI or entity:id."""
    base = base_of(store)
    node = Namer(base)("entity", local_id(wanted))
    if _is_a(store, node, KG.Entity):
        return node
    exactly = _bearer(store, wanted)
    if exactly is not None:
        return exactly
    start = f"{base}entity/"
    persons = store.quads_for_pattern(None, RDF.type, KG.Person, ox.DefaultGraph())
    people = {unquote(quad.subject.value.removeprefix(start)) for quad in persons if isinstance(quad.subject, ox.NamedNode)}
    return Namer(base)("entity", lookup(local_id(wanted), names(store), "company", people))


def names(store: ox.Store) -> dict[str, list[str]]:
    """For the id of each entity its main name and then its other names."""
    start = base_of(store) + "entity/"
    found: dict[str, list[str]] = {}
    for label in (SKOS.prefLabel, SKOS.altLabel):
        for quad in store.quads_for_pattern(None, label, None, ox.DefaultGraph()):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found.setdefault(unquote(quad.subject.value.removeprefix(start)), []).append(quad.object.value)
    return found


def _bearer(store: ox.Store, wanted: str) -> ox.NamedNode | None:
    """The one entity with exactly this name or identifier: found by the store's index, where reading all names takes a second."""
    padded = wanted.zfill(10) if wanted.isdecimal() else wanted  # a CIK has ten digits
    places = [(SKOS.prefLabel, wanted), (SKOS.altLabel, wanted), *((term, wanted) for term in IDENTIFIERS.values()), (KG.cik, padded)]
    for term, text in places:
        quads = store.quads_for_pattern(None, term, ox.Literal(clean(text)), ox.DefaultGraph())
        nodes = {quad.subject for quad in quads if isinstance(quad.subject, ox.NamedNode)}
        found = {node for node in nodes if _is_a(store, node, KG.Entity)}  # filings have CIKs too
        if found and (len(found) == 1 or term in (SKOS.prefLabel, SKOS.altLabel)):
            return found.pop() if len(found) == 1 else None
    return None


def _claim(store: ox.Store, wanted: str) -> ox.NamedNode:
    """The claim meant by its own id or by the id of one of its facts."""
    namer = Namer(base_of(store))
    id_ = local_id(wanted)
    claim = namer("claim", id_)
    if _is_a(store, claim, KG.Claim):
        return claim
    quad = next(store.quads_for_pattern(None, KG.evidence, namer("evidence", id_), None), None)
    if quad is None or not isinstance(quad.subject, ox.NamedNode):
        raise QueryError(f"there is no claim or fact with the id {wanted!r}; ids stand in the last column of the other questions' answers")
    return quad.subject


def _is_a(store: ox.Store, node: ox.NamedNode, kind: ox.NamedNode) -> bool:
    return next(store.quads_for_pattern(node, RDF.type, kind, ox.DefaultGraph()), None) is not None
