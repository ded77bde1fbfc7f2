r"""Records as JSON lines and back: the only place that knows the field names.

A build folder holds `facts.jsonl` (a line a claim and supporting fact), `rejected.jsonl`, `entities.jsonl` and `filings.jsonl`: which file,
under which hash, as whose report and for which year was read. Without that last one neither claims nor page could be made again.

Lines are JSON objects in UTF-8 with their keys in a fixed order, numbers as numbers. Characters that would break a line or a terminal
(C1 controls, U+2028, U+2029, lone surrogates) stand as `\u` escapes, so that every file is valid UTF-8 and comes back exactly.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeVar

from kg.claims import Stated
from kg.errors import OutputError
from kg.identity import Link, Merge, Name, UnnamedParty
from kg.model import Attributes, Cue, DisclosedCount, Entity, Evidence, Extraction, Fact, Mention, Rejection, Source, Span, digest

__all__ = [
    "FACTS",
    "FILINGS",
    "UNNAMED",
    "dump",
    "entity_lines",
    "fact_lines",
    "filing_lines",
    "read_entities",
    "read_facts",
    "read_filings",
    "read_rejections",
    "read_unnamed",
    "rejection_id",
    "rejection_lines",
    "unnamed_lines",
]

T = TypeVar("T")
FACTS, REJECTED, ENTITIES, FILINGS = "facts.jsonl", "rejected.jsonl", "entities.jsonl", "filings.jsonl"
UNNAMED = "unnamed.jsonl"
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FIELDS = frozenset(  # whatever else a line holds is an attribute of the fact
    "id claim document relation subject object year year_source date status evidence start end section link rule trigger cues steps "
    "subject_id object_id subject_mention object_mention".split()
)


def dump(record: Mapping[str, object]) -> str:
    """One line of JSON, without its line end."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def rejection_id(rejection: Rejection) -> str:
    """A content hash, the same in every run, that `kg explain` takes like a fact's."""
    ends = [(end.name, end.start) if end else None for end in (rejection.subject, rejection.object)]
    place = (rejection.evidence.filing, rejection.evidence.start, rejection.evidence.end, *rejection.trigger)
    return digest("rejection", rejection.relation, rejection.reason, rejection.rule, *ends, *place)[:12]


def fact_lines(facts: Iterable[Stated]) -> Iterator[str]:
    """The lines of facts.jsonl.

    Raises:
        OutputError: an attribute bears the name of a field of the record.
    """
    for item in facts:
        fact = item.fact
        if taken := _FIELDS & {name for name, _ in fact.attributes}:
            raise OutputError(f"rule {fact.rule}: attribute {min(taken)!r} is the name of a field of facts.jsonl; name it otherwise")
        yield dump(
            {"id": fact.id, "claim": item.claim, "document": fact.evidence.filing, "relation": fact.relation}
            | {"subject": item.subject, "object": item.object, "year": fact.year, "year_source": fact.year_basis, "date": fact.date}
            | dict(fact.attributes)
            | {"status": fact.status}
            | _evidence(fact.evidence)
            | {"rule": fact.rule, "trigger": fact.trigger, "cues": [_cue(cue) for cue in fact.cues], "steps": fact.steps}
            | {"subject_id": item.subject_id, "object_id": item.object_id}
            | {"subject_mention": _mention(fact.subject), "object_mention": _mention(fact.object)}
        )


def rejection_lines(rejections: Iterable[Rejection]) -> Iterator[str]:
    """The lines of rejected.jsonl, sorted by filing and place."""
    for item in sorted(rejections, key=lambda r: (r.evidence.filing, r.evidence.start, r.trigger, rejection_id(r))):
        yield dump(
            {"id": rejection_id(item), "document": item.evidence.filing, "relation": item.relation}
            | {"subject": item.subject.name if item.subject else None, "object": item.object.name if item.object else None}
            | {"reason": item.reason, "cue": _cue(item.cue) if item.cue else None}
            | _evidence(item.evidence)
            | {"rule": item.rule, "trigger": item.trigger}
            | {"subject_mention": _mention(item.subject), "object_mention": _mention(item.object)}
        )


def entity_lines(entities: Iterable[Entity]) -> Iterator[str]:
    """The lines of entities.jsonl, sorted by identifier."""
    yield from (dump(asdict(entity)) for entity in sorted(entities, key=lambda entity: entity.id))


def filing_lines(extractions: Iterable[Extraction]) -> Iterator[str]:
    """The lines of filings.jsonl: each filing's source, its size, and the numbers that it states about itself; sorted by name."""
    for item in sorted(extractions, key=lambda extraction: extraction.source.name):
        source = asdict(item.source) | {"fiscal_year_end": item.source.fiscal_year_end.isoformat()}
        counts = [{"what": c.what, "count": c.count, "year": c.year} | _evidence(c.evidence) for c in item.counts]
        kept = {"text": item.text or None, "characters": item.characters, "sentences": item.sentences}
        yield dump(source | kept | {"counts": counts})


