"""The names of one filing → clusters: aliases that it defines, its registrant's names, spellings and legal forms of one name."""

from __future__ import annotations

from collections import Counter

from kg.decisions import Decisions
from kg.identity import Merge
from kg.model import Extraction
from kg.names import core, is_generic, is_group, plain
from kg.resolve.forms import (
    Apart,
    Cluster,
    Form,
    Joined,
    Options,
    count,
    is_name,
    is_paper,
    key,
    options,
    partition,
    person_words,
    without_affiliates,
)
from kg.resolve.renames import Held, Rename, Told, held, renames, told_apart
from kg.resolve.variants import Proposal, near, people, variants

__all__ = ["clusters"]

_SURE = 0.95  # from here on a name is believed, and a relation "between" two of its forms is a slip of reading
_FORMER = frozenset({"former-name", "incorporated-as"})  # rules of aliases that no longer hold


def clusters(extraction: Extraction, decisions: Decisions = Decisions()) -> list[Cluster]:  # noqa: B008  frozen
    """The clusters of one filing, each with its forms sorted."""
    return _Filing(extraction, decisions).clusters()


class _Filing:
    """The names of a filing while they are put together."""

    def __init__(self, extraction: Extraction, decisions: Decisions) -> None:
        source = extraction.source
        self.filing = source.name
        self.registrant = source.registrant
        self.kinds: dict[str, Counter[str]] = {}
        for mention in filter(None, (end for fact in extraction.facts for end in (fact.subject, fact.object))):
            self.kinds.setdefault(mention.name, Counter())[mention.kind] += 1
        listed = (alias for alias in extraction.aliases if is_name(alias.name) and (alias.form in self.kinds or not is_paper(alias.form)))
        self.aliases = sorted(listed, key=lambda alias: (alias.start, alias.form, alias.name))
        self.own = dict.fromkeys((source.registrant, *source.aliases, *(a.form for a in self.aliases if a.rule == "registrant")))
        names = {*self.kinds, *self.own, *(alias.form for alias in self.aliases), *(alias.name for alias in self.aliases)}
        self.names = sorted(names)
        self.decided = Apart(decisions.apart(source.name, self.names))
        self.joined = Joined[str]()
        self.why: dict[str, Merge] = {self.registrant: Merge(self.registrant, "registrant", 1.0, self.filing)}
        self.forms: set[str] = set()  # those that stand for another name
        self.defined: set[str] = set()  # those that the filing itself defines
        self.former: set[str] = set()
        self.told: list[Told] = []
        self.renames = renames(extraction)
        self.apart = Apart(told_apart(extraction))

    def clusters(self) -> list[Cluster]:
        """All names put together, in the order of how sure the reasons are."""
        self._own_names()
        self._defined()
        for rename in self.renames:
            self._renamed(rename)
        self._own_group()
        self._same_names()
        self._variants()
        self._surnames()
        registrant = self.joined.find(self.registrant)
        groups = self.joined.sets(self.names)
        return [Cluster(self.filing, self._forms_of(names), self.joined.find(names[0]) == registrant) for names in groups]

    def _bind(self, form: str, name: str, rule: str, score: float, start: int | None = None) -> None:
        if self.decided(self.joined, form, name) or (score < _SURE and self.apart(self.joined, form, name)):
            return
        if self.joined.join([form, name]) and form not in self.why:
            self.why[form] = Merge(plain(form), rule, score, self.filing, start)

    def _own_names(self) -> None:
        """Aliases of the registrant, and mentions that are self-references."""
        for form in self.own:
            self._bind(form, self.registrant, "registrant", 1.0)
        self.forms.update(form for form in self.own if form != self.registrant)
        for name, kinds in sorted(self.kinds.items()):
            if kinds["self"]:
                self._bind(name, self.registrant, "self", 1.0)

    def _defined(self) -> None:
        """What the filing says that a form means: its first definition counts, and a second for the same name in another spelling."""
        bound = dict.fromkeys(self.own, self.registrant)
        keys = {key(name) for name in self.own}
        for alias in self.aliases:
            if is_group(alias.form) and not is_group(alias.name) and alias.name not in self.own:
                continue  # "X (together with its subsidiaries, the "X Group")": a group is not its parent
            if key(bound.get(alias.form, alias.name)) != key(alias.name):
                continue
            if alias.rule not in _FORMER and key(alias.form) in keys and alias.name not in self.own:
                continue
            bound.setdefault(alias.form, alias.name)
            self.forms.add(alias.form)
            self.defined.add(alias.form)
            if alias.rule in _FORMER:
                self.former.add(alias.form)
            self._bind(alias.form, alias.name, alias.rule, 1.0, alias.start)
            self._bind(alias.name, bound[alias.form], alias.rule, 1.0, alias.start)

    def _renamed(self, rename: Rename) -> None:
        """An old name and all that stood for it give way to a new one."""
        told = rename.ends(self._set(rename.old), self._set(rename.new), self.renames)
        self.told.append(told)
        self.former.update(told.old)
        self.former.difference_update(told.new)
        self._bind(rename.old, rename.new, "renamed", 1.0, rename.start)

    def _set(self, name: str) -> list[str]:
        return [other for other in self.names if self.joined.find(other) == self.joined.find(name)]

    def _own_group(self) -> None:
        """In a filing of X "X Group" is the filer with its subsidiaries, which is how filings write "we"."""
        own = {core(name) for name in self.own}
        for name in self.names:
            if is_group(name) and name not in self.own and core(core(name).rsplit(" group", 1)[0]) in own:
                self.forms.add(name)
                self._bind(name, self.registrant, "own-group", 0.9)

    def _same_names(self) -> None:
        """Names that differ in legal form and spelling alone, as far as their legal forms agree."""
        by_key: dict[str, list[str]] = {}
        for name in self.names:
            by_key.setdefault(key(plain(name), person=self._is_person(name)), []).append(name)
        members = {self.joined.find(names[0]): names for names in self.joined.sets(self.names)}
        roots = {name: root for root, names in members.items() for name in names}
        for names in by_key.values():
            same: dict[str, list[str]] = {}
            for name in names:
                same.setdefault(roots[name], []).append(name)
            for part in self._parts(same, members):
                self._same([name for root in part for name in same[root]])

    def _parts(self, same: dict[str, list[str]], members: dict[str, list[str]]) -> list[list[str]]:
        """Parties of one name, by root, put together as far as their legal forms agree.

        A term defined for a longer name ("Hitachi" for Hitachi Global Life Solutions, Inc.) is not the company whose whole name it is. What
        has no legal form goes with the filer, if it bears the name, or else with the one party that it can mean.
        """
        filer = self.joined.find(self.registrant)
        terms = [root for root, names in same.items() if root != filer and not options(names) and self._is_term(names, members[root])]
        parts, bare = partition((root, self._options(found, members[root])) for root, found in same.items() if root not in terms)
        parts += [[root] for root in terms]
        home = next((part for part in parts if filer in part), parts[0] if len(parts) == 1 else None)
        if home is None and len(terms) == 1:
            home = parts[-1]
        if home is not None:
            home.extend(bare)
            bare = []
        return [*parts, bare]

    def _is_term(self, names: list[str], members: list[str]) -> bool:
        """Whether bare names are terms for a longer one, or have a term of their own and so are whole names."""
        return self.forms.issuperset(names) or any(name in self.defined and name not in names for name in members)

    def _variants(self) -> None:
        """Names that differ by more than spelling, where the filing has one party that they can mean."""
        companies = [name for name in self.names if not self._is_person(name) and not is_generic(name)]
        persons = [name for name in self.names if self._is_person(name)]
        found: list[Proposal] = [*variants(companies, self.joined.find, self.registrant), *people(persons, self.joined.find)]
        found += near(companies, self.joined.find)
        for one in found:
            if one.rule in ("noise", "spelling") and not self._spelt_alike(one):
                continue
            if one.rule in ("initials", "first-words") and one.form in self.forms:
                continue  # the filing says what it stands for
            if one.rule != "spelling":
                self.forms.add(one.form)
            self._bind(one.form, one.name, one.rule, one.score)

    def _spelt_alike(self, one: Proposal) -> bool:
        """Whether two spellings can be one name: legal forms that agree, and one of the two seldom used."""
        first, second = options([one.form]), options([one.name])
        seldom = min(self.kinds.get(name, Counter()).total() for name in (one.form, one.name)) <= 2
        return seldom and (not first or not second or len(partition([(one.form, first), (one.name, second)])[0]) == 1)

    def _same(self, names: list[str]) -> None:
        head = min(names, key=lambda name: (name not in self.why, name in self.forms, name), default="")
        for name in sorted(names):
            rule = "same-name" if without_affiliates(name) == name else "with-affiliates"
            exact = rule == "same-name" and len(options([name, head])) < 2
            self._bind(name, head, rule, 0.95 if exact else 0.9)

    def _options(self, names: list[str], members: list[str]) -> Options:
        """The legal forms of the names themselves, or else of what they stand for."""
        if any(self._is_person(name) for name in names):
            return frozenset()
        return options(names) or options(name for name in members if name not in self.former)

    def _surnames(self) -> None:
        """A title and a surname, where there is one person whose name ends so."""
        people = [name for name in self.names if self._is_person(name)]
        full = [name for name in people if len(person_words(name)) > 1]
        for name in people:
            words = person_words(name)
            if len(words) != 1:
                continue
            same = {self.joined.find(other) for other in full if person_words(other)[-1] == words[0]}
            if len(same) == 1:
                self.forms.add(name)
                self._bind(name, same.pop(), "surname", 0.8)

    def _is_person(self, name: str) -> bool:
        kinds = self.kinds.get(name, Counter())
        return 2 * kinds["person"] > kinds.total()

    def _forms_of(self, names: list[str]) -> tuple[Form, ...]:
        """One form for each way to write a name; spellings that `plain` makes the same are one."""
        by_name: dict[str, list[str]] = {}
        for name in names:
            by_name.setdefault(plain(without_affiliates(name)).removeprefix("the ") or plain(name) or name, []).append(name)
        of_person, times = any(map(self._is_person, names)), held(names, self.told, self.former)
        return tuple(self._form(name, raw, of_person, times) for name, raw in sorted(by_name.items()))

    def _form(self, name: str, raw: list[str], of_person: bool, times: dict[str, Held]) -> Form:
        return Form(
            name,
            tuple(raw),
            person=any(self._is_person(one) or (of_person and one not in self.kinds) for one in raw),
            kinds=count(kind for one in raw for kind in self.kinds.get(one, Counter()).elements()),
            alias=any(one in self.forms for one in raw) or is_generic(name),
            former=any(times[one].former for one in raw),
            registrant=self.registrant in raw,
            merge=next((self.why[one] for one in raw if one in self.why), None),
            since=next((times[one].since for one in raw if times[one].since), None),
            until=next((times[one].until for one in raw if times[one].until), None),
        )
