"""Rules' own examples, run: each rule must find the facts that its examples say, and no rule a fact in a non-example.

Examples are read as one-sentence filings of a company that the facts call SELF, for the fiscal year ended 31 December 2015.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kg.machine import Machine
from kg.model import Fact, Filing, Source
from kg.rules.load import Rule

__all__ = ["check_examples"]

_FILER = "Example Holdings Ltd."
_YEAR_END = dt.date(2015, 12, 31)


def check_examples(machine: Machine, files: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with the examples of the rules (of the named files only, if any are named): one line each, with the rule's name."""
    return [line for rule in machine.rules.rules if not files or rule.file in files for line in _check(machine, rule)]


def _check(machine: Machine, rule: Rule) -> Iterator[str]:
    where = f"{rule.file}: rule {rule.name!r}"
    fired = False
    for example in rule.examples:
        facts = _facts(machine, rule, example.text)
        said = {_line(fact) for fact in facts}
        fired = fired or any(fact.rule == rule.name for fact in facts) or bool(rule.rejects)
        for expected in example.facts:
            if expected not in said:
                yield f"{where}: expected {expected!r}, found {sorted(said)} in {example.text!r}"
        for line in sorted(said - set(example.facts)):
            yield f"{where}: found {line!r}, which the example does not say, in {example.text!r}"
    if not fired:
        yield f"{where}: finds nothing in its own examples; another rule settles them first"
    for text in rule.non_examples:
        for fact in _facts(machine, rule, text):
            yield f"{where}: found {_line(fact)!r} in the non-example {text!r}"


def _facts(machine: Machine, rule: Rule, text: str) -> list[Fact]:
    """The facts of the rule's relation in a text."""
    filing = Filing(Source("example", "example", "", _FILER, _YEAR_END), text)
    return [fact for fact in machine(filing).facts if fact.relation == rule.relation]


def _line(fact: Fact) -> str:
    """A fact as examples write it: "subject relation object date-or-year [percent%]"."""
    ends = [("SELF" if end.kind == "self" else end.name) if end else "-" for end in (fact.subject, fact.object)]
    percent = fact.attribute("percent")
    when = fact.date or str(fact.year)
    return " ".join(
        [ends[0], fact.relation, ends[1], when, *([f"{percent}%"] if percent is not None and fact.relation == "ownsShareIn" else [])]
    )
