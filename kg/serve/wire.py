"""The HTTP protocol of uvicorn with bounds that it has not: time for a request's head to come in, and its size before it is parsed.

Without the first a client that sends a byte a minute holds a connection for ever ("slow loris").
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.config import Config

from kg.serve.options import Options

try:
    from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol as Base
except ImportError:
    from uvicorn.protocols.http.h11_impl import H11Protocol as Base  # type: ignore[assignment]

__all__ = ["config"]


class Connection(Base):
    """A connection that is closed when it is idle, slow or one too many."""

    options: Options
    _timer: asyncio.TimerHandle | None = None
    _head = 0

    def connection_made(self, transport: Any) -> None:
        """Take it, if there are not too many."""
        super().connection_made(transport)
        if len(self.connections) > self.options.connections:
            transport.abort()
        self._watch()

    def data_received(self, data: bytes) -> None:
        """Count what comes before a request is whole."""
        super().data_received(data)
        if not self._idle():
            self._head = 0
            self._unwatch()
            return
        self._head += len(data)
        if self._head > self.options.most_head:
            self._refuse()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Look at it no more."""
        self._unwatch()
        super().connection_lost(exc)

    def _idle(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _watch(self) -> None:
        if self._timer is None:
            self._timer = self.loop.call_later(self.options.patience, self._slow)

    def _unwatch(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _slow(self) -> None:
        self._timer = None
        if self._idle():
            self.transport.abort()

    def _refuse(self) -> None:
        text = b"the headers are larger than they may be\n"
        head = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain\r\nconnection: close\r\ncontent-length: "
        self.transport.write(head + str(len(text)).encode("ascii") + b"\r\n\r\n" + text)
        self.transport.close()


def config(options: Options, app: Any, loop: str) -> Config:
    """Uvicorn's settings."""
    return Config(
        app,
        http=type("Bounded", (Connection,), {"options": options}),
        loop=loop,
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=max(1, int(options.patience)),
        timeout_graceful_shutdown=options.grace,
        h11_max_incomplete_event_size=options.most_head,
    )
