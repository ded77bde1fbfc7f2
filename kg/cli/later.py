"""Modules that a command needs when it runs and not to explain itself: `--help` starts at once, whatever the command does."""

from __future__ import annotations

from importlib import import_module

__all__ = ["Later", "later"]


class Later:
    """Stands for a module of kg, which is imported when something in it is asked for."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> object:
        return getattr(import_module(self._name), attribute)


def later(*names: str) -> list[Later]:
    """A stand-in for each of the modules, named from kg on: "export.files" is kg.export.files."""
    return [Later(f"kg.{name}") for name in names]
