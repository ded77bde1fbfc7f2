"""A build of as many claims as wanted, made up: `python -m tests.bench.claims 1000000 out/`. The same number gives the same bytes.

Its shape is that of builds of real filings: all relations, roughly as often as there (the rare ones somewhat more often), a company files
for ten years, each report tells some 17 claims, each fifth of them once more in the next report, now and then with another percentage, and
all of them about the filer and some of its neighbours; a few companies are named by very many. Who holds whom goes one way but for one pair
in two hundred (one in a thousand in a build of 27 real filings). One company for ten claims. The quotes stand in texts, so that `kg check`
has something to check. Memory stays flat: a registrant is made, written and forgotten.
"""

from __future__ import annotations

import datetime as dt
import heapq
import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import IO, NamedTuple, cast

import pyoxigraph as ox

from kg.claims import Stated
from kg.graph import quads
from kg.model import Attributes, Basis, Claim, Entity, Evidence, Extraction, Fact, Kind, Mention, Relation, Source, Span, Status, digest
from kg.records import entity_lines, fact_lines, filing_lines
from kg.schema import load_relations

__all__ = ["make"]

Key = tuple[str, str, str | None, int]  # relation, subject, object, year

YEARS, A_REPORT, RUN = range(2005, 2015), 17, 500_000
_FIRST = "Al Bel Cor Dan El Fen Gar Hal Is Jor Kel Lor Mar Nor Os Pel Quin Ros Sol Tor Ul Ver Wes Xan Yor Zel".split()
_SECOND = "ba den fi gor ham lin mo nex pas rin sta tel vo wick zan ber cal dor fal gen hol jun kar lan".split()
_THIRD = "Cables Energy Foods Glass Holdings Kaisha Logistics Média Motors Networks Östra Paper Quarries Rail Steel Textiles Wire".split()
_FORMS = "Inc. Ltd. plc AG S.A. Corporation GmbH Co.".split()
# relation: weight, who the object is if not a company (the subject for an officer), attributes, the sentence with the first one's value
_TOLD = {
    "subsidiaryOf": (30, "", "", "{s} was a consolidated subsidiary of {o} in {y}."),
    "ownsShareIn": (20, "", "percent", "{s} owned {v}% of the voting shares of {o} at the end of {y}."),
    "officerOf": (10, "person", "role", "{s} was {v} of {o} in {y}."),
    "supplierOf": (10, "", "product", "{s} supplied {o} with {v} under contracts that were renewed in {y}."),
    "competitorOf": (10, "", "market", "{s} and {o} competed in the market for {v} throughout {y}."),
    "acquired": (
        5,
        "",
        "percent amount currency seller",
        "In {y} {s} completed the purchase of {v}% of {o} after a vote.",
    ),
    "partnerOf": (3, "", "", "{s} and {o} worked together in {y} under an agreement on sales."),
    "listedOn": (2, "exchange", "", "The shares of {s} were listed on {o} in {y}."),
    "jointVentureOf": (2, "", "", "{s} was a joint venture of {o} in {y}."),
    "divested": (2, "", "percent amount currency buyer", "In {y} {s} sold its stake of {v}% in {o} after a tender."),
    "established": (2, "", "", "{s} was founded by {o} in {y}."),
    "affiliateOf": (1, "", "", "{s} was an equity method investee of {o} in {y}."),
    "investedIn": (1, "", "amount currency", "{s} invested {v} dollars in {o} in {y}."),
    "renamedTo": (1, "itself", "", "In {y} a company changed its name to {s}."),
    "mergedInto": (0.5, "", "", "{s} was merged into {o} in {y}."),
    "regulatedBy": (0.5, "authority", "", "{s} was supervised by {o} in {y}."),
    "insolvency": (0.2, "none", "", "A court opened insolvency proceedings over {s} in {y}."),
}
_HELD = ("subsidiaryOf", "jointVentureOf", "established", "affiliateOf")  # the subject is held by the object
_HOLDS = ("ownsShareIn", "acquired", "divested", "investedIn")  # and the other way
_OTHERS = {"exchange": 10, "authority": 20}  # how many there are; persons are the registrants'
_STAFF = 6  # persons of a registrant, of whom two are the next one's as well
_ROLES = "director|chairman|chief executive officer|chief financial officer|secretary|auditor".split("|")
_WARES = "optical fibre|access lines|copper wire|hosting|float glass|paperboard|rail freight|servers|licences|spare parts".split("|")


class Teller(NamedTuple):
    """What the sentences are made with: chance, the relations, and how many entities there are."""

    chance: random.Random
    relations: dict[str, Relation]
    entities: int


