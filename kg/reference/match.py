"""How well a row's name fits an entity's: exactly, but for the legal form, or nearly; and the index that finds the names worth comparing.

| rule | score | |
| --- | --- | --- |
| identifier | 1 | the filing gives the row's CIK |
| name | 1 | the same name and the same legal form; 0.95 where the two forms only agree |
| name-without-form | 0.9 | the same name of two words or more, and one of the two has no legal form |
| name-alike | up to 0.95 | one letter wrong, legal forms that agree: 0.95 of the likeness (Indel, rapidfuzz) of the names without them |
| other-word | 0.7 | one letter apart, but our word stands in the list as well: it is one of its own, and not misspelt |
| one-word | 0.6 | the same single word, one without legal form: "Apple" may be anybody |
| other-form | 0.6 | the same name with legal forms that don't agree |

An inactive row, or a market that is part of an exchange, has 0.1 less. Linked is what has 0.85 or more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from kg.names import compatible, core, family
from kg.resolve.forms import key

__all__ = ["LINKED", "Fit", "Index"]

LINKED = 0.85
_ALIKE = 88.0  # per cent of likeness below which two names are not worth a look
_EDGE = 6  # letters at the beginning or the end of two single words that are alike
_SHORTEST = 10  # letters below which one letter makes another name


class Fit(NamedTuple):
    """A name of ours (by index) that a row's name fits."""

    name: int
    rule: str
    score: float


class Index:
    """Our names, by what they have in common with others. Size and cost grow with them alone, not with the list that is read."""

    def __init__(self, names: Sequence[str]) -> None:
        self._forms = [family(name) for name in names]
        self._cores = [core(name) for name in names]
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._edges: dict[str, list[int]] = defaultdict(list)
        for index, name in enumerate(names):
            letters = key(name)
            self._exact[letters].append(index)
            if len(letters) >= _SHORTEST and self._forms[index]:
                for edge in _edges(self._cores[index]):
                    self._edges[edge].append(index)
        self._texts = {edge: [self._cores[index] for index in indices] for edge, indices in self._edges.items()}

    def words(self) -> frozenset[str]:
        """All words of our names."""
        return frozenset(word for name in self._cores for word in name.split())

    def differing(self, index: int, name: str) -> frozenset[str]:
        """The words of one of our names that a row's name has not."""
        return frozenset(self._cores[index].split()) - frozenset(core(name).split())

    def fits(self, name: str) -> Iterator[Fit]:
        """Our names that a row's name fits."""
        letters, form = key(name), family(name)
        exact = self._exact.get(letters, ())
        for index in exact:
            yield Fit(index, *self._same(index, form))
        if len(letters) >= _SHORTEST and form:
            yield from self._alike(core(name), form, set(exact))

    def _same(self, index: int, form: frozenset[str]) -> tuple[str, float]:
        ours = self._forms[index]
        if ours and form:
            return ("name", 1.0 if ours == form else 0.95) if compatible(ours, form) else ("other-form", 0.6)
        return ("name-without-form", 0.9) if " " in self._cores[index] else ("one-word", 0.6)

    def _alike(self, text: str, form: frozenset[str], seen: set[int]) -> Iterator[Fit]:
        for edge in _edges(text):
            indices = self._edges.get(edge)
            if not indices:
                continue
            for _, likeness, at in process.extract(text, self._texts[edge], scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None):
                index = indices[at]
                if index not in seen and compatible(self._forms[index], form) and _words_alike(text, self._cores[index]):
                    seen.add(index)
                    yield Fit(index, "name-alike", round(0.95 * likeness / 100, 3))


def _edges(text: str) -> list[str]:
    """What puts names beside one another: the first letters of all words, and one word whole, or a half of the only one.

    Names that are alike differ in single letters inside of words, so one of these is the same. A common last word ("holdings") costs
    little, since the first letters tell most names apart.
    """
    words = text.split()
    if len(words) == 1:
        return ["^" + text[:_EDGE], text[-_EDGE:] + "$"]
    initials = "".join(word[0] for word in words)
    return [f"{initials} {at} {word}" for at, word in enumerate(words)]


def _words_alike(one: str, other: str) -> bool:
    """Whether one word alone is misspelt: "Fund I" is not "Fund II", nor "East" "West", nor "Holding" "Holdings"."""
    first, second = one.split(), other.split()
    if [word for word in first if word.isdigit()] != [word for word in second if word.isdigit()]:
        return False
    if len(first) != len(second):
        return one.replace(" ", "") == other.replace(" ", "")
    differ = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differ) == 1 and _misspelt(*differ[0])


def _misspelt(one: str, other: str) -> bool:
    """Whether one word is the other with a letter wrong, missing, too many or changed round; a plural is another word."""
    shorter, longer = sorted((one, other), key=len)
    plural = longer == shorter + "s"
    return len(shorter) >= 6 and one[0] == other[0] and not plural and OSA.distance(one, other, score_cutoff=1) == 1
