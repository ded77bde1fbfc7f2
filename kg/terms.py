"""The terms of a build's graph: its IRIs, and values as literals that every RDF syntax can hold."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from decimal import Decimal
from typing import Literal as OneOf
from typing import get_args
from urllib.parse import quote

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.errors import OutputError
from kg.formats import DEFAULT_BASE
from kg.model import Value
from kg.vocab import PREFIXES, XSD

__all__ = ["DEFAULT", "DEFAULT_BASE", "Namer", "What", "clean", "date", "dates", "decimal", "encode", "literal", "prefixes", "string"]

DEFAULT = DefaultGraph()
What = OneOf["entity", "claim", "evidence", "filing", "name", "match", "unnamed"]
# C0 controls but tab, newline and return, and what XML can't hold: they would make some parsers refuse the whole file.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Namer:
    """The IRIs of one build's things: `base` + entity/, claim/, evidence/ or filing/ + the name, percent-encoded where need be."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not base.endswith(("/", "#")):
            raise OutputError(f"the base IRI {base!r} must end in / or #, so that names can be appended to it, as in {DEFAULT_BASE}")
        try:
            NamedNode(base)
        except ValueError as error:
            raise OutputError(f"the base {base!r} is no IRI ({error}); give one such as {DEFAULT_BASE}") from error
        self.base = base

    def __call__(self, what: What, name: str) -> NamedNode:
        """The IRI of one thing."""
        return NamedNode(f"{self.base}{what}/{encode(name)}")


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes of a graph built with `base`: the vocabularies', and entity:, claim:, evidence: and filing:."""
    return PREFIXES | {what: f"{base}{what}/" for what in get_args(What)}


def encode(name: str) -> str:
    """A name as one segment of an IRI's path; dots at its ends are encoded too, since Turtle takes the last for a full stop."""
    text = quote(name, safe="", errors="surrogatepass")
    inner = text.strip(".")
    before = len(text) - len(text.lstrip(".")) if inner else len(text)
    after = len(text) - before - len(inner)
    return "%2E" * before + inner + "%2E" * after


def clean(text: str) -> str:
    """Text that every RDF syntax can hold: without C0 controls other than white space; half a surrogate pair becomes U+FFFD."""
    return _SURROGATE.sub("\ufffd", _UNFIT.sub("", text))


def string(text: str) -> Literal:
    """Text as a literal."""
    return Literal(clean(text))


def decimal(value: float) -> Literal:
    """A decimal in the form that Oxigraph keeps: no exponent, no trailing zeros."""
    number = Decimal(repr(value))
    if not number.is_finite():
        raise ValueError(f"{value!r} is no finite number")
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Literal("0" if text == "-0" else text, datatype=XSD.decimal)


def literal(value: Value) -> Literal:
    """A value of an attribute: text, or a decimal."""
    return string(value) if isinstance(value, str) else decimal(value)


def date(day: dt.date) -> Literal:
    """A day as xsd:date."""
    return Literal(day.isoformat(), datatype=XSD.date)


def dates(text: str) -> tuple[Literal, dt.date, dt.date]:
    """A date as exact as the text ("2010-09-01", "2012-04", "2012"), with the first and last day that it can mean."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError(f"{text!r} is no date of the form 2012-04-01, 2012-04 or 2012")
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = dt.date.fromisoformat(text)
        return date(day), day, day
    year, month = parts[0], parts[1] if len(parts) == 2 else None
    first = dt.date(year, month or 1, 1)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return Literal(text, datatype=XSD.gYearMonth if month else XSD.gYear), first, last
