"""People of one registrant's filings whose names differ in given names and initials: "H.A. Lynch" in one, "Helen A. Lynch" in another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from kg.mentions.census import same_person
from kg.mentions.people import surname
from kg.resolve.forms import Cluster, person_words

__all__ = ["people_elsewhere"]


def people_elsewhere(clusters: Sequence[Cluster], root: Callable[[int], int], filer: Callable[[int], int]) -> Iterator[list[int]]:
    """Clusters (by index) that are one person: all who bear a surname in a registrant's filings, if each can be the one named most fully.

    `root` gives the party that a cluster belongs to so far, `filer` the registrant of its filing.
    """
    bearers: dict[tuple[int, str], dict[int, str]] = {}
    for index, cluster in enumerate(clusters):
        names = [form.name for form in cluster.forms if form.person and len(person_words(form.name)) > 1]
        if names and not cluster.registrant:
            fullest = max(names, key=_fullness)
            bearers.setdefault((filer(index), surname(fullest).lower()), {})[index] = fullest
    for _, named in sorted(bearers.items()):
        fullest = max(named.values(), key=_fullness)
        if len({root(index) for index in named}) > 1 and all(name == fullest or same_person(fullest, name) for name in named.values()):
            yield sorted(named)


def _fullness(name: str) -> tuple[int, int, str]:
    words = person_words(name)
    return sum(len(word) > 1 for word in words), len(words), name
