"""A build of one made-up report, once for all tests of this folder that only read it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from report_samples import REPORT

from kg.cli import main

Kg = Callable[..., Result]


@pytest.fixture(scope="session")
def kg() -> Kg:
    """Run a command in this process; whatever is expected to go wrong is a code and a line, so an exception is a failure."""

    def run(*args: object, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(main, [str(arg) for arg in args], input=stdin, prog_name="kg")
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, kg: Kg) -> Path:
    """A build folder; not to be written to."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "tern-2012.txt").write_text(REPORT, encoding="utf-8")
    done = kg("build", folder / "tern-2012.txt", "-o", folder / "out")
    assert done.exit_code == 0, done.output
    return folder / "out"
