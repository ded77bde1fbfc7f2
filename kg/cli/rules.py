"""`kg rules`"""

from __future__ import annotations

from pathlib import Path

import click

from kg.browse import answer
from kg.cli.options import FILE, echo_answer, format_option, ontology_option, rules_option
from kg.cli.printing import tell
from kg.exercise import check_examples
from kg.extract import machine
from kg.rules import Rule, load_rules
from kg.rules.load import BUILTIN
from kg.schema import load_relations
from kg.tables import Format

__all__ = ["command"]


@click.group("rules")
def command() -> None:
    """List and check extraction rules.

    \b
    kg rules list
    kg rules check mine.toml
    """  # noqa: D301  click wants the character itself


@command.command("list")
@rules_option
@ontology_option
@format_option
def list_rules(rules: tuple[Path, ...], ontologies: tuple[Path, ...], format: Format) -> None:
    """List the rules: the shipped ones, and those of further files.

    \b
    kg rules list
    kg rules list --rules mine.toml --format csv
    """  # noqa: D301  click wants the character itself
    found = load_rules(load_relations(ontologies), rules).rules
    echo_answer(answer(("rule", "relation", "triggers", "pattern", "file"), [_row(rule) for rule in found]), format)


@command.command("check")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@ontology_option
def check_rules(files: tuple[Path, ...], ontologies: tuple[Path, ...]) -> int:
    """Run the examples and non-examples of rule files.

    Exit code 0 if all give what they say, 1 if not, 3 if a file can't be loaded.

    \b
    kg rules check mine.toml
    """  # noqa: D301  click wants the character itself
    names = frozenset(file.name for file in files)
    made, _ = machine(load_relations(ontologies), [file for file in files if file.resolve().parent != BUILTIN])  # those are in anyway
    checked = [rule for rule in made.rules.rules if rule.file in names]
    failures = check_examples(made, names)
    for failure in failures:
        tell(failure)
    tell(f"{len(checked)} rules, {len(failures)} failures")
    return int(bool(failures))


def _row(rule: Rule) -> tuple[str, ...]:
    return rule.name, rule.relation, " ".join(rule.triggers), rule.pattern, rule.file
