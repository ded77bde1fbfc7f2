"""`kg score`"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.later import later
from kg.cli.options import FOLDER, build_folder, format_option, ontology_option
from kg.cli.printing import plain, tell
from kg.cli.rows import echo_answer

if TYPE_CHECKING:
    from kg import browse, schema, score
    from kg.sparql import Cell
else:
    browse, schema, score = later("browse", "schema", "score")

__all__ = ["command"]

_RATES = ("precision", "recall", "f1", "tp", "fp", "fn")
_MISTAKE = ("kind", "document", "relation", "subject", "object", "year", "rule", "evidence")


@click.command("score")
@click.argument("gold", type=FOLDER)
@build_folder
@click.option("--doc", "documents", multiple=True, metavar="NAME", help="Score this document alone; may be repeated.")
@click.option("--relation", "only", multiple=True, metavar="NAME", help="Score this relation alone; may be repeated.")
@click.option("--errors", is_flag=True, help="List every missed and unwanted fact, with its sentence and rule.")
@click.option("--entities", is_flag=True, help="Compare which names mean one party, instead of facts.")
@ontology_option
@format_option
def command(
    *, gold: Path, out: Path, documents: tuple[str, ...], only: tuple[str, ...], errors: bool, entities: bool,
    ontologies: tuple[Path, ...], format: Any,
) -> int:  # fmt: skip
    """Compare the facts of a build with gold facts.

    GOLD is a folder with NAME.facts.jsonl for each document NAME, and NAME.entities.json with the names that mean the same there (without
    it names are compared as they stand, but for case and legal form); examples/gold is one. Shown are precision, recall and F1, with the
    right (tp), unwanted (fp) and missed (fn) facts, by relation, group and document, and how often date, percentage and amount are right.
    A gold document has all the facts of its relations: where you wrote down those of some relations alone, name them with --relation.
    With --errors, formats other than table print the missed and unwanted facts alone.

    With --entities every pair of names in NAME.entities.json is a decision, one party or two: shown are precision and recall of the pairs
    that the build takes for one, by document and across documents, and how many of the names listed the build has met.

    Exit code 1 if the build has no filing for some of the gold documents, or gold names a relation that the ontology has not.

    \b
    kg score examples/gold out/
    kg score my-gold/ out/ --doc acme-2012 --errors
    kg score my-gold/ out/ --relation ownsShareIn --relation acquired
    kg score my-gold/ out/ --format json
    kg score examples/gold out/ --entities --errors
    """  # noqa: D301  click wants the character itself
    if entities:
        return _entities(score.score_entities(gold, out, documents), format, errors=errors)
    found = score.score(gold, out, schema.load_relations(ontologies), documents, only)
    _tell_notes(found)
    if format == "table":
        _tables(found)
        click.echo("".join(f"\n{_text(mistake)}\n" for mistake in found.mistakes if errors), nl=False)
    elif errors:
        echo_answer(browse.answer(_MISTAKE, [tuple(getattr(mistake, name) for name in _MISTAKE) for mistake in found.mistakes]), format)
    else:
        echo_answer(browse.answer(("by", "name", *_RATES, "right", "of"), _rows(found)), format)
    return int(bool(found.unread or found.unknown))


def _tell_notes(found: score.Score) -> None:
    if found.unlisted:
        tell(
            f"names are compared as they stand, but for case and legal form: there is no NAME.entities.json for {', '.join(found.unlisted)}"
        )
    for name in found.unread:
        tell(f"{name}: the build has no filing of this name, so all its gold facts count as missed")
    for name in found.unknown:
        tell(f"gold names the relation {name!r}, which the ontology has not: is it misspelt, or should --ontology name a file that has it?")


def _entities(found: score.EntityScore, format: Any, *, errors: bool) -> int:
    """Print the scores of pairs of names; 1 if of some document no name was met."""
    rows = [
        (name, *_figures(rates, shown=format == "table"), *found.met.get(name, (None, None))) for name, rates in found.documents.items()
    ]
    rows.append(("all", *_figures(found.all, shown=format == "table"), *map(sum, zip(*found.met.values(), strict=True))))
    if format == "table" or not errors:
        echo_answer(browse.answer(("document", *_RATES, "met", "listed"), rows), format)
    if errors and (found.mistakes or format != "table"):
        click.echo(nl=format == "table")
        echo_answer(browse.answer(score.Pair._fields, found.mistakes), format)
    for name in (unmet := [name for name, (met, _) in found.met.items() if not met]):
        tell(f"{name}: the build has met none of the names that gold lists")
    return int(bool(unmet))


def _tables(found: score.Score) -> None:
    for title, rows in (("relation", found.relations), ("document", found.documents), ("group", found.groups)):
        echo_answer(browse.answer((title, *_RATES), [(name, *_figures(rates, shown=True)) for name, rates in rows.items()]), "table")
        click.echo()
    hits = [(name, one.right, one.of) for name, one in found.attributes.items()]
    echo_answer(browse.answer(("attribute", "right", "of"), hits), "table")


def _rows(found: score.Score) -> Iterator[tuple[Cell, ...]]:
    """All figures under one header, for programs; an attribute has no rates, and rates have no `right` and `of`."""
    for title, rows in (("relation", found.relations), ("document", found.documents), ("group", found.groups)):
        yield from ((title, name, *_figures(rates), None, None) for name, rates in rows.items())
    yield from (("attribute", name, *[None] * len(_RATES), hits.right, hits.of) for name, hits in found.attributes.items())


def _figures(rates: score.Rates, *, shown: bool = False) -> tuple[float | str, ...]:
    """The rates, for a table as text of three digits, and the counts."""
    return *(f"{part:.3f}" if shown else part for part in rates.rounded), rates.tp, rates.fp, rates.fn


def _text(mistake: score.Mistake) -> str:
    rule = f"  rule {mistake.rule}" if mistake.rule else ""
    ends = f"{mistake.subject or 'none'}, {mistake.object or 'none'}, {mistake.year or 'no year'}"
    return plain(f"{mistake.kind:8}  {mistake.document}: {mistake.relation}({ends}){rule}\n  «{' '.join(mistake.evidence.split())}»")
