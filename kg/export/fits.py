"""Whether filters fit anything at all: a file without a claim is a surprise that its reader gets, and not the one who asked for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import QueryError
from kg.export.select import Filters
from kg.export.source import Graph
from kg.graph import Namer
from kg.schema import local_name
from kg.vocab import KG, SKOS

__all__ = ["check_fits"]

_NAMED = 5  # of what would fit, that a message names


@dataclass(slots=True)
class _Part:
    """One of several filters: whether it fits some claim, and what the claims have in its place that all the others fit."""

    filters: Filters
    fits: bool = False
    near: set[str | int] = field(default_factory=set)


def check_fits(graph: Graph, filters: Filters) -> None:
    """Look for a claim that filters (by ids) fit.

    Raises:
        QueryError: there is none; the message names the filter that fits nothing, or those that don't fit together, and what would.
    """
    if not filters:
        return
    namer = Namer(graph.base)
    ends = tuple(namer("entity", id_).value for id_ in filters.companies)
    parts = {
        "company": _Part(Filters(companies=ends)),
        "relation": _Part(Filters(relations=filters.relations)),
        "year": _Part(Filters(years=filters.years, since=filters.since)),
    }
    parts = {name: part for name, part in parts.items() if part.filters}
    years, relations = set[int](), set[str]()
    for relation, year, about in _claims(graph):
        amiss = [name for name, part in parts.items() if not part.filters.admits(relation, year, about)]
        if not amiss:
            return
        years.add(year)
        relations.add(relation)
        for name in parts.keys() - amiss:
            parts[name].fits = True
        if len(amiss) == 1:
            places: dict[str, list[str | int]] = {"company": [*about], "relation": [relation], "year": [year]}
            parts[amiss[0]].near.update(places[amiss[0]])
    told = {"company": filters.companies, "relation": sorted(filters.relations), "year": _years(filters)}
    raise QueryError(_message(graph, parts, {name: " or ".join(map(str, told[name])) for name in parts}, years, relations))


def _claims(graph: Graph) -> Iterator[tuple[str, int, list[str]]]:
    """The relation, year and ends of each claim."""
    for _, quads in graph.runs("claim"):
        told = {quad.predicate: quad.object.value for quad in quads if isinstance(quad.object, ox.NamedNode | ox.Literal)}
        yield local_name(told[KG.relation]), int(told[KG.year]), [told[end] for end in (KG.subject, KG.object) if end in told]


def _years(filters: Filters) -> list[str | int]:
    return [*sorted(filters.years), *([f"{filters.since} or later"] if filters.since is not None else [])]


def _message(graph: Graph, parts: dict[str, _Part], told: dict[str, str], years: set[int], relations: set[str]) -> str:
    if not years:
        return "no claim fits: the graph holds none at all"
    there = {
        "company": "kg list shows who is named, with the number of facts",
        "relation": f"the graph has {', '.join(sorted(relations))}",
        "year": f"the graph has {min(years)} to {max(years)}",
    }
    for name, part in parts.items():
        if not part.fits:
            return f"no claim has the {name} {told[name]}; {there[name]}"
    asked = " and ".join(f"the {name} {value}" for name, value in told.items())
    short = sorted((item for item in parts.items() if item[1].near), key=lambda item: len(item[1].near))
    near = [f"without the {name} they fit {_few(graph, name, part.near)}" for name, part in short]
    return f"no claim has {asked}" + "".join(f"; {one}" for one in near)


def _few(graph: Graph, name: str, values: Iterable[str | int]) -> str:
    """Some of the values, by what people call them."""
    called = sorted(graph.text(str(one), SKOS.prefLabel) if name == "company" else str(one) for one in values)
    more = f" and {len(called) - _NAMED} more" if len(called) > _NAMED else ""
    return ", ".join(called[:_NAMED]) + more
