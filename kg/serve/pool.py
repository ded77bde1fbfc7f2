"""Workers that answer one request each at a time; one that takes too long, or whose asker has gone, is killed and replaced."""

from __future__ import annotations

import asyncio
import tempfile
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError, OutputError, QueryError
from kg.serve.refusal import Refusal
from kg.serve.worker import Worker, started
from kg.workers.process import Limits, death

__all__ = ["Answer", "Pool"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker said at the end of an answer, and the answer: in memory, or in a file of the server's own if it is large."""

    said: dict[str, Any]
    data: bytes
    file: Path | None = None


class Pool:
    """Up to `size` workers on one store, and a queue of those who wait for one."""

    def __init__(self, store: Path, limits: Limits, size: int, waiting: int) -> None:
        self._store, self._limits = store, limits
        self._free = asyncio.Semaphore(size)
        self._most, self._asking = size + waiting, 0
        self._idle: deque[Worker] = deque()
        self._all: set[Worker] = set()
        self._closed = False
        self._spool = tempfile.TemporaryDirectory(prefix="kg-serve-")
        self._number = 0

    async def run(self, request: dict[str, Any]) -> Answer:
        """Have a request answered.

        Raises:
            Refusal: 503 where too many wait already or the time is over, 400 where the query is at fault.
        """
        if self._asking >= self._most:
            raise Refusal(503, "too many queries are waiting already; try again in a moment", {"Retry-After": "1"})
        self._asking += 1
        try:
            async with self._free, self._worker() as worker:
                return await self._answer(worker, request)
        finally:
            self._asking -= 1

    @property
    def busy(self) -> bool:
        """Whether anybody waits for an answer."""
        return self._asking > 0

    async def close(self) -> None:
        """End all workers, in the midst of a query too."""
        self._closed = True
        for worker in list(self._all):
            await self._end(worker)
        self._spool.cleanup()

    @asynccontextmanager
    async def _worker(self) -> AsyncIterator[Worker]:
        """A worker to ask; it serves again only if it came to the end of its answer."""
        while self._idle and not self._idle[-1].alive:
            self._all.discard(self._idle.pop())  # killed from outside while it had nothing to do
        worker = self._idle.pop() if self._idle else await self._start()
        try:
            yield worker
        except (QueryError, OutputError):  # the answer's end, though a bad one
            self._idle.append(worker)
            raise
        except BaseException:  # time is over, whoever asked is gone, or the worker is
            await self._end(worker)
            raise
        else:
            self._idle.append(worker)

    async def _start(self) -> Worker:
        worker = await started(self._store, self._limits)
        self._all.add(worker)
        return worker

    async def _end(self, worker: Worker) -> None:
        self._all.discard(worker)
        with suppress(ValueError):
            self._idle.remove(worker)
        await worker.end()

    async def _answer(self, worker: Worker, request: dict[str, Any]) -> Answer:
        self._number += 1
        spool = Path(self._spool.name) / f"{self._number}"
        try:
            async with asyncio.timeout(self._limits.seconds or None):
                said, data = await worker.ask(request | {"spool": str(spool)})
        except TimeoutError:
            spool.unlink(missing_ok=True)
            raise Refusal(503, f"the query was stopped after {self._limits.seconds:g} s, the time that one may take here") from None
        except ConnectionError:
            spool.unlink(missing_ok=True)
            raise self._died(await worker.code()) from None
        except asyncio.CancelledError:
            spool.unlink(missing_ok=True)
            raise
        return Answer(said, data, spool if said.get("spooled") else None)

    def _died(self, code: int) -> Exception:
        error = death(code, self._limits)
        if self._closed or not isinstance(error, KgError):
            return Refusal(503, "the query was ended with the server's own work on it; try again")
        return Refusal(400, str(error))
