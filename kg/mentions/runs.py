"""Runs of capitalised words: what may be a name, and whether a legal form closes it.

A run ends where its words are no longer joined by a blank (or by a small word between two capitalised ones), or where a legal form ends it.
"Nippon Telegraph and Telephone Corporation" is one run, "KDDI and Japan Telecom Co., Ltd." two: what stands after the "and" decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from kg.mentions.firms import Run, Word, of_partners, two_places
from kg.mentions.legal import FORM, form_at
from kg.mentions.lexicon import words as lexicon
from kg.names import plain

__all__ = ["CAPITALS", "Run", "Word", "joined", "legal_run", "runs", "starts_sentence", "words_of"]

# The capitals of Latin scripts, Greek and Russian: "Žižkov", "Łódź", "İş"; `re` has no class for them.
CAPITALS = "A-ZÀ-ÖØ-ÞΑ-ΩА-Я" + "".join(chr(code) for code in range(0x100, 0x180) if chr(code).isupper())
# Beginnings of names in small letters: three initials ("f.k.a." is none), and a domain before a legal form.
_STYLED = rf"(?![adfn]\.k\.a|d\.b\.a)[a-z](?:\.[a-z]){{2,3}}(?=\.\s[A-Z]|$)|[a-z][\w-]*\.(?:com|net)(?=,?\s+{FORM}|$)"
_CAPITAL = rf"[{CAPITALS}]|\d+(?:-|[a-z]{{1,4}})?[A-Z]|[a-z]{{1,2}}-?[A-Z]|#\d|{_STYLED}"
# A name that has its "'s" for good: a legal form follows ("Kohl's Corporation"), or nothing that it could possess ("Macy's, Kohl's and").
_OWN_S = (
    rf"[sS]\b(?=,?\s+{FORM}|\s+[A-Z][\w&]+(?:\s+[A-Z][\w&]+)?,\s+(?:Inc|Ltd|LLC|Corp)\b"
    r"|\s*[,;)]|\s+(?:and|or)\s+(?:the\s+)?[A-Z]|\.?\s*$|\.\s)"
)
_WORD = rf"#?[^\W_]+(?:(?:[&.:/+-]|\*(?=[A-Z])|-\n\s*(?=[A-Z])|['’](?:(?![sS]\b)|(?={_OWN_S})))[^\W_]+)*(?:-(?=\s(?:und|and|&)\s))?"
_CAPITALISED = re.compile(_CAPITAL)
_MAX_WORDS = 12
_BEHIND = re.compile(r"(?P<number>(?<=\bNo)\.?[ ]?\d{1,4}(?=\s))?[.!]?(?:,\s*|\s+(?:\((?P<place>[A-Z][A-Za-z .&]{0,24})\)\s+)?)")
_DASHED = re.compile(rf"\s+[-–—]\s+(?P<place>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?:,\sD\.C\.)?),?\s+(?={FORM})")
_MORE_OF_NAME = re.compile(r"([A-Z][\w&-]{0,40}),?\s+")
_OF_PLACE = re.compile(r"\s+of\s+(?:[A-Z][\w.]+\s+){0,3}[A-Z][\w.]+,?\s+(?:Inc|Ltd|Limited|Corp|LLC|plc)\b")
_ABBREVIATION = re.compile(r"(?:[Ii]nc|INC|Corp|CORP|Co|CO|Cos|Ltd|LTD|Ltda|Pty|Pte|Pvt|Bhd|Sdn|Cia|Cie|Bros|Mfg|Tbk|Coy)\.$")
_NUMBER = re.compile(r"\s(?:#?(?=\d))?(\d{1,3}|[ei]-[a-z]+)\s")  # "Fort 6 Management Ltd.", "Tarn e-commerce Holding B.V."
# What has a full stop within a name: initials, "St. Tern", "Mfg. & Wire".
_INITIALS = re.compile(r"[A-Z](?:\.[A-Z])*|[a-z](?:\.[a-z]){2,3}|St|Mt|Ft|Mfg|Bros|Intl|Natl|Assoc")
_TITLES = frozenset({"Dr", "Mr", "Mrs"})
_WITH_TITLE = rf"(?:(?<=Dr\.\s)|(?<=Mr\.\s)|(?<=Mrs\.\s))[A-Z]\w+['’]s(?=\s+(?:[A-Z][\w&]+,?\s+){{1,3}}{FORM})"  # "Dr. Tern's Wire Ltd."
_IN_SMALL = rf"(?:(?<=\b[A-Z]{{2}}\s)|(?<=\b[A-Z]{{3}}\s))[a-z]{{4,}}(?=,?\s+{FORM})"  # "QR tern Inc."
_OF = re.compile(r"\s+of\s+([A-Z]\w+(?:\s+[A-Z]\w+){0,2}|U\.S\.(?:A\.?)?)(?=[\s,.;)])")
# Legal forms that are words as well: a name may go on behind them ("Ford Motor Company Credit").
_FIELDS = frozenset(
    "Alcohol Banking Consumer Energy Financial Food Gas Health Insurance Monetary Oil Posts Public Safety Securities Trade Water".split()
)
_BODIES = frozenset("Administration Agency Authority Board Bureau Commission Council Department Inspectorate Ministry".split())
_WORDLIKE = frozenset("Company Corporation Limited Holdings Holding Group Partners Incorporated".split())


def words_of(text: str, start: int, end: int) -> list[Word]:
    """The words in a stretch of text that can be part of a name: those in capitals, and the small ones that join them."""
    return [Word(m.start(), m.end(), m.group()) for m in _name_word().finditer(text, start, end)]


@cache
def _name_word() -> re.Pattern[str]:
    small = "|".join(sorted(map(re.escape, lexicon("connectors") - {"&"}), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w’'.&-])(?:{_WITH_TITLE}|{_IN_SMALL}|(?=(?:{_CAPITAL})){_WORD}|(?:{small}|e-[a-z]+)(?=\s))")


@lru_cache(maxsize=50_000)
def is_capitalised(word: str) -> bool:
    """Whether a word looks like part of a name: Toshiba, AT&T, eCERA, 3M."""
    return _CAPITALISED.match(word) is not None


def _of_name(word: str) -> bool:
    """Whether a word among those of a text is more than a joint between two of a name: in capitals, or in small letters by a legal form."""
    return is_capitalised(word) or not (word in lexicon("connectors") or word[:2] == "e-")


def joined(text: str, left: int, right: int) -> bool:
    """Whether nothing but a blank, a line break or an ampersand lies between two offsets: not a tab or a column's width."""
    gap = text[left:right]
    if gap == " ":
        return True
    return gap.strip() in ("", "&") and "\t" not in gap and gap.count("\n") < 2 and ("\n" in gap or len(gap) <= 4)


