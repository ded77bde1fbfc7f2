"""Facts against gold: by the scorer that lies beside the real filings, and in short for the examples, which need nothing beside them."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from machines import SHARED

from kg.names import core, fold

CORE = ("ownsShareIn", "acquired", "supplierOf", "competitorOf")
SYMMETRIC = ("competitorOf", "partnerOf")
Key = tuple[str, tuple[str, str], int]
Line = dict[str, Any]


def report(facts: Path, documents: Sequence[str] = (), gold: Path = SHARED / "gold") -> dict[str, Any]:
    """What `score.py --json` says of a file of facts."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        score.main([str(gold), str(facts), "--json", *(word for name in documents for word in ("--doc", name))])
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


class Score(NamedTuple):
    """Facts that are right, wanted by nobody, and missed; values (date, percent, amount) of right facts that agree with gold, of how many."""

    right: int
    unwanted: list[Key]
    missed: list[Key]
    agreeing: int
    values: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.unwanted))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


def score(gold: Iterable[Line], names: dict[str, list[str]], found: Iterable[Line], relations: Sequence[str] = CORE) -> Score:
    """The score of one document's facts; what gold is not certain of is neither asked for nor held against them."""
    canonical = {form_of(form): name for name, forms in names.items() for form_of in (core, fold) for form in (*forms, name)}

    def key(line: Line) -> Key:
        ends = [canonical.get(fold(name)) or canonical.get(core(name)) or core(name) for name in (line["subject"], line["object"] or "")]
        subject, object_ = sorted(ends) if line["relation"] in SYMMETRIC else ends
        return line["relation"], (subject, object_), line["year"]

    wanted, doubtful = {}, set()
    for line in gold:
        if line["relation"] in relations:
            if line.get("certain", True):
                wanted[key(line)] = line
            else:
                doubtful.add(key(line))
    said: dict[Key, Line] = {}
    for line in found:
        if line["relation"] in relations:
            said.setdefault(key(line), line)
    values = [
        str(said[k].get(name)).startswith(str(line[name]))
        for k, line in wanted.items()
        for name in ("date", "percent", "amount")
        if k in said and name in line
    ]
    return Score(
        len(wanted.keys() & said.keys()),
        sorted(said.keys() - wanted.keys() - doubtful),
        sorted(wanted.keys() - said.keys()),
        sum(values),
        len(values),
    )
