"""A worker: takes requests from standard input, one after another, until there are no more.

What it answers goes to what was standard output when it started; whatever else is printed goes to standard error. A thread reads the
requests: when the pipe ends, whoever started the worker is gone, and it ends at once, in the midst of a query too.
"""

from __future__ import annotations

import json
import os
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from kg.errors import BudgetError, KgError
from kg.workers import frames

__all__ = ["Send", "Task", "main"]

Request = dict[str, Any]
Send = Callable[[bytes], None]
Task = Callable[[Path, Request, Send], Request]  # the store, what is asked, where data goes; gives what is said at the end
_PIECE = 1 << 16


def main() -> None:
    """Work until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    stdin, stdout = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: queue.SimpleQueue[tuple[bytes, bytes]] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(stdin, requests), daemon=True).start()
    try:
        given = json.loads(requests.get()[1])
        tasks: dict[str, Task] = import_module(given["tasks"]).TASKS
        _limit_memory(given["megabytes"])
        while True:
            _work(tasks, Path(given["store"]), json.loads(requests.get()[1]), stdout)
    except BrokenPipeError:
        os._exit(1)


def _read(stream: IO[bytes], requests: queue.SimpleQueue[tuple[bytes, bytes]]) -> None:
    try:
        while True:
            requests.put(frames.read(stream))
    except EOFError:
        os._exit(0)


def _limit_memory(megabytes: int) -> None:
    """Bound the address space, and leave no core file; where the system has no such bound, there is none."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if megabytes:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = megabytes << 20
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _work(tasks: dict[str, Task], store: Path, request: Request, stream: IO[bytes]) -> None:
    waiting = bytearray()

    def send(data: bytes) -> None:
        waiting.extend(data)
        if len(waiting) >= _PIECE:
            stream.write(frames.pack(frames.DATA, bytes(waiting)))
            waiting.clear()

    try:
        end = frames.pack(frames.END, tasks[request["do"]](store, request, send))
        stream.write(frames.pack(frames.DATA, bytes(waiting)) if waiting else b"")
    except BrokenPipeError:
        raise
    except MemoryError:
        end = _failed(BudgetError("the query needed more memory than it may have; ask for less (a company, a year, LIMIT)"))
    except Exception as error:  # noqa: BLE001  whoever asked is told, and the next request is none the worse
        end = _failed(error)
    stream.write(end)
    stream.flush()


def _failed(error: Exception) -> bytes:
    message = str(error)
    if not isinstance(error, KgError):
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{message} (at {Path(place.filename).name}:{place.lineno})"
    return frames.pack(frames.FAILED, {"error": type(error).__name__, "message": message})