def _initial(text: str, word: Word, following: Word) -> bool:
    """Whether a word is an initial with its full stop, or one with its mark: "S. Lew", "G. J. Coles", "Mfg. & Wire", "Zap! Brands"."""
    gap = "".join(text[word.end : following.start].split())
    if gap not in (".", ".&", "!") or following.start - word.end > 4:
        return False
    if word.text in _TITLES:
        return following.text.endswith(("'s", "’s"))
    return gap == "!" or (_INITIALS.fullmatch(word.text) is not None and (gap == "." or len(word.text) > 1))


def runs(text: str, found: list[Word]) -> Iterator[Run]:
    """The runs among the words of a sentence, in order, without overlaps."""
    index, result = 0, list[Run]()
    while index < len(found):
        if not is_capitalised(found[index].text):
            index += 1
            continue
        run, index = _run_from(text, found, index)
        if run.legal and result and "&" in text[run.start : run.bare_end]:
            run = of_partners(text, result, run)
        result.append(run)
    yield from result


def _run_from(text: str, found: list[Word], first: int) -> tuple[Run, int]:
    """The run that begins at a word, and the index of the word behind it."""
    connectors = lexicon("connectors")
    last = first  # the last capitalised word taken
    sure = -1  # the last before a number, which is one of a name where a legal form closes it: "Fort 6 Management Ltd."
    while True:
        legal = _legal_end(text, found, first, last)
        if legal is not None:
            end, bare_end = legal
            after = last + 1
            while after < len(found) and found[after].start < end:
                after += 1
            words = found[first:after] if sure < 0 else _with_numbers(text, found[first:after])
            return Run(found[first].start, end, bare_end, tuple(words), legal=True), after
        following = last + 1
        while (
            following < len(found) and following - last <= 3 and (found[following].text in connectors or found[following].text[:2] == "e-")
        ):
            following += 1
        apart = following == last + 1 < len(found) and found[following].start - found[last].end > 1
        numbered = apart and _NUMBER.fullmatch(text, found[last].end, found[following].start)
        sure = last if numbered and sure < 0 else sure
        if (
            following >= len(found)
            or following - first >= _MAX_WORDS
            or not _of_name(found[following].text)
            or not (numbered or _initial(text, found[last], found[last + 1]) or joined(text, found[last].end, found[last + 1].start))
            or not all(joined(text, found[k].end, found[k + 1].start) for k in range(last + 1, following))
            or (following > last + 1 and not (_bridges(found, last, following) or two_places(text, found, last, following)))
        ):
            last = last if sure < 0 else sure
            return Run(found[first].start, found[last].end, found[last].end, tuple(found[first : last + 1]), legal=False), last + 1
        last = following


def _with_numbers(text: str, words: list[Word]) -> list[Word]:
    """Words with the numbers between them, which are words of the name too."""
    found = words[:1]
    for word in words[1:]:
        number = _NUMBER.fullmatch(text, found[-1].end, word.start)
        found += [Word(number.start(1), number.end(1), number[1]), word] if number else [word]
    return found


