"""Names of people: "Mark G. Parker", "R. GORDON DOUGLAS JR.", "P D Sutherland", "Hans van Alebeek", "Sir Ian Prosser".

A name is told by its shape alone, so these are asked only where a person is expected: in lists of directors, at the head of a biography.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.mentions.lexicon import words as lexicon
from kg.names import has_legal_form, plain

__all__ = ["Named", "agree", "person_at", "person_twice", "surname"]

_TITLE = (
    r"(?:(?:(?:The\s+)?(?:Rt\.?\s+)?Hon(?:ou?rable)?|Mrs?|Ms|Miss|Messrs|Dr|Drs|Prof(?:essor)?|Sir|Dame|(?:The\s+)?Lord|Lady|(?:The\s+)?Baron(?:ess)?|"
    r"Gen(?:eral)?|Adm(?:iral)?|Col|Sen(?:ator)?|Ambassador|Rev|Ing|Lic|Ir|Mme|Herr|Datuk|Tan\s+Sri)\b\.?\s+)"
)
_LETTERS = "A-ZÀ-ÖØ-Þ"
_INITIAL = rf"[{_LETTERS}]\.?(?:-?[{_LETTERS}]\.)*(?![\w'’])"
_CUT_SHORT = r"(?:(?<=\b[A-Z][a-z])|(?<=\b[A-Z][a-z]{2})|(?<=\b[A-Z][a-z]{3}))"  # "Wm. Roe"; a longer word ends the sentence
_FULL = rf"(?:[dDlO]['’])?[{_LETTERS}][\w'’]*\w(?:-[{_LETTERS}a-z]\w*)*(?:{_CUT_SHORT}\.(?=\s[{_LETTERS}]))?"
_SMALL = (
    r"(?:de\s+las?|de\s+los|van\s+de[rn]?|von\s+de[rm]|de[lnr]?|della|d[iaou]s?|la|le|van|von|vom|zu[rm]?"
    r"|te[rn]|bin|binti|ibn|ben|al|el|af|av|y|e|i)"
)
_NICK = r"(?:[\"“(]{1,2}[A-Z][\w .]{0,14}[\"”)]{1,2})"
_JOIN = r"(?:[ ]{1,2}|[ ]?\n[ ]*)"
_SUFFIX = r"(?:,?\s+(?:Jr|Sr|JR|SR|Jnr|Snr)\b(?:\.(?!\.))?|\s+(?:II|III|IV)\b)"
_DEGREES = (
    r"(?:,?\s+(?:Ph\.?\s?D|PH\.?D|M\.?\s?D|D\.?Sc|Sc\.?D|J\.?D|Dr\.?P\.?H|D\.?V\.?M|M\.?B\.?A|P\.?E|C\.?P\.?A|C\.?F\.?A|Esq|ESQ|CBE|KBE|OBE|DBE|MBE|KCMG|CMG"
    r"|AO|AC|AM|QC|KC|SC|FRS|FREng|FCA|FCPA|FAICD|(?:[A-Z]\.){2,4}[A-Z])\b\.?)"
)
_NAME = re.compile(
    rf"(?P<title>{_TITLE}*)(?P<name>(?:{_FULL}|{_INITIAL})(?:{_JOIN}(?:{_SMALL}{_JOIN})?(?:{_FULL}|{_INITIAL}|{_NICK})){{0,5}}"
    rf"(?:\s+of\s+[{_LETTERS}]\w+)?{_SUFFIX}?){_DEGREES}*"
)
_SENIOR = re.compile(r"\s+Sr\.?\s+(?=(?:Executive\s+)?(?:Vice|Director|Manager|VP)\b)")  # no part of the name
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FORM = re.compile(
    r",?\s+(?:&|plc|PLC|Inc\b|Ltd\b|Limited|LLC|LLP|Corp\b|Co\.|N\.?V\.|S\.?A\.|AG\b|GmbH|AB\b|(?:and|&)\s+(?:Co|Company|Sons)\b)"
)
_FIRST = re.compile(rf"[{_LETTERS}“\"]")

_SHORTEST = 3  # letters of a short form of a given name
_FIRM_END = frozenset("co cos bros sons associates".split())
_MAY_END = frozenset("may march april june august young".split())  # surnames too


_IS_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.)+(?:-?[^\W\d_a-z]\.)*")


class Named(NamedTuple):
    """A person's name `text[start:end]`, made plain and without title; `stop` is behind what belongs to it: degrees, honours."""

    name: str
    start: int
    end: int
    stop: int
    titled: bool


def person_at(text: str, start: int, end: int) -> Named | None:
    """The person whose name begins right at `start`; None where nothing of that shape stands there. It never runs beyond `end`."""
    senior = _SENIOR.search(text, start, end)
    match = _NAME.match(text, start, senior.start() if senior else end)
    if match is None or _FIRST.match(text, start) is None:
        return None
    begin, whole = match.span("name")
    stop = _second(text, begin, _cut(text, begin, whole))
    if not match["title"] and " of " in text[begin:stop]:
        return None
    behind = _WORD.search(text, stop, whole)
    beyond = behind.group().lower() if behind and not text[stop : behind.start()].startswith(("  ", "\n", "\t")) else ""
    again = beyond and agree(beyond, text[begin:stop].partition(" ")[0].lower())
    if beyond and not again and beyond not in lexicon("behind_people"):
        return None
    if text[begin:stop].upper().endswith((" JR", " SR")) and text[stop : stop + 2].rstrip()[:2] == ".":
        stop = whole = stop + 1
    if _FORM.match(text, stop, end):
        return None
    name = plain(text[begin:stop])
    titled = bool(match["title"])
    if not _is_name(name, titled=titled):
        return None
    return Named(name, begin, stop, max(stop, match.end()) if stop == whole else stop, titled)


