"""One worker process and the pipes to it: a request goes in, the frames of its answer come out (see `kg.workers.frames`)."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any, cast

from kg.workers import frames
from kg.workers.process import Limits, command, failure, setup

__all__ = ["Worker", "started"]

TASKS = "kg.serve.tasks"
Said = tuple[dict[str, Any], bytes]  # what the worker says of an answer, and the answer


class Worker(asyncio.SubprocessProtocol):
    """A worker that is asked one thing at a time. Streams of asyncio would do as well, at three times the cost of a small answer."""

    def __init__(self) -> None:
        self._waiting, self._pieces = bytearray(), list[bytes]()
        self._answer: asyncio.Future[Said] | None = None
        self._ended = asyncio.get_running_loop().create_future()
        self._process: asyncio.SubprocessTransport

    @property
    def alive(self) -> bool:
        """Whether there is a process to ask."""
        return not self._ended.done()

    def ask(self, request: dict[str, Any]) -> asyncio.Future[Said]:
        """Send a request; what the task raised, or ConnectionError where the worker died of it, is the future's exception."""
        self._pieces.clear()
        self._answer = asyncio.get_running_loop().create_future()
        if self.alive:
            self.send(frames.pack(frames.REQUEST, request))
        else:
            self._answer.set_exception(ConnectionError("the worker has ended"))
        return self._answer

    def send(self, data: bytes) -> None:
        """Put something into the worker's standard input."""
        cast("asyncio.WriteTransport", self._process.get_pipe_transport(0)).write(data)

    async def end(self) -> int:
        """Kill it, if it lives, and give its exit code."""
        if self.alive:
            self._process.kill()
        return await self.code()

    async def code(self) -> int:
        """Its exit code, once it has ended."""
        code: int = await asyncio.shield(self._ended)
        self._process.close()
        return code

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The process has started."""
        self._process = cast("asyncio.SubprocessTransport", transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002  only its standard output is piped
        """Some of an answer came."""
        self._waiting += data
        while len(self._waiting) >= frames.HEAD.size:
            kind, length = frames.split(bytes(self._waiting[: frames.HEAD.size]))
            if len(self._waiting) < frames.HEAD.size + length:
                return
            content = bytes(self._waiting[frames.HEAD.size : frames.HEAD.size + length])
            del self._waiting[: frames.HEAD.size + length]
            self._take(kind, content)

    def _take(self, kind: bytes, content: bytes) -> None:
        if kind == frames.DATA:
            self._pieces.append(content)
        elif self._answer is not None and not self._answer.done():
            if kind == frames.END:
                self._answer.set_result((json.loads(content), b"".join(self._pieces)))
            else:
                self._answer.set_exception(failure(json.loads(content)))

    def process_exited(self) -> None:
        """It has ended: whoever waits for an answer gets none."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(ConnectionError("the worker has ended"))
        if self.alive:
            self._ended.set_result(self._process.get_returncode())


async def started(store: Path, limits: Limits) -> Worker:
    """A new worker on a store."""
    pipe, nothing = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
    loop = asyncio.get_running_loop()
    _, worker = await loop.subprocess_exec(Worker, *command(), stdin=pipe, stdout=pipe, stderr=nothing)
    worker.send(setup(TASKS, store, limits))
    return worker
