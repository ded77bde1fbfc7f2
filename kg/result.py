"""What a build knows, in memory: what `kg.build` returns, what is written to a build folder and what can be read back from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.claims import Stated, assemble, stated
from kg.errors import OutputError, Problem
from kg.formats import counted
from kg.model import Claim, Entity, Extraction, Rejection, Relation, Resolution, Source
from kg.records import read_entities, read_facts, read_filings, read_rejections, read_unnamed
from kg.texts import read_text

__all__ = ["Result", "read_result"]


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """A build: the filings read (without their texts), the entities and claims made from them, what was rejected, what went wrong.

    `extractions` are sorted by filing, `claims` as `kg.claims.assemble` sorts them, `rejections` are those of the filings and of the
    assembly together. `reused` of the filings were unchanged since the folder's last build and not read again.
    """

    extractions: tuple[Extraction, ...]
    resolution: Resolution
    claims: tuple[Claim, ...]
    rejections: tuple[Rejection, ...]
    relations: Mapping[str, Relation]
    problems: tuple[Problem, ...] = ()
    out: Path | None = None
    reused: int = 0

    def __repr__(self) -> str:
        """Its size, on one line: a notebook shows it wherever a cell ends with a build."""
        sizes = {"filing": self.extractions, "claim": self.claims, "entity": self.entities, "problem": self.problems}
        return f"<kg.Result: {', '.join(counted(len(of), noun) for noun, of in sizes.items())}: {self.out}>"

    @property
    def sources(self) -> tuple[Source, ...]:
        """The filings, sorted by name."""
        return tuple(extraction.source for extraction in self.extractions)

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities, sorted by id."""
        return self.resolution.entities

    def text(self, filing: str) -> str:
        """The text of one of the filings, as the build's folder keeps it. Raises OutputError where it does not."""
        if self.out is None:
            raise OutputError(f"the text of {filing!r} was not kept: the build was not written to a folder")
        return read_text(self.out, filing)

    @property
    def facts(self) -> list[Stated]:
        """Every fact with its claim and entities, in the order of facts.jsonl."""
        return stated(self.claims, self.resolution)


def read_result(out: Path, relations: Mapping[str, Relation]) -> Result:
    """Read a build folder back. Claims are assembled anew from its facts, by the same function that made them.

    Raises:
        OutputError: the folder is no build.
    """
    facts, means = defaultdict(list), dict[tuple[str, str], str]()
    for item in read_facts(out):
        filing = item.fact.evidence.filing
        facts[filing].append(item.fact)
        means[filing, item.fact.subject.name] = item.subject_id
        if item.fact.object and item.object_id:
            means[filing, item.fact.object.name] = item.object_id
    unnamed = defaultdict(list)
    for party in read_unnamed(out):
        unnamed[party.filing].append(party)
    extractions = tuple(
        replace(filing, facts=tuple(facts[filing.source.name]), unnamed=tuple(unnamed[filing.source.name])) for filing in read_filings(out)
    )
    resolution = Resolution(tuple(read_entities(out)), means)
    claims, _ = assemble(extractions, resolution, relations)
    return Result(extractions, resolution, claims, tuple(read_rejections(out)), relations, out=out)
