"""`kg query` and `kg ask`: SPARQL, free or named, over a build's store."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import echo_answer, format_option
from kg.query import Question, find_question, questions
from kg.query import ask as put
from kg.query import query as run
from kg.store import open_store
from kg.tables import Format


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.argument("sparql", metavar="SPARQL|@FILE|-")
@format_option
def query(*, out: Path, sparql: str, format: Format) -> None:
    """Ask in SPARQL.

    OUT is the folder of a build. The query is given as it is, as @FILE, or as - for what comes on stdin. The prefixes kg:, entity:, claim:,
    evidence:, filing:, skos:, prov:, oa:, rdf:, rdfs: and xsd: are known; evidence is found without GRAPH. CONSTRUCT and DESCRIBE give
    Turtle. Queries only read, and reach no other place.

    \b
    kg query out/ 'SELECT ?owner ?percent { ?c a kg:Shareholding ; kg:subject ?owner ; kg:percent ?percent }'
    kg query out/ @owners.rq --format csv
    """  # noqa: D301 -- click wants the character itself
    echo_answer(run(open_store(out), _text(sparql)), format)


@click.command()
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.argument("name", metavar="QUESTION", required=False)
@click.option("--company", help="A company's name, short form or id.")
@click.option("--year", help="Only this year.")
@click.option("--claim", help="The id of a claim or fact.")
@click.option("--param", "-p", "params", metavar="NAME=VALUE", multiple=True, help="Another parameter of the question.")
@click.option("--queries", type=click.Path(path_type=Path), help="Questions of your own: a .rq file or a folder of them.")
@click.option("--list", "listed", is_flag=True, help="List the questions.")
@click.option("--show", metavar="QUESTION", help="Print a question's SPARQL.")
@format_option
def ask(
    *,
    out: Path | None,
    name: str | None,
    company: str | None,
    year: str | None,
    claim: str | None,
    params: tuple[str, ...],
    queries: Path | None,
    listed: bool,
    show: str | None,
    format: Format,
) -> None:
    """Ask a named question.

    \b
    kg ask --list
    kg ask out/ shareholders --company IIJ --year 2012
    kg ask out/ evidence --claim 3f2a9c…
    """  # noqa: D301
    known = questions(queries)
    if show is not None:
        click.echo(find_question(show, known).sparql, nl=False)
    elif listed:
        click.echo("\n".join(_describe(question) for question in known.values()))
    elif out is None or name is None:
        raise click.UsageError(f"give a build's folder and a question, as in: kg ask out/ shareholders\nThe questions: {', '.join(known)}")
    else:
        question = find_question(name, known)
        given = {"company": company, "year": year, "claim": claim} | dict(map(_pair, params))
        echo_answer(put(open_store(out), question, {key: value for key, value in given.items() if value is not None}), format)


def _text(sparql: str) -> str:
    """The query itself: given, in a file, or on stdin."""
    if sparql == "-":
        return sys.stdin.read()
    if not sparql.startswith("@"):
        return sparql
    try:
        return Path(sparql[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise click.BadParameter(f"{sparql[1:]} can't be read: {error}") from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"{text!r} is not of the form NAME=VALUE", param_hint="--param")
    return name, value


def _describe(question: Question) -> str:
    """A question, what it answers, and its parameters, for the list."""
    lines = [question.name, f"    {question.title}"]
    lines += [f"    {_option(p.name)} {p.description}{'' if p.optional else ' (needed)'}" for p in question.parameters]
    return "\n".join(lines)


def _option(name: str) -> str:
    return f"--{name}" if name in ("company", "year", "claim") else f"--param {name}=…"
