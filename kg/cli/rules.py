"""`kg rules`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import FILE, FOLDER, build_folder, format_option, knowledge_options, ontology_option, rules_option
from kg.cli.printing import tell
from kg.cli.rows import echo_answer
from kg.formats import Format, counted
from kg.resources import rules_dir

if TYPE_CHECKING:
    from kg import browse, exercise, machine, rulereport, schema, score
    from kg import rules as extraction
    from kg.sparql import Cell
else:
    browse, exercise, machine, rulereport, schema, score = later("browse", "exercise", "machine", "rulereport", "schema", "score")
    (extraction,) = later("rules")

__all__ = ["command"]

_REASONS = 3  # reasons shown for a rule, of those for which it turned candidates down


@click.group("rules")
def command() -> None:
    """List and check extraction rules, and report on their use.

    \b
    kg rules list
    kg rules check mine.toml
    kg rules report out/
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
    found = extraction.load_rules(schema.load_relations(ontologies), rules).rules
    echo_answer(browse.answer(("rule", "relation", "triggers", "pattern", "file"), [_row(rule) for rule in found]), format)


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
    own = [file for file in files if file.resolve().parent != rules_dir()]  # the shipped ones are in anyway
    made, _ = machine.machine(schema.load_relations(ontologies), own)
    checked = [rule for rule in made.rules.rules if rule.file in names]
    failures = exercise.check_examples(made, names)
    for failure in failures:
        tell(failure)
    tell(f"{counted(len(checked), 'rule')}, {counted(len(failures), 'failure')}")
    return int(bool(failures))


@command.command("report")
@build_folder
@click.option("--gold", type=FOLDER, help="Gold facts, as for kg score: count how many facts of each rule are right.")
@knowledge_options
@format_option
def report_rules(
    out: Path, gold: Path | None, rules: tuple[Path, ...], plugins: tuple[str, ...], ontologies: tuple[Path, ...], format: Format
) -> int:
    """Show what each rule and extractor did in a build.

    A rule fires when it finds a candidate; those kept are facts, the others are rejected, and why says for what reason or by which words,
    most frequent first. Overlapped are facts whose claim another rule found too. What never fired comes last. --rules, --plugin and
    --ontology name a user's own, so that those of them that never fired are listed.

    Exit code 1 if a plugin can't be loaded.

    \b
    kg rules report out/
    kg rules report out/ --gold examples/gold
    """  # noqa: D301  click wants the character itself
    relations = schema.load_relations(ontologies)
    made, problems = machine.machine(relations, rules, plugins)
    for problem in problems:
        tell(str(problem))
    known = dict.fromkeys((name for name, _ in made.extractors), "") | {rule.name: rule.relation for rule in made.rules.rules}
    uses = rulereport.rule_report(out, known, score.judge(gold, out, relations) if gold else ())
    names = ("rule", "relation", "fired", "kept", "rejected", "overlapped", *(("right", "wrong", "precision") if gold else ()), "why")
    echo_answer(browse.answer(names, [_use(use, judged=gold is not None) for use in uses]), format)
    return int(bool(problems))


def _use(use: rulereport.RuleUse, *, judged: bool) -> tuple[Cell, ...]:
    marks: tuple[Cell, ...] = (use.right, use.wrong, None if use.precision is None else round(use.precision, 4)) if judged else ()
    counts = use.fired, use.kept, use.turned_down, use.overlapped
    return use.rule, " ".join(use.relations), *counts, *marks, "; ".join(f"{why} {count}" for why, count in use.rejected[:_REASONS])


def _row(rule: extraction.Rule) -> tuple[str, ...]:
    return rule.name, rule.relation, " ".join(rule.triggers), rule.pattern, rule.file
