"""N-Quads: a line a quad, with each filing's evidence in the filing's own graph, for bulk loaders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, serialize


def write_nquads(quads: Iterable[Quad], stream: BinaryIO) -> None:
    """Write `quads` sorted, each once: the same quads give the same bytes."""
    serialize(sorted(set(quads), key=str), stream, RdfFormat.N_QUADS)
