"""Finding registrant, form and fiscal year end in a filing's own text, and saying how each was learnt."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.names import core, fold, is_acronym, squash
from kg.sources import header
from kg.sources.cover import FORM, read_cover
from kg.sources.exhibit import read_exhibit
from kg.sources.fiscal import body_year_end
from kg.sources.metadata import Metadata
from kg.sources.selfname import abbreviates, first_words, full_name, self_name

__all__ = ["Detection", "find_metadata"]

_BODY_FORM = re.compile(rf"\bthis\s+(?:(?:annual|quarterly|transition)\s+)?report\s+on\s+form\s+(?P<form>{FORM})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Detection:
    """What a text tells about itself; `doubts` says of an item that it can't be told, and why, as (item, reason) pairs."""

    metadata: Metadata
    doubts: tuple[tuple[str, str], ...] = ()


def find_metadata(text: str, registrant: str = "", tagged: Metadata | None = None) -> Detection:
    """Registrant, form and fiscal year end by what the format says, else by the cover page or a list's head, else by the body.

    Args:
        text: the whole text of a filing, or a part of it.
        registrant: the filer's name where it is known already; the short name that the text uses for it is found all the same.
        tagged: what the format says (inline XBRL, an SGML header).
    """
    above, rest = header.split(text)
    found = _spelt((tagged or Metadata()).over(above), read_cover(rest))
    found = found if found.known() else read_exhibit(rest)
    doubts: list[tuple[str, str]] = []
    if found.fiscal_year_end is None:
        day, how = body_year_end(rest)
        if day is None:
            doubts.append(("fiscal_year_end", how))
        found = found.over(Metadata(fiscal_year_end=day).learnt(how))
    if not found.form:
        forms = Counter(match["form"].upper() for match in _BODY_FORM.finditer(rest[:200_000]))
        form = min(forms, key=lambda form: (-forms[form], form), default="")
        found = found.over(Metadata(form=form).learnt("named in the text"))
    found = _named(found, rest, registrant)
    if not (found.registrant or registrant):
        doubts.append(("registrant", "no cover page names the filer, and no name is used clearly more than others for it"))
    return Detection(found, tuple(doubts))


def _spelt(tagged: Metadata, cover: Metadata) -> Metadata:
    """What the format says over the cover; but of one and the same name the cover's spelling: headers shorten, and write in capitals."""
    if not (tagged.registrant and cover.registrant):
        return tagged.over(cover)
    if not _is_same(tagged.registrant, cover.registrant):
        return tagged.over(replace(cover, registrant=""))
    others = () if core(tagged.registrant) == core(cover.registrant) else (tagged.registrant,)
    rest = replace(tagged, registrant="", aliases=tuple(dict.fromkeys((*tagged.aliases, *others))))
    return rest.over(cover)


def _is_same(one: str, other: str) -> bool:
    """Whether two names on one filing are the registrant's: they share a word, or one abbreviates the other."""
    words = set(core(one).split()) & set(core(other).split())
    return bool(words) or squash(one) == squash(other) or is_acronym(one, other) or is_acronym(other, one)


def _named(found: Metadata, text: str, registrant: str) -> Metadata:
    """The same with the registrant's name as the text writes it, and the short name that it uses for itself."""
    short = self_name(text)
    known = registrant or found.registrant
    if not known:
        long = full_name(text, short) if short else ""
        aliases = (short,) if long else ()
        return found.over(Metadata(registrant=long or short, aliases=aliases).learnt("most used self-name"))
    if found.registrant and not registrant:
        found = replace(found, registrant=_as_written(found.registrant, text))
    short = short if short and abbreviates(short, known) else first_words(text, known)
    if short and fold(short) != fold(known):
        return found.over(Metadata(aliases=(short,)).learnt("most used self-name"))
    return found


def _as_written(name: str, text: str) -> str:
    """A name in capitals as the body writes it: covers and headers shout, "MERCK & CO INC" is "Merck & Co., Inc."."""
    words = re.findall(r"[^\s,.]+", name)
    if name.upper() != name or not words:
        return name
    pattern = re.compile(r"(?<!\w)" + r"[\s,.]{1,3}".join(map(re.escape, words)) + r"(?!\w)\.?", re.IGNORECASE)
    written = Counter(" ".join(match[0].split()) for match in pattern.finditer(text[:600_000]))
    mixed = {form: count for form, count in written.items() if form.upper() != form}
    best = min(mixed, key=lambda form: (-mixed[form], form), default=name)
    closes_with_dot = best.rstrip(".").casefold().endswith((" inc", " ltd", " co", " corp"))
    return best if closes_with_dot or best.count(".") > 1 else best.rstrip(".")
