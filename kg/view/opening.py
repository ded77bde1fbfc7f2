"""What a page opens on, as the fragment of an address: whatever can be sent as a link can be asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from kg.errors import ArgumentError, QueryError
from kg.formats import VIEWS, ViewKind
from kg.lookup import lookup
from kg.model import Claim, Entity

__all__ = ["Opening", "fragment"]

HOPS = range(1, 4)
YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Opening:
    """The view a page opens on.

    `company` is a name, short form or id; `year` a year ("2012": as of it) or a range ("2008-2012"); `hops` how many links away from the
    company the network goes; `top` how many parties it draws, the most important.
    """

    kind: ViewKind = "network"
    company: str = ""
    year: str = ""
    hops: int | None = None
    top: int | None = None


def fragment(opening: Opening, claims: Sequence[Claim], entities: Sequence[Entity]) -> str:
    """The fragment, without "#".

    Raises:
        ArgumentError: there is no such view, `hops` or `top` are out of bounds, or `hops` have no company to start from.
        QueryError: the company is not in the graph, or may be several; the year is none, or before all that is stated.
    """
    _check(opening)
    parts: dict[str, str | int] = {} if opening.kind == "network" else {"view": opening.kind}
    parts |= _years(opening.year, claims)
    if opening.top is not None:
        parts["top"] = opening.top
    if opening.company:
        drawn = {end for claim in claims for end in (claim.subject, claim.object) if end}
        names: Mapping[str, Sequence[str]] = {e.id: (e.name, *e.aliases) for e in entities if e.id in drawn}
        found = lookup(opening.company, names, "company", {e.id for e in entities if e.kind == "person"})
        parts |= {"party": found, "near": found, "hops": opening.hops or 1} if opening.kind == "network" else {"company": found}
    return urlencode(parts)


def _check(opening: Opening) -> None:
    if opening.kind not in VIEWS:
        raise ArgumentError(f"kind must be one of {', '.join(VIEWS)}, not {opening.kind!r}")
    if opening.hops is not None and opening.hops not in HOPS:
        raise ArgumentError(f"hops must be {HOPS[0]} to {HOPS[-1]}, not {opening.hops!r}")
    if opening.hops is not None and not (opening.company and opening.kind == "network"):
        raise ArgumentError("hops need a company to start from, and are for the view network")
    if opening.top is not None and (not isinstance(opening.top, int) or opening.top < 1):
        raise ArgumentError(f"top must be a number from 1 on, not {opening.top!r}")


def _years(wanted: str, claims: Sequence[Claim]) -> dict[str, str | int]:
    if not wanted:
        return {}
    found = YEARS.fullmatch(wanted)
    if not found or (found[2] and found[2] < found[1]):
        raise QueryError(f"{wanted!r} is no year; write it as 2012, or as 2008-2012")
    first = min((claim.year for claim in claims), default=0)
    if int(found[2] or found[1]) < first:
        raise QueryError(f"nothing is stated up to {found[2] or found[1]}; the graph begins with {first}")
    return {"from": found[1], "to": found[2]} if found[2] else {"asof": found[1]}
