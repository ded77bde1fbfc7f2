"""Bringing a store's graphs to what a build says, so that a push that breaks off is not seen, and one that is run again goes on.

The build's default graph goes into the named graph BASEgraph, each filing's evidence into the graph named by the filing. What changed is
first put into staging graphs beside them, batch by batch; when all of it is there, updates move the staging graphs into their places. The
graph BASEgraph/manifest holds the hash of each graph that is whole, staged or in place: who pushes again, from whatever machine, skips
those. (By updates alone the manifest can't be read, and all is sent.)
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice

import pyoxigraph as ox

from kg.errors import OutputError
from kg.export.source import Graph
from kg.push.client import Client

__all__ = ["Pushed", "push"]

HASH = "https://schema.org/sha256"
STAGING = "/staging"
BATCH = 50_000  # triples a request; Virtuoso takes up to 100,000
_INSERT = 900  # triples an INSERT DATA: Virtuoso's compiler runs out of memory at some thousands
_MOVES = 50  # graphs an update
Progress = Callable[[int, str], None]


@dataclass(slots=True)
class Pushed:
    """What a push did, in graphs: sent anew, found staged by an earlier push, found in place, and removed."""

    sent: int = 0
    resumed: int = 0
    unchanged: int = 0
    removed: int = 0
    triples: int = 0


@dataclass(slots=True)
class _Transfer:
    client: Client
    graph: Graph
    batch: int
    by_update: bool  # the store has no graph store protocol
    manifest: str
    known: dict[str, str] = field(default_factory=dict)  # graph: hash, as the store has it
    done: Pushed = field(default_factory=Pushed)


def push(graph: Graph, client: Client, *, batch: int = BATCH, by_update: bool = False, progress: Progress | None = None) -> Pushed:
    """Make the store hold the graph, each of its named graphs whole.

    Without an update endpoint there is no staging: each graph is replaced as it comes.

    Raises:
        OutputError: the store can't be reached or refuses. What was staged stays in its staging graphs, and the next push uses it.
    """
    transfer = _Transfer(client, graph, batch, by_update, f"{graph.base}graph/manifest")
    if not by_update:
        transfer.known = {_iri(triple.subject): triple.object.value for triple in client.read(transfer.manifest) or ()
                          if isinstance(triple.object, ox.Literal)}  # fmt: skip
    wanted: dict[str, str] = {}
    staged: list[str] = []
    for name, triples in _graphs(graph):
        wanted[name] = _hash(triples())
        if transfer.known.get(name) == wanted[name]:
            transfer.done.unchanged += 1
        elif not client.updates:
            _replace(transfer, name, wanted[name], triples())
        else:
            _stage(transfer, name, wanted[name], triples())
            staged.append(name)
        if progress:
            progress(len(wanted), "graphs")
    _move(transfer, staged, wanted)
    _remove(transfer, {name for name in transfer.known if not name.endswith(STAGING)} - wanted.keys())
    return transfer.done


def _graphs(graph: Graph) -> Iterator[tuple[str, Callable[[], Iterator[ox.Triple]]]]:
    """Each graph with what makes its triples, so that they can be gone through twice without being held."""
    yield f"{graph.base}graph", lambda: (quad.triple for quad in graph.default())
    for name, quads in graph.named():
        yield name.value, partial(_of, quads)


def _of(quads: list[ox.Quad]) -> Iterator[ox.Triple]:
    return (quad.triple for quad in quads)


def _hash(triples: Iterable[ox.Triple]) -> str:
    made = hashlib.sha256()
    for triple in triples:
        made.update(f"{triple} .\n".encode())
    return made.hexdigest()


def _stage(transfer: _Transfer, name: str, wanted: str, triples: Iterator[ox.Triple]) -> None:
    staging = name + STAGING
    if transfer.known.get(staging) == wanted:
        transfer.done.resumed += 1
        return
    if transfer.by_update:
        transfer.client.update(f"DROP SILENT GRAPH <{staging}>")
    else:
        transfer.client.drop(staging)
    _send(transfer, staging, triples)
    _note(transfer, staging, wanted)
    transfer.done.sent += 1


def _replace(transfer: _Transfer, name: str, wanted: str, triples: Iterator[ox.Triple]) -> None:
    first = list(islice(triples, transfer.batch))
    transfer.client.put(name, _lines(first))
    transfer.done.triples += len(first)
    _send(transfer, name, triples)
    _note(transfer, name, wanted)
    transfer.done.sent += 1


def _send(transfer: _Transfer, graph: str, triples: Iterator[ox.Triple]) -> None:
    """Add triples to a graph, a batch a request; by updates where the store takes no graphs."""
    while batch := list(islice(triples, transfer.batch)):
        if transfer.by_update or not transfer.client.add(graph, _lines(batch)):
            _insert(transfer, graph, batch)
        transfer.done.triples += len(batch)


def _insert(transfer: _Transfer, graph: str, triples: list[ox.Triple]) -> None:
    if not transfer.client.updates:
        raise OutputError(f"{transfer.client.graphs} takes no graphs; name the store's update endpoint with --update")
    transfer.by_update = True
    for start in range(0, len(triples), _INSERT):
        lines = _lines(triples[start : start + _INSERT]).decode()
        transfer.client.update(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines}}} }}")


def _note(transfer: _Transfer, graph: str, wanted: str) -> None:
    """Write down that a graph is whole."""
    triple = ox.Triple(ox.NamedNode(graph), ox.NamedNode(HASH), ox.Literal(wanted))
    if transfer.client.updates:
        transfer.client.update(f"DELETE WHERE {{ GRAPH <{transfer.manifest}> {{ <{graph}> <{HASH}> ?old }} }}")
        transfer.client.update(f"INSERT DATA {{ GRAPH <{transfer.manifest}> {{ {triple} }} }}")
        return
    transfer.known[graph] = wanted
    _manifest(transfer)


def _manifest(transfer: _Transfer) -> None:
    pairs = sorted((name, value) for name, value in transfer.known.items())
    triples = [ox.Triple(ox.NamedNode(name), ox.NamedNode(HASH), ox.Literal(value)) for name, value in pairs]
    transfer.client.put(transfer.manifest, _lines(triples))


def _move(transfer: _Transfer, staged: list[str], wanted: dict[str, str]) -> None:
    """Put staged graphs into place, some tens a request, and note it in the same request."""
    manifest = transfer.manifest
    for _, group in groupby(enumerate(staged), key=lambda pair: pair[0] // _MOVES):
        names = [name for _, name in group]
        steps = [f"MOVE <{name}{STAGING}> TO <{name}>" for name in names]
        for name in names:
            old = (f"DELETE WHERE {{ GRAPH <{manifest}> {{ <{graph}> <{HASH}> ?old }} }}" for graph in (name, name + STAGING))
            steps += [*old, f'INSERT DATA {{ GRAPH <{manifest}> {{ <{name}> <{HASH}> "{wanted[name]}" }} }}']
        transfer.client.update(" ;\n".join(steps))


def _remove(transfer: _Transfer, gone: set[str]) -> None:
    """Take away what an earlier push brought and the build has no more: filings that were withdrawn."""
    for name in sorted(gone):
        if transfer.client.updates:
            entry = f"DELETE WHERE {{ GRAPH <{transfer.manifest}> {{ <{name}> <{HASH}> ?old }} }}"
            transfer.client.update(f"DROP SILENT GRAPH <{name}> ;\n{entry}")
        else:
            transfer.client.drop(name)
            del transfer.known[name]
            _manifest(transfer)
        transfer.done.removed += 1


def _lines(triples: Iterable[ox.Triple]) -> bytes:
    return "".join(f"{triple} .\n" for triple in triples).encode()


def _iri(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode) else ""
