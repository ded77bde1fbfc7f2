"""Facts and gold for the tests of this folder: made up, a line each, and small enough to be counted by hand."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.claims import Stated
from kg.model import Cue, Evidence, Extraction, Fact, Mention, Rejection, Source, Span
from kg.records import FACTS, FILINGS, REJECTED, fact_lines, filing_lines, rejection_lines

QUOTE = "Some words of a report."


def stated(relation: str, subject: str, object_: str | None, year: int, document: str = "tern", **more: Any) -> Stated:
    """A fact of a build; `more` holds date, rule, claim and attributes."""
    date, rule, claim = more.pop("date", None), more.pop("rule", "some-rule"), more.pop("claim", "")
    ends = Mention("company", 0, 4, subject), Mention("company", 5, 10, object_) if object_ else None
    evidence = Evidence(document, 0, len(QUOTE), QUOTE)
    fact = Fact(relation, *ends, year, "as_of", evidence, rule, Span(0, 4), date, tuple(sorted(more.items())))
    return Stated(fact, claim or f"{subject} {relation} {object_} {year}", subject, subject, object_, object_)


def rejected(relation: str, reason: str, cue: str = "", rule: str = "some-rule", document: str = "tern") -> Rejection:
    """A candidate that was turned down."""
    evidence = Evidence(document, 0, len(QUOTE), QUOTE)
    return Rejection(relation, None, None, reason, evidence, rule, Span(0, 4), Cue(reason, 0, len(cue), cue) if cue else None)


def write_build(folder: Path, facts: Iterable[Stated], rejections: Iterable[Rejection] = (), filings: Iterable[str] = ("tern",)) -> Path:
    """As much of a build folder as a scorer reads."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = [Source(name, f"{name}.txt", "0", "Tern Systems Inc.", dt.date(2012, 3, 31)) for name in filings]
    for name, lines in (
        (FACTS, fact_lines(facts)),
        (REJECTED, rejection_lines(rejections)),
        (FILINGS, filing_lines(Extraction(source) for source in sources)),
    ):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return folder


def gold(relation: str, subject: str, object_: str | None, year: int | None, **more: Any) -> dict[str, Any]:
    """A line of gold."""
    return {"relation": relation, "subject": subject, "object": object_, "year": year, "evidence": f"Gold of {subject}.", **more}


def write_gold(folder: Path, lines: Iterable[dict[str, Any]], names: dict[str, list[str]] | None = None, document: str = "tern") -> Path:
    """The gold of one document."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{document}.facts.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    (folder / f"{document}.entities.json").write_text(json.dumps(names or {}), encoding="utf-8")
    return folder
