from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdf_samples import ENTITIES, Sample, make_source, sample_claims

from kg.model import Relation
from kg.schema import load_relations
from kg.store import create, open_store


@pytest.fixture(scope="session")
def relations() -> dict[str, Relation]:
    return load_relations()


@pytest.fixture(scope="session")
def sample(relations: dict[str, Relation]) -> Sample:
    sources = (
        make_source("northwind-2011", 2011, cik="0001000001", url="https://filings.example/2011?a=1&b=2"),
        make_source("northwind-2012", 2012, accession="0001-12-000001"),
    )
    return Sample(sample_claims(), ENTITIES, sources, relations)


@pytest.fixture(scope="session")
def out(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build's folder, with the store only."""
    folder = tmp_path_factory.mktemp("out")
    create(sample.quads(), folder / "store")
    return folder


@pytest.fixture(scope="session")
def store(out: Path) -> ox.Store:
    return open_store(out)
