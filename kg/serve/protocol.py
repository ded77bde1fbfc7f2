"""The SPARQL 1.1 Protocol's query operation: what a request asks for (https://www.w3.org/TR/sparql11-protocol/, section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.serve.refusal import Refusal

__all__ = ["Asked", "asked"]

_MOST_FIELDS = 1000
_UPDATE = "this endpoint only reads: updates are refused"
FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs that the protocol chooses for it."""

    sparql: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    form: str = ""  # what `format` says, which is ours: the protocol has the Accept header alone


def asked(method: str, query_string: bytes, content_type: str, body: bytes) -> Asked | None:
    """The query of a request, or None where a GET asks for nothing: then the service describes itself.

    Raises:
        Refusal: 400 for what the protocol has no meaning for, 403 for an update, 405 and 415 for methods and types it does not know.
    """
    if method not in ("GET", "HEAD", "POST"):
        raise Refusal(405, "a query is asked by GET or POST", {"Allow": "GET, HEAD, POST, OPTIONS"})
    fields = _fields(query_string, "the address")
    if method != "POST":
        return _from(fields) if fields else None
    media, _, parameters = content_type.lower().partition(";")
    media = media.strip()
    if "charset" in parameters and parameters.partition("charset=")[2].strip(' "') not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise Refusal(415, "the body must be in UTF-8")
    if media == FORM:
        if any(name in ("query", "update") for name, _ in fields):
            raise Refusal(400, "a POST has its query in the body, not in the address")
        return _from(fields + _fields(body, "the body"))
    if media == UPDATE:
        raise Refusal(403, _UPDATE)
    if media != QUERY:
        raise Refusal(415, f"send a query as {FORM} or as {QUERY}")
    if any(name == "query" for name, _ in fields):
        raise Refusal(400, "the query stands in the body and in the address; give one")
    return _from([*fields, ("query", _text(body))])


def _fields(data: bytes, where: str) -> list[tuple[str, str]]:
    try:
        text = data.decode("ascii") if where == "the address" else _text(data)
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeError as error:
        raise Refusal(400, f"{where} holds what is no UTF-8") from error
    except ValueError as error:
        raise Refusal(400, f"{where} has more than {_MOST_FIELDS} fields") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeError as error:
        raise Refusal(400, "the body holds what is no UTF-8") from error


def _from(fields: list[tuple[str, str]]) -> Asked:
    given: dict[str, list[str]] = {}
    for name, value in fields:
        given.setdefault(name, []).append(value)
    if "update" in given or any(name.startswith("using-") for name in given):
        raise Refusal(403, _UPDATE)
    queries = given.get("query", [])
    if len(queries) > 1:
        raise Refusal(400, f"a request has one query, not {len(queries)}")
    if not queries:
        raise Refusal(400, "the request has no query; give it as query=…")
    default, named = (tuple(given.get(f"{which}-graph-uri", ())) for which in ("default", "named"))
    return Asked(queries[0], default, named, given.get("format", [""])[-1])
