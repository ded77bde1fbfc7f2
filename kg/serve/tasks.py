"""What a worker of the endpoint does: queries in the protocol's formats, named questions, names, and what is known of one entity."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import IO, Any, cast

import pyoxigraph as ox

from kg.errors import QueryError
from kg.graph import prefixes
from kg.query import filled
from kg.questions import Parameter, Question
from kg.serve.description import SD, description
from kg.serve.entity import page_of
from kg.serve.negotiate import GRAPHS, ROWS
from kg.serve.search import Names
from kg.sparql import evaluate, stream
from kg.store import base_of, open_store
from kg.workers.child import Request, Send, Task

__all__ = ["TASKS"]

_IN_MEMORY = 1 << 20  # bytes of an answer beyond which it goes to a file, so that the worker is free while it is sent


@lru_cache(maxsize=1)
def _opened(path: Path) -> tuple[ox.Store, dict[str, str]]:
    store = open_store(path)
    return store, prefixes(base_of(store))


@lru_cache(maxsize=1)
def _names(path: Path) -> Names:
    return Names(_opened(path)[0])


class _Sink:
    """Takes an answer up to so many bytes: in memory, or in a file once it is large."""

    def __init__(self, most: int, spool: Path) -> None:
        self._memory, self._spool, self._left = bytearray(), spool, most
        self._file: IO[bytes] | None = None

    def write(self, data: Any) -> int:
        self._left -= len(data)
        if self.full:
            raise OSError("too large")
        if self._file is None and len(self._memory) + len(data) > _IN_MEMORY:
            self._file = self._spool.open("wb")
            self._file.write(self._memory)
            self._memory.clear()
        return self._file.write(data) if self._file else self._remember(data)

    def _remember(self, data: bytes) -> int:
        self._memory += data
        return len(data)

    def flush(self) -> None:
        """Nothing waits."""

    @property
    def full(self) -> bool:
        """Whether the answer is larger than it may be."""
        return self._left < 0

    def end(self, send: Send) -> bool:
        """Send what is in memory; whether the answer is in the file instead."""
        if self._file is None:
            send(bytes(self._memory))
            return False
        self._file.close()
        return True

    def drop(self) -> None:
        """Leave nothing behind."""
        if self._file is not None:
            self._file.close()
            self._spool.unlink()


def _query(path: Path, request: Request, send: Send) -> Request:
    """A query's answer in the form that the client wants of those that fit it."""
    store, known = _opened(path)
    result = evaluate(store, request["sparql"], known, request["default"], request["named"])
    graph = isinstance(result, ox.QueryTriples)
    media = request["graph" if graph else "rows"]
    if media is None:
        offered = ", ".join(GRAPHS if graph else ROWS)
        return {"unacceptable": f"the answer can be had as {offered}"}
    sink = _Sink(request["most"], Path(request["spool"]))
    try:
        if isinstance(result, ox.QueryTriples):
            ox.serialize(result, cast("IO[bytes]", sink), getattr(ox.RdfFormat, GRAPHS[media]), prefixes=known)
        else:
            result.serialize(cast("IO[bytes]", sink), getattr(ox.QueryResultsFormat, ROWS[media]))
    except (RuntimeError, OSError, ValueError) as error:
        sink.drop()
        if sink.full:
            most = f"{request['most'] / 1_000_000:g} MB"
            raise QueryError(f"the answer is larger than the {most} that one may be here; ask for less, or in parts by LIMIT") from error
        raise QueryError(f"the query can't be run: {error}") from error
    return {"media": media, "spooled": sink.end(send)}


def _ask(path: Path, request: Request, send: Send) -> Request:
    """A named question's answer, as of a query, and its SPARQL."""
    sparql = _filled(path, request)
    return _query(path, request | {"sparql": sparql, "default": (), "named": ()}, send) | {"sparql": sparql}


def _table(path: Path, request: Request, send: Send) -> Request:  # noqa: ARG001  a task's signature
    """A named question's first rows for a page: each cell as text."""
    sparql = _filled(path, request)
    store, _ = _opened(path)
    answer = stream(store, sparql)
    rows: list[list[str]] = []
    for row in answer.terms:
        if len(rows) == request["limit"]:
            return {"columns": answer.variables, "rows": rows, "sparql": sparql, "more": True}
        rows.append(["" if term is None else getattr(term, "value", str(term)) for term in row])
    return {"columns": answer.variables, "rows": rows, "sparql": sparql, "more": False}


def _filled(path: Path, request: Request) -> str:
    given = request["question"]
    question = Question(**given | {"parameters": tuple(Parameter(**one) for one in given["parameters"])})
    return filled(_opened(path)[0], question, request["params"])


def _search(path: Path, request: Request, send: Send) -> Request:  # noqa: ARG001
    return {"found": _names(path).search(request["text"], request["limit"])}


def _entity(path: Path, request: Request, send: Send) -> Request:  # noqa: ARG001
    store, _ = _opened(path)
    return {"entity": page_of(store, request["id"], year=request["year"], start=request["start"], most=request["limit"])}


def _describe(path: Path, request: Request, send: Send) -> Request:
    store, known = _opened(path)
    triples = description(store, request["endpoint"])
    send(ox.serialize(triples, format=getattr(ox.RdfFormat, GRAPHS[request["graph"]]), prefixes=known | {"sd": SD}) or b"")
    return {"media": request["graph"]}


def _ready(path: Path, request: Request, send: Send) -> Request:  # noqa: ARG001
    _opened(path)
    return {}


TASKS: dict[str, Task] = {
    "query": _query, "ask": _ask, "table": _table, "search": _search, "entity": _entity, "describe": _describe, "ready": _ready,
}  # fmt: skip
