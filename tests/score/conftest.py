"""The shipped relations, and the commands run in this process."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Relation
from kg.schema import load_relations


@pytest.fixture(scope="session")
def relations() -> Mapping[str, Relation]:
    return load_relations()


@pytest.fixture(scope="session")
def kg() -> Callable[..., Result]:
    def run(*args: object) -> Result:
        result = CliRunner().invoke(main, [str(arg) for arg in args], prog_name="kg")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run
