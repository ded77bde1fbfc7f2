"""The word lists of `lexicon.toml`, read once when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["words"]


@cache
def _tables() -> dict[str, frozenset[str]]:
    with files("kg.mentions").joinpath("lexicon.toml").open("rb") as stream:
        return {name: frozenset(items) for name, items in tomllib.load(stream).items()}


@cache
def words(*names: str) -> frozenset[str]:
    """The words of the lists of those names; a KeyError is a typo in the code."""
    return frozenset().union(*(_tables()[name] for name in names)) if len(names) > 1 else _tables()[names[0]]