def _cut(text: str, start: int, end: int) -> int:
    """Where a name ends at the latest: before the first word that is in no name, or behind a line's end where another begins."""
    kept = start
    for match in _WORD.finditer(text, start, end):
        word = match.group().lower()
        joined = word.split("-")
        if (
            len(joined) > 1 and len(joined[-1]) > 3 and joined[-1] in lexicon("behind_people") and joined[0] not in lexicon("nobody")
        ):  # "Ann Roe-President"
            kept = match.start() + len(joined[0])
            break
        if (
            len(word) > 1
            and word in lexicon("nobody")
            and not (word in _MAY_END and kept > start and match.group() != match.group().upper())
        ):
            if word == "of" and kept > start and text[match.end() :][:2].strip():
                kept = match.end()
                continue
            break
        kept = match.end() + (1 if text[match.end() : match.end() + 1] == "." and len(match.group()) <= 2 else 0)
    else:
        return end
    stop = kept
    while stop > start and not text[stop - 1].isalnum() and text[stop - 1] != ".":
        stop -= 1
    return stop if not text[start:stop].endswith(" of") else stop - 3


def _second(text: str, start: int, end: int) -> int:
    """Where a name ends in front of the initials of another that follows without a comma ("D.G. Ellis D.J. Moor"), or of itself."""
    pieces = list(re.finditer(r"\S+", text[start:end]))
    words = [piece.group().strip(".,").lower() for piece in pieces]
    for index in range(2, len(pieces)):
        rest = words[index:]
        if len(words[index - 1]) > 1 and (rest == words[: len(rest)] or _bears(rest, words[:index])):
            return start + pieces[index - 1].end()
    initial = [_IS_INITIALS.fullmatch(piece.group()) is not None for piece in pieces]
    for index in range(2, len(pieces)):
        if initial[0] and initial[index] and not initial[index - 1]:
            return start + pieces[index - 1].end()
    return end


def _bears(one: list[str], other: list[str]) -> bool:
    """Whether two names end in the same family name, and one of them begins in the other's first."""
    last = surname(" ".join(other)).lower()
    return len(one) > 1 and surname(" ".join(one)).lower() == last and agree(one[0], other[0])


def agree(one: str, other: str) -> bool:
    """Whether two given names, in lower case, can be one: an initial, or a short form ("Tim" for Timothy)."""
    shorter, longer = sorted((one.strip("."), other.strip(".")), key=len)
    return bool(shorter) and longer.startswith(shorter) and (len(shorter) != _SHORTEST - 1 or shorter == longer)


def person_twice(text: str, named: Named, end: int) -> Named | None:
    """The same person's name right behind it, as beside a signature: "/s/ JANE A. ROE Jane A. Roe"; None where it isn't there."""
    at = named.stop + len(text[named.stop : end]) - len(text[named.stop : end].lstrip())
    again = person_at(text, at, end) if at > named.stop else None
    return again if again is not None and surname(again.name).lower() == surname(named.name).lower() else None


def _is_name(name: str, *, titled: bool) -> bool:
    words = [word.strip(".,()\"'") for word in name.split()]
    full = [w for w in words if len(w) > 1 and w[0].isupper() and "." not in w and w.upper() not in ("JR", "SR", "II", "III", "IV")]
    if not full or any(c.isdigit() for c in name) or len(name) > 60:
        return False
    if not titled and len(words) < 2:
        return False
    if len(full) < 2 and not titled and not any(len(word) == 1 or _is_initials(word) for word in words[:-1]):
        return False
    last = words[-1] if words[-1].upper() not in ("JR", "SR", "II", "III", "IV") else words[-2] if len(words) > 1 else ""
    if name.endswith(")") and name[name.rfind("(") + 1 : -1] in lexicon("places"):
        return False  # "Kelda (USA)"
    if len(last) < 2 or last.lower() in _FIRM_END or (len(last) < 3 and not titled and last.isupper() and not name.isupper()):
        return False
    mixed = any(word.isupper() and len(word) > 2 for word in full) and not name.isupper()
    odd = mixed and not (full[-1].isupper() and len(full) > 1)  # "Jen-Hsun HUANG" is a name, "NIKE Parker" is none
    return not odd and not has_legal_form(name)


def _is_initials(word: str) -> bool:
    return len(word.replace(".", "")) <= 4 and word.replace(".", "").isupper() and "." in word


def surname(name: str) -> str:
    """The last word of a name without "Jr." and the like, as it is written."""
    words = [word.strip(".,") for word in name.split(" of ", maxsplit=1)[0].split()]
    while len(words) > 1 and words[-1].upper() in ("JR", "SR", "II", "III", "IV", "JNR", "SNR"):
        words = words[:-1]
    return words[-1]
