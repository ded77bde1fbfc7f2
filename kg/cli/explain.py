"""`kg explain`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import build_folder, ontology_option, rules_option
from kg.cli.printing import colored, plain

if TYPE_CHECKING:
    from kg import explain as explaining
    from kg import rules as extraction
    from kg import schema
else:
    explaining, extraction, schema = later("explain", "rules", "schema")

__all__ = ["command"]

COLORS = {"subject": "cyan", "object": "magenta", "trigger": "yellow"}


@click.command("explain")
@build_folder
@click.argument("identifier", metavar="ID")
@rules_option
@ontology_option
def command(out: Path, identifier: str, rules: tuple[Path, ...], ontologies: tuple[Path, ...]) -> None:
    """Show why a fact is in the graph, or a candidate is not.

    ID is that of a fact, of a claim (which shows all its facts) or of a line of rejected.jsonl, or as much of its beginning as only one
    has, or an IRI as kg query shows it (claim:…, evidence:…). Shown are rule and pattern, trigger, cues, the file with character offsets,
    and the words with the match marked.

    \b
    kg explain out/ 3f2a91
    """  # noqa: D301  click wants the character itself
    known = {rule.name: rule for rule in extraction.load_rules(schema.load_relations(ontologies), rules).rules}
    for found in explaining.explain(out, identifier, known):
        click.echo(_text(found))


def _text(found: explaining.Explanation) -> str:
    width = max(len(label) for label, _ in found.lines)
    lines = [f"  {label:{width}}  {plain(text)}" for label, text in found.lines]
    quote = "".join(_marked(role, plain(words)) for role, words in found.quote)
    return "\n".join([plain(found.title), *lines, "", f"  {' '.join(quote.split())}", ""])


def _marked(role: str, words: str) -> str:
    """Words with their role: in colour on a terminal, and always in brackets, so that it can be read without."""
    if not role:
        return words
    text = f"[{role}: {words}]"
    return click.style(text, fg=COLORS.get(role, "red")) if colored() else text
