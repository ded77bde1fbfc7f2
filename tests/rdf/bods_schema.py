"""What the schema of the Beneficial Ownership Data Standard says to statements.

The standard's own library, libcovebods, ships it. .ci/run puts that beside the environment, as its wheel also holds a package `tests`.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed: make .venv/dev")
import referencing.jsonschema  # noqa: E402  comes with it

FOLDER = Path(__file__).resolve().parent.parent.parent / ".venv" / "bods" / "libcovebods" / "data" / "schema-0-4-0"
_NAMES = ("statement", "entity-record", "person-record", "relationship-record", "components")


def errors(statements: list[dict[str, object]]) -> list[str]:
    """Everything that is wrong, in words."""
    resources = [json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8")) for name in _NAMES]
    registry = referencing.Registry().with_resources(
        [
            (r.get("$id", ""), referencing.Resource.from_contents(r, default_specification=referencing.jsonschema.DRAFT202012))
            for r in resources
        ]
    )
    validator = jsonschema.Draft202012Validator(resources[0], registry=registry)
    return [f"{list(error.absolute_path)}: {error.message[:300]}" for error in validator.iter_errors(statements)]
