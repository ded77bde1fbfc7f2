"""The whole way: read → extract → resolve → assemble → graph → write. A map over filings, then a reduce over their facts and names."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

from kg import given, outputs
from kg.cache import Cache, mark
from kg.claims import assemble
from kg.engines import engine
from kg.errors import ArgumentError, Problem
from kg.extractors import BUILTIN
from kg.graph import DEFAULT_BASE, Namer
from kg.identify import identify
from kg.machine import Machine, machine
from kg.model import Extraction, Relation, Resolution
from kg.result import Result
from kg.schema import load_relations
from kg.sources import Input, Metadata, discover, load_manifest, unmatched
from kg.texts import write_text
from kg.work import Outcome, Setup, Task, attempt, lost

__all__ = ["Progress", "build"]

Progress = Callable[[int, int, str], None]  # filings done, filings in all, the one just done
MOST_JOBS = 256
_WORTH_A_PROCESS = 4_000_000  # bytes of input below which a further process costs more than it saves


def build(  # noqa: PLR0913  the public call: each option has a name and a default
    paths: str | Path | Iterable[str | Path],
    out: str | Path | None = None,
    *,
    registrant: str = "",
    aliases: str | Sequence[str] = (),
    form: str = "",
    fiscal_year_end: dt.date | str | None = None,
    manifest: str | Path | None = None,
    rules: str | Path | Sequence[str | Path] = (),
    plugins: str | Sequence[str] = (),
    ontologies: str | Path | Sequence[str | Path] = (),
    decisions: str | Path | None = None,
    references: str | Path | Sequence[str | Path] = (),
    base: str = DEFAULT_BASE,
    jobs: int = 1,
    text: bool = True,
    fresh: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Read filings and make one graph of them.

    Args:
        paths: files, folders, globs, or "-" for standard input.
        out: the folder to write to. None, or no filing that could be read: nothing is written.
        registrant: whose filings these are; like `aliases`, `form` and `fiscal_year_end` it stands for every filing given, before what a
            manifest and the text itself say.
        aliases: other names that the filings call the registrant by.
        form: 20-F, 10-K, …
        fiscal_year_end: the last day of the fiscal year reported on; as a text, YYYY-MM-DD.
        manifest: a CSV or TSV with a row a file (see `kg.sources.load_manifest`).
        rules: rule files beside the shipped ones.
        plugins: modules (or .py files) with extractors.
        ontologies: Turtle files with further relations.
        decisions: a TOML or CSV file of decisions about names (see `kg.decisions`); else decisions.toml or decisions.csv in `out`, if
            there is one.
        references: lists of companies or exchanges with identifiers (see `kg.reference`).
        base: the IRI that the identifiers of entities, claims and filings start with.
        jobs: how many processes to read filings with; 0 means as many as pay. More than one needs the usual guard in a script
            (`if __name__ == "__main__":`), as processes are spawned.
        text: whether the build keeps the filings' texts, which its offsets are into.
        fresh: whether filings are read anew that the build in `out` has read and that are unchanged (see `kg.cache`).
        progress: called after each filing.

    Returns:
        The build; `problems` says what could not be read and why.

    Raises:
        KgError: an argument, a rule file, an ontology or the output folder is wrong; nothing was written.
    """
    place = _place(out, base)
    setup = Setup(load_relations(own := given.paths("ontologies", ontologies)), given.paths("rules", rules),
                  given.texts("plugins", plugins), keep=text and place is not None)  # fmt: skip
    known = Metadata(given.text("registrant", registrant), given.texts("aliases", aliases), given.text("form", form),
                     given.day("fiscal_year_end", fiscal_year_end))  # fmt: skip
    who = partial(identify, out=place, decisions=given.maybe("decisions", decisions), references=given.paths("references", references))
    made, problems = machine(setup.relations, setup.rules, setup.plugins)
    tasks, unread = _tasks(given.spelt("paths", paths), known, given.maybe("manifest", manifest), place)
    read = partial(_map, made, setup, jobs=given.count("jobs", jobs, MOST_JOBS))
    with outputs.opened(place) as folder:
        cache = _cache(made, (*setup.rules, *own), None if fresh else place, folder)
        outcomes = list(_kept(_told(cache.through(tasks, read, keep=setup.keep), tasks, given.function("progress", progress)), folder))
        result = _reduce(outcomes, who, setup.relations, (*problems, *unread), place)
        if folder is not None and result.out is not None:
            outputs.write(result, folder, base)
    return replace(result, reused=cache.reused)


