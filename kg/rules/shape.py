"""What the keys of a rule table may hold: each of the right type, and of the values that mean something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from kg.errors import RuleError
from kg.model import Status

__all__ = ["check_shape"]

_LISTS = frozenset({"triggers", "needs", "non_examples"})
_PERCENTAGES = frozenset({"at_least", "percent"})
_VALUES = {
    "status": get_args(Status),
    "dated": ("", "event", "as_of", "reporting"),
    "subject": ("", "SELF", "+SELF"),
    "object": ("", "SELF", "+SELF"),
}


def check_shape(table: Mapping[str, Any], where: str) -> None:
    """Check the values of the keys that a rule has.

    Raises:
        RuleError: A value is of another type, or none that its key can have; the message begins with `where`.
    """
    for key, value in table.items():
        if not _fits(key, value):
            raise RuleError(f"{where}: {key!r} holds something else than it should; CONTRIBUTING.md shows a rule")
        if key in _VALUES and value not in _VALUES[key]:
            raise RuleError(f"{where}: {key} is {value!r}; it can be {' or '.join(one for one in _VALUES[key] if one)}")
        if key in _PERCENTAGES and not 0 <= value <= 100:
            raise RuleError(f"{where}: {key} is {value}; it is a percentage, from 0 to 100")


def _fits(key: str, value: object) -> bool:
    if key in _LISTS:  # of triggers `load` says more exactly what they are
        return isinstance(value, list) and (key != "non_examples" or all(isinstance(one, str) for one in value))
    if key == "examples":
        return isinstance(value, list) and all(isinstance(one, dict) and _is_example(one) for one in value)
    if key in ("joint", "shared", "presupposed"):
        return isinstance(value, bool)
    if key in _PERCENTAGES:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, str)


def _is_example(example: Mapping[str, Any]) -> bool:
    facts = example.get("facts", [])
    return isinstance(example.get("text"), str) and isinstance(facts, list) and all(isinstance(fact, str) for fact in facts)
