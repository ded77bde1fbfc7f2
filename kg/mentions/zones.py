"""Where a filing lists its people: the stretch below "The executive officers are as follows:" and the like, with its date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from kg.mentions.dates import Date, dates
from kg.text import Search

__all__ = ["Zone", "zones"]

_LINE = re.compile(r"[^\n]+")
_WHO = re.compile(
    r"\b(?:(?:officers?|directors?|management|board|managers|executives|committee|SIGNATURES?)\b|Signatures?[ \t]*$)", re.IGNORECASE
)
_SIGNS = ("board", "committee", "director", "executive", "management", "manager", "officer", "signature")
# The head of a table of people, and a signature, where no words announce them.
_BARE = re.compile(
    r"^[ \t]*(?:(?P<head>Names?\b[^\n]{0,40}(?:\t|[ ]{3,})[^\n]{0,60}\b(?:Positions?|Titles?|Offices?)\b[^\n]{0,40}$)"
    r"|(?P<by>By\b[ \t]*:?\s{0,9}/s/))",
    re.IGNORECASE | re.MULTILINE,
)
_PEOPLE = re.compile(
    r"\b(?:(?P<officers>(?:executive|senior|corporate|principal|other|key|our|company|elected)\s+officers|officers\s+(?:of|and)|(?:senior|executive|"
    r"key|top)\s+(?:management|executives|managers)|management\s+team|executive\s+(?:committee|board)|group\s+executive)"
    r"|(?P<directors>directors|board\s+of\s+(?:directors|management|managing)|(?:management|supervisory|managing|executive)\s+board|members?\s+of\s+(?:the|our)\s+board))",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"(?:\bas\s+follows|\b(?:set\s+forth|listed|shown|given|presented|described|named)\s+(?:below|in\s+the\s+(?:following\s+)?table)|\bfollowing\b|\bbelow\b"
    r"|:\s*$|\bthe\s+table\b|\bbiograph)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:compensat\w*|remunerat\w*|indemnif\w*|liabilit\w*|ownership|beneficial\w*|own(?:ed|s)|salary|bonus|options?|awards?|fees|insurance|stock|shares?|"
    r"loans?|pension|retirement|benefits?|meetings?|vacanc\w+|duties|powers|report\s+of|approv\w*|authoriz\w*|responsib\w*|adopted|proxy|transactions|controlled|interests?|nominat\w*|elections?)\b",
    re.IGNORECASE,
)
_HEADS = re.compile(r"^\s*(?:item\s+\d{1,2}[A-Z]?\b[.:\s–—-]*|[A-Z0-9]{1,2}\.\s+|\(?[a-z0-9]{1,2}\)\s*)?", re.IGNORECASE)
_SIGNED = re.compile(
    r"pursuant\s+to\s+the\s+requirements\s+of|duly\s+caused|meets\s+all\s+of\s+the\s+requirements|duly\s+authorized|certifies\s+that",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^(?![^\n]*\(?[Cc]ont(?:inued|['’]?d)\b)[ \t]*(?:item\s+(?P<item>\d{1,2}[A-Z]?)\b|(?:executive\s+|directors['’]?\s+)?"
    r"(?:compensation|remuneration)\b|family\s+relationships?\b|"
    r"section\s+16|code\s+of\s+(?:business\s+)?(?:ethics|conduct)|employees\b|share\s+ownership|available\s+information|security\s+ownership|"
    r"certain\s+relationships|legal\s+proceedings|market\s+for|properties\b|risk\s+factors|board\s+practices|note\s+\d+|summary\s+compensation|"
    r"exhibit\s+(?:index|no|\d)|index\s+to|consent\s+of|report\s+of\s+independent|certifications?\b|schedule\s+[IV1-9]|part\s+[IV]{1,4}\b|ex-\d)[^\n]{0,90}$",
    re.IGNORECASE | re.MULTILINE,
)
_CONTINUED = re.compile(r"\bcont(?:inued|['’]?d)\b[ \t).]*$", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_AT = re.compile(r"(?:\b(?:as\s+(?:of|at)|at|effective(?:\s+as\s+of)?|dated|on)\s+|[-–—(]\s*)(?:the\s+date\s+of\s+)?$", re.IGNORECASE)
_REACH, _SIGNATURES = 25_000, 9_000  # characters below the words that announce a list
_INTRO = 700  # characters of an announcement
_HEADING = 110
_BEFORE = 400  # characters above a signature in which its day may stand

Kind = Literal["officers", "directors", "both", "signatures"]


class Zone(NamedTuple):
    """A stretch in which people are listed, who they are, and the date at which it holds (None: that of the report)."""

    start: int
    end: int
    kind: Kind
    date: Date | None


def zones(text: str) -> Iterator[Zone]:
    """The zones of a text in order, without overlaps: one ends where the next begins."""
    announced = list(_announced(text))
    bare: list[Zone] = []
    for match in _BARE.finditer(text):
        start = match.end() if match["head"] else match.start()
        if any(zone.start - _BEFORE < start < zone.end for zone in (*announced, *bare[-1:])):
            continue
        following = next((zone.start for zone in announced if zone.start >= start), len(text))
        limit = min(start + _SIGNATURES, following)
        date = None if match["head"] else _signed(text, max(0, start - _BEFORE))
        bare.append(Zone(start, min(limit, _end(text, start, limit)), "both" if match["head"] else "signatures", date))
    yield from sorted([*announced, *bare], key=lambda zone: zone.start)


def _announced(text: str) -> Iterator[Zone]:
    """The zones that words announce."""
    found = list(_starts(text))
    date: Date | None = None
    reach = -1
    for index, (start, kind, own) in enumerate(found):
        following = found[index + 1][0] if index + 1 < len(found) else len(text)
        goes_on = start <= reach or _CONTINUED.search(text, start - 30, start) is not None
        date = own or (date if goes_on and kind != "signatures" else None)
        limit = min(start + (_SIGNATURES if kind == "signatures" else _REACH), len(text))
        end = min(limit, _end(text, start, limit))
        if kind != "signatures" or start > reach:
            reach = end
        yield Zone(start, min(end, following), kind, date)


def _end(text: str, start: int, limit: int) -> int:
    match = _ENDS.search(text, start, limit)
    return match.start() if match else limit


def _starts(text: str) -> Iterator[tuple[int, Kind, Date | None]]:
    """Where lists begin: behind the words that announce them, with their kind and date."""
    last, seen = -1, (-1, -1)
    lines = [match.span() for match in _LINE.finditer(text)]
    for begin, stop in (lines[index] for index in Search(text, lines).holding(*_SIGNS)):
        words = text[begin:stop]
        if begin < last or not _WHO.search(words):
            continue
        line = words.strip()
        if line.upper().rstrip(" :*S") == "SIGNATURE" and (not line.islower()):
            if _SIGNED.search(text, stop, stop + 1500):
                yield stop, "signatures", _signed(text, stop)
            continue
        heading = len(line) <= _HEADING and line[:1].isupper() and line[-1:] not in ".,;" and not _NOT.search(line)
        if heading and (kind := _kind(line)) and _whole(line) and _alone(text, stop):
            yield stop, kind, _date(text, begin, stop)
            continue
        start, end = _paragraph(text, begin, stop)
        if end - start > _INTRO or (start, end) == seen:
            continue
        seen = start, end
        words = text[start:end]
        if _ANNOUNCES.search(words) and not _NOT.search(words) and (kind := _kind(words)):
            last = end
            yield end, kind, _date(text, start, end)


def _alone(text: str, end: int) -> bool:
    """Whether a line is a heading by itself and not the first of a paragraph."""
    following = text[end + 1 : end + 80].split("\n", 1)[0].strip()
    return not following[:1].islower() and not re.search(r"\b(?:and|as|at|in|of|the|to|with)\s*$", text[end - 8 : end])


def _whole(line: str) -> bool:
    """Whether a heading is about people and little else: "Directors and Senior Management", no "Directors' service contracts"."""
    words = _HEADS.sub("", line, count=1)
    rest = re.sub(r"\([^()]*\)|\b(?:as\s+(?:of|at))\b.*|['’]s?\b", "", words)
    small = [word for word in re.findall(r"[A-Za-z]+", rest) if word[0].islower() and word not in _SMALL]
    return (
        len(rest.split()) <= 10
        and (not small or words.isupper())
        and not re.search(r"\b(?:committees?|election|meeting)\b", rest, re.IGNORECASE)
    )


_SMALL = frozenset(
    "of the and our about other its information regarding company registrant key on officers "
    "directors management senior executive board a".split()
)


def _kind(words: str) -> Kind | None:
    kinds = {match.lastgroup for match in _PEOPLE.finditer(words)}
    if kinds == {"officers", "directors"}:
        return "both"
    return "officers" if "officers" in kinds else "directors" if "directors" in kinds else None


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """The lines around a place up to empty ones."""
    window = max(0, start - _INTRO)
    before = [m.end() for m in _BLANK_LINE.finditer(text, window, start)]
    after = _BLANK_LINE.search(text, end - 1 if end else 0, min(len(text), end + _INTRO))
    return (before[-1] if before else window), (after.start() if after else min(len(text), end + _INTRO))


def _date(text: str, start: int, end: int) -> Date | None:
    """The day as of which a list holds, where its announcement gives one."""
    words = text[start:end].title() if text[start:end].isupper() else text[start:end]
    for date in dates(words, 0, len(words)):
        if len(date.iso) == 10 and (date.role == "as_of" or _AT.search(words[max(0, date.start - 40) : date.start])):
            return date._replace(role="as_of")
    return None


def _signed(text: str, start: int) -> Date | None:
    """The day on which a report was signed: the first full date below the heading."""
    found = next((date for date in dates(text, start, start + 4000) if len(date.iso) == 10), None)
    return found._replace(role="as_of") if found else None
