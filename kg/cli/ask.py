"""`kg ask`"""

from __future__ import annotations

import shlex
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from kg.cli.asking import budget_options, echo_asked
from kg.cli.completion import companies, names_of_questions
from kg.cli.options import format_option
from kg.cli.printing import tell
from kg.formats import Format
from kg.questions import Question, find_question, questions

__all__ = ["command"]

OPTIONS = ("company", "other", "year", "from", "to", "claim")  # parameters that have an option of their own


@click.command("ask")
@click.argument("out", type=click.Path(path_type=Path), required=False)
@click.argument("name", metavar="QUESTION", required=False, shell_complete=names_of_questions)
@click.option("--company", shell_complete=companies, help="A company's name, short form, identifier or id.")
@click.option("--other", shell_complete=companies, help="A second company.")
@click.option("--year", help="Only this year.")
@click.option("--from", help="From this year.")
@click.option("--to", help="To this year.")
@click.option("--claim", help="The id of a claim or fact.")
@click.option("--param", "-p", "params", metavar="NAME=VALUE", multiple=True, help="Another parameter of the question.")
@click.option("--queries", type=click.Path(path_type=Path), help="Questions of your own: a .rq file or a folder of them.")
@click.option("--list", "listed", is_flag=True, help="List the questions.")
@click.option("--show", metavar="QUESTION", shell_complete=names_of_questions, help="Print a question's SPARQL.")
@budget_options
@format_option
def command(
    *,
    out: Path | None,
    name: str | None,
    params: tuple[str, ...],
    queries: Path | None,
    listed: bool,
    show: str | None,
    format: Format,
    **more: Any,
) -> None:
    """Ask a named question.

    \b
    kg ask --list
    kg ask out/ shareholders --company IIJ --year 2012
    kg ask out/ evidence --claim 3f2a9c…
    """  # noqa: D301
    known = questions(queries)
    given = {option: more.pop(option) for option in OPTIONS} | dict(map(_pair, params))
    if show is not None:
        click.echo(find_question(show, known).sparql, nl=False)
    elif listed:
        click.echo("\n".join(map(_describe, known.values())))
    elif out is None or name is None:
        raise click.UsageError(f"give a build's folder and a question, as in: kg ask out/ shareholders\nThe questions: {', '.join(known)}")
    else:
        wanted = {key: value for key, value in given.items() if value is not None}
        question = asdict(find_question(name, known))
        empty = echo_asked(out, {"do": "ask", "question": question, "params": wanted}, format=format, **more)
        if empty and "company" in wanted:
            tell(f"all that the filings say of it: kg show {shlex.quote(str(out))} {shlex.quote(wanted['company'])}")


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
    return f"--{name}" if name in OPTIONS else f"--param {name}=…"
