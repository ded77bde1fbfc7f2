"""Gold: the facts that a careful reader finds in a document, and the names that mean the same there.

A folder holds for each document `<document>.facts.jsonl`, one fact a line (broken here):

    {"relation": "ownsShareIn", "subject": "Globex Ltd.", "object": "Acme plc", "year": 2012,
     "date": "2012-03-31", "percent": 29.9, "evidence": "Globex owned 29.9% of our shares as of March 31, 2012"}

and `<document>.entities.json`: `{"Globex Ltd.": ["Globex", "GBX"], …}`, each canonical name with its other forms. Where there is no such
file, names are compared as they stand. A line with `"certain": false` is a reading on which careful readers differ: it is neither asked for
nor counted against an extractor.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any, TypeVar

from kg.errors import GoldError
from kg.model import Attributes
from kg.score.names import Names

__all__ = ["ATTRIBUTES", "Gold", "GoldFact", "document_of", "read_gold"]

ATTRIBUTES = ("date", "percent", "amount")  # what is compared beside relation, ends and year
_FACTS, _ENTITIES = ".facts.jsonl", ".entities.json"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact that a reader found. `attributes` has those of `ATTRIBUTES` that the text tells."""

    relation: str
    subject: str | None
    object: str | None
    year: int | None
    certain: bool = True
    attributes: Attributes = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one document; `entities` are the names that mean the same, `listed` whether there is a file of them."""

    document: str
    facts: tuple[GoldFact, ...]
    names: Names
    entities: Mapping[str, Sequence[str]]
    listed: bool = True


def document_of(name: str) -> str:
    """The document that a filing's or file's name means: no folders, nothing from the first dot on."""
    return PurePath(name).name.split(".")[0]


def read_gold(folder: Path, documents: Sequence[str] = ()) -> tuple[Gold, ...]:
    """The gold of a folder, by document; of the documents named, or of all.

    Raises:
        GoldError: the folder has no gold, or none for a document named, or a file in it can't be read as gold.
    """
    found = sorted(path.name.removesuffix(_FACTS) for path in folder.glob(f"*{_FACTS}"))
    if not found:
        raise GoldError(f"{folder} holds no gold: there is no file <document>{_FACTS} in it")
    if missing := [name for name in documents if name not in found]:
        raise GoldError(f"{folder} holds no gold for {missing[0]!r}; there is some for {', '.join(found)}")
    return tuple(_gold(folder, name) for name in dict.fromkeys(documents or found))


def _gold(folder: Path, document: str) -> Gold:
    facts = folder / f"{document}{_FACTS}"
    lines = _text(facts).split("\n")  # not splitlines: U+2028 may stand in a quote
    read = tuple(_parsed(line, _fact, f"{facts}, line {at}") for at, line in enumerate(lines, start=1) if line.strip())
    entities = folder / f"{document}{_ENTITIES}"
    if not entities.exists():
        return Gold(document, read, Names({}), {}, listed=False)
    text = _text(entities)
    return Gold(document, read, _parsed(text, _names, str(entities)), json.loads(text))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(f"{path} can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8 ({error.reason} at byte {error.start})") from error


def _parsed(text: str, read: Callable[[Any], T], where: str) -> T:
    try:
        return read(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        what = f"it has no {error}" if isinstance(error, KeyError) else error
        raise GoldError(f"{where} can't be read as gold: {what}") from error


def _fact(line: Mapping[str, Any]) -> GoldFact:
    year = line.get("year")
    return GoldFact(
        str(line["relation"]),
        line.get("subject") or None,
        line.get("object") or None,
        None if year in (None, "") else int(year),
        bool(line.get("certain", True)),
        tuple((name, line[name]) for name in ATTRIBUTES if line.get(name) is not None),
        str(line.get("evidence") or ""),
    )


def _names(entities: Mapping[str, Sequence[str]]) -> Names:
    if any(isinstance(forms, str) for forms in entities.values()):
        raise TypeError("an entity's forms are a list")
    return Names(entities)
