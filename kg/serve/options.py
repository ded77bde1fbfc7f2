"""What a server may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from kg.workers.process import Limits

__all__ = ["Options"]

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


@dataclass(frozen=True, slots=True)
class Options:
    """Where to listen, and what one query, answer, request and client may take."""

    host: str = "127.0.0.1"
    port: int = 8020
    workers: int = 2
    limits: Limits = field(default=Limits(30, 4096))
    most_result: int = 64_000_000  # bytes of an answer
    most_body: int = 1_000_000  # bytes of a request's body
    most_head: int = 65_536  # bytes of its first line and headers
    waiting: int = 64  # queries that may wait for a worker
    connections: int = 500
    patience: float = 10  # seconds for a request to come in, and for a client to take the next piece of an answer
    cors: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()  # names that the server is called by, beside those of loopback
    queries: Path | None = None
    grace: int = 10  # seconds that answers under way have when the server is stopped
    title: str = "kg"

    @property
    def names(self) -> frozenset[str] | None:
        """The hosts that requests may name; None for any, where it was chosen to listen to others.

        Without this a page of a stranger's, whose name suddenly means 127.0.0.1, could read the graph (DNS rebinding).
        """
        if self.hosts:
            return frozenset({*LOOPBACK, *self.hosts, self.host})
        return frozenset(LOOPBACK) if self.host in LOOPBACK else None
