"""The Oxigraph store on disk: made once by a build, read by everything else."""

from __future__ import annotations

import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg import folders, given
from kg.errors import OutputError
from kg.graph import DEFAULT_BASE, prefixes
from kg.vocab import KG, RDF

if TYPE_CHECKING:
    import rdflib

    from kg.result import Result

FOLDER = "store"
_MARK = "CURRENT"  # a file that every RocksDB database has
_PAUSES = (0.0, 0.02, 0.05)  # seconds between tries to open


def create(quads: Iterable[ox.Quad], directory: Path) -> None:
    """Make a store of `quads` in the new folder `directory`, optimised for reading, on disk when this returns.

    Raises:
        OutputError: The folder exists already and holds something, or can't be written.
    """
    if directory.exists() and any(directory.iterdir()):
        raise OutputError(f"{directory} is there already; a store is made in a new folder")
    try:
        store = ox.Store(str(directory))
        store.bulk_extend(quads)
        store.optimize()
        store.flush()
    except (OSError, RuntimeError) as error:  # RocksDB's own complaints are RuntimeErrors
        raise OutputError(f"{directory}: the store can't be written: {error}") from error


def open_store(out: Path) -> ox.Store:
    """The store of the build in `out` (or in the store folder itself), for reading only.

    Raises:
        OutputError: There is no store, or it can't be read.
    """
    for pause in _PAUSES:  # a rebuild may be putting another store into its place at this moment
        folders.settle(out)
        try:
            return _opened(out)
        except OutputError:
            time.sleep(pause)
    folders.settle(out)
    return _opened(out)


def _opened(out: Path) -> ox.Store:
    directory = out if (out / _MARK).is_file() else out / FOLDER
    if not (directory / _MARK).is_file():
        what = "holds no store/" if out.is_dir() else "is no folder" if out.exists() else "does not exist"
        raise OutputError(f"{out} {what}: make one with: kg build FILE… -o {out}")
    try:
        return ox.Store.read_only(str(directory))
    except (OSError, RuntimeError) as error:
        raise OutputError(f"{directory}: the store can't be read ({error}); build it again with: kg build FILE… -o {out}") from error


def base_of(store: ox.Store) -> str:
    """The base IRI that the store was built with: what stands before entity/ in the IRIs of its entities."""
    quad = next(store.quads_for_pattern(None, RDF.type, KG.Entity, ox.DefaultGraph()), None)
    if quad is None or not isinstance(quad.subject, ox.NamedNode):
        return DEFAULT_BASE
    return quad.subject.value.rpartition("entity/")[0]


def load(out: str | Path | Result) -> rdflib.Dataset:
    """The build in the folder `out`, or what `kg.build` gave, as an rdflib Dataset over the Oxigraph store, for reading only.

    Its default graph is the union of all graphs.

    Give `query` strings: a prepared query, or any argument but `initNs` and `initBindings`, makes rdflib evaluate in Python, slowly.
    Text comes as a Literal with the datatype xsd:string, which rdflib does not hold equal to a plain Literal: compare `str(literal)`.

    Raises:
        ArgumentError: `out` is neither.
        OutputError: There is no store, or it can't be read.
    """
    import rdflib  # noqa: PLC0415 -- a quarter of a second that only this function needs
    from oxrdflib import OxigraphStore  # noqa: PLC0415

    place = getattr(out, "out", out)
    if place is None and out is not None:
        raise OutputError("this build was written to no folder, so it has no store; name one: kg.build(…, 'out')")
    store = open_store(given.path("out", place))
    dataset = rdflib.Dataset(store=OxigraphStore(store=store), default_union=True)
    for prefix, namespace in prefixes(base_of(store)).items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset
