"""What a user has decided about names: these two are the same, these are different, this one is called so.

A decisions file is read at every build and wins over every rule. As TOML:

    [[same]]
    names = ["Foo Holdings Ltd.", "Foo"]
    filing = "acme-2012"            # may be left out: then in all filings

    [[different]]
    names = ["Delta", "Delta Air Lines, Inc."]

    [[name]]
    of = "IIJ"                      # any name of the entity
    is = "Internet Initiative Japan Inc."
    id = "iij"                      # may be left out: what its IRI ends with
    kind = "company"                # may be left out, and so may cik, lei, ticker and mic

As CSV, with the columns `decision`, `name`, `other` and, if wanted, `filing`; others are passed over, and so are rows without a decision.
This is what `kg resolve OUT --review --format csv` writes. `name` in the first column makes `other` what the entity `name` is called.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import get_args

from kg.errors import DecisionError, Problem
from kg.model import Kind
from kg.names import fold

__all__ = ["FILES", "Decisions", "Listed", "Named", "load_decisions"]

FILES = ("decisions.toml", "decisions.csv")  # looked for in the build folder where none is given
_KINDS = frozenset(get_args(Kind)) - {"self", "name"}
_SCHEMES = ("cik", "lei", "mic", "ticker")
_KEYS = {"same": {"names", "filing"}, "different": {"names", "filing"}, "name": {"of", "is", "id", "kind", "filing", *_SCHEMES}}


@dataclass(frozen=True, slots=True)
class Listed:
    """Names that are the same, or that are all different, in one filing or (`filing` empty) in all; `where` is the place in the file."""

    names: tuple[str, ...]
    filing: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """What the entity that has the name `of` is to be called; empty where that is left to the rules."""

    of: str
    name: str = ""
    id: str = ""
    kind: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    filing: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """All decisions of a file, in its order."""

    same: tuple[Listed, ...] = ()
    different: tuple[Listed, ...] = ()
    names: tuple[Named, ...] = ()

    def apart(self, filing: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The pairs among the names of a filing that are different."""
        if not self.different:
            return
        by_fold: dict[str, list[str]] = {}
        for name in names:
            by_fold.setdefault(fold(name), []).append(name)
        for decision in self.different:
            if decision.filing in ("", filing):
                for one, other in combinations(decision.names, 2):
                    yield from ((a, b) for a in by_fold.get(fold(one), ()) for b in by_fold.get(fold(other), ()) if a != b)

    def unmet(self, of: Mapping[tuple[str, str], str]) -> list[Problem]:
        """A warning for every decision whose names no filing has; `of` holds the (filing, name) pairs that there are."""
        known = {fold(name) for _, name in of}
        pairs = {(filing, fold(name)) for filing, name in of}
        found = []
        for one in (*self.same, *self.different, *(Listed((named.of,), named.filing, named.where) for named in self.names)):
            for name in one.names:
                if fold(name) not in known or (one.filing and (one.filing, fold(name)) not in pairs):
                    place = f"filing {one.filing}" if one.filing else "filing"
                    found.append(Problem(one.where, f"no {place} has the name {name!r}; the decision does nothing there", "warning"))
        return found


def load_decisions(path: Path) -> tuple[Decisions, list[Problem]]:
    """The decisions of a TOML or CSV file, and what is wrong with its entries, which are left out.

    Raises:
        DecisionError: the file can't be read, or is no TOML or CSV.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        entries = list(_csv(text) if path.suffix.lower() in (".csv", ".tsv") else _toml(text))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise DecisionError(f"{path} can't be read as decisions: {getattr(error, 'strerror', None) or error}") from error
    listed: dict[str, list[Listed]] = {"same": [], "different": []}
    named: list[Named] = []
    problems = []
    for kind, entry, place in entries:
        where = f"{path.name}, {place}"
        if wrong := _wrong(kind, entry):
            problems.append(Problem(where, f"{wrong}; it is left out"))
        elif kind == "name":
            named.append(_named(entry, where))
        else:
            listed[kind].append(Listed(tuple(_names(entry)), str(entry.get("filing", "")), where))
    return Decisions(tuple(listed["same"]), tuple(listed["different"]), tuple(named)), problems


def _toml(text: str) -> Iterator[tuple[str, Mapping[str, object], str]]:
    for kind, entries in tomllib.loads(text).items():
        for number, entry in enumerate(entries if isinstance(entries, list) else [entries], start=1):
            yield kind, entry if isinstance(entry, dict) else {"": entry}, f"[[{kind}]] number {number}"


def _csv(text: str) -> Iterator[tuple[str, Mapping[str, object], str]]:
    rows = csv.DictReader(text.splitlines(), delimiter="\t" if "\t" in text.partition("\n")[0] else ",")
    if rows.fieldnames is not None and not {"decision", "name", "other"} <= set(rows.fieldnames):
        raise csv.Error(f"its first line must name the columns decision, name and other, but reads {','.join(rows.fieldnames)}")
    for row in rows:
        kind = (row["decision"] or "").strip().lower()
        name, other = (row["name"] or "").strip(), (row["other"] or "").strip()
        entry = {"of": name, "is": other} if kind == "name" else {"names": [one for one in (name, other) if one]}
        if kind:
            yield kind, entry | {"filing": (row.get("filing") or "").strip()}, f"line {rows.line_num}"


def _names(entry: Mapping[str, object]) -> list[str]:
    names = entry.get("names")
    return [name for name in names if isinstance(name, str) and fold(name)] if isinstance(names, list) else []


def _named(entry: Mapping[str, object], where: str) -> Named:
    of, name, identifier, kind, filing = (str(entry.get(key) or "") for key in ("of", "is", "id", "kind", "filing"))
    return Named(of, name, identifier, kind, tuple((one, str(entry[one])) for one in _SCHEMES if entry.get(one)), filing, where)


def _wrong(kind: str, entry: Mapping[str, object]) -> str:
    """What is wrong with an entry; empty where nothing is."""
    if kind not in _KEYS:
        return f"{kind!r} is no decision; there are same, different and name"
    if unknown := sorted(set(entry) - _KEYS[kind]):
        return f"{unknown[0]!r} means nothing in a decision {kind!r}; it takes {', '.join(sorted(_KEYS[kind]))}"
    if kind != "name":
        return "" if len({fold(name) for name in _names(entry)}) > 1 else "it needs two names that are not one and the same"
    if not fold(str(entry.get("of", ""))) or not any(entry.get(key) for key in ("is", "id", "kind", *_SCHEMES)):
        return "it needs `of`, a name of the entity, and what is decided of it: `is`, `id`, `kind` or an identifier"
    if entry.get("kind") and entry["kind"] not in _KINDS:
        return f"{entry['kind']!r} is no kind; there are {', '.join(sorted(_KINDS))}"
    return ""
