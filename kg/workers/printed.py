"""Answers as text for the command line: a query, or a named question with its parameters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.query import filled
from kg.questions import Parameter, Question
from kg.sparql import stream
from kg.store import open_store
from kg.tables import EMPTY, Cut, limited, pieces
from kg.workers.child import Request, Send, Task

__all__ = ["TASKS"]


def _query(store: Path, request: Request, send: Send) -> Request:
    return _printed(open_store(store), request["sparql"], request, send)


def _ask(store: Path, request: Request, send: Send) -> Request:
    given = request["question"]
    question = Question(**given | {"parameters": tuple(Parameter(**one) for one in given["parameters"])})
    opened = open_store(store)
    return _printed(opened, filled(opened, question, request["params"]), request, send)


def _printed(store: ox.Store, sparql: str, request: Request, send: Send) -> Request:
    """The answer's text as it is found, whether a limit cut it off, and whether it says that there is none."""
    cut: Cut[Any] | None = None
    piece = ""
    found = stream(store, sparql)
    if request["limit"] is not None:
        found, cut = limited(found, request["limit"])
    for piece in pieces(found, request["format"], request["width"], request["color"]):
        send(piece.encode("utf-8", "backslashreplace"))
    return {"more": cut is not None and cut.more, "empty": piece == EMPTY}


TASKS: dict[str, Task] = {"query": _query, "ask": _ask}
