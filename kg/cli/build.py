"""`kg build`"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import kg
from kg.cli.options import identity_options, knowledge_options, metadata_options
from kg.cli.printing import Meter, tell
from kg.folders import LEFT
from kg.formats import DEFAULT_BASE, counted

__all__ = ["command"]

MOST = 20  # problems shown; report.md has them all


@click.command("build")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--out", type=click.Path(path_type=Path), default="out", show_default=True, help="The folder to write to.")
@metadata_options
@knowledge_options
@identity_options
@click.option(
    "--base", default=DEFAULT_BASE, show_default=True, metavar="IRI", help="What the IRIs of entities, claims and filings start with."
)
@click.option("-j", "--jobs", type=click.IntRange(0, 256), default=0, help="Processes to read with; 0, the default, is as many as pay.")
@click.option("--text/--no-text", default=True, show_default=True, help="Keep the filings' texts in OUT/text; offsets are into them.")
@click.option("--fresh", is_flag=True, help="Read also the filings that are unchanged since OUT's last build.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
def command(paths: tuple[str, ...], out: Path, quiet: bool, **options: Any) -> int:
    """Read filings and write their graph.

    FILE is a text file, a folder, a pattern in quotes, or - for standard input. Whose filing it is and which fiscal year it reports on is
    taken from the options, else from the manifest, else from the text itself.

    \b
    kg build report.txt
    kg build reports/ --manifest reports.csv -o out/
    kg build annual.txt --registrant "Acme Corp." --alias Acme --fiscal-year-end 2012-03-31

    Names that mean one company become one entity, for reasons that kg show --why tells; kg resolve OUT --review lists those to look at,
    and a file of decisions (--decisions) overrules them. --reference adds identifiers from lists of yours.

    OUT then holds graph.ttl, graph.nq, facts.jsonl, rejected.jsonl, entities.jsonl, unnamed.jsonl, filings.jsonl, report.md, graph.html,
    store/, text/, the filings' texts, and cache/: a filing that is unchanged, as are the rules, is not read again by the next build into
    OUT. Other files in it are left alone. Whatever happens it holds the old build or the new one, never a part; what a build that was
    stopped had read lies in OUT/.left, so that the next one goes on from there.

    \b
    Exit codes: 0 all filings were read, 1 some were not (the others are written),
    2 wrong use, 3 nothing could be built and nothing was written.
    """  # noqa: D301  click wants the character itself
    meter = Meter(quiet=quiet, after="putting the graph together")
    try:
        result = kg.build(paths, out, progress=meter, **options)
    except KeyboardInterrupt:
        meter.done()
        if (out / LEFT).is_dir():
            tell("what was read so far is kept: the same command goes on from there")
        raise
    finally:
        meter.done()
    errors = _tell_problems(result, quiet=quiet)
    if not quiet or result.out is None:
        _tell_summary(result, errors)
    return 3 if result.out is None else int(errors > 0)


def _tell_problems(result: kg.Result, *, quiet: bool) -> int:
    """Print what went wrong, errors first; how many errors there are."""
    errors = [problem for problem in result.problems if problem.level == "error"]
    warnings = [] if quiet else [problem for problem in result.problems if problem.level != "error"]
    for problem in (*errors, *warnings)[:MOST]:
        tell(f"{problem.level}: {problem}")
    if (more := len(errors) + len(warnings) - MOST) > 0:
        tell(f"… and {more} more" + (f": see {result.out / 'report.md'}" if result.out else ""))
    return len(errors)


def _tell_summary(result: kg.Result, errors: int) -> None:
    if result.out is None:
        tell("nothing could be built and nothing was written")
        return
    filings = counted(len(result.extractions), "filing") + (f" ({result.reused} unchanged)" if result.reused else "")
    numbers = {"fact": len(result.facts), "claim": len(result.claims), "entity": len(result.entities)}
    problems = {"error": errors, "warning": len(result.problems) - errors}
    made, wrong = (", ".join(counted(number, noun) for noun, number in of.items()) for of in (numbers, problems))
    tell(f"{filings}, {made}, {len(result.rejections)} rejected, {wrong}: {result.out}")
