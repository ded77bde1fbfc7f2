"""What resolving works on: forms of names, clusters of forms within a filing, and joining things that are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from kg.identity import Merge
from kg.names import compatible, core, family, fold, has_legal_form, is_acronym, plain

__all__ = [
    "Apart",
    "Cluster",
    "Form",
    "Joined",
    "Options",
    "head",
    "is_initials",
    "is_name",
    "is_paper",
    "key",
    "options",
    "partition",
    "person_words",
]

T = TypeVar("T", bound=Hashable)
Options = frozenset[frozenset[str]]  # the legal forms that a name may have; empty where none is known
_TITLES = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|prof|sir|messrs)\b\.?\s*)+", re.IGNORECASE)
_FOLLOWING = re.compile(
    r",?\s+(?:and|with)\s+(?:all\s+of\s+)?(?:its|their)\s+(?:\w+\s+)?(?:affiliates|subsidiaries|group\s+companies)$", re.IGNORECASE
)
_PAPER = re.compile(
    r"\b(?:AD[RS]s?|Acquisition|Act|Agreements?|Bonds|Certificates|Code|Debentures|Facility|GAAP|Guarantors?|Holders?|Indenture|Merger|Notes|"
    r"Offering|Options|Plans?|Policy|Preferred|Principles|Products?|Programs?|Rules|Sales?|Securities|Shares|Stock|Transactions?|Warrants|"
    r"Waters)$"
)
# What the law has Mexican banks add behind their legal form: "Banco X, S.A., Institución de Banca Múltiple, Grupo Financiero X".
_KIND_OF_BANK = re.compile(r",\s+Instituci[oó]n\s+de\s+.*$", re.IGNORECASE)
_FORM_WORDS = frozenset("a and c co cv de en l r rl s sa v".split())


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name in one filing.

    `raw` are the mentions' own spellings, `alias` a form that stands for another name, `former` one that no longer holds, `merge` why it
    is where it is (None for the name that the cluster grew from), `since` and `until` the dates of changes of name.
    """

    name: str
    raw: tuple[str, ...]
    person: bool
    kinds: tuple[tuple[str, int], ...]
    alias: bool = False
    former: bool = False
    registrant: bool = False
    merge: Merge | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """The forms that mean one party in one filing, sorted by name."""

    filing: str
    forms: tuple[Form, ...]
    registrant: bool = False


def head(cluster: Cluster) -> str:
    """The form that says best which party a cluster is."""
    return min(cluster.forms, key=lambda form: (form.alias, not has_legal_form(form.name), -len(form.name), form.name)).name


def is_initials(short: str, cluster: Cluster) -> bool:
    """Whether a short form is the initials of one of the cluster's names; first words ("Hitachi") are others' names too often."""
    return any(is_acronym(short, form.name) for form in cluster.forms if not form.alias or has_legal_form(form.name))


def person_words(name: str) -> tuple[str, ...]:
    """The folded words of a person's name without titles."""
    return tuple(fold(_TITLES.sub("", plain(name))).split())


def without_affiliates(name: str) -> str:
    """The name of X in "X and its affiliates"."""
    return _FOLLOWING.sub("", name)


@lru_cache(maxsize=65536)
def key(name: str, *, person: bool = False) -> str:
    """What two spellings of one name have in common: no legal form, case, accents, punctuation, blanks, nor "and"."""
    if person:
        return "person " + "".join(person_words(name))
    words = core(_KIND_OF_BANK.sub("", without_affiliates(name))).split()
    return "".join(word for word in words if word != "and") or "".join(words) or name


def is_paper(form: str) -> bool:
    """Whether a defined term is for a paper, a rule or a deal ("Old Notes", "U.S. GAAP") and so for no party, whatever stands before it."""
    return _PAPER.search(form) is not None


def is_name(form: str) -> bool:
    """Whether there is more to a name than what is left of a legal form ("de C.V")."""
    return not form[:1].islower() or len(form.split()) < 2 or not _FORM_WORDS.issuperset(fold(form).split())


def options(names: Iterable[str]) -> Options:
    """The legal forms that names have."""
    return frozenset(filter(None, (family(name) for name in names)))


def agree(one: Options, other: Options) -> bool:
    """Whether one party can have both: some legal form of the one goes with some of the other."""
    return any(compatible(a, b) for a in one for b in other)


def partition(nodes: Iterable[tuple[T, Options]]) -> tuple[list[list[T]], list[T]]:
    """Things of one name, parted by legal form, and apart from them those without a legal form.

    What fits several parts makes one of its own, so the outcome depends on which legal forms there are, not on who comes first.
    """
    listed = list(nodes)
    by_options: dict[Options, list[T]] = {}
    for node, forms in listed:
        by_options.setdefault(forms, []).append(node)
    bare = by_options.pop(frozenset(), [])
    parts: list[tuple[list[Options], list[T]]] = []
    for forms in sorted(by_options, key=_exactness):
        fits = [part for part in parts if all(agree(forms, other) for other in part[0])]
        if len(fits) == 1:
            fits[0][0].append(forms)
            fits[0][1].extend(by_options[forms])
        else:
            parts.append(([forms], by_options[forms]))
    return [members for _, members in parts], bare


def _exactness(forms: Options) -> tuple[int, list[list[str]]]:
    return -max(map(len, forms)), sorted(sorted(form) for form in forms)


@dataclass(slots=True)
class Joined(Generic[T]):
    """Things joined into sets (union-find); the smallest of a set stands for it, so order does not matter."""

    parent: dict[T, T] = field(default_factory=dict)
    members: dict[T, list[T]] = field(default_factory=dict)  # of sets of several, by what stands for them

    def find(self, item: T) -> T:
        """The one that stands for the set of an item."""
        root = item
        while (above := self.parent.get(root, root)) != root:
            root = above
        while (above := self.parent.get(item, item)) != root:
            self.parent[item], item = root, above
        return root

    def join(self, items: Sequence[T]) -> bool:
        """Put the sets of all items together; whether that changed anything."""
        roots = sorted({self.find(item) for item in items})  # type: ignore[type-var]  # names or indices
        for root in roots[1:]:
            self.parent[root] = roots[0]
            few, many = sorted((self.members.pop(root, [root]), self.set_of(roots[0])), key=len)
            many.extend(few)  # the smaller into the larger: joining n things moves n log n at most
            self.members[roots[0]] = many
        return len(roots) > 1

    def set_of(self, item: T) -> list[T]:
        """The things in the set of an item, in no order."""
        root = self.find(item)
        return self.members.get(root, [root])

    def sets(self, items: Iterable[T]) -> list[list[T]]:
        """The sets that the items fall into, in the items' order."""
        found: dict[T, list[T]] = {}
        for item in items:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())


class Apart(Generic[T]):
    """Pairs of things that are two, and so keep the sets that they are in apart."""

    def __init__(self, pairs: Iterable[tuple[T, T]]) -> None:
        self._with: dict[T, set[T]] = {}
        for one, other in pairs:
            self._with.setdefault(one, set()).add(other)
            self._with.setdefault(other, set()).add(one)

    def __call__(self, joined: Joined[T], one: T, other: T) -> bool:
        """Whether some thing in the set of `one` and some thing in the set of `other` are two."""
        if not self._with or joined.find(one) == joined.find(other):
            return False
        few, many = sorted((joined.set_of(one), joined.set_of(other)), key=len)
        root = joined.find(many[0])
        return any(joined.find(rival) == root for thing in few for rival in self._with.get(thing, ()))


def count(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each kind, sorted."""
    return tuple(sorted(Counter(kinds).items()))
