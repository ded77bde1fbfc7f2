"""What the schema of the Beneficial Ownership Data Standard, which libcovebods ships, says to statements."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import referencing

_FOLDER = files("libcovebods") / "data" / "schema-0-4-0"
_RESOURCES = [json.loads((_FOLDER / f"{name}.json").read_text()) for name in (
    "statement", "entity-record", "person-record", "relationship-record", "components"
)]  # fmt: skip


def errors(statements: list[dict[str, object]]) -> list[str]:
    """Everything that is wrong, in words."""
    registry = referencing.Registry().with_resources(
        [
            (r.get("$id", ""), referencing.Resource.from_contents(r, default_specification=referencing.jsonschema.DRAFT202012))
            for r in _RESOURCES
        ]
    )
    validator = jsonschema.Draft202012Validator(_RESOURCES[0], registry=registry)
    return [f"{list(error.absolute_path)}: {error.message[:300]}" for error in validator.iter_errors(statements)]