def make(folder: Path, claims: int, *, store: bool = True) -> None:
    """Write a build of about that many claims: graph.nq, the JSON lines, text/, and the store unless it is not wanted."""
    (folder / "text").mkdir(parents=True, exist_ok=True)
    teller = Teller(random.Random(claims), load_relations(), max(20, claims // 10))
    registrants = max(1, round(claims / (A_REPORT * len(YEARS) * 0.908)))  # some claims are drawn twice
    with ExitStack() as stack, tempfile.TemporaryDirectory(dir=folder) as runs:
        facts = stack.enter_context((folder / "facts.jsonl").open("w", encoding="utf-8"))
        filings = stack.enter_context((folder / "filings.jsonl").open("w", encoding="utf-8"))
        lines = _told(teller, registrants, folder / "text", facts, filings)
        _sort(lines, Path(runs), folder / "graph.nq")
    with (folder / "entities.jsonl").open("w", encoding="utf-8") as stream:
        stream.writelines(f"{line}\n" for id_ in sorted(_ids(teller, registrants)) for line in entity_lines([_entity(id_)]))
    (folder / "rejected.jsonl").write_text("", encoding="utf-8")
    (folder / "report.md").write_text(f"# Build report\n\n{registrants * len(YEARS)} filings, made up by tests/bench/claims.py.\n")
    if store:
        made = ox.Store(str(folder / "store"))
        made.bulk_load(path=str(folder / "graph.nq"), format=ox.RdfFormat.N_QUADS)
        made.optimize()
        made.flush()


def _told(teller: Teller, registrants: int, texts: Path, facts: IO[str], filings: IO[str]) -> Iterator[str]:
    """The lines of the graph, in no order; the records are written on the way."""
    for id_ in _ids(teller, registrants):
        yield from _lines(quads([], [_entity(id_)], [], teller.relations))
    for registrant in range(registrants):
        claims, extractions = _registrant(teller, registrant, texts)
        yield from _lines(quads(claims, [_entity(_id(registrant))], [e.source for e in extractions], teller.relations))
        found = [Stated(f, c.id, c.subject, _name(c.subject), c.object, _name(c.object or "")) for c in claims for f in c.facts]
        found.sort(key=lambda item: (item.fact.evidence.filing, item.fact.evidence.start))
        facts.writelines(f"{line}\n" for line in fact_lines(found))
        filings.writelines(f"{line}\n" for line in filing_lines(extractions))


def _lines(found: Iterable[ox.Quad]) -> Iterator[str]:
    return (f"{quad} .\n" for quad in found)


def _sort(lines: Iterator[str], runs: Path, target: Path) -> None:
    """Sort more than fits into memory, each line once: sorted runs, merged."""
    paths = []
    while run := sorted(set(islice(lines, RUN))):
        paths.append(runs / f"{len(paths):05}")
        with paths[-1].open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(run)
        del run
    with ExitStack() as stack, target.open("w", encoding="utf-8", newline="\n") as out:
        last = ""
        for line in heapq.merge(*(stack.enter_context(path.open(encoding="utf-8", newline="\n")) for path in paths)):
            if line != last:
                out.write(line)
            last = line


def _id(index: int) -> str:
    return f"{_word(index).lower()}-{index:07}"


def _ids(teller: Teller, registrants: int) -> Iterator[str]:
    """The ids of all entities."""
    yield from (_id(index) for index in range(teller.entities))
    counts = _OTHERS | {"person": registrants * (_STAFF - 2) + 2}
    yield from (f"{kind}-{index:07}" for kind, count in counts.items() for index in range(count))


def _index(id_: str) -> int:
    return int(id_.rpartition("-")[2] or 0)


def _word(index: int) -> str:
    return _FIRST[index % len(_FIRST)] + _SECOND[index // len(_FIRST) % len(_SECOND)] + _SECOND[index // 624 % len(_SECOND)]


def _name(id_: str) -> str:
    """The name of an entity, from its id alone."""
    index, kind = _index(id_), id_.partition("-")[0]
    if kind == "person":
        return f"{_FIRST[index % len(_FIRST)]} {_word(index // len(_FIRST))} {index:07}"
    if kind in _OTHERS:
        return f"{_word(index)} {'Stock Exchange' if kind == 'exchange' else 'Supervisory Agency'}"
    return f"{_word(index)} {_THIRD[index % len(_THIRD)]} {index:07} {_FORMS[index // 3 % len(_FORMS)]}"


def _entity(id_: str) -> Entity:
    index, first = _index(id_), id_.partition("-")[0]
    if first in ("person", *_OTHERS):
        return Entity(id_, _name(id_), cast("Kind", first))
    kind: Kind = "group" if index % 17 == 16 else "company"
    known = (("cik", f"{index:010}"),) if index % 3 == 0 else ()
    return Entity(id_, _name(id_), kind, (f"{_word(index)} {index}",), identifiers=known)


def _registrant(teller: Teller, index: int, texts: Path) -> tuple[list[Claim], list[Extraction]]:
    """The claims of ten reports of one company, sorted by id, and the reports."""
    filer, chance = _id(index), teller.chance
    # near neighbours, and some of the first hundred entities, which so are named by very many
    around = {_id(n % teller.entities) for n in range(index * 10 + 1, index * 10 + 12)} | {_id(chance.randrange(min(100, teller.entities)))}
    neighbours = sorted(around - {filer})
    facts: dict[Key, list[Fact]] = {}
    extractions, again = [], list[Key]()
    for year in YEARS:
        told = [*again, *(_key(chance, filer, neighbours, year) for _ in range(A_REPORT))]
        again = [key for key in told[len(again) :] if chance.random() < 0.2]
        name = f"{filer}-{year}"
        source = Source(name, f"{name}.txt", digest(filer, year, length=64), _name(filer), dt.date(year, 12, 31), "20-F")
        text = ""
        for key in dict.fromkeys(told):
            fact = _fact(key, source, len(text), teller)
            facts.setdefault(key, []).append(fact)
            text += fact.evidence.quote + "\n"
        (texts / f"{name}.txt").write_text(text, encoding="utf-8", newline="\n")
        extractions.append(Extraction(source, sentences=text.count("\n"), characters=len(text), text=f"text/{name}.txt"))
    return sorted((_claim(key, tuple(found)) for key, found in facts.items()), key=lambda claim: claim.id), extractions


def _key(chance: random.Random, filer: str, neighbours: list[str], year: int) -> Key:
    relation = chance.choices(list(_TOLD), [weight for weight, *_ in _TOLD.values()])[0]
    kind = _TOLD[relation][1]
    if kind == "person":
        return relation, f"person-{_index(filer) * (_STAFF - 2) + chance.randrange(_STAFF):07}", filer, year
    if kind:
        target = {"itself": filer, "none": None}.get(kind, f"{kind}-{chance.randrange(_OTHERS.get(kind, 1)):07}")
        return relation, filer, target, year
    pair = filer, chance.choice(neighbours)
    if relation in _HELD or relation in _HOLDS:
        holder, held = sorted(pair, key=_index)
        if int(digest("round about", holder, held, length=8), 16) % 200 == 0:
            holder, held = held, holder
        return relation, *((held, holder) if relation in _HELD else (holder, held)), year
    return relation, *(pair if chance.random() < 0.5 else pair[::-1]), year


def _fact(key: Key, source: Source, start: int, teller: Teller) -> Fact:
    relation, subject, target, year = key
    _, _, names, sentence = _TOLD[relation]
    seed = int(digest(*key, length=8), 16)  # the same claim has the same values in each filing,
    percent = seed % 1000 / 10 + (0.05 if seed % 20 == 7 and source.fiscal_year != year else 0)  # but for some percentages
    known: dict[str, str | float] = {
        "percent": percent, "product": _WARES[seed % len(_WARES)], "market": _WARES[seed % len(_WARES)], "role": _ROLES[seed % len(_ROLES)],
        "amount": float(seed % 900_000 + 100_000), "currency": "USD", "seller": _word(seed), "buyer": _word(seed),
    }  # fmt: skip
    attributes: Attributes = tuple((name, known[name]) for name in names.split())
    quote = sentence.format(s=_name(subject), o=_name(target or ""), y=year, v=attributes[0][1] if attributes else "")
    basis: Basis = "event" if teller.relations[relation].event else "as_of" if names == "percent" else "reporting"
    date = f"{year}-{seed % 12 + 1:02}-{seed % 28 + 1:02}" if basis == "event" else f"{year}-12-31" if basis == "as_of" else None
    status: Status = "former" if basis == "reporting" and seed % 20 == 0 else "current"
    first, second = (_mention(end, quote, start) for end in (subject, target))
    assert first is not None
    evidence = Evidence(source.name, start, start + len(quote), quote, ("Item 3.D", "Item 4.B", "Item 7.A")[seed % 3])
    return Fact(relation, first, second, year, basis, evidence, f"{relation}-made-up", Span(start, start + 1), date, attributes, status)


def _mention(id_: str | None, quote: str, start: int) -> Mention | None:
    if id_ is None:
        return None
    place, entity = start + quote.index(_name(id_)), _entity(id_)
    return Mention(entity.kind, place, place + len(entity.name), entity.name)


def _claim(key: Key, facts: tuple[Fact, ...]) -> Claim:
    relation, subject, target, year = key
    best = facts[0]
    conflicts = ("percent",) if len({fact.attribute("percent") for fact in facts}) > 1 else ()
    id_ = digest("claim", subject, relation, target, year)
    return Claim(id_, relation, subject, target, year, best.year_basis, facts, best.date, best.status, best.attributes, conflicts)


if __name__ == "__main__":
    make(Path(sys.argv[2]), int(sys.argv[1]))
    with (Path(sys.argv[2]) / "graph.nq").open("rb") as made:
        print(json.dumps({"claims": int(sys.argv[1]), "quads": sum(1 for _ in made)}))