def _legal_end(text: str, found: list[Word], first: int, last: int) -> tuple[int, int] | None:
    """Where a legal form at or right behind the word `last` ends, and where the name ends without it."""
    if last > first:
        match = form_at(text, found[last].start)
        if match and match.end() >= found[last].end:
            goes_on = found[last].text in _WORDLIKE and match.group().rstrip(".") == found[last].text and _more(text, found, last)
            if not goes_on:
                place = _OF.match(text, match.end()) if found[last].text in _WORDLIKE else None
                if place and " ".join(place[1].split()) in lexicon("places"):  # "Associates Corporation of North America"
                    return place.end(), place.end()
                return _form_end(match), found[last - 1].end
    behind = _BEHIND.match(text, found[last].end)
    if behind:
        match = form_at(text, behind.end())
        apart = behind.group()[:1] in ",." or behind["place"] or not match.group().isalpha() if match else False
        if match and (apart or match.group().islower()):
            bare_end = behind.end("place") + 1 if behind["place"] else behind.end("number") if behind["number"] else found[last].end
            return _form_end(match), bare_end
        if behind["place"]:
            return _behind_place(text, behind.end())
    dashed = _DASHED.match(text, found[last].end)  # "Tern Wire - New Jersey, Inc."
    match = form_at(text, dashed.end()) if dashed and dashed["place"].split(",")[0] in lexicon("places") else None
    return (_form_end(match), dashed.end("place")) if dashed and match else None


def _behind_place(text: str, offset: int) -> tuple[int, int] | None:
    """Where a legal form ends behind a few more words of the name: "Sunrise (Suzhou) Sports Company, Ltd."."""
    for _ in range(4):
        word = _MORE_OF_NAME.match(text, offset)
        match = form_at(text, word.end()) if word else None
        if word is None or match:
            return (_form_end(match), word.end(1)) if word and match else None
        offset = word.end()
    return None


def _form_end(match: re.Match[str]) -> int:
    """Where a legal form ends: a full stop belongs to it only where it is an abbreviation, and else to the sentence."""
    form = match.group()
    if not form.endswith(".") or "." in form[:-1] or _ABBREVIATION.search(form):
        return match.end()
    return match.end() - 1


def _more(text: str, found: list[Word], last: int) -> bool:
    """Whether the name goes on behind a legal form that is a word: with another capitalised word, or "of New York, Inc."."""
    if _OF_PLACE.match(text, found[last].end):
        return True
    if last + 1 >= len(found):
        return False
    following = found[last + 1]
    if joined(text, found[last].end, following.start) and is_capitalised(following.text):
        return True
    return _legal_end(text, found, last, last) is not None


def _bridges(found: list[Word], last: int, following: int) -> bool:
    """Whether small words between two capitalised ones belong to one name."""
    small = {word.text for word in found[last + 1 : following]}
    if "the" in small and found[following].text in ("Company", "Corporation", "Registrant", "Group", "Bank"):
        return False
    if " ".join(word.text for word in found[last : following + 1]) in lexicon("places"):
        return True  # "Trinidad and Tobago"
    if "and" not in small:
        return "the" not in small or "of" in small or "for" in small
    if found[last].text in _FIELDS and any(word.text in _BODIES for word in found[following : following + 4]):
        return True  # "Securities and Futures Commission"
    return "the" not in small and found[following].text in lexicon("joiners") and found[following].text != found[last].text


OFFICE_OF = re.compile(
    r"(?:(?:[A-Z][\w-]*,?\s+(?:and\s+)?)*(?:[A-Z]\w*-)?(?:Chair\w*|Board(?!\s+of\s+Governors)|President|Directors?|Officer|Secretary|Treasurer|Manager|Partner|Principal|Member|Head|Founder|Counsel|C[EFO]O|Acquisition|Disposal|Formation|Merger|Purchase|Sale)\s+"
    r"(?:of|at|for)\s+(?:the\s+)?|Chief\s+[A-Z]\w+\s+Officer,?\s+(?=[A-Z]))+"
)
_SENTENCE_START = re.compile(r"(?:^|[.!?:;•·*–—-]\s*[\"“”')\]]*|\n\s*|[\"“(])\s*$")


def starts_sentence(text: str, start: int) -> bool:
    """Whether a word stands where any word is capitalised."""
    return _SENTENCE_START.search(text[max(0, start - 8) : start]) is not None


def legal_run(text: str, run: Run) -> tuple[str, str]:
    """The full and the bare name of a run that a legal form closes, without leading words that are no part of it."""
    start = run.start
    if starts_sentence(text, start):
        for word, following in zip(run.words, run.words[1:], strict=False):
            if word.text not in lexicon("openers") and word.text not in lexicon("connectors"):
                break
            start = following.start
    office = OFFICE_OF.match(text, start, run.bare_end)
    start = office.end() if office else start
    return plain(text[start : run.end]), plain(text[start : run.bare_end])
