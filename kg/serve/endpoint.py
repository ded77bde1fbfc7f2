"""The SPARQL endpoint: a request becomes a task for a worker, its answer a response."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from kg.errors import QueryError
from kg.serve.generations import Generations
from kg.serve.negotiate import GRAPHS, ROWS, choose, named, prefers_html
from kg.serve.options import Options
from kg.serve.pool import Answer
from kg.serve.protocol import asked
from kg.serve.refusal import Refusal

__all__ = ["Endpoint", "until_gone", "wanted"]

T = TypeVar("T")
_PIECE = 1 << 18
_SOON = 0.25  # seconds before it is worth to look whether the client is still there
_VARY = {"Vary": "Accept", "Cache-Control": "no-cache"}


class Endpoint:
    """Answers queries by the SPARQL 1.1 Protocol."""

    def __init__(self, generations: Generations, options: Options) -> None:
        self._generations, self._options = generations, options

    async def __call__(self, request: Request) -> Response:
        """The answer to a query, or the service's description."""
        content_type = request.headers.get("content-type", "")
        found = asked(request.method, request.scope["query_string"], content_type, await request.body())
        accept = request.headers.get("accept", "*/*")
        if found is None:
            return RedirectResponse("/editor", 303) if prefers_html(accept) else await self._description(request, accept)
        accept = named(found.form) if found.form else accept
        task = {"do": "query", "sparql": found.sparql, "default": found.default, "named": found.named}
        return self.respond(await until_gone(request, self._generations.run(task | wanted(accept, self._options))))

    async def _description(self, request: Request, accept: str) -> Response:
        graph = choose(accept, GRAPHS)
        if graph is None:
            raise Refusal(406, f"the service describes itself as {', '.join(GRAPHS)}")
        endpoint = f"{request.url.scheme}://{request.url.netloc}{request.url.path}"
        return self.respond(await self._generations.run({"do": "describe", "graph": graph, "endpoint": endpoint}))

    @staticmethod
    def respond(answer: Answer) -> Response:
        """A worker's answer as a response. Raises Refusal, 406, where the client takes none of the forms that fit it."""
        if "unacceptable" in answer.said:
            raise Refusal(406, answer.said["unacceptable"])
        media = answer.said["media"]
        kind = f"{media}; charset=utf-8" if media.startswith("text/") else media
        if answer.file is None:
            return Response(answer.data, headers=_VARY | {"Content-Type": kind})
        length = str(answer.file.stat().st_size)
        return StreamingResponse(_pieces(answer.file), headers=_VARY | {"Content-Type": kind, "Content-Length": length})


def wanted(accept: str, options: Options) -> dict[str, Any]:
    """What a task needs to know of the form of its answer."""
    rows, graph = _forms(accept)
    if rows is None and graph is None:
        raise Refusal(406, f"answers can be had as {', '.join(dict.fromkeys([*ROWS, *GRAPHS]))}")
    return {"rows": rows, "graph": graph, "most": options.most_result}


@lru_cache(maxsize=256)
def _forms(accept: str) -> tuple[str | None, str | None]:
    return choose(accept, ROWS), choose(accept, GRAPHS)


async def until_gone(request: Request, work: Awaitable[T]) -> T:
    """The work's result; it is given up when the client has gone, and what is wrong with a query becomes a refusal.

    Most work is done before it is worth to look for the client, so that a task of its own for it would be most of the effort.
    """
    loop, asking, watch = asyncio.get_running_loop(), asyncio.current_task(), set[asyncio.Task[None]]()
    assert asking is not None

    def look() -> None:
        watch.add(loop.create_task(_cancel_when_gone(request, asking)))

    timer = loop.call_later(_SOON, look)
    try:
        return await work
    except QueryError as error:
        raise Refusal(400, str(error)) from error
    except asyncio.CancelledError:
        if any(task.done() and not task.cancelled() for task in watch):
            asking.uncancel()
            raise Refusal(499, "the client has gone") from None
        raise
    finally:
        timer.cancel()
        for task in watch:
            task.cancel()


async def _cancel_when_gone(request: Request, asking: asyncio.Task[Any]) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    asking.cancel()


async def _pieces(path: Path) -> AsyncIterator[bytes]:
    """A file, which is gone after that."""
    stream = path.open("rb")
    try:
        while piece := await asyncio.to_thread(stream.read, _PIECE):
            yield piece
    finally:
        stream.close()
        path.unlink(missing_ok=True)
