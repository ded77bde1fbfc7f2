"""Rules as data: TOML files → `RuleSet`, checked before anything runs.

A file holds `[macros]` (text that patterns name as `@macro`) and `[[rule]]` tables; the macros of `macros.toml` are known everywhere.
Unknown keys, unknown relations, names that are not unique and patterns that could be slow are errors that name the rule and the file.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kg.context import cue_words
from kg.errors import RuleError
from kg.mentions.sequence import Alphabet
from kg.model import Relation, Status
from kg.resources import rules_dir
from kg.rules.gate import Gates, gates
from kg.rules.pattern import Compiled, compile_pattern
from kg.rules.shape import check_shape
from kg.rules.signs import Words, meant

__all__ = ["BUILTIN", "Example", "Rule", "RuleSet", "load_rules"]

BUILTIN = rules_dir()
_SINGLE = re.compile(r"[^\W\d_A-Z]+(?:-[^\W\d_A-Z]+)*")  # a word as a text has it: "own", "co-promote"
_MACRO = re.compile(r"@([a-z_]+)")
_SHARED = "macros.toml"
# Words too common to be looked at wherever they stand.
_EVERYWHERE = frozenset("a also among an and as at between by for from in is of on or such the through to was with".split())


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the facts that the rule must find in it: "subject relation object year [percent]", SELF for the filer."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as written; what each key means is told in CONTRIBUTING.

    `needs`: rarer words, one of which its sentences hold, where a trigger is a common one. `subject` and `object` are "SELF" where the
    filer stands there without being mentioned, "+SELF" where it does so beside others. A `joint` rule holds where the filer is one of a
    list ("the Company and X agreed"). `rejects` makes the rule a barrier: what it
    matches is kept as a rejection with this reason. `presupposed` rules ("our subsidiary X") hold inside hedged clauses as well.
    `dated`: which dates count, "event", "as_of", "reporting" (only one in the pattern), or "" for what the relation says. A percentage
    below `at_least` rejects; `percent` is what the words mean ("the remaining shares": 100) where the match has none.
    """

    name: str
    relation: str
    triggers: tuple[str, ...]
    pattern: str
    file: str = ""
    subject: str = ""
    object: str = ""
    status: Status = "current"
    presupposed: bool = False
    joint: bool = False
    shared: bool = False
    rejects: str = ""
    dated: str = ""
    at_least: float = 0.0
    percent: float = 0.0
    needs: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    non_examples: tuple[str, ...] = ()


_KEYS = frozenset(f.name for f in fields(Rule)) - {"file"}
_MAX_BYTES = 5_000_000  # of a rule file; ours hold a hundredth of it


@dataclass(frozen=True, slots=True)
class RuleSet:
    """Rules in the order that settles overlaps, compiled, with the index from trigger words to them."""

    rules: tuple[Rule, ...]
    compiled: Mapping[str, Compiled]
    by_trigger: Mapping[str, tuple[Rule, ...]]
    rank: Mapping[str, int]
    gates: Gates
    alone: frozenset[str]
    alphabet: Alphabet
    words: Words

    def rule(self, name: str) -> Rule | None:
        """The rule of that name, or None."""
        return next((rule for rule in self.rules if rule.name == name), None)


def load_rules(relations: Mapping[str, Relation], files: Sequence[Path] = ()) -> RuleSet:
    """The rules that ship with kg, and those of a user's files, which come first and so win overlaps.

    Raises:
        RuleError: A file is missing or no TOML, or a rule in it says something impossible.
    """
    shared = _macros(BUILTIN / _SHARED, _read(BUILTIN / _SHARED))
    own = sorted(path for path in BUILTIN.glob("*.toml") if path.name != _SHARED)
    alphabet = Alphabet()
    for word in sorted(cue_words()):
        alphabet.code(word)
    rules: list[Rule] = []
    compiled: dict[str, Compiled] = {}
    for path in [*map(Path, files), *own]:
        data = _read(path)
        macros = shared | _macros(path, data)
        tables = data.get("rule", [])
        if not isinstance(tables, list):
            raise RuleError(f"{path.name}: rules are headed [[rule]], with two brackets")
        for table in tables:
            rule = _rule(table, path, relations)
            where = f"{path.name}: rule {rule.name!r}"
            if rule.name in compiled:
                raise RuleError(f"{where}: the name is taken; names are unique across files")
            rules.append(rule)
            compiled[rule.name] = compile_pattern(_expand(rule.pattern, macros, where), alphabet, where)
            for trigger in rule.triggers:
                alphabet.code(trigger)
    rank = {rule.name: i for i, rule in enumerate(rules)}
    opening = gates(((rule.triggers, rule.needs, compiled[rule.name]) for rule in rules), alphabet)
    return RuleSet(
        tuple(rules), compiled, _index(rules), rank, opening, _alone(rules, relations, compiled, alphabet), alphabet, Words(alphabet)
    )


