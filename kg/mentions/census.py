"""The people of one filing: who is named in full, and whom "Mr. Parker" means.

Two people of one family name stay two: their surname alone then means neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.mentions.listed import Entry
from kg.mentions.people import Named, agree, person_at, surname
from kg.mentions.roster import rosters
from kg.mentions.told import told

__all__ = ["Census", "census", "same_person"]

_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Prof)\b\.?\s+(?=[A-Z])")
_SUFFIX = re.compile(r",?\s+(?:Jr|Sr|II|III|IV)\.?$", re.IGNORECASE)


class Census(NamedTuple):
    """`entries` are the lists' people; `names` full names with where they stand first; `means` a shorter form and whom it means."""

    entries: tuple[Entry, ...]
    names: dict[str, int]
    means: dict[str, tuple[str, str]]  # form -> full name, and why


def census(text: str, companies: Iterable[str] = (), common: frozenset[str] = frozenset()) -> Census:
    """The people in the lists of a text, and those whom a title or an office beside them shows to be one.

    `common`: the words that the text writes in lower case.
    """
    entries = tuple(entry for entry in rosters(text) if entry.named.titled or not (_is_phrase(entry, common) or _is_heading(entry, common)))
    barred = frozenset(companies)
    names: dict[str, int] = {}
    short: dict[str, int] = {}
    for named in (*(entry.named for entry in entries), *_titled(text), *told(text, common)):
        full = len(named.name.split()) > 1 and not _is_particle(named.name)
        target = names if full else short
        if named.name not in barred:
            target[named.name] = min(target.get(named.name, named.start), named.start)
    for named in _borne(text, sorted(short), {word.lower() for name in names for word in name.split()}, common):
        if named.name not in barred:
            names.setdefault(named.name, named.start)
    for name in sorted(names):
        words = name.split()
        initialled = len(words) > 2 and len(words[1].strip(".")) == 1 < len(words[0].strip("."))
        plainer = " ".join((words[0], *words[2:])) if initialled else ""
        if plainer and plainer not in names and plainer in text:  # "Mark Parker" for Mark G. Parker
            names[plainer] = text.index(plainer)
    return Census(entries, names, _means(names, short))


def _titled(text: str) -> Iterable[Named]:
    for match in _TITLED.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if before.isalnum() or before == "_":
            continue  # looked at here: a pattern that begins with a border of words is searched for many times as slowly
        named = person_at(text, match.start(), min(len(text), match.end() + 60))
        if named is not None:
            yield named


def _borne(text: str, short: Iterable[str], known: set[str], common: frozenset[str]) -> Iterable[Named]:
    """The full names, where the text gives one, of those whom it calls "Ms. Roe" and whose family name no other has."""
    for form in short:
        if " " in form or form.lower() in known:
            continue
        for match in re.finditer(
            rf"(?<![\w.&])[A-Z][\w’'-]+(?:\s+[A-Z]\.|\s+[A-Z][\w’'-]+){{0,2}}\s+{re.escape(form)}\b(?![’']?\s+[A-Z])", text
        ):
            named = person_at(text, match.start(), match.end())
            words = named.name.split() if named is not None else []
            if named is not None and len(words) > 1 and words[-1] == form and not any(word.lower() in common for word in words[:-1]):
                yield named
                break


def _is_phrase(entry: Entry, common: frozenset[str]) -> bool:
    """Whether a name is made of the text's own words ("Recent Developments"); without an office, all but the first are enough."""
    words = _words(entry)
    own = [word.lower() in common for word in words if len(word) > 2]
    if any(len(word) == 1 for word in words):
        return False
    return all(own) or (not entry.office and len(own) > 2 and all(own[1:]))


def _is_heading(entry: Entry, common: frozenset[str]) -> bool:
    """Whether a name with no office is the heading of a section: a letter or two, and the text's own words ("E. Taxation")."""
    words = _words(entry)
    lead = words[0].replace(".", "")
    return not entry.office and len(words) > 1 and len(lead) <= 2 and lead.isupper() and all(word.lower() in common for word in words[1:])


def _words(entry: Entry) -> list[str]:
    return [word.strip('.,"()') for word in entry.named.name.split()]


def _is_particle(name: str) -> bool:
    """Whether a name is a surname of several words: "van Alebeek", "Van Hoesen"."""
    return name.split(maxsplit=1)[0].lower() in ("van", "von", "de", "del", "della", "di", "da", "du", "le", "la", "al", "el", "bin")


def _means(names: dict[str, int], short: dict[str, int]) -> dict[str, tuple[str, str]]:
    by_surname: dict[str, list[str]] = {}
    for name in sorted(names):
        by_surname.setdefault(surname(name).lower(), []).append(name)
    means: dict[str, tuple[str, str]] = {}
    one: dict[str, str] = {}
    for last, bearers in by_surname.items():
        fullest = max(bearers, key=lambda name: (len(_given(name)), not name.isupper(), len(name), name))
        if all(other == fullest or same_person(fullest, other) for other in bearers):
            one[last] = fullest
            means.update((other, (fullest, "same-person")) for other in bearers if _given(other) != _given(fullest))
    for form in sorted(short):
        full = one.get(surname(form).lower())
        plainest = full.lower().split(" of ")[0] if full else ""
        if full is not None and f" {plainest}".endswith(f" {form.lower()}{_suffix(full)}"):
            means[form] = (full, "surname")
    return means


def _suffix(name: str) -> str:
    match = _SUFFIX.search(name)
    return match.group().lower() if match else ""


def _given(name: str) -> tuple[str, ...]:
    """The given names and initials, in lower case."""
    words = [word.strip('.,"()').lower() for word in re.sub(r"(?<=\b[A-Z])\.(?=[A-Z])", " ", name).split()]
    last = surname(name).lower()
    return tuple(words[: words.index(last)]) if last in words else tuple(words[:-1])


def same_person(full: str, other: str) -> bool:
    """Whether one name can be the other with fewer given names or initials: "P D Sutherland" and "Peter Sutherland"."""
    if _suffix(full).strip(", .") != _suffix(other).strip(", ."):
        return False
    one, two = _given(full), _given(other)
    if not one or not two or not agree(one[0], two[0]):
        return False
    return len(one) == 1 or len(two) == 1 or all(agree(a, b) for a, b in zip(one[1:], two[1:], strict=False))
