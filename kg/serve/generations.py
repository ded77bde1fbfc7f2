"""The pool of the build as it is now. When it was made anew, a new pool takes its place, and the old one ends when its answers are out."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.serve.pool import Answer, Pool
from kg.serve.refusal import Refusal
from kg.serve.snapshot import Snapshot, identity, take
from kg.workers.process import Limits

__all__ = ["Generations"]

_LOG = logging.getLogger("kg.serve")
_PAUSE = 0.5  # seconds between two looks at a build that could not be opened, and at an old pool that is still busy


class Generations:
    """Asks the workers of the newest build; see the module's documentation."""

    def __init__(self, out: Path, limits: Limits, size: int, waiting: int) -> None:
        self._out, self._limits, self._size, self._waiting = out, limits, size, waiting
        self._snapshot: Snapshot
        self._pool: Pool
        self._renewal: asyncio.Task[None] | None = None
        self._retiring: set[asyncio.Task[None]] = set()
        self.number = 0

    async def start(self) -> None:
        """Open the build that there is. Raises OutputError where there is none."""
        self._snapshot, self._pool = await self._opened()

    async def run(self, request: dict[str, Any]) -> Answer:
        """Have a request answered by the newest build that could be opened. Raises as `Pool.run` does."""
        now = identity(self._out)
        if now is not None and now != self._snapshot.identity and (self._renewal is None or self._renewal.done()):
            self._renewal = asyncio.create_task(self._renew())
        return await self._pool.run(request)

    async def stop(self) -> None:
        """End everything, now."""
        for task in (*self._retiring, *([self._renewal] if self._renewal else [])):
            task.cancel()
        await asyncio.gather(*self._retiring, return_exceptions=True)
        await self._pool.close()
        self._snapshot.remove()

    async def _opened(self) -> tuple[Snapshot, Pool]:
        snapshot = await asyncio.to_thread(take, self._out)
        pool = Pool(snapshot.store, self._limits, self._size, self._waiting)
        try:
            await pool.run({"do": "ready"})
        except BaseException:
            await pool.close()
            snapshot.remove()
            raise
        return snapshot, pool

    async def _renew(self) -> None:
        try:
            snapshot, pool = await self._opened()
        except (KgError, Refusal, OSError) as error:
            _LOG.warning("the new build can't be served yet, the old one goes on: %s", error)
            await asyncio.sleep(_PAUSE)
            return
        old = self._snapshot, self._pool
        self._snapshot, self._pool = snapshot, pool
        self.number += 1
        _LOG.info("the build was made anew and is served now")
        task = asyncio.create_task(self._retire(*old))
        self._retiring.add(task)
        task.add_done_callback(self._retiring.discard)

    @staticmethod
    async def _retire(snapshot: Snapshot, pool: Pool) -> None:
        try:
            while pool.busy:
                await asyncio.sleep(_PAUSE)
        finally:
            await pool.close()
            snapshot.remove()
