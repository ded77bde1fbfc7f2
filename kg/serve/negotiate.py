"""Which of the forms that we can write a client wants, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from kg.serve.refusal import Refusal

__all__ = ["GRAPHS", "ROWS", "choose", "named", "prefers_html"]

# media types and the names of pyoxigraph's formats; the first is what is sent where any would do
ROWS = {
    "application/sparql-results+json": "JSON",
    "application/json": "JSON",
    "application/sparql-results+xml": "XML",
    "application/xml": "XML",
    "text/xml": "XML",
    "text/csv": "CSV",
    "text/tab-separated-values": "TSV",
}
GRAPHS = {
    "text/turtle": "TURTLE",
    "application/n-triples": "N_TRIPLES",
    "application/ld+json": "JSON_LD",
    "application/json": "JSON_LD",
    "application/rdf+xml": "RDF_XML",
    "application/n-quads": "N_QUADS",
    "application/trig": "TRIG",
}
# what `format=` in an address may say, for those who can set no header: a link, a spreadsheet
_SHORT = {
    "json": "application/json",
    "xml": "application/sparql-results+xml, application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "nquads": "application/n-quads",
    "trig": "application/trig",
}
_MOST = 100  # ranges of an Accept header that are looked at


@lru_cache(maxsize=256)
def _ranges(accept: str) -> tuple[tuple[str, float], ...]:
    return tuple(_parsed(accept)) or (("*/*", 1.0),)


def _parsed(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(",")[:_MOST]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if media.count("/") == 1:
            yield media, next((_weight(given[2:]) for given in parameters if given.startswith("q=")), 1.0)


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0  # not-a-number too


def choose(accept: str, offers: Mapping[str, str]) -> str | None:
    """The offered media type that the client likes best, of equals the one that is offered first; None if none will do."""
    ranges = _ranges(accept)
    return max((media for media in offers if _quality(media, ranges) > 0), key=lambda media: _quality(media, ranges), default=None)


def _quality(media: str, ranges: tuple[tuple[str, float], ...]) -> float:
    """How much a media type is liked: the most specific range that it is in says so."""
    kinds = (media, f"{media.split('/', maxsplit=1)[0]}/*", "*/*")
    return next((weight for kind in kinds for given, weight in ranges if given == kind), 0.0)


def named(short: str) -> str:
    """The Accept header that means a format's short name. Raises Refusal, 406, where nothing is called so."""
    if short not in _SHORT:
        raise Refusal(406, f"there is no format {short!r}; there are {', '.join(_SHORT)}")
    return _SHORT[short]


def prefers_html(accept: str) -> bool:
    """Whether a person's browser asks: HTML is named, and nothing of ours is liked as well by its name."""
    ranges = _ranges(accept)
    named = dict(ranges)
    return "text/html" in named and all(named.get(media, 0.0) < named["text/html"] for media in (*ROWS, *GRAPHS))
