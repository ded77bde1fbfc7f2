"""The pages: search, named questions as forms, one entity, and the editor. Written by a template that escapes whatever filings say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from kg.errors import QueryError
from kg.questions import Question, find_question, questions
from kg.schema import load_relations
from kg.serve.endpoint import Endpoint, until_gone, wanted
from kg.serve.generations import Generations
from kg.serve.guard import POLICY
from kg.serve.negotiate import named, prefers_html
from kg.serve.options import Options
from kg.serve.refusal import Refusal

__all__ = ["Pages"]

TEMPLATES = Path(__file__).parent / "templates"
_ROWS, _FACTS, _FOUND, _OFFERED, _LONGEST = 500, 100, 50, 12, 200
_EDITOR = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")  # the editor sets styles from its script
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
BASES = {"event": "the day on which it happened", "as_of": "the date at which it held", "reporting": "the fiscal year reported on"}


class Pages:
    """One method a page."""

    def __init__(self, generations: Generations, options: Options) -> None:
        self._generations, self._options = generations, options
        self._questions = questions(options.queries)
        self._labels = {name: relation.label for name, relation in load_relations().items()}
        self._templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        self._templates.filters |= {"clean": _clean, "words": _words, "segment": _segment}

    async def home(self, _: Request) -> Response:
        """The search, and the questions there are."""
        return self._page("home.html.j2", questions=self._questions.values())

    async def listed(self, request: Request) -> Response:
        """The questions there are: the home page for people, JSON for programs."""
        if prefers_html(request.headers.get("accept", "*/*")):
            return RedirectResponse("/#questions", 303)
        return JSONResponse([asdict(question) for question in self._questions.values()], headers={"Vary": "Accept"})

    async def search(self, request: Request) -> Response:
        """The entities with a name that holds what was typed; if only one does, its page."""
        text = request.query_params.get("q", "")[:_LONGEST]
        found = await self._found(request, text, _FOUND)
        if len(found) == 1:
            return RedirectResponse(f"/entity/{_segment(found[0]['id'])}", 303)
        return self._page("search.html.j2", text=text, found=found, most=_FOUND)

    async def suggest(self, request: Request) -> Response:
        """The same as JSON, for what is offered while one types."""
        return JSONResponse(await self._found(request, request.query_params.get("q", "")[:_LONGEST], _OFFERED))

    async def _found(self, request: Request, text: str, most: int) -> list[dict[str, str]]:
        if not text.strip():
            return []
        answer = await until_gone(request, self._generations.run({"do": "search", "text": text, "limit": most}))
        return list(answer.said["found"])

    async def ask(self, request: Request) -> Response:
        """A named question: a form and a table for people; for programs the answer, as of a query."""
        try:
            question = find_question(request.path_params["name"], self._questions)
        except QueryError as error:
            raise Refusal(404, str(error)) from error
        given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
        own = {parameter.name for parameter in question.parameters}
        form = "" if "format" in own else given.pop("format", "")
        task = {"question": asdict(question), "params": given}
        accept = named(form) if form else request.headers.get("accept", "*/*")
        if not prefers_html(accept):
            return Endpoint.respond(await until_gone(request, self._generations.run({"do": "ask"} | task | wanted(accept, self._options))))
        if not given and any(not parameter.optional for parameter in question.parameters):
            return self._question(question, given)
        try:
            answer = await until_gone(request, self._generations.run({"do": "table", "limit": _ROWS} | task))
        except Refusal as refusal:
            return self._question(question, given, status=refusal.status, problem=refusal.reason)
        return self._question(question, given, **answer.said)

    def _question(self, question: Question, given: Mapping[str, str], *, status: int = 200, **more: Any) -> Response:
        shown = {"problem": "", "columns": None, "rows": (), "sparql": question.sparql, "more": False} | more
        return self._page("question.html.j2", status, question=question, given=given, search=urlencode(given), **shown)

    async def entity(self, request: Request) -> Response:
        """All that is known of one entity, a hundred facts at a time."""
        asked = {name: _number(request.query_params.get(name, "")) for name in ("year", "from")}
        start = asked["from"] or 0
        task = {"do": "entity", "id": request.path_params["identifier"], "year": asked["year"], "start": start, "limit": _FACTS}
        found = (await until_gone(request, self._generations.run(task))).said["entity"]
        if found is None:
            raise Refusal(404, "there is no entity with this id; look for its name at /search")
        return self._page("entity.html.j2", entity=found, year=asked["year"], start=start, step=_FACTS, labels=self._labels, bases=BASES)

    async def editor(self, _: Request) -> Response:
        """The SPARQL editor."""
        return self._page("editor.html.j2", headers={"Content-Security-Policy": _EDITOR})

    def _page(self, name: str, status: int = 200, headers: dict[str, str] | None = None, **values: Any) -> Response:
        html = self._templates.get_template(name).render(title=self._options.title, **values)
        return HTMLResponse(html, status, {"Cache-Control": "no-cache", "Vary": "Accept"} | (headers or {}))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def _clean(text: object) -> str:
    """Text without control characters and marks that turn the direction of what stands around it."""
    return _CONTROLS.sub("\ufffd", str(text))


def _words(name: str) -> str:
    """A name in snake or camel case as words."""
    return re.sub(r"([a-z])([A-Z])", r"\1 \2", name).replace("_", " ").lower()


def _segment(identifier: str) -> str:
    """An id as a part of an address."""
    return quote(unquote(identifier), safe="")
