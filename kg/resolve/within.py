"""The names of one filing → clusters: aliases that it defines, its registrant's names, spellings and legal forms of one name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.model import Extraction, Mention, Merge
from kg.names import core, is_group, plain
from kg.resolve.forms import Cluster, Form, Joined, Options, count, is_generic, key, options, partition, person_words, without_affiliates

__all__ = ["clusters"]


def clusters(extraction: Extraction) -> list[Cluster]:
    """The clusters of one filing, each with its forms sorted."""
    return _Filing(extraction).clusters()


class _Filing:
    """The names of a filing while they are put together."""

    def __init__(self, extraction: Extraction) -> None:
        source = extraction.source
        self.filing = source.name
        self.registrant = source.registrant
        self.kinds: dict[str, Counter[str]] = {}
        for mention in _mentions(extraction):
            self.kinds.setdefault(mention.name, Counter())[mention.kind] += 1
        self.aliases = sorted(extraction.aliases, key=lambda alias: (alias.start, alias.form, alias.name))
        self.own = dict.fromkeys((source.registrant, *source.aliases, *(a.form for a in self.aliases if a.rule == "registrant")))
        names = {*self.kinds, *self.own, *(alias.form for alias in self.aliases), *(alias.name for alias in self.aliases)}
        self.names = sorted(names)
        self.joined = Joined[str]()
        self.why: dict[str, Merge] = {self.registrant: Merge(self.registrant, "registrant", 1.0, self.filing)}
        self.forms: set[str] = set()  # those that stand for another name
        self.former: set[str] = set()

    def clusters(self) -> list[Cluster]:
        """All names put together, in the order of how sure the reasons are."""
        self._own_names()
        self._defined()
        self._own_group()
        self._same_names()
        self._surnames()
        registrant = self.joined.find(self.registrant)
        groups = self.joined.sets(self.names)
        return [Cluster(self.filing, self._forms_of(names), self.joined.find(names[0]) == registrant) for names in groups]

    def _bind(self, form: str, name: str, rule: str, score: float, start: int | None = None) -> None:
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
        """What the filing says that a form means: its first definition counts."""
        bound = set(self.own)
        keys = {key(name) for name in self.own}
        for alias in self.aliases:
            if alias.form in bound or (alias.rule != "former-name" and key(alias.form) in keys and alias.name not in self.own):
                continue
            bound.add(alias.form)
            self.forms.add(alias.form)
            if alias.rule == "former-name":
                self.former.add(alias.form)
            self._bind(alias.form, alias.name, alias.rule, 1.0, alias.start)

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
            by_key.setdefault(key(name, person=self._is_person(name)), []).append(name)
        members = {self.joined.find(names[0]): names for names in self.joined.sets(self.names)}
        roots = {name: root for root, names in members.items() for name in names}
        for names in by_key.values():
            same: dict[str, list[str]] = {}
            for name in names:
                same.setdefault(roots[name], []).append(name)
            parts, bare = partition((root, self._options(found, members[root])) for root, found in same.items())
            if len(parts) == 1:
                parts, bare = [parts[0] + bare], []
            for part in (*parts, bare):
                self._same([name for root in part for name in same[root]])

    def _same(self, names: list[str]) -> None:
        head = min(names, key=lambda name: (name not in self.why, name in self.forms, name), default="")
        for name in sorted(names):
            if without_affiliates(name) == name:
                self._bind(name, head, "same-name", 0.95)
            else:
                self._bind(name, head, "with-affiliates", 0.9)

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
        return tuple(self._form(name, raw) for name, raw in sorted(by_name.items()))

    def _form(self, name: str, raw: list[str]) -> Form:
        return Form(
            name,
            tuple(raw),
            person=any(self._is_person(one) for one in raw),
            kinds=count(kind for one in raw for kind in self.kinds.get(one, Counter()).elements()),
            alias=any(one in self.forms for one in raw) or is_generic(name),
            former=any(one in self.former for one in raw),
            registrant=self.registrant in raw,
            merge=next((self.why[one] for one in raw if one in self.why), None),
        )


def _mentions(extraction: Extraction) -> Iterator[Mention]:
    for fact in extraction.facts:
        yield fact.subject
        if fact.object is not None:
            yield fact.object
