"""The extractors that ship with kg, and the loader of a user's own."""

from __future__ import annotations

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from kg.errors import Problem
from kg.extractors.brackets import bracketed_stakes
from kg.extractors.completions import completed_deals
from kg.extractors.counterparties import columns_of_names
from kg.extractors.former import former_names
from kg.extractors.incorporations import incorporations
from kg.extractors.lists import listed_names
from kg.extractors.officers import listed_officers
from kg.extractors.offices import told_offices
from kg.extractors.purchases import purchases, venture_partners
from kg.extractors.registered import registered_securities
from kg.extractors.rolls import rolls
from kg.extractors.stakes import stakes
from kg.extractors.subsidiaries import listed_subsidiaries
from kg.reading import Candidate, Document

__all__ = ["BUILTIN", "Extractor", "extractor", "load_extractors"]

Extractor = Callable[[Document], Iterable[Candidate]]
GROUP = "kg.extractors"

BUILTIN: tuple[tuple[str, Extractor], ...] = (
    ("stakes-table", stakes),
    ("officers-list", listed_officers),
    ("office-told", told_offices),
    ("officers-roll", rolls),
    ("listed-names", listed_names),
    ("column-of-names", columns_of_names),
    ("stakes-in-brackets", bracketed_stakes),
    ("subsidiaries-list", listed_subsidiaries),
    ("acquisitions-table", purchases),
    ("venture-partners-table", venture_partners),
    ("incorporations-table", incorporations),
    ("completed-later", completed_deals),
    ("header-former-name", former_names),
    ("registered-securities", registered_securities),
)


def extractor(name: str) -> Callable[[Extractor], Extractor]:
    """Mark a function of a plugin as an extractor; its candidates carry this name as their rule.

    Raises:
        TypeError: The decorator was used without a name.
    """
    if not isinstance(name, str):
        raise TypeError('the decorator takes a name: @extractor("spun-off")')

    def mark(function: Extractor) -> Extractor:
        function.kg_extractor = name  # type: ignore[attr-defined]
        return function

    return mark


def load_extractors(plugins: Sequence[str] = ()) -> tuple[tuple[tuple[str, Extractor], ...], list[Problem]]:
    """The extractors in the order they run: ours, installed packages' by name, then the plugins given.

    A plugin is a module's name or the path of a `.py` file. One that can't be loaded is a `Problem`, and the rest goes on.
    """
    found, problems = list(BUILTIN), list[Problem]()
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        problems += _attempt(f"entry point {point.name}", lambda point=point: found.append((point.name, point.load())))  # type: ignore[misc]
    for plugin in plugins:
        problems += _attempt(f"plugin {plugin}", lambda plugin=plugin: found.extend(_marked(_module(plugin), plugin)))  # type: ignore[misc]
    names = [name for name, _ in found]
    problems += [
        Problem(f"extractor {name}", "the name is taken; only the first is used") for name in sorted(set(names)) if names.count(name) > 1
    ]
    return tuple({name: (name, function) for name, function in reversed(found)}.values())[::-1], problems


def _attempt(where: str, load: Callable[[], object]) -> Iterator[Problem]:
    try:
        load()
    except (Exception, SystemExit) as error:  # noqa: BLE001 — a user's code may raise anything; it is shown, counted, and the run goes on
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = "" if isinstance(error, SyntaxError) else f" ({Path(last.filename).name}:{last.lineno})"  # its message has the place
        yield Problem(where, f"can't be loaded: {type(error).__name__}: {error}{place}")


def _module(plugin: str) -> ModuleType:
    if not plugin.endswith(".py"):
        return importlib.import_module(plugin)
    path = Path(plugin)
    spec = importlib.util.spec_from_file_location(f"kg_plugin_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise FileNotFoundError(f"there is no file {plugin}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _marked(module: ModuleType, plugin: str) -> list[tuple[str, Extractor]]:
    marked = [(value.kg_extractor, value) for value in vars(module).values() if hasattr(value, "kg_extractor")]
    if not marked:
        raise LookupError(f'no extractor in {plugin}; mark a function with @extractor("name")')
    return marked
