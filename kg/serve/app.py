"""The application: which address leads where."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from kg.serve.endpoint import Endpoint
from kg.serve.generations import Generations
from kg.serve.guard import Guard, refused
from kg.serve.options import Options
from kg.serve.pages import Pages
from kg.serve.refusal import Refusal

__all__ = ["application"]

STATIC = Path(__file__).parent / "static"
_ANY = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"]  # which of them are refused is for the protocol to say


def application(out: Path, options: Options) -> ASGIApp:
    """The application for the build in `out`. Its questions are read now: raises QueryError where one can't be."""
    generations = Generations(out, options.limits, options.workers, options.waiting)
    pages, endpoint = Pages(generations, options), Endpoint(generations, options)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await generations.start()
        yield
        await generations.stop()

    async def refuse(_: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        return refused(error)

    async def missing(_: Request, __: Exception) -> Response:
        return refused(Refusal(404, "nothing is here; queries go to /sparql, questions to /ask, and pages begin at /"))

    async def health(_: Request) -> Response:
        return JSONResponse({"status": "ok", "rebuilds": generations.number})

    async def sparql(request: Request) -> Response:
        return await endpoint(request)

    routes = [
        Route("/sparql", sparql, methods=_ANY),
        Route("/health", health),
        Route("/", pages.home),
        Route("/search", pages.search),
        Route("/suggest", pages.suggest),
        Route("/ask", pages.listed),
        Route("/ask/{name}", pages.ask),
        Route("/entity/{identifier:path}", pages.entity),
        Route("/editor", pages.editor),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers: Mapping[Any, Any] = {Refusal: refuse, 404: missing}
    return Guard(Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers), options)
