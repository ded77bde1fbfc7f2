"""Running the server until it is told to stop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from kg.errors import OutputError
from kg.serve.app import application
from kg.serve.options import Options
from kg.serve.snapshot import identity
from kg.serve.wire import config

__all__ = ["run"]


def run(out: Path, options: Options, started: Callable[[str], object]) -> None:
    """Serve a build until the process is asked to end: then answers under way have a little time.

    Args:
        out: a build folder.
        options: where and how; port 0 takes one that is free.
        started: called with the address, once there is somebody to answer.

    Raises:
        OutputError: There is no build, or the port is taken.
        QueryError: A question of the user's own can't be read.
    """
    if identity(out) is None:
        raise OutputError(f"{out} holds no store/: make one with: kg build FILE… -o {out}")
    listening = _socket(options)
    port = listening.getsockname()[1]
    server = uvicorn.Server(config(options, application(out, options), _loop()))
    host = f"[{options.host}]" if ":" in options.host else options.host

    async def serve() -> None:
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        while not server.started and not serving.done():
            await asyncio.sleep(0.01)
        if server.started:
            started(f"http://{host}:{port}/")
        await serving

    with asyncio.Runner(loop_factory=server.config.get_loop_factory()) as runner:
        runner.run(serve())


def _socket(options: Options) -> socket.socket:
    try:
        family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((options.host, options.port))
    except OSError as error:
        where = f"{options.host}, port {options.port}"
        raise OutputError(f"can't listen on {where}: {error.strerror}; choose others (--host, --port)") from error
    return listening


def _loop() -> str:
    """The faster loop where it is installed."""
    try:
        import uvloop  # noqa: F401, PLC0415  not on Windows
    except ImportError:
        return "asyncio"
    return "uvloop"
