"""N-Quads and N-Triples: a statement a line, for bulk loaders; TriG, with each filing's evidence in a block of its own."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, groupby
from typing import BinaryIO
from zlib import crc32

from pyoxigraph import Quad, RdfFormat, serialize

from kg.export.source import Graph

__all__ = ["shard", "write_nquads", "write_ntriples", "write_trig"]


def write_nquads(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write sorted quads; each filing's evidence stands in the filing's own graph."""
    serialize(quads, stream, RdfFormat.N_QUADS)


def write_ntriples(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write the triples of sorted quads, whatever their graph."""
    serialize((triple for triple, _ in groupby(quad.triple for quad in quads)), stream, RdfFormat.N_TRIPLES)


def write_trig(graph: Graph, stream: BinaryIO) -> None:
    """The default graph, then a block for each filing."""
    named = chain.from_iterable(quads for _, quads in graph.named())
    serialize(chain(graph.default(), named), stream, RdfFormat.TRIG, prefixes=graph.prefixes)


def shard(quad: Quad, count: int) -> int:
    """Which of `count` files a quad goes into, from 0: all quads about one thing stand in one file."""
    return crc32(str(quad.subject).encode()) % count
