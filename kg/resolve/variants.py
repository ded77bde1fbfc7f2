"""Names in one filing that differ by more than a legal form and yet mean one party: what may be joined, by which rule and how surely.

Each rule wants the name that is meant to be the only one in the filing that it can mean; where there are two, nothing is joined. Only
the rules' words are weighed here; what facts say against a join (two names with a stake between them are two) is the caller's to see.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.names import core, fold, has_legal_form, is_acronym, is_group, plain
from kg.resolve.forms import key, person_words

__all__ = ["Proposal", "near", "noise_key", "people", "variants"]

# "the Kmart chain", "its Power Solutions business": what a company is, in small letters behind its name.
_PARTS = frozenset("brand business businesses chain chains companies operations program stores supermarkets unit units".split())
# What may be left out of a name when it is used the second time: "Wal-Mart" for Wal-Mart Stores, Inc.
_LEFT_OUT = frozenset("enterprises holding industries networks pipeline stores systems technologies technology".split())
# What may be left out before it: "Danone" for Groupe Danone.
_LED = frozenset("compagnie compania de financiero groupe grupo gruppo".split())
_PLACE = re.compile(r"^(?P<name>[^()]*[^\s()])\s*\([^()]+\)(?P<form>[^()]*)$")
_OWNER = re.compile(r"^.*\w(?:['’]s|s['’]+)\s+(?P<name>[A-Z].*)$")
_NUMBER = re.compile(r"^\d+\s+")
_MARKET = re.compile(r"\b[Mm]arket$")
_CONFUSED = str.maketrans("0158|", "oisbi")  # what scanners take for one another; l is an i, too
_TOGETHER = (("rn", "m"), ("vv", "w"), ("l", "i"), ("oe", "o"), ("ae", "a"), ("ue", "u"))
_LONG = 12  # letters of a name from which one wrong letter is noise rather than another name


class Proposal(NamedTuple):
    """Two names that may be one party."""

    form: str
    name: str
    rule: str
    score: float


def variants(names: Sequence[str], root: Callable[[str], str], registrant: str) -> Iterator[Proposal]:
    """What the names of companies in a filing may mean beside themselves; `root` gives the party that a name stands for so far."""
    filer = root(registrant)
    by_key: dict[str, set[str]] = defaultdict(set)
    for name in names:
        by_key[key(name)].add(root(name))
    based = [(name, *base) for name in names for base in _bases(name)]
    places = Counter(key(base) for _, base, rule, _ in based if rule == "place")
    bare = {key(name) for name in names if not has_legal_form(name)}
    for name, base, rule, score in based:
        meant = by_key.get(key(base), set()) - {root(name)}
        branch = rule == "place" and (filer in meant or places[key(base)] > 1 or key(base) not in bare)
        if len(meant) == 1 and not branch:
            yield Proposal(name, meant.pop(), rule, score)
    for short in names:
        yield from _longer(short, names, root, registrant)


def _bases(name: str) -> Iterator[tuple[str, str, float]]:
    """Shorter names that a name may be a way of writing, with the rule that says so."""
    words = _NUMBER.sub("", name).split()
    if words[-1:] == ["TM"] or (words and words[-1] in _PARTS):
        while words and (words[-1] == "TM" or words[-1] == words[-1].lower()):
            words = words[:-1]
        base = " ".join(words)
        if base and plain(base) == base:  # nothing is left of "New York's pension business" but its owner
            yield base, "part", 0.85
    if (place := _PLACE.match(name)) and not is_group(name):
        yield place["name"] + place["form"], "place", 0.85
    if owner := _OWNER.match(name):
        yield owner["name"], "owner", 0.85


def _longer(short: str, names: Sequence[str], root: Callable[[str], str], registrant: str) -> Iterator[Proposal]:
    """The one longer name that a bare name is short for: by initials, or by its first words, or its last."""
    filer = root(registrant)
    if has_legal_form(short) or root(short) == filer or is_group(short):
        return
    words, own = tuple(core(short).split()), tuple(core(registrant).split())
    spelt = [name for name in names if is_acronym(short, name) and not name.isupper()]
    begun = [name for name in names if _shortened(words, short, name, own)]
    for rule, score, fits in (("initials", 0.85, spelt), ("first-words", 0.8, begun)):
        meant = {root(name) for name in fits} - {root(short)}
        if len(meant) == 1 and filer not in meant:
            yield Proposal(short, meant.pop(), rule, score)


def _shortened(words: tuple[str, ...], short: str, name: str, own: tuple[str, ...]) -> bool:
    """Whether a name is `short` and words that are left out on second use, such as the filer's `own`."""
    longer = tuple(core(name).split())
    if longer[-len(words) :] == words and len(longer) > len(words):
        return _LED.issuperset(longer[: -len(words)])
    if longer[: len(words)] != words or len(longer) == len(words):
        return False
    rest = longer[len(words) :]
    return _LEFT_OUT.issuperset(rest) or rest == own[: len(rest)] or (_MARKET.search(short) is not None and rest[0] == "of")


def people(names: Sequence[str], root: Callable[[str], str]) -> Iterator[Proposal]:
    """People written with initials ("J.E. Fletcher"), where one person with that surname has a first name that begins so."""
    full = [name for name in names if len(person_words(name)) > 1 and len(person_words(name)[0]) > 2]
    for name in names:
        words = person_words(name)
        if len(words) < 2 or len(words[0]) > 2 or name in full:
            continue
        meant = {root(other) for other in full if person_words(other)[-1] == words[-1]}
        fits = {root(other) for other in full if person_words(other)[-1] == words[-1] and person_words(other)[0][0] == words[0][0]}
        if len(meant) == 1 and meant == fits and root(name) not in meant:
            yield Proposal(name, meant.pop(), "person-initials", 0.8)


def noise_key(name: str) -> str:
    """The key of a name without what scanning and transliterating change: "te1ecorn" is "telecom", "erdolchemie" "erdoelchemie"."""
    text = name.translate(_CONFUSED)
    for one, other in _TOGETHER:
        text = text.replace(one, other)
    return text


def near(names: Sequence[str], root: Callable[[str], str]) -> Iterator[Proposal]:
    """Long names that are one but for what a scanner mistakes, or for one letter inside a word."""
    by_noise: dict[str, list[str]] = defaultdict(list)
    deleted: dict[str, list[str]] = defaultdict(list)
    for name in names:
        letters = key(name)
        if len(letters) >= _LONG // 2:
            by_noise[noise_key(letters)].append(name)
        if len(letters) >= _LONG and not any(c.isdigit() for c in letters):
            for text in {letters, *(letters[:at] + letters[at + 1 :] for at in range(1, len(letters)))}:
                deleted[text].append(name)
    for rule, score, groups in (("noise", 0.9, by_noise), ("spelling", 0.85, deleted)):
        for group in groups.values():
            for one, other in pairwise(group):
                if root(one) != root(other) and key(one) != key(other) and (rule == "noise" or _one_letter(one, other)):
                    yield Proposal(other, one, rule, score)


def _one_letter(one: str, other: str) -> bool:
    """Whether two names have the same number of words, or the same letters, and differ in one letter that makes no plural."""
    first, second = fold(one).split(), fold(other).split()
    apart = [(a, b) for a, b in zip(first, second, strict=False) if a != b]
    if len(first) != len(second) or len(apart) != 1:
        return False
    (a, b) = apart[0]
    return min(len(a), len(b)) >= 6 and a + "s" != b and b + "s" != a and abs(len(a) - len(b)) <= 1