def _alone(
    rules: Iterable[Rule], relations: Mapping[str, Relation], compiled: Mapping[str, Compiled], alphabet: Alphabet
) -> frozenset[str]:
    """The signs of triggers of rules that may speak of the filer and a date alone: "we were founded in 1993"."""
    optional = (rule for rule in rules if relations[rule.relation].object_optional and "D" in compiled[rule.name].requires)
    return frozenset(sign for rule in optional for trigger in rule.triggers for sign in meant(alphabet.code(trigger)))


def _index(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    index: dict[str, list[Rule]] = {}
    for rule in rules:
        for trigger in rule.triggers:
            index.setdefault(trigger, []).append(rule)
    return {trigger: tuple(found) for trigger, found in index.items()}


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            content = stream.read(_MAX_BYTES + 1)
        data = tomllib.loads(content.decode("utf-8")) if len(content) <= _MAX_BYTES else None
    except FileNotFoundError as error:
        raise RuleError(f"{path}: there is no such file") from error
    except (RecursionError, ValueError, OSError) as error:
        raise RuleError(f"{path}: this is no rule file: {error}") from error
    if data is None:
        raise RuleError(f"{path}: this is no rule file: it is larger than {_MAX_BYTES // 1_000_000} MB")
    unknown = sorted(set(data) - {"macros", "rule"})
    if unknown:
        raise RuleError(f"{path}: unknown table {unknown[0]!r}; a rule file holds [macros] and [[rule]]")
    return data


def _macros(path: Path, data: dict[str, Any]) -> dict[str, str]:
    macros = data.get("macros", {})
    if not isinstance(macros, dict):
        raise RuleError(f"{path}: macros are one table, headed [macros]")
    for name, body in macros.items():
        if not isinstance(body, str):
            raise RuleError(f"{path}: macro {name!r} is no text")
    return dict(macros)


def _expand(pattern: str, macros: Mapping[str, str], where: str) -> str:
    for _ in range(4):  # macros may name macros, but not themselves
        if not _MACRO.search(pattern):
            return pattern
        try:
            pattern = _MACRO.sub(lambda match: macros[match[1]], pattern)
        except KeyError as error:
            raise RuleError(f"{where}: no macro {error.args[0]!r}; known are {', '.join(sorted(macros))}") from error
    raise RuleError(f"{where}: its macros name each other too deeply")


def _rule(table: Mapping[str, Any], path: Path, relations: Mapping[str, Relation]) -> Rule:
    if not isinstance(table, dict):
        raise RuleError(f"{path.name}: each rule is a table of its own, headed [[rule]]")
    name = str(table.get("name", ""))
    where = f"{path.name}: rule {name!r}"
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        raise RuleError(f"{where}: unknown key {unknown[0]!r}; allowed are {', '.join(sorted(_KEYS))}")
    check_shape(table, where)
    missing = [key for key in ("name", "relation", "triggers", "pattern") if not table.get(key)]
    if missing:
        raise RuleError(f"{where}: {missing[0]!r} is missing")
    if table["relation"] not in relations:
        raise RuleError(f"{where}: relation {table['relation']!r} is not in the ontology; known are {', '.join(relations)}")
    if not table.get("examples"):
        raise RuleError(f"{where}: a rule comes with at least one example")
    triggers, needs = tuple(table["triggers"]), tuple(table.get("needs", ()))
    if not all(isinstance(t, str) and _SINGLE.fullmatch(t) for t in triggers) or not all(
        isinstance(t, str) and t == t.lower() and t.isalpha() for t in needs
    ):
        raise RuleError(f"{where}: triggers and needs are single words in lower case")
    if not needs and _EVERYWHERE & set(triggers):
        common = min(_EVERYWHERE & set(triggers))
        raise RuleError(f"{where}: {common!r} stands in every other sentence; say in `needs` which rarer words its sentences hold")
    plain = {key: table[key] for key in _KEYS & set(table) - {"triggers", "needs", "examples", "non_examples"}}
    examples = tuple(Example(str(e["text"]), tuple(e.get("facts", ()))) for e in table["examples"])
    return Rule(
        **plain, triggers=triggers, needs=needs, file=path.name, examples=examples, non_examples=tuple(table.get("non_examples", ()))
    )
