"""Between the net and the application: who may ask, how large a request may be, how slow a client."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.options import Options
from kg.serve.refusal import Refusal

__all__ = ["POLICY", "Guard", "refused"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    b"content-security-policy": POLICY.encode("ascii"),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
}
_METHODS = "GET, HEAD, POST, OPTIONS"


def refused(refusal: Refusal) -> PlainTextResponse:
    """A refusal as an answer."""
    return PlainTextResponse(f"{refusal.reason}\n", refusal.status, refusal.headers)


class Guard:
    """An application around another, see the module's documentation."""

    def __init__(self, app: ASGIApp, options: Options) -> None:
        self._app, self._options = app, options

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in reversed(scope["headers"])}

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *self._more(message["headers"], headers.get(b"origin", ""))]}
            async with asyncio.timeout(self._options.patience):
                await send(message)

        try:
            self._check(scope, headers)
            if scope["method"] == "OPTIONS":
                await PlainTextResponse("", 204, {"Allow": _METHODS})(scope, receive, timed)
                return
            body = await self._body(headers, receive)
        except Refusal as refusal:
            await refused(refusal)(scope, receive, timed)
            return
        waiting = [body]

        async def replay() -> Message:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False} if waiting else await receive()

        await self._app(scope, replay, timed)

    def _check(self, scope: Scope, headers: dict[bytes, str]) -> None:
        size = sum(len(name) + len(value) + 4 for name, value in scope["headers"]) + len(scope["raw_path"]) + len(scope["query_string"])
        if size > self._options.most_head:
            raise Refusal(431, f"the address and headers have more than {self._options.most_head} bytes", {"Connection": "close"})
        known, host = self._options.names, _host(headers.get(b"host", ""))
        if known is not None and host not in known:
            raise Refusal(421, "this server is not called by that name; --allow-host gives it another", {"Connection": "close"})

    async def _body(self, headers: dict[bytes, str], receive: Receive) -> bytes:
        most, body = self._options.most_body, bytearray()
        if b"content-length" not in headers and b"transfer-encoding" not in headers:
            return b""
        length = headers.get(b"content-length", "0")
        try:
            async with asyncio.timeout(self._options.patience):
                while int(length if length.isdecimal() else 0) <= most and len(body) <= most:
                    message = await receive()
                    body += message.get("body", b"")
                    if not message.get("more_body"):
                        return bytes(body)
        except TimeoutError:
            raise Refusal(408, "the request's body did not come in time", {"Connection": "close"}) from None
        raise Refusal(413, f"the body has more than {most} bytes", {"Connection": "close"})

    def _more(self, given: Iterable[tuple[bytes, bytes]], origin: str) -> list[tuple[bytes, bytes]]:
        """The headers that every answer has, but for those that it has already."""
        names = {name.lower() for name, _ in given}
        more = [(name, value) for name, value in _HEADERS.items() if name not in names]
        allowed = "*" if "*" in self._options.cors else origin if origin in self._options.cors else ""
        if allowed:
            more += [
                (b"access-control-allow-origin", allowed.encode("latin-1")),
                (b"access-control-allow-methods", _METHODS.encode("ascii")),
                (b"access-control-allow-headers", b"accept, content-type"),
                (b"access-control-max-age", b"86400"),
                (b"vary", b"Origin"),
            ]
        return more


def _host(value: str) -> str:
    """The name in a Host header, without the port."""
    host = value.strip().lower()
    return host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]
