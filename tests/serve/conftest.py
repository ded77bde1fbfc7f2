"""A server of its own, on a free port of loopback, once for all tests that only ask."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent / "rdf"), str(HERE.parent / "view")]

from servers import Server, make_build, serving  # noqa: E402


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_build(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def server(build: Path) -> Iterator[Server]:
    with serving(build, "--timeout", "20") as running:
        yield running
