"""Clusters of many filings → sets of clusters that are one entity.

What is scoped to its filing stays there: a short form that a filing defines ("MIC", "GS") means nothing elsewhere, unless the other filing
uses it without a definition and only one entity can be meant. The steps go from the surest reason to the least sure; each sees what the
ones before it joined.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from kg.decisions import Decisions
from kg.identity import Merge
from kg.model import Source
from kg.names import fold, has_legal_form, is_generic
from kg.resolve.forms import Apart, Cluster, Form, Joined, Options, head, is_initials, key, options, partition, person_words
from kg.resolve.people import people_elsewhere
from kg.resolve.variants import noise_key

__all__ = ["Joint", "join"]

Pair = tuple[tuple[str, str], tuple[str, str]]  # (filing, name as it stands there), twice
_SURE = 0.95  # from here on a relation between the two is no reason against
_SHORTEST = 3  # letters of an acronym that may be taken from another registrant's filing
_LONG_ENOUGH = 8  # letters of a name in which a scanner's mistake doesn't make another name


class Joint(NamedTuple):
    """The clusters that are one entity, and why they were put together."""

    clusters: tuple[Cluster, ...]
    merges: tuple[Merge, ...]


def join(clusters: Sequence[Cluster], sources: Mapping[str, Source], decisions: Decisions, apart: Iterable[Pair]) -> list[Joint]:
    """Sets of clusters, one for each entity; `clusters` sorted by filing and first form.

    `apart` are pairs of names, each with its filing, between which a filing states a relation: they are never joined but by a decision.
    """
    across = _Across(clusters, sources, decisions, apart)
    across.decided()
    across.same_cik()
    across.same_legal_names()
    across.registrants()
    across.same_bare_names(contested=False)
    across.used_by_one_registrant()
    across.used_by_anyone()
    across.same_bare_names(contested=True)
    across.same_spellings()
    across.same_people()
    return across.joints()


class _Across:
    """The clusters, by index, while they are put together."""

    def __init__(self, clusters: Sequence[Cluster], sources: Mapping[str, Source], decisions: Decisions, apart: Iterable[Pair]) -> None:
        self.clusters = clusters
        self.sources = sources
        self.decisions = decisions
        self.joined = Joined[int]()
        self.merges: dict[int, list[Merge]] = {}
        self.named: dict[str, list[int]] = {}  # key -> clusters that have it as a name
        self.claimed: dict[str, list[tuple[int, bool]]] = {}  # key -> clusters that have it as a short form, and whether others may use it
        self.filer: dict[str, int] = {}
        for index, cluster in enumerate(clusters):
            if cluster.registrant:
                self.filer[cluster.filing] = index
            for form in cluster.forms:
                self._enter(index, cluster, form)
        at = {(cluster.filing, raw): index for index, cluster in enumerate(clusters) for form in cluster.forms for raw in form.raw}
        stated = {(at[one], at[other]) for one, other in apart if at[one] != at[other]}
        self.stated = Apart(sorted(stated | set(self._namesakes())))
        self.decided_apart = Apart(
            (a, b)
            for decision in decisions.different
            for one, other in combinations(decision.names, 2)
            for a in self._bearing(one, decision.filing)
            for b in self._bearing(other, decision.filing)
            if a != b
        )

    def _namesakes(self) -> Iterator[tuple[int, int]]:
        """Parties of one filing that share a name and yet are two there, for reasons that the filing gives."""
        bearers: dict[tuple[str, str], dict[int, None]] = {}
        for index, cluster in enumerate(self.clusters):
            for form in cluster.forms:
                bearers.setdefault((cluster.filing, key(form.name, person=form.person)), {})[index] = None
        for indices in bearers.values():
            yield from combinations(indices, 2)

    def _bearing(self, name: str, filing: str) -> list[int]:
        """The clusters that have a name, of one filing or of all."""
        return [
            index
            for index, cluster in enumerate(self.clusters)
            if filing in ("", cluster.filing) and any(fold(form.name) == fold(name) for form in cluster.forms)
        ]

    def _enter(self, index: int, cluster: Cluster, form: Form) -> None:
        if is_generic(form.name) or (form.person and len(person_words(form.name)) < 2):
            return
        name = key(form.name, person=form.person)
        if not form.alias or form.former or has_legal_form(form.name):
            if index not in self.named.setdefault(name, []):
                self.named[name].append(index)
        else:
            own = cluster.registrant and form.merge is not None and form.merge.rule == "registrant"
            self.claimed.setdefault(name, []).append((index, own or is_initials(form.name, cluster)))

    def _options(self, index: int, name: str) -> Options:
        """The legal forms of a cluster's name, or else those of its other names."""
        forms = self.clusters[index].forms
        return options(form.name for form in forms if key(form.name) == name) or options(form.name for form in forms if not form.former)

    def _known(self) -> set[int]:
        """The sets that have a legal name; what is not among them may be anyone of its name."""
        return {self.joined.find(index) for index, cluster in enumerate(self.clusters) if options(form.name for form in cluster.forms)}

    def _join(self, indices: Iterable[int], rule: str, score: float) -> None:
        listed = sorted(set(indices))
        for index in listed[1:]:
            if self.decided_apart(self.joined, listed[0], index) or (score < _SURE and self.stated(self.joined, listed[0], index)):
                continue
            if self.joined.join([listed[0], index]):
                cluster = self.clusters[index]
                self.merges.setdefault(index, []).append(Merge(head(cluster), rule, score, cluster.filing))

    def decided(self) -> None:
        """What the user says to be one; it wins over everything but another decision."""
        for decision in self.decisions.same:
            self._join((index for name in decision.names for index in self._bearing(name, decision.filing)), "decision", 1.0)

    def same_cik(self) -> None:
        """Filers with one Central Index Key."""
        by_cik: dict[str, list[int]] = {}
        for filing, index in sorted(self.filer.items()):
            cik = self.sources[filing].cik.lstrip("0")
            if cik:
                by_cik.setdefault(cik, []).append(index)
        for indices in by_cik.values():
            self._join(indices, "same-cik", 1.0)

    def same_legal_names(self) -> None:
        """Names with a legal form, as far as the forms agree."""
        for name, indices in sorted(self.named.items()):
            parts, _ = partition((index, self._options(index, name)) for index in indices)
            for part in parts:
                self._join(part, "same-name-elsewhere", 0.9)

    def registrants(self) -> None:
        """A filer known by its short name alone is the one filer that has this name as an alias."""
        filers = set(self.filer.values())
        for name, indices in sorted(self.named.items()):
            claims = {self.joined.find(other) for other, _ in self.claimed.get(name, []) if other in filers}
            bare = sorted(index for index in filers.intersection(indices) if not self._options(index, name))
            if len(claims | self._formed(name)) <= 1:
                self._join([*bare, *claims], "registrant", 1.0)

    def _formed(self, name: str) -> set[int]:
        """The sets that have this very name with a legal form."""
        return {self.joined.find(index) for index in self.named.get(name, []) if self._options(index, name)}

    def used_by_one_registrant(self) -> None:
        """A bare name means what the same registrant's filings use it for, if that is one thing: by definition or with a legal form."""

        def meant(index: int, name: str) -> set[int]:
            mine = self._filer(index)
            claims = [other for other, _ in self.claimed.get(name, []) if self._filer(other) == mine]
            formed = [other for other in self.named[name] if self._filer(other) == mine and self._options(other, name)]
            return {self.joined.find(other) for other in (*claims, *formed)}

        self._settle(meant)

    def used_by_anyone(self) -> None:
        """A bare name means the one entity of all filings that has it with a legal form, or whose initials or own alias it is."""

        def meant(_: int, name: str) -> set[int]:
            claims = {self.joined.find(other) for other, far in self.claimed.get(name, []) if far}
            return self._formed(name) | claims if len(name) >= _SHORTEST or not claims else set()

        self._settle(meant)

    def _settle(self, meant: Callable[[int, str], set[int]]) -> None:
        """Join every bare name with what it means; all are looked up before any is joined, so that none changes another's meaning."""
        known = self._known()
        found = []
        for name, indices in sorted(self.named.items()):
            for index in indices:
                entities = meant(index, name) if self.joined.find(index) not in known else set()
                if len(entities) == 1:
                    formed = entities <= self._formed(name)
                    found.append(([index, *entities], formed))
        for indices, formed in found:
            self._join(indices, *(("same-name-elsewhere", 0.9) if formed else ("short-form-elsewhere", 0.8)))

    def _filer(self, index: int) -> int:
        """The registrant of the filing that a cluster is from."""
        return self.joined.find(self.filer[self.clusters[index].filing])

    def same_bare_names(self, *, contested: bool) -> None:
        """Bare names that nothing else speaks for are one; if they can mean several entities, only within a registrant's filings.

        Those that no filing gives another meaning (not `contested`) go first: what they are short for is then one thing, not many.
        """
        known = self._known()
        for name, indices in sorted(self.named.items()):
            bare = [index for index in indices if self.joined.find(index) not in known]
            meant = {self.joined.find(other) for other, _ in self.claimed.get(name, [])} | self._formed(name)
            if bool(meant) != contested:
                continue
            by_filer: dict[int, list[int]] = {}
            for index in bare:
                by_filer.setdefault(self._filer(index) if len(meant) > 1 else -1, []).append(index)
            for group in by_filer.values():
                self._join(group, "same-name-elsewhere", 0.9)

    def same_spellings(self) -> None:
        """Names in one registrant's filings that differ by what scanners mistake, where they stand for two parties so far."""
        by_noise: dict[tuple[int, str], list[int]] = {}
        for name, indices in sorted(self.named.items()):
            if len(name) >= _LONG_ENOUGH and not name.startswith("person "):
                for index in indices:
                    by_noise.setdefault((self._filer(index), noise_key(name)), []).append(index)
        for (_, name), indices in sorted(by_noise.items()):
            if len({self.joined.find(index) for index in indices}) > 1:
                parts, bare = partition((index, options(form.name for form in self.clusters[index].forms)) for index in indices)
                for part in [parts[0] + bare] if len(parts) == 1 else [*parts, bare] if name else []:
                    self._join(part, "noise", 0.85)

    def same_people(self) -> None:
        """People whom one registrant's filings name with more or fewer given names."""
        for indices in people_elsewhere(self.clusters, self.joined.find, self._filer):
            self._join(indices, "person-elsewhere", 0.8)

    def joints(self) -> list[Joint]:
        """The sets, each with the reasons that made it."""
        found = []
        for indices in self.joined.sets(range(len(self.clusters))):
            merges = tuple(merge for index in indices for merge in self.merges.get(index, ()))
            found.append(Joint(tuple(self.clusters[index] for index in indices), merges))
        return found
