"""The words of an office: where they begin and end, and what of a line is no part of them: ages, notes, nationality, what follows."""

from __future__ import annotations

import re

from kg.mentions.lexicon import words as lexicon

__all__ = ["CUT", "NATION", "NOTES", "OFFICE", "office_ends", "office_of"]

OFFICE = re.compile(
    r"\b(?:chair(?:man|woman|person)?|(?:vice[- ]?)?presidents?|directors?|officers?|secretary|treasurer|controller|comptroller"
    r"|counsel|managers?|head|chief|CEO|CFO|COO|CTO|CIO|EVP|SVP|trustee|auditor|members?|founder|partner|principal|commissioner|executive|actuary|governor"
    r"|superintendent|leader|general\s+representative)\b",
    re.IGNORECASE,
)

NOTES = re.compile(r"(?:\s*(?:\(\s*(?:\w{1,2}|\*+)\s*\)|\*+|[†‡§]+|[¹²³⁴⁵⁶⁷⁸⁹]+|[)_/]+)[,\s]*)*")
NATION = re.compile(r"\s*[,;]?\s*(?:\([A-Z][a-z]+(?:[ -][A-Z][a-z]+)?\)|[A-Z][a-z]+\s+(?:national|nationality|citizen))\s*[,;]?\s*")
CUT = re.compile(
    r"\s+[-–—]{1,3}\s+(?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|He|She|responsible|in\s+charge)\b|[A-Z][a-z]+\s+(?:[A-Z]\.?\s+)?[A-Z][a-z]+\s+(?:has|was|is|joined|served)\b)"
    r"|\.\s+(?=[A-Z][a-z]+\s+[a-z])|[.;,]?\s+(?:(?:since|from|effective|until|through|appointed|elected)\b|(?:who|which|and\s+(?:has|is|was))\b)"
    r"|\s*\(\s*(?:since|age|\d{4}|term)|,?\s+(?:Mr|Mrs|Ms|Dr)\.\s|,?\s+(?:is|was|has|had|joined|served)\s|\.{3}|\s{3}",
)
_FIGURES = re.compile(r"(?:\s+[$£€]?\s?\d{1,3}(?:,\d{3})+)+[\s–—-]*$")  # shares or sums in the next column
_LONGEST = 220  # characters of an office


def office_of(pieces: list[str]) -> str:
    """The office that pieces of a list say, put together and without what is no part of it."""
    words = " ".join(" ".join(pieces).split())
    words = NOTES.sub("", words[: _LONGEST + 40], count=1) if words.startswith(("(a", "(1", "*")) else words
    cut = CUT.search(words)
    words = words[: cut.start()] if cut and cut.start() > 0 else words
    words = re.sub(r"\s*-{3,}\s*", " ", words)
    words = _FIGURES.sub("", words)
    nation = NATION.match(words)
    words = words[nation.end() :] if nation else words
    words = re.sub(r"(?:\s*\((?:\w{1,2}|\*+|\w,\s*\w)\))+|\*+$", "", words).strip(' ,;:–—-*"')
    words = words.rstrip(".") if not re.search(r"\b(?:Inc|Ltd|Co|Corp|[A-Z]\.[A-Z])\.$", words) else words
    if words.startswith("(") and words.endswith(")") and words.count("(") == 1:
        words = words[1:-1]
    words = re.sub(r"(?:[\s,;]+(?:and|&|of|respectively))+$|^(?:(?:and|&|or)\s+)+", "", words, flags=re.IGNORECASE)
    words = words + ")" * (words.count("(") - words.count(")"))
    return words[:_LONGEST].strip()


def office_ends(words: str) -> bool:
    """Whether words stop within the name of an office, so that it goes on in the next line: "Senior Vice", "President and"."""
    last = words.rstrip().rsplit(" ", 1)[-1].lower()
    return last.endswith((",", "-", "—", "&", "/")) or last in {"and", "of", "for", "the", "-", "--"} | (
        lexicon("office_words") - {"president"}
    )
