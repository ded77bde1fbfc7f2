"""`kg check`"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.later import later
from kg.cli.options import build_folder, ontology_option
from kg.cli.printing import Meter, plain
from kg.cli.rows import echo_answer
from kg.formats import Format, counted

if TYPE_CHECKING:
    from kg import browse, check, schema
else:
    browse, check, schema = later("browse", "check", "schema")

__all__ = ["command"]

_FINDING = ("check", "where", "what", "value")
_COUNT = ("filing", "what", "year", "stated", "found", "words")


@click.command("check")
@build_folder
@ontology_option
@click.option("--format", "-f", "format", type=click.Choice(["table", "markdown", "json"]), default="table", show_default=True,
              help="How to print the report.")  # fmt: skip
@click.option(
    "--limit", type=click.IntRange(1), default=100, show_default=True, help="How many findings of each check to list; all are counted."
)
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes that validate shapes; 0 is one a processor.")
def command(*, out: Path, ontologies: tuple[Path, ...], format: Format, limit: int, jobs: int) -> int:
    """Check that a build keeps what it promises.

    The graph is validated against ontology/shapes.ttl (SHACL). Every quote is compared, letter by letter, with the text kept in OUT/text,
    and with the evidence in the graph. Numbers that filings state of themselves ("14 subsidiaries") stand beside what was found: they tell
    how much may have been missed, and are not errors.

    Exit code 1 if something is wrong. What can't be verified, as no text was kept, is told and is not wrong.

    \b
    kg check out/
    kg check out/ --format json | jq .wrong
    """  # noqa: D301  click wants the character itself
    meter = Meter()
    found = check.check(out, schema.load_relations(ontologies), jobs=jobs or os.cpu_count() or 1, limit=limit, progress=meter.at)
    meter.done()
    if format == "json":
        click.echo(_json(found))
    else:
        _sections(found, format)
    return int(not found.valid)


def _json(found: check.Check) -> str:
    record = {
        "valid": found.valid,
        "things": found.things,
        "wrong": found.wrong,
        "quotes": {"verified": found.verified, "unverified": found.unverified, "filings_without_text": found.without_text},
        "findings": [dict(zip(_FINDING, (f.check, f.where, f.what, f.value), strict=True)) for f in found.findings],
        "counts": [dict(zip(_COUNT, row, strict=True)) for row in found.counts],
    }
    return json.dumps(record, indent=2)


def _sections(found: check.Check, format: Format) -> None:
    if found.findings:
        echo_answer(browse.answer(_FINDING, [(f.check, f.where, f.what, _short(f.value)) for f in found.findings]), format)
        click.echo()
    if found.counts:
        rows = [(*row[:5], _short(row[5])) for row in found.counts]
        echo_answer(browse.answer(_COUNT, rows), format)
        click.echo()
    click.echo("\n".join(_summary(found)))


def _summary(found: check.Check) -> Iterator[str]:
    yield "checked " + ", ".join(counted(count, _NOUNS.get(what, what)) for what, count in found.things.items())
    yield f"quotes: {found.verified} of {found.verified + found.unverified} compared with the text"
    if found.without_text:
        names = plain(", ".join(found.without_text[:5])) + (", …" if len(found.without_text) > 5 else "")
        filings = counted(len(found.without_text), "filing whose text was not kept")
        yield f"not verified: {counted(found.unverified, 'quote')} of {filings}: {names}"
    listed = len(found.findings)
    told = ", ".join(f"{count} by {name}" for name, count in found.wrong.items())
    yield f"wrong: {told} ({listed} listed)" if told else "nothing is wrong"


_NOUNS = {"evidence": "piece of evidence"}


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else line[:79] + "…"