def _place(out: str | Path | None, base: str) -> Path | None:
    """The folder to write to; one that can't be written, or a base that is no IRI, is refused before any work is done."""
    place = None if out is None else given.path("out", out)
    Namer(given.text("base", base))
    if place is not None:
        outputs.check(place)
    return place


def _cache(made: Machine, files: Sequence[Path], old: Path | None, new: Path | None) -> Cache:
    """What the last build has read and this one need not; nothing where others' extractors are at work, as what they read is not known."""
    own = made.extractors == BUILTIN
    return Cache(old if own else None, new if own else None, mark(files) if own and new else "")


def _reduce(
    outcomes: Sequence[Outcome],
    who: Callable[[tuple[Extraction, ...]], tuple[Resolution, list[Problem]]],
    relations: Mapping[str, Relation],
    problems: Iterable[Problem],
    out: Path | None,
) -> Result:
    extractions = tuple(outcome.extraction for outcome in outcomes if outcome.extraction)
    resolution, told = who(extractions)
    claims, dropped = assemble(extractions, resolution, relations)
    rejections = tuple(chain.from_iterable(extraction.rejections for extraction in extractions)) + tuple(r for _, r in dropped)
    found = (*problems, *chain.from_iterable(outcome.problems for outcome in outcomes), *_twins(extractions), *told)
    return Result(extractions, resolution, claims, rejections, relations, found, out if extractions else None)


def _twins(extractions: Iterable[Extraction]) -> Iterator[Problem]:
    """Filings that are one file under two names."""
    first: dict[str, str] = {}
    for source in (extraction.source for extraction in extractions):
        twin = first.setdefault(source.sha256, source.name)
        if twin != source.name:
            what = f"holds the very bytes of {twin}: what it states counts as stated by two filings; give one of them alone"
            yield Problem(source.path, what, "warning")


def _tasks(paths: Sequence[str], known: Metadata, manifest: Path | None, out: Path | None) -> tuple[list[Task], list[Problem]]:
    """The inputs, each with what is said about it; a build folder that lies among them is not read as filings."""
    if not paths:
        raise ArgumentError("paths must name a file or folder; there is none in it")
    inputs, problems = discover(paths)
    keys = [item.key for item in inputs]  # each costs a look at the disk
    rows: dict[str, Metadata] = {}
    if manifest is not None:
        rows, wrong = load_manifest(manifest)
        problems = [*problems, *wrong, *unmatched(manifest, rows, keys)]
    ours = _ours(out)
    listed = zip(inputs, keys, strict=True)
    return [Task(item, known.over(rows.get(key, Metadata()))) for item, key in listed if not ours(key)], problems


def _ours(out: Path | None) -> Callable[[str], bool]:
    """Whether a path is that of a file of the build that is to be replaced."""
    places = {os.path.realpath(out / name) for name in outputs.NAMES} if out is not None else set()
    below = tuple(place + os.sep for place in places)
    return lambda path: path in places or path.startswith(below)


def _map(made: Machine, setup: Setup, tasks: Sequence[Task], *, jobs: int) -> Iterator[Outcome]:
    processes = jobs if jobs > 0 else min(os.cpu_count() or 1, 1 + sum(_size(task.item) for task in tasks) // _WORTH_A_PROCESS)
    processes = min(processes, len(tasks))
    return engine(processes)((lambda: partial(attempt, made, keep=setup.keep)) if processes <= 1 else setup, tasks, lost)


def _size(item: Input) -> int:
    if item.data is not None:
        return len(item.data)
    return os.path.getsize(item.path) if os.path.isfile(item.path) else 0  # noqa: PTH113, PTH202  what can't be read is told when it is read


def _kept(outcomes: Iterable[Outcome], folder: Path | None) -> Iterator[Outcome]:
    """The outcomes without their texts, which are written as they come: never more of them are held than filings under way."""
    for outcome in outcomes:
        extraction = outcome.extraction
        if folder is not None and extraction is not None and outcome.text:
            extraction = replace(extraction, text=write_text(folder, extraction.source.name, outcome.text))
        yield Outcome(extraction, outcome.problems)


def _told(outcomes: Iterable[Outcome], tasks: Sequence[Task], progress: Progress | None) -> Iterator[Outcome]:
    for done, (task, outcome) in enumerate(zip(tasks, outcomes, strict=True), start=1):
        if progress:
            progress(done, len(tasks), task.item.name)
        yield outcome
