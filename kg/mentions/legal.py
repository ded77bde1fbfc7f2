"""Where a legal form stands in a text: a cheap sign that one is near, and the exact table."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby

from kg.names import LEGAL_FORMS

__all__ = ["FORM", "LEGAL_HINT", "form_at"]

FORM = r"(?:[Ii]nc|Corp|Corporation|Company|Companies|Co|Ltd|Limited|LLC|plc)\b"  # the commonest, to look ahead for
_HINTS = (
    r"A/S AB AG AS ASA ApS B\.V BV Bhd C\.V CO COMPANY CORP CORPORATION Co Corp GmbH Holdings INC Inc Incorporated JSC K\.K KGaA KK Kaisha "
    r"Kft L\.L\.C L\.P LIMITED LLC LLP LP LTD Lda Limited Ltd Ltda N\.A N\.V NV OAO OOO Oyj? PJSC PLC Partners Plc Pte Pty S\.?A\.?R\.?L "
    r"S\.[CNL]\. S\.\s?A S\.\s?[RrPp]\.[LlAa] S\.\s?de\x20R\.L S\.p\.A SA SAS SE Sp\.\x20z SpA Tbk V\.O\.F d\.o\.o mbH plc "
    r"s\.\s?[RrPp]\.[LlAa] inc"
).split()
_NOT_THE = r"C(?<!\w.)(?<![Tt]he .)(?<![Oo]ur .)(?:ompany|orporation)"  # "the Company" is the filer


def _hint() -> str:
    """The hints by their first letters, each of which begins a word: so `re` skips whatever begins none of them."""
    grouped = ((first, "|".join(form[1:] for form in forms)) for first, forms in groupby(_HINTS, key=lambda form: form[0]))
    return "|".join([_NOT_THE, *(rf"{first}(?<!\w.)(?:{rest})" for first, rest in grouped)])


# A cheap sign that a company with its legal form is near; the exact table is tried only there.
LEGAL_HINT = re.compile(rf"(?:{_hint()})\b")


def form_at(text: str, start: int) -> re.Match[str] | None:
    """The legal form that begins at an offset."""
    return _legal_form().match(text, start) if text[start : start + 2] in _heads() else None


@cache
def _heads() -> frozenset[str]:
    """What a legal form can begin with: the cheap look before the dear one."""
    return frozenset(head for form in (*LEGAL_FORMS, "inc") for head in (form[:2], form[:2].upper()))


@cache
def _legal_form() -> re.Pattern[str]:
    forms = LEGAL_FORMS | {form.upper() for form in LEGAL_FORMS if len(form) > 2 and (form.isalpha() or " " in form)}
    forms |= {"inc"}  # behind a domain: "tern.com inc."
    alternatives = "|".join(_loose(form.rstrip(".")) for form in sorted(forms, key=lambda f: (-len(f), f)))
    return re.compile(rf"(?:{alternatives})(?:\.(?!\w))?(?!\w|['’](?!s\b)[a-z]|-\w)")


def _loose(form: str) -> str:
    """A legal form as filings print it: "S. A." for "S.A.", "Co, Ltd" for "Co., Ltd", any white space for a blank."""
    pattern = re.escape(form).replace(r"\.,", r"\.?,").replace(r"\ ", r"\s*")
    return re.sub(r"\\\.(?=\w)", r"\\.\\s?", pattern)