def unnamed_lines(extractions: Iterable[Extraction]) -> Iterator[str]:
    """The lines of unnamed.jsonl: the parties without a name, by filing and place."""
    for item in sorted(extractions, key=lambda extraction: extraction.source.name):
        yield from (dump(asdict(party)) for party in item.unnamed)


def read_facts(folder: Path) -> Iterator[Stated]:
    """The facts of a build, in the order of the file. Raises OutputError for what is no build, or was changed by hand."""
    return _records(folder / FACTS, _read_fact)


def read_rejections(folder: Path) -> Iterator[Rejection]:
    """The rejected candidates of a build. Raises OutputError like `read_facts`."""
    return _records(folder / REJECTED, _read_rejection)


def read_entities(folder: Path) -> Iterator[Entity]:
    """The entities of a build. Raises OutputError like `read_facts`."""
    return _records(folder / ENTITIES, _read_entity)


def read_filings(folder: Path) -> Iterator[Extraction]:
    """The filings of a build, each an extraction without its facts. Raises OutputError like `read_facts`."""
    return _records(folder / FILINGS, _read_filing)


def read_unnamed(folder: Path) -> Iterator[UnnamedParty]:
    """The parties without a name of a build. Raises OutputError like `read_facts`."""
    return _records(folder / UNNAMED, lambda line: UnnamedParty(**line))


def _records(path: Path, read: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """The records of a file; a line that doesn't fit them is an OutputError that names it."""
    number = 0
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):  # noqa: B007  the number is for the message below
                record = read(json.loads(line))
                yield record
    except (FileNotFoundError, NotADirectoryError) as error:
        raise OutputError(
            f"{path.parent} is not a build: it has no {path.name}; make one with: kg build FILE... -o {path.parent}"
        ) from error
    except (KeyError, TypeError) as error:  # a field that is missing, or that is not known
        what = f"{path}, line {number} has not the fields that this kg reads ({error}): an older or newer kg built it"
        raise OutputError(f"{what}; build again: kg build FILE... -o {path.parent}") from error
    except (ValueError, AttributeError) as error:
        raise OutputError(f"{path}, line {number} is not what kg build wrote ({error!r}); build again") from error


def _read_fact(line: dict[str, Any]) -> Stated:
    attributes: Attributes = tuple(sorted((name, line[name]) for name in line.keys() - _FIELDS))
    ends = Mention(*line["subject_mention"]), _read_mention(line["object_mention"])
    fact = Fact(
        line["relation"], *ends, line["year"], line["year_source"], _read_evidence(line), line["rule"], Span(*line["trigger"]),
        line["date"], attributes, line["status"], tuple(Cue(*cue) for cue in line["cues"]), tuple(line["steps"]),
    )  # fmt: skip
    return Stated(fact, line["claim"], line["subject_id"], line["subject"], line["object_id"], line["object"])


def _read_rejection(line: dict[str, Any]) -> Rejection:
    ends = _read_mention(line["subject_mention"]), _read_mention(line["object_mention"])
    cue = Cue(*line["cue"]) if line["cue"] else None
    return Rejection(line["relation"], *ends, line["reason"], _read_evidence(line), line["rule"], Span(*line["trigger"]), cue)


def _read_entity(line: dict[str, Any]) -> Entity:
    merges = tuple(Merge(**merge) for merge in line["merges"])
    identifiers = tuple((kind, value) for kind, value in line["identifiers"])
    names = tuple(Name(**name | {"filings": tuple(name["filings"])}) for name in line["names"])
    links = tuple(Link(**link) for link in line["links"])
    return Entity(line["id"], line["name"], line["kind"], tuple(line["aliases"]), merges, identifiers, names, links)


def _read_filing(line: dict[str, Any]) -> Extraction:
    characters, sentences, counts, text = (line.pop(name) for name in ("characters", "sentences", "counts", "text"))
    found = tuple((item, how) for item, how in line.pop("found"))
    day = dt.date.fromisoformat(line.pop("fiscal_year_end"))
    source = Source(**line | {"fiscal_year_end": day, "found": found, "aliases": tuple(line["aliases"])})
    disclosed = tuple(DisclosedCount(c["what"], c["count"], c["year"], _read_evidence(c | {"document": source.name})) for c in counts)
    return Extraction(source, counts=disclosed, sentences=sentences, characters=characters, text=text or "")


def _evidence(evidence: Evidence) -> dict[str, object]:
    link = {"link": evidence.link} if evidence.link else {}
    return {"evidence": evidence.quote, "start": evidence.start, "end": evidence.end, "section": evidence.section} | link


def _read_evidence(line: Mapping[str, Any]) -> Evidence:
    return Evidence(line["document"], line["start"], line["end"], line["evidence"], line["section"], line.get("link", ""))


def _cue(cue: Cue) -> list[object]:
    return [cue.kind, cue.start, cue.end, cue.text]


def _mention(mention: Mention | None) -> list[object] | None:
    return [mention.kind, mention.start, mention.end, mention.name] if mention else None


def _read_mention(values: list[Any] | None) -> Mention | None:
    return Mention(*values) if values else None
