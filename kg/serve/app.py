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
from starlette.types import ASGIApp, Receive, Scope, Send

from kg.serve.endpoint import Endpoint
from kg.serve.generations import Generations
from kg.serve.guard import Guard, refused
from kg.serve.options import Options
from kg.serve.pages import Pages
from kg.serve.refusal import Refusal

__all__ = ["application"]

STATIC = Path(__file__).parent / "static"


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

    routes = [
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
    site = Starlette(routes=routes, lifespan=lifespan, exception_handlers=handlers)

    return Guard(_Front(endpoint, site), options)


class _Front:
    """Queries go straight to the endpoint: a router and its layers take as long as a small answer."""

    def __init__(self, endpoint: Endpoint, site: ASGIApp) -> None:
        self._endpoint, self._site = endpoint, site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a query, or leave it to the site."""
        if scope["type"] != "http" or scope["path"] != "/sparql":
            await self._site(scope, receive, send)
            return
        try:
            response = await self._endpoint(Request(scope, receive))
        except Refusal as refusal:
            response = refused(refusal)
        await response(scope, receive, send)
