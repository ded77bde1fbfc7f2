"""Arguments and options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from kg import folders
from kg.formats import FORMATS

__all__ = [
    "FILE",
    "FOLDER",
    "build_folder",
    "format_option",
    "identity_options",
    "knowledge_options",
    "limit_option",
    "metadata_options",
    "ontology_option",
    "rules_option",
]

Command = TypeVar("Command", bound=Callable[..., Any])


def _build_folder(value: str) -> Path:
    """A build folder; whether it is one is seen when it is read. A build killed while its files went into place is finished first."""
    path = Path(value)
    if not path.exists():
        raise click.BadParameter(f"{path} does not exist; make it with: kg build FILE... -o {path}")
    folders.settle(path)
    return path


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date; write it as 2012-03-31") from error


FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
build_folder = click.argument("out", metavar="OUT", type=_build_folder)
format_option = click.option(
    "--format", "-f", "format", type=click.Choice(FORMATS), default="table", show_default=True, help="How to print the rows."
)
limit_option = click.option("--limit", "-n", type=click.IntRange(min=0), metavar="N", help="Print the first N rows only.")
ontology_option = click.option(
    "--ontology", "ontologies", type=FILE, multiple=True, help="A Turtle file with further relations; may be repeated."
)
rules_option = click.option("--rules", type=FILE, multiple=True, help="A TOML file with further rules; may be repeated.")


def metadata_options(command: Command) -> Command:
    """What is said about all filings given."""
    for option in (
        click.option("--manifest", type=FILE, help="A CSV or TSV with a row a file: file, registrant, form, fiscal_year_end, …"),
        click.option(
            "--fiscal-year-end", type=_day, metavar="YYYY-MM-DD", help="The last day of the fiscal year that the filings report on."
        ),
        click.option("--form", default="", help="The form: 20-F, 10-K, …"),
        click.option("--alias", "aliases", multiple=True, help="Another name of the registrant; may be repeated."),
        click.option("--registrant", default="", help="The company whose filings these are."),
    ):
        command = option(command)
    return command


def knowledge_options(command: Command) -> Command:
    """What a user adds to the rules, extractors and relations."""
    plugin = click.option(
        "--plugin", "plugins", multiple=True, metavar="MODULE", help="A module or .py file with extractors; may be repeated."
    )
    return rules_option(plugin(ontology_option(command)))


def identity_options(command: Command) -> Command:
    """What a user knows of who is who."""
    decisions = click.option(
        "--decisions", type=FILE, help="A TOML or CSV file: which names are the same, which different; else OUT/decisions.toml or .csv."
    )
    reference = click.option(
        "--reference",
        "references",
        type=FILE,
        multiple=True,
        help="A list with identifiers: SEC company_tickers.json, GLEIF golden copy, ISO 10383; may be repeated.",
    )
    return decisions(reference(command))
