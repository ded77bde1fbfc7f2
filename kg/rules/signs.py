"""The signs of a sentence: a character or two a word, which tell what the word can be before the sentence is read as items.

Reading costs a hundred times as much as looking up signs, and most sentences with a trigger say no fact. A filing has few different words
against the number of all its words, and each is looked at once. Signs are of four sorts: `FIRST_WORD` and above, the codes of words that
stand in a text as items of their own; the same moved by `_SHIFT`, words that may be part of a larger item or of none ("the", "and", all in
capitals); `MARKS`, what else can be an item; and the commas, semicolons and colons between plain words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from kg.mentions.entries import NameBook, no_names
from kg.mentions.lexicon import words as lexicon
from kg.mentions.runs import CAPITALS
from kg.mentions.sequence import BULLETS, FIRST_WORD, Alphabet

__all__ = ["NAMING", "SOFT", "STOPS", "Signs", "Words", "listed", "loose", "meant"]

OTHER = "w"  # a plain word without a code
STOPS = ",;:"
_SOFTER = 0xF0000 - ord(FIRST_WORD)
# Words of names: one that can be a company's, any, one of common words, none by themselves. Then: "we", "it", a title, shares, …, and
# last the filer's own name.
_FIRM, _NAME, _WEAK, _NOBODY, _SELF, _ITS, _TITLE, _SHARE, _EQUAL, _FIGURE, _YEAR, _OWN = map(chr, range(0xF8000, 0xF800C))
_SOFT_STOPS = dict(zip(",;:()", map(chr, range(0xF800C, 0xF8011)), strict=True))  # those that an item may swallow
NAMES = _FIRM + _NAME + _WEAK
NAMING = frozenset(NAMES + _OWN)  # a sentence with none of these names nobody
SOFT = f"{chr(0xF0000)}-{max(_SOFT_STOPS.values())}"  # as part of a class of characters
# The code of an item -> the marks of words that it can be made of; items that are punctuation have none.
_MEANT = (
    dict.fromkeys("CGXAcg", _FIRM) | dict.fromkeys("Nn", _FIRM + _NAME) | dict.fromkeys("TM", NAMES) | dict.fromkeys("Pp", _FIRM + _TITLE)
    | dict.fromkeys("Ss", _SELF) | dict.fromkeys("Ii", _ITS) | {"%": _SHARE, "=": _EQUAL + _FIGURE, "$": _FIGURE, "#": _FIGURE, "D": _YEAR}
    | {stop: stop + soft for stop, soft in _SOFT_STOPS.items()}
)  # fmt: skip
_RUN = re.compile(f"[{SOFT}]{{2,}}+")
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PART = re.compile(r"['-]")
_CAPITALISED = re.compile(rf"(?<!\w)(?:[{CAPITALS}]\w*|\d+-?[A-Z]\w*|[a-z]+[A-Z]\w*)")
_NAMES = re.compile(r"[^\W_]+(?:[&.:/+-][^\W_]+)*")
_WITH_APOSTROPHE = re.compile(r"[^\W_]+(?:[&.:/+'’-][^\W_]+)*")
_OWN_S = re.compile(r"['’][sS]$")
_DIGIT = re.compile(r"\d")
_FOUR = re.compile(r"\d{4}")
_TOLD = (
    (_SELF, frozenset("we us our ours ourselves company registrant corporation group issuer".split())),
    (_ITS, frozenset({"it", "its", "their", "his", "her", "this"})),
    (_EQUAL, frozenset({"equally", "fifty"})),
    (
        _SHARE,
        frozenset(
            "cent percent wholly fully half "
            "third thirds quarter quarters fourth fourths fifth fifths sixth seventh eighth ninth tenth".split()
        ),
    ),
    (_TITLE, frozenset("adm dr gen hon lord messrs mr mrs ms prof sir".split())),
)
_ASIDE = re.compile(r"(\([^()]*\))")
_MARKED = frozenset().union(*(known for _, known in _TOLD))
_MOST = 50_000  # of what stands between blanks, in all filings of a process
# Words in lower case that an item may swallow: of names and their legal forms, of references, of dates and sums, between the members of a
# list, and of "and its affiliates".
_SWALLOWED = frozenset(
    "the our this company registrant corporation group issuer we us ourselves ours market section board segment stock exchanges "
    "plc de s r l p a c v n b d o z mbh und y e en por lp llc inc ltd co corp gmbh ag ab sa nv bv per one two three four five six "
    "seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty "
    "sixty seventy eighty ninety hundred first second third fourth quarter of in fiscal financial calendar year years on at during "
    "half thirds quarters fourths fifth fifths "
    "thousand million billion trillion bn mm m yen euro euros pounds sterling dollars january february march april may june july "
    "august september october november december and or as well against by from to with lesser extent degree some more most "
    "recently particular primarily principally mainly particularly notably its their his her together along affiliates associates "
    "subsidiaries affiliated companies associated family it".split()
)
# "and its consolidated subsidiaries" goes into the name before it whatever the word in the middle, and "this subsidiary" is one item.
_UNNAMED = re.compile(
    r"\b(?:(?:its|their|his|her)\s+\w+\s+(?:affiliate|associate|compan|famil|group|subsidiar)|[Tt]his\s+(?:joint|subsidiary))"
)


def softened(code: str) -> str:
    """The sign of a word where it may be part of a larger item."""
    return chr(ord(code) + _SOFTER)


class _Softened(dict[int, int | None]):
    """The sign of a word in a text -> that where it may be part of a larger item, if it has one."""

    def __missing__(self, sign: int) -> int | None:
        if chr(sign) in STOPS + OTHER:
            return ord(_SOFT_STOPS[chr(sign)]) if chr(sign) in STOPS else None
        return sign + _SOFTER if ord(FIRST_WORD) <= sign < 0xF0000 else sign


def meant(code: str) -> str:
    """The signs of words that an item of this code can be made of; "" where it is punctuation."""
    return code + softened(code) if code >= FIRST_WORD else _MEANT.get(code, "")


def loose(text: str, signs: str) -> bool:
    """Whether a sentence may have items side by side that are apart in its text: shares, definitions and nested brackets move them."""
    outside = _ASIDE.sub("", text) if "(" in text else text
    apart = signs.count(_SHARE) > 1 or any(mark in outside for mark in '("“;')
    return apart or (_ITS in signs and _UNNAMED.search(text) is not None)


def listed(signs: str, *, moved: bool) -> str:
    """The signs, with that of a company where the filer and a name may stand in one list: "the Company and Kelda" are companies."""
    if moved:
        return signs.replace(_SELF, _SELF + _FIRM)
    return _RUN.sub(_company, signs) if _SELF in signs else signs


def _company(run: re.Match[str]) -> str:
    signs = run.group()
    together = _SELF in signs and (
        _SELF + _NOBODY in signs.replace(_OWN, "") or any(mark in signs for mark in NAMES)
    )  # "Kelda Japan" is no "Kelda"
    return signs + _FIRM if together else signs


def _around(signs: str, marks: str) -> str:
    """The signs of words with the marks of what may stand before or behind them: "51%-owned", "Tarn-branded"."""
    return marks + signs + marks if signs else marks


class _Chunk(NamedTuple):
    """What stands between two blanks: its signs but for those of a name, and a stop at its end.

    Where it is in capitals, `said` holds the forms in which a name could have it and `lowered` its words in lower case; `told`: they tell
    what they name; `nobody`: they name nobody by themselves.
    """

    signs: str
    stop: str
    said: tuple[str, ...] = ()
    lowered: tuple[str, ...] = ()
    told: bool = False
    nobody: bool = False


class Words(dict[str, _Chunk]):
    """What stands between blanks -> what it is in any filing, worked out when it is first met."""

    def __init__(self, alphabet: Alphabet) -> None:
        super().__init__()
        self._alphabet = alphabet

    def __missing__(self, chunk: str) -> _Chunk:
        if len(self) >= _MOST:
            self.clear()
        signs = "".join(self._word(match.group()) for match in _WORD.finditer(chunk))
        figures = (_FIGURE if _DIGIT.search(chunk) else "") + (_YEAR if _FOUR.search(chunk) else "") + (_SHARE if "%" in chunk else "")
        plain = signs[-1:] == OTHER or FIRST_WORD <= signs[-1:] < chr(0xF0000)
        stop = chunk[-1] if plain and not figures and chunk[-1] in STOPS else ""
        inner = chunk[:-1] if stop else chunk
        stops = "".join(soft for sign, soft in _SOFT_STOPS.items() if sign in inner or (sign == ":" and chunk in BULLETS))
        found = self[chunk] = self._named(chunk, _around(_around(signs, figures), stops), stop)
        return found

    def _named(self, chunk: str, signs: str, stop: str) -> _Chunk:
        capitals = [] if chunk.islower() else [word for word in _CAPITALISED.findall(chunk) if word not in lexicon("openers")]
        if not capitals:
            return _Chunk(signs, stop)
        forms, words = _WITH_APOSTROPHE.findall(chunk), tuple(_NAMES.findall(chunk))
        said = tuple(dict.fromkeys([*capitals, *words, *forms, *(_OWN_S.sub("", form) for form in forms)]))
        told = not _told().isdisjoint(said) or any(word in chunk for word in lexicon("exchange_words"))
        lowered = tuple(word.lower() for word in words if not word.islower())
        return _Chunk(signs, stop, said, lowered, told, no_names().issuperset(capitals))

    def _word(self, word: str) -> str:
        """The signs of a word or of words joined by hyphens, without those of a name."""
        if word.islower() and word.isalpha() and word not in _SWALLOWED and word not in _MARKED:
            code = self._alphabet.get(word)
            return code if code >= FIRST_WORD else OTHER
        lower = word.lower().replace("’", "'")
        parts = [lower, *(_PART.split(lower) if "-" in lower or "'" in lower else ())]
        codes = (self._alphabet.get(part) for part in dict.fromkeys(parts))
        marks = "".join(mark for mark, known in _TOLD if not known.isdisjoint(parts))
        return "".join(softened(code) for code in codes if code >= FIRST_WORD) + marks


_SOFTEN = _Softened()


class Signs(dict[str, str]):
    """What stands between blanks in one filing -> its signs there."""

    def __init__(self, words: Words, book: NameBook) -> None:
        super().__init__()
        self._words, self._book = words, book
        self._known: dict[str, str] = {}  # first word of a form -> what such forms name
        self._whole: set[str] = set()  # the words that are such a form by themselves
        for form, entry in book.entries.items():
            if entry.kind != "name":
                mark = _SELF if entry.kind == "self" else _FIRM
                self._known[form[0]] = mark if self._known.get(form[0], mark) == mark else _SELF + _FIRM
                if len(form) == 1:
                    self._whole.add(form[0])

    def of(self, text: str) -> str:
        """The signs of a sentence; what stands in brackets may be part of an item or of none."""
        if "stock exchange" in text:  # places name nobody by themselves: "the London and Swiss stock exchanges"
            text = text.replace("stock exchange", "Stock Exchange")
        if "(" not in text:
            return "".join(map(self.__getitem__, text.split()))
        parts = ("".join(map(self.__getitem__, part.split())) for part in _ASIDE.split(text))
        return "".join(part.translate(_SOFTEN) if place % 2 else part for place, part in enumerate(parts))

    def __missing__(self, chunk: str) -> str:
        known = self._words[chunk]
        if known.said:
            found = _around(known.signs, self._name(known)) + _SOFT_STOPS.get(known.stop, "")
        else:
            lower = bool(self._book.lower) and any(term in chunk for term in self._book.lower)
            found = known.signs + (_FIRM + _SOFT_STOPS.get(known.stop, "") if lower else known.stop)
        self[chunk] = found
        return found

    def _name(self, known: _Chunk) -> str:
        """What a word in capitals can be part of."""
        marks = "".join(dict.fromkeys("".join([self._known[word] for word in known.said if word in self._known])))
        marks += _OWN if _SELF in marks and not known.nobody else ""
        if not self._whole.isdisjoint(known.said):
            return marks
        if known.told:
            return marks + _FIRM
        if known.nobody and self._book.firsts.keys().isdisjoint(known.said):
            return "" if _SELF in known.signs else _NOBODY
        return marks + (_WEAK if self._book.common.issuperset(known.lowered) else _NAME)


@cache
def _told() -> frozenset[str]:
    """Words that tell what a name is, by themselves or with others."""
    several = {name.split()[-1] for name in (*lexicon("authorities"), *lexicon("exchange_words"))}
    return lexicon("org_nouns", "authority_words") | {"Group", "GROUP", "Companies", "Exchange", "Exchanges", "Central"} | several
