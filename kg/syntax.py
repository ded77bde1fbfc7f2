"""The text of a query, looked at before the store sees it: what only reads passes; mistakes are shown at their place."""

from __future__ import annotations

import bisect
import re
from collections.abc import Mapping

import pyoxigraph as ox

from kg.errors import QueryError

__all__ = ["names_graphs", "only_reads", "parse_error"]

_UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})
_MOST_MARKS = 2000  # the store parses by recursion, and some thousands deep the process would die of it
_TOKEN = re.compile(
    r'''(?P<string>"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    |(?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    |(?P<comment>\#[^\n\r]*)
    |(?P<variable>[?$]\w+|@[A-Za-z][A-Za-z0-9-]*)
    |(?P<name>[\w.-]*:(?:[\w.:%-]|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<word>\w+)
    |(?P<mark>&&|\|\||\^\^|[<>!]=|\S)''',
    re.VERBOSE | re.DOTALL,
)
_FORMS = "SELECT, ASK, CONSTRUCT or DESCRIBE"
_QUERIES = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def _tokens(sparql: str) -> list[re.Match[str]]:
    """The tokens of a query; white space is left out, and what fits nowhere is a mark."""
    return list(_TOKEN.finditer(sparql))


def names_graphs(sparql: str) -> bool:
    """Whether the query chooses its graphs by FROM."""
    return "from" in sparql.lower() and any(token.lastgroup == "word" and token[0].upper() == "FROM" for token in _tokens(sparql))


def only_reads(sparql: str) -> None:
    """Refuse updates, what would overflow the parser's stack, and SERVICE, with which a query could reach into the network.

    The store's parser needs no blanks around keywords, and reads `<` as "less than" where an expression may stand. So "service" is
    refused in every word and prefixed name, and a query that holds it at all must hold no IRIs that could be a comparison and more.
    Most queries are short and don't hold it: of these no more is read than the prologue.
    """
    found = _TOKEN.finditer(sparql)
    first = next((token for token in found if token.lastgroup == "word" and token[0].upper() not in ("PREFIX", "BASE")), None)
    if first is None:
        raise QueryError(f"the query is empty; a query begins with {_FORMS}")
    if first[0].upper() in _UPDATES:
        raise error_at(sparql, first.start(), f"{first[0]} changes the graph, and queries only read; to change it, build it again")
    if first[0].upper() not in _QUERIES:
        raise error_at(sparql, first.start(), f"a query begins with {_FORMS}, not {first[0]}")
    if len(sparql) > _MOST_MARKS:
        marks = sum(token.lastgroup == "mark" for token in _tokens(sparql))
        if marks > _MOST_MARKS:
            raise QueryError(
                f"the query has {marks} brackets and operators; {_MOST_MARKS} is the most; give long lists by VALUES ?x {{ … }}"
            )
    if "service" in sparql.lower():
        _refuse_service(sparql)


def _refuse_service(sparql: str) -> None:
    for token in _tokens(sparql):
        kind, text = token.lastgroup, token[0]
        if kind in ("word", "name") and "service" in text.lower():
            what = "SERVICE is refused: a query must not reach into the network; write a name that holds the word as an IRI in <…>"
            raise error_at(sparql, token.start(), what)
        if kind == "iri" and re.search("['()#]", text) and not re.match(r"<[A-Za-z][\w+.-]*://", text):
            what = "beside the word SERVICE, an IRI with quotes, parentheses or # must be absolute, as in <https://…>"
            raise error_at(sparql, token.start(), what)


def parse_error(sparql: str, message: str, known: Mapping[str, str]) -> QueryError:
    """The parser's message, which lists all that could have stood there, made short, and at the right place."""
    tokens = _tokens(sparql)
    offset = _offset(sparql, message)
    if offset is None:
        return QueryError(f"the query can't be parsed: {message}")
    spoken = re.search(r"The [^,\[\]]{10,}", message)
    if "Prefix not found" in message:
        return error_at(sparql, offset, f"a prefix that is not declared; known are {' '.join(f'{name}:' for name in sorted(known))}")
    if spoken:
        return error_at(sparql, offset, spoken[0].strip())
    quote = next((token for token in tokens if token[0] in ("'", '"')), None)
    if quote is not None:
        return error_at(sparql, quote.start(), "this quotation mark is never closed")
    wrong = bisect.bisect_left(range(len(tokens)), True, key=lambda index: not _can_go_on(sparql[: tokens[index].end()], known))
    if wrong == len(tokens):
        return error_at(sparql, len(sparql.rstrip()), "the query ends too soon")
    return error_at(sparql, tokens[wrong].start(), f"{tokens[wrong][0][:30]!r} can't stand here")


def _can_go_on(start: str, known: Mapping[str, str]) -> bool:
    """Whether a query may begin so: then the parser reads on over white space to its end.

    The place that the parser reports can't be trusted otherwise: it may lie as far behind the mistake as the longest keyword it tried.
    """
    padded = start + " " * 40
    try:
        ox.Store().query(padded, prefixes=dict(known))
    except SyntaxError as error:
        return (_offset(padded, str(error)) or 0) >= len(padded)
    return True


def _offset(sparql: str, message: str) -> int | None:
    match = re.match(r"error at (\d+):(\d+): ", message)
    if match is None:
        return None
    return sum(len(line) + 1 for line in sparql.split("\n")[: int(match[1]) - 1]) + int(match[2]) - 1


def error_at(sparql: str, offset: int, what: str) -> QueryError:
    """What is wrong, with line and column, and the line with a caret under the place."""
    before = sparql[:offset].split("\n")
    line, column = len(before), len(before[-1]) + 1
    start = max(0, column - 60)
    shown = sparql.split("\n")[line - 1][start : column + 40]
    shown = "".join(c if c.isprintable() else " " for c in shown)
    return QueryError(f"line {line}, column {column}: {what}\n{shown}\n{' ' * (column - 1 - start)}^")
