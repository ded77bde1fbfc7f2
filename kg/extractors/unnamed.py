"""Parties that a filing leaves without a name but gives a share of: "our largest customer accounted for 14% of our revenue".

They are no entities: nothing says that the largest customer of one filing is that of another, or even of another sentence. Each is a
record of its filing, with the words, and is never joined with anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.identity import UnnamedParty
from kg.reading import Document
from kg.text import Sentence

__all__ = ["unnamed_parties"]

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve fifteen twenty".split()
_COUNTS = {word: number for number, word in enumerate(_NUMBERS[:12], start=1)} | {"fifteen": 15, "twenty": 20}
_ROLES = "customer supplier vendor distributor client reseller licensee tenant manufacturer".split()
_ROLE = rf"(?P<role>(?:{'|'.join(_ROLES)})s?)"
_WHO = re.compile(
    rf"\b(?P<who>(?i:(?:our|the\s+Company['’]s|its|a|one|another|single|individual|largest|major|significant|principal|second|third|top|biggest|"
    rf"largest|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|\d{{1,3}}|unaffiliated|independent|OEM|end|direct|indirect|"
    rf"contract|other|key|different)[\s-]+){{1,6}}(?:(?:single|wholesale|retail|commercial|government)\s+)?{_ROLE})\b(?![\w-])"
    rf"|\b(?P<letter>(?:Customer|Supplier|Vendor|Distributor|Reseller|Client|Tenant)\s[A-Z1-9])\b"
)
_VERB = re.compile(r"\b(?:accounted|accounts|accounting|represented|represents|representing|comprised|comprises|contributed|constituted)\b")
_PERCENT = re.compile(r"(?<![\w.])(?P<value>\d{1,3}(?:\.\d+)?)\s*(?:%|per\s?cent\b)")
_OF = re.compile(r"\s*(?:or\s+more\s+)?of\s+(?P<of>[^.,;:()\n%]{3,70})")
_OF_ENDS = re.compile(r"\s+(?:in|for|during|as|and|at|while|which|that|respectively|of\s+which|or)\b.*$", re.DOTALL)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BOUND = re.compile(
    r"\b(?P<bound>more\s+than|over|at\s+least|in\s+excess\s+of|greater\s+than|less\s+than|under|up\s+to)\s+$", re.IGNORECASE
)
_OR_MORE = re.compile(r"\s*or\s+more\b")
_NOT_SO = re.compile(
    r"\b(?:no|none|neither|nor|not|never|any|may|might|could|would|should|if|whether|unless|expect\w*|anticipat\w*|lose|loss)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<![.?!]\s)\b[A-Z][a-z]+\b(?!\s*\d)")
_MONTHS = frozenset("January February March April May June July August September October November December Fiscal".split())
_THROUGH = re.compile(r"\b(?:through|including|with|by|between|among|than)\s+(?:the\s+)?$")
_LED = re.compile(
    r"\b(?:in|for|during|at|as\s+of|ended)\s+(?:(?:the\s+)?(?:fiscal\s+)?(?:years?\s+)?(?:ended\s+)?)?(?:[A-Z][a-z]+\s+\d{1,2},\s+)?(?P<year>(?:19|20)\d\d),?\s",
    re.IGNORECASE,
)
_EACH = re.compile(r"\beach\b")
_FAR = 90  # characters between the party, the verb and the first percentage
_MOST = 8  # percentages of one statement


class _Share(NamedTuple):
    value: float
    bound: str
    start: int
    end: int


def unnamed_parties(document: Document) -> Iterator[UnnamedParty]:
    """The unnamed parties whose share the filing states as true, in the order of the text."""
    text = document.filing.text
    for _, sentence in document.holding("%", "cent"):
        if sentence.kind in ("paragraph", "bullet") and _VERB.search(text, sentence.start, sentence.end):
            yield from _sentence(document, sentence)


def _sentence(document: Document, sentence: Sentence) -> Iterator[UnnamedParty]:
    text, source = document.filing.text, document.filing.source
    done = sentence.start
    for who in _WHO.finditer(text, sentence.start, sentence.end):
        if who.start() < done or _THROUGH.search(text, sentence.start, who.start()):
            continue
        verb = _VERB.search(text, who.end(), min(sentence.end, who.end() + _FAR))
        shares = _shares(text, verb.end(), sentence.end) if verb else []
        if not verb or not shares or _denied(text, sentence, who.start(), verb.start(), shares[0].start):
            continue
        done = shares[-1].end
        name, count = _who(who)
        role = (who["role"] or who["letter"].split()[0]).lower().removesuffix("s")
        of, place = _of(text, shares[-1].end, sentence.end), (who.start(), sentence.start, sentence.end)
        quote = text[sentence.start : sentence.end]
        told = list(_dated(text, shares, sentence, who.start(), source.fiscal_year, count))
        alone = count is not None and 1 < count <= _MOST and _EACH.search(text, who.end(), shares[0].start)
        for number, (share, year) in enumerate(told * count if alone and count and len(told) == 1 else told, start=1):
            each = number if alone or count == len(shares) > 1 else 0
            dating = (year, "as_of") if year else (source.fiscal_year, "reporting")
            parties = 1 if each else count
            yield UnnamedParty(
                source.name, role, name, each, parties, share.value, share.bound, of, *dating, *place, quote, sentence.section
            )


def _shares(text: str, start: int, end: int) -> list[_Share]:
    """The percentages that follow a verb, as far as they are one list."""
    found: list[_Share] = []
    for match in _PERCENT.finditer(text, start, end):
        between = text[found[-1].end if found else start : match.start()]
        if (
            len(between) > _FAR
            or ";" in between
            or len(found) == _MOST
            or (found and not re.fullmatch(r"[\s,]*(?:and|or|to|approximately|about|[\s,])*", between))
        ):
            break
        bound = _BOUND.search(between)
        words = " ".join(bound["bound"].lower().split()) if bound else "at least" if _OR_MORE.match(text, match.end()) else ""
        if 0 < float(match["value"]) <= 100:
            found.append(_Share(float(match["value"]), words, match.start(), match.end()))
    return found


def _denied(text: str, sentence: Sentence, who: int, verb: int, share: int) -> bool:
    """Whether the clause denies or supposes it, or names the party after all ("our largest customer, Acme Corp., accounted for …")."""
    clause = max((text.rfind(sign, sentence.start, who) for sign in (",", ";", ":")), default=-1) + 1
    if _NOT_SO.search(text, max(clause, sentence.start), share):
        return True
    return any(match.group() not in _MONTHS for match in _NAMED.finditer(text[who:verb], 1))


def _who(match: re.Match[str]) -> tuple[str, int | None]:
    """What the party is called, and how many they are; None where the text doesn't say."""
    words = " ".join((match["who"] or match["letter"]).split())
    counted = [_COUNTS.get(word.lower()) or (int(word) if word.isdigit() else None) for word in words.split()]
    number = next((count for count in counted if count), None)
    several = (match["role"] or "").endswith("s")
    return words, number if several else 1


def _of(text: str, start: int, end: int) -> str:
    match = _OF.match(text, start, end)
    return " ".join(_OF_ENDS.sub("", match["of"]).split()) if match else ""


def _dated(
    text: str, shares: list[_Share], sentence: Sentence, who: int, reported: int, count: int | None
) -> Iterator[tuple[_Share, int | None]]:
    """Each share with its year: as many years as shares belong to one another in order; several parties of one year have a share each."""
    led = [int(match["year"]) for match in _LED.finditer(text, sentence.start, who)]
    stop = text.find(";", shares[-1].end, sentence.end)
    after = [int(year) for year in _YEAR.findall(text[shares[-1].end : stop if stop > 0 else sentence.end])]
    years = [year for year in led[-1:] or after if 1900 < year <= reported + 1]
    if len(years) == len(shares) > 1:
        yield from zip(shares, years, strict=True)
    elif len(shares) == 1 or count == len(shares):
        yield from ((share, years[0] if led or len(set(years)) == 1 else None) for share in shares if years or not led)
