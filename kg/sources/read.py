"""One input → one `Filing`, or why not."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from dataclasses import replace
from pathlib import Path

from kg.errors import Problem, SourceError
from kg.model import Filing, Source
from kg.names import compatible, core, family, is_acronym
from kg.sources.bars import without_bars
from kg.sources.breaks import without_breaks
from kg.sources.content import Content
from kg.sources.decode import normalise
from kg.sources.detect import Detection, find_metadata
from kg.sources.inputs import SIZE_LIMIT, Input
from kg.sources.metadata import Metadata
from kg.sources.packed import unpack
from kg.sources.readers import choose

__all__ = ["make_filing", "read"]

_FORMERLY = re.compile(
    r"(?P<name>\S.*?)\s*\((?:formerly|previously|renamed\s+from|f\.?/?k\.?/?a\.?)(?:\s+known\s+as)?\s+(?P<former>[^()]+?)\s*\)",
    re.IGNORECASE,
)

_MEND = {
    "registrant": "give --registrant (in Python registrant=…), or a manifest with a row for this file",
    "fiscal_year_end": "give --fiscal-year-end 2006-03-31 (in Python fiscal_year_end=…), or a manifest with a row for this file",
}


def read(item: Input, given: Metadata, limit: int = SIZE_LIMIT) -> tuple[Filing | None, list[Problem]]:
    """The filing, with what is not given found in its text; None where it can't be read or dated.

    Args:
        item: from `discover`.
        given: from the command line over the manifest (`Metadata.over`). A registrant given for several files is meant for all of them.
        limit: the most bytes that are read of one file.
    """
    try:
        data = _bytes(item, limit)
        unpacked = unpack(data, limit)
        content = choose(unpacked, item.path).read(unpacked)
    except SourceError as error:
        return None, [Problem(item.path, str(error))]
    problems = [Problem(item.path, f"the file {content.warning}", "warning")] if content.warning else []
    filing, more = _filing(item.name, item.path, content, hashlib.sha256(data).hexdigest(), given)
    return filing, problems + more


def make_filing(name: str, text: str, given: Metadata | None = None) -> tuple[Filing | None, list[Problem]]:
    """A filing from text in memory; its hash is that of the text in UTF-8."""
    text = without_bars(without_breaks(normalise(text)))
    if not text.strip():
        return None, [Problem(name, "the text is empty")]
    return _filing(name, name, Content(text), hashlib.sha256(text.encode("utf-8")).hexdigest(), given or Metadata())


def _bytes(item: Input, limit: int) -> bytes:
    data = item.data
    try:
        if data is None:
            with Path(item.path).open("rb") as stream:
                data = stream.read(limit + 1)
    except OSError as error:
        raise SourceError(f"can't be read: {error.strerror}") from error
    if len(data) > limit:
        raise SourceError(f"is larger than {limit // 1_000_000} MB; split it, or give the main document alone")
    return data


def _filing(name: str, path: str, content: Content, sha256: str, given: Metadata) -> tuple[Filing | None, list[Problem]]:
    detection = find_metadata(content.text, given.registrant, content.metadata)
    known, problems = _settle(path, given, detection)
    if known.fiscal_year_end is None or not known.registrant:
        doubts = dict(detection.doubts)
        missing = [item for item in ("registrant", "fiscal_year_end") if not getattr(known, item)]
        for item in missing:
            label = item.replace("_", " ")
            why = doubts.get(item, "it contradicts what was given")
            if not any(problem.level == "error" for problem in problems) or item in doubts:
                problems.append(Problem(path, f"the {label} can't be told ({why}); {_MEND[item]}"))
        return None, problems
    source = Source(
        name=name,
        path=path,
        sha256=sha256,
        registrant=known.registrant,
        fiscal_year_end=known.fiscal_year_end,
        form=known.form,
        aliases=tuple(alias for alias in known.aliases if alias != known.registrant),
        cik=known.cik,
        accession=known.accession,
        url=known.url,
        lei=known.lei,
        found=tuple((item, known.how(item)) for item in sorted(known.known()) if item != "fiscal_year"),
    )
    return Filing(source, content.text), problems


def _settle(path: str, given: Metadata, detection: Detection) -> tuple[Metadata, list[Problem]]:
    """What is given over what was found, and a word where the two disagree."""
    given, found, problems = _without_former(given), detection.metadata, []
    if given.registrant and found.registrant and not _may_be_same(given.registrant, found.registrant, (*given.aliases, *found.aliases)):
        what = f"{found.how('registrant')} names {found.registrant!r} as the filer, but {given.registrant!r} was given and is used"
        problems.append(Problem(path, what, "warning"))
        found = replace(found, aliases=())
    elif _is_initials(given.registrant, found.registrant) or _is_initials(found.registrant, given.registrant):
        found = replace(found, aliases=tuple(dict.fromkeys((found.registrant, *found.aliases))))  # "IBM Corp.", and its name in full
    if (
        given.registrant.isupper()
        and found.registrant
        and not found.registrant.isupper()
        and core(given.registrant) == core(found.registrant)
    ):
        given = replace(given, registrant="", aliases=(*given.aliases, given.registrant))  # as lists and headers shout it
    known = given.over(found)
    if known.fiscal_year_end is None and known.fiscal_year is not None:
        day = found.fiscal_year_end
        if day is None or day.year == known.fiscal_year:
            how = found.how("fiscal_year_end") if day else f"{given.how('fiscal_year')}, the year alone"
            day = day or dt.date(known.fiscal_year, 12, 31)
            return Metadata(fiscal_year_end=day).learnt(how).over(known), problems
        what = f"the fiscal year {known.fiscal_year} was given, but the text says {day}; give the whole date ({_MEND['fiscal_year_end']})"
        problems.append(Problem(path, what))
    return known, problems


def _without_former(given: Metadata) -> Metadata:
    """A former name that lists have behind the registrant's as an alias: "Kelda plc (formerly Brandt plc)"."""
    match = _FORMERLY.fullmatch(given.registrant)
    if match is None:
        return given
    how = dict(given.found) | ({"aliases": given.how("registrant")} if given.found else {})
    return replace(given, registrant=match["name"], aliases=(*given.aliases, match["former"]), found=tuple(sorted(how.items())))


def _is_initials(short: str, long: str) -> bool:
    """Whether a name is the other's initials and a legal form: "IBM Corp."."""
    return is_acronym(core(short).upper(), long)


def _may_be_same(one: str, other: str, aliases: tuple[str, ...]) -> bool:
    if core(other) in {core(alias) for alias in aliases} or core(one) in {core(alias) for alias in aliases}:
        return True
    short, long = sorted((one, other), key=len)
    starts = core(long).startswith(core(short)) and compatible(family(one), family(other))
    return starts or is_acronym(short, long) or _is_initials(short, long)
