"""What resolving works on: forms of names, clusters of forms within a filing, and joining things that are the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from kg.model import Merge
from kg.names import compatible, core, family, fold, plain

__all__ = ["Cluster", "Form", "Joined", "Options", "is_generic", "key", "options", "partition", "person_words"]

T = TypeVar("T", bound=Hashable)
Options = frozenset[frozenset[str]]  # the legal forms that a name may have; empty where none is known
_TITLES = re.compile(r"^(?:(?:mr|mrs|ms|miss|dr|prof|sir|messrs)\b\.?\s*)+", re.IGNORECASE)
_FOLLOWING = re.compile(
    r",?\s+(?:and|with)\s+(?:all\s+of\s+)?(?:its|their)\s+(?:\w+\s+)?(?:affiliates|subsidiaries|group\s+companies)$", re.IGNORECASE
)
_GENERIC = frozenset("we us our ours company registrant group corporation issuer firm parent bank".split())


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a name in one filing.

    `raw` are the mentions' own spellings, `alias` a form that stands for another name, `former` one that no longer holds, `merge` why it
    is where it is (None for the name that the cluster grew from).
    """

    name: str
    raw: tuple[str, ...]
    person: bool
    kinds: tuple[tuple[str, int], ...]
    alias: bool = False
    former: bool = False
    registrant: bool = False
    merge: Merge | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """The forms that mean one party in one filing, sorted by name."""

    filing: str
    forms: tuple[Form, ...]
    registrant: bool = False


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
    words = core(without_affiliates(name)).split()
    return "".join(word for word in words if word != "and") or "".join(words) or name


def is_generic(name: str) -> bool:
    """Whether a form means the filer in every filing ("the Company"), and so no one outside of it."""
    return core(name) in _GENERIC


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
        return len(roots) > 1

    def sets(self, items: Iterable[T]) -> list[list[T]]:
        """The sets that the items fall into, in the items' order."""
        found: dict[T, list[T]] = {}
        for item in items:
            found.setdefault(self.find(item), []).append(item)
        return list(found.values())


def count(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How often each kind, sorted."""
    return tuple(sorted(Counter(kinds).items()))
