"""The records that every stage speaks in: frozen, comparable, free of third parties.

Offsets are character offsets into `Filing.text`, end exclusive: `text[start:end]` is always the words themselves.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.identity import Link, Merge, Name, UnnamedParty

Kind = Literal["company", "group", "person", "exchange", "authority", "government", "self", "name"]
Basis = Literal["event", "as_of", "reporting"]
Status = Literal["current", "former"]
Value = str | int | float
Attributes = tuple[tuple[str, Value], ...]  # sorted by name


def digest(*parts: object, length: int = 16) -> str:
    """A content hash in hexadecimal: the same parts give the same text on every machine and in every run."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


class Span(NamedTuple):
    """A stretch of a filing's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """Where a filing comes from and whose it is: what travels on with its facts when the text stays behind.

    `name` is unique within a build. `found` says how each item was learnt, as (item, how) pairs: "manifest", "cover page", …
    """

    name: str
    path: str
    sha256: str
    registrant: str
    fiscal_year_end: dt.date
    form: str = ""
    aliases: tuple[str, ...] = ()
    cik: str = ""
    accession: str = ""
    url: str = ""
    lei: str = ""
    found: tuple[tuple[str, str], ...] = ()

    @property
    def fiscal_year(self) -> int:
        """The year in which the fiscal year that the filing reports on ended."""
        return self.fiscal_year_end.year


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing's text and its source."""

    source: Source
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mention:
    """A company, person or other party as it is named at one place of the text.

    `name` is the form there, made plain, without article or possessive; of a self-reference ("we") it is the registrant's.
    """

    kind: Kind
    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that change how a clause is meant. `kind`: negated, hypothetical, planned, pending, former, attributed, generic, …"""

    kind: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say so: `filing.text[start:end] == quote`; the item and heading they stand under; a link there."""

    filing: str
    start: int
    end: int
    quote: str
    section: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One relation that a filing states as true, with the year in which it held or happened and the words that say so.

    `date` is as exact as the text: "2010-09-01", "2012-04" or "2012". `steps` tells what was done on the way (self-reference, list, …).
    """

    relation: str
    subject: Mention
    object: Mention | None
    year: int
    year_basis: Basis
    evidence: Evidence
    rule: str
    trigger: Span
    date: str | None = None
    attributes: Attributes = ()
    status: Status = "current"
    cues: tuple[Cue, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A content hash, the same in every run: what `kg explain` takes."""
        place = (self.evidence.filing, self.evidence.start, self.evidence.end)
        ends = [(end.name, end.start) if end else None for end in (self.subject, self.object)]
        return digest("fact", self.relation, self.year, *place, *ends)[:12]

    def attribute(self, name: str) -> Value | None:
        """The value of one attribute, or None."""
        return dict(self.attributes).get(name)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that is no fact, and why: `reason` is a cue's kind, or "generic party", "same party", "type", "no year", …"""

    relation: str
    subject: Mention | None
    object: Mention | None
    reason: str
    evidence: Evidence
    rule: str
    trigger: Span
    cue: Cue | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Two forms that one filing says mean the same, how that was learnt ("defined-term", "registrant", …) and where."""

    form: str
    name: str
    rule: str
    start: int


@dataclass(frozen=True, slots=True)
class DisclosedCount:
    """A number that the filing itself states ("14 consolidated subsidiaries"): a recall meter that needs no gold."""

    what: str
    count: int
    year: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that the map over one filing gives to the reduce over many: picklable. `text` is where the build's folder keeps the filing's."""

    source: Source
    facts: tuple[Fact, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    aliases: tuple[Alias, ...] = ()
    counts: tuple[DisclosedCount, ...] = ()
    sentences: int = 0
    characters: int = 0
    text: str = ""
    unnamed: tuple[UnnamedParty, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One company, group, person, … under one identifier, with all the names it goes by.

    `names` are its name and aliases with the filings that use them; `links` what it matches in reference lists.
    """

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    merges: tuple[Merge, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    names: tuple[Name, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """Entities, sorted by id, and which of them a name means: `of[filing name, mention name] -> entity id`."""

    entities: tuple[Entity, ...]
    of: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement (ends are entity ids) with all the facts that support it, the values of the most exact one, and where they disagree."""

    id: str
    relation: str
    subject: str
    object: str | None
    year: int
    year_basis: Basis
    facts: tuple[Fact, ...]
    date: str | None = None
    status: Status = "current"
    attributes: Attributes = ()
    conflicts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation of the ontology. `domain` and `range` hold the kinds of its ends; `range` is empty where there is no object.

    An `event` happens on a day; `of_names`: both ends may be one entity, as of `renamedTo`. `iri` is empty in kg's own namespace.
    """

    name: str
    label: str
    domain: frozenset[str]
    range: frozenset[str]
    symmetric: bool = False
    event: bool = False
    of_names: bool = False
    object_optional: bool = False
    claim_class: str = "Claim"
    attributes: frozenset[str] = frozenset()
    iri: str = ""
