"""The map: one input in, one outcome out. Pure, without shared state, so that it can run in any process on any machine.

What leaves is an `Extraction` with the quotes, what went wrong as `Problem`s, and the filing's text if it is to be kept; it lives no longer
than until the next one in turn is done.
"""

from __future__ import annotations

import datetime as dt
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from kg import given
from kg.errors import KgError, Problem, SourceError
from kg.machine import Failure, Machine, machine
from kg.model import Extraction, Fact, Relation
from kg.schema import load_relations
from kg.sources import Input, Metadata, make_filing, read

__all__ = ["Outcome", "Setup", "Task", "attempt", "extract", "lost"]

_READ = "files and bytes are read by kg.build"


@dataclass(frozen=True, slots=True)
class Task:
    """One input, and what the user says about it."""

    item: Input
    given: Metadata


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input: an extraction, or at least a problem that says why there is none.

    `text` is the filing's, if it is to be kept.
    """

    extraction: Extraction | None
    problems: tuple[Problem, ...] = ()
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Setup:
    """What another process needs to make the same machine."""

    relations: Mapping[str, Relation]
    rules: Sequence[Path]
    plugins: Sequence[str]
    keep: bool = False

    def __call__(self) -> Callable[[Task], Outcome]:
        """Make the machine. Its problems are left to the parent process, which has made the same one and tells them once."""
        made, _ = machine(self.relations, self.rules, self.plugins)
        return partial(attempt, made, keep=self.keep)


def attempt(made: Machine, task: Task, *, keep: bool = False) -> Outcome:
    """Read and extract one input, with its text if it is to be kept; whatever goes wrong with it is a problem of this input alone."""
    failures: list[Failure] = []
    try:
        filing, problems = read(task.item, task.given)
        extraction = made(filing, failures) if filing else None
    except KgError as error:
        return Outcome(None, (Problem(task.item.path, str(error)),))
    except (Exception, SystemExit) as error:  # noqa: BLE001  a bug met by one filing must not take the others' facts with it
        return Outcome(None, (Problem(task.item.path, f"an error of kg itself, please report it: {_told(error)}"),))
    failed = (Problem(task.item.path, f"extractor {one.extractor} failed; the rest was read: {_told(one.error)}") for one in failures)
    return Outcome(extraction, (*problems, *failed), filing.text if filing and keep else "")


def _told(error: BaseException) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} (at {Path(place.filename).name}:{place.lineno})"


def lost(task: Task) -> Outcome:
    """The outcome of an input that killed every process that read it."""
    what = "the process that read it died, twice (out of memory?); the other filings were read. Try it alone, with one job"
    return Outcome(None, (Problem(task.item.path, what),))


def extract(
    text: str, *, registrant: str = "", fiscal_year_end: dt.date | str | None = None, aliases: str | Sequence[str] = (), form: str = ""
) -> list[Fact]:
    """The facts of one filing's text, by the shipped rules; offsets are into the text with its line ends made plain.

    Args:
        text: the filing.
        registrant: whose it is; like the other options found in the text where it tells.
        fiscal_year_end: the last day of the fiscal year reported on; as a text, YYYY-MM-DD.
        aliases: other names that the text calls the registrant by.
        form: 20-F, 10-K, …

    Raises:
        ArgumentError: an argument is of the wrong type, or a day that is none.
        SourceError: the text is empty, or does not tell its registrant or fiscal year and neither was given.
    """
    known = Metadata(
        given.text("registrant", registrant),
        given.texts("aliases", aliases),
        given.text("form", form),
        given.day("fiscal_year_end", fiscal_year_end),
    )
    filing, problems = make_filing("text", given.text("text", text, hint=_READ), known)
    if filing is None:
        raise SourceError("; ".join(str(problem) for problem in problems if problem.level == "error"))
    return list(_shipped()(filing).facts)


@cache
def _shipped() -> Machine:
    """The machine with the shipped rules alone: the same as long as the process lives."""
    made, _ = machine(load_relations())
    return made
