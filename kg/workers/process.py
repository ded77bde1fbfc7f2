"""Starting a worker, and saying why one died."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import errors
from kg.errors import BudgetError, KgError
from kg.workers import frames

__all__ = ["Limits", "command", "death", "failure", "overtime", "setup"]

_START = "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from kg.workers.child import main; main()"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds of waiting for it, and megabytes of address space; 0 is no limit."""

    seconds: float = 0
    megabytes: int = 0


def command() -> list[str]:
    """The command line of a worker: this Python, importing from where this process does and not from the current folder."""
    return [sys.executable, "-P", "-c", _START, json.dumps(sys.path)]


def setup(tasks: str, store: Path, limits: Limits) -> bytes:
    """The first frame: the module whose `TASKS` are wanted, the build or store, and the memory that may be used."""
    return frames.pack(frames.SETUP, {"tasks": tasks, "store": str(store), "megabytes": limits.megabytes})


def failure(content: dict[str, Any]) -> Exception:
    """The exception that a `FAILED` frame tells of: one of ours as it was, any other as the bug that it is."""
    known = getattr(errors, str(content["error"]), None)
    if isinstance(known, type) and issubclass(known, KgError):
        return known(content["message"])
    return RuntimeError(f"{content['error']}: {content['message']}")


def overtime(limits: Limits) -> BudgetError:
    """A query that took too long."""
    return BudgetError(f"the query was stopped after {limits.seconds:g} s; ask for less (a company, a year, LIMIT), or give it more time")


def death(code: int | None, limits: Limits) -> KgError | RuntimeError:
    """A worker that ended in the midst of a query, with this exit code."""
    room = f"its {limits.megabytes} MB" if limits.megabytes else "the memory there is"
    causes = {
        "SIGABRT": f"the query needed more than {room}; ask for less (a company, a year, LIMIT), or give it more",
        "SIGSEGV": "the query is nested too deeply for the engine; write it with fewer brackets inside brackets",
        "SIGBUS": "the query is nested too deeply for the engine; write it with fewer brackets inside brackets",
        "SIGKILL": "the query's process was killed from outside, perhaps by the system for want of memory",
    }
    try:
        name = signal.Signals(-(code or 0)).name
    except ValueError:
        name = ""
    return BudgetError(causes[name]) if name in causes else RuntimeError(f"the query's process ended by itself (exit code {code})")
