"""What goes through the pipes between a worker and whoever started it: a kind, a length, and that many bytes.

To a worker goes its `SETUP` and then `REQUEST`s, JSON objects both. For each request come any number of `DATA`, then one `END` (a JSON
object, what there is to say about the answer) or `FAILED` (the class of the error and its message).
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any

__all__ = ["DATA", "END", "FAILED", "HEAD", "REQUEST", "SETUP", "pack", "read", "split"]

SETUP, REQUEST, DATA, END, FAILED = b"S", b"R", b"D", b"E", b"F"
HEAD = struct.Struct(">cI")


def pack(kind: bytes, content: bytes | dict[str, Any]) -> bytes:
    """A frame. Of text that is no Unicode (half a surrogate pair) the escapes of JSON remain, and come out as they went in."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode("ascii")
    return HEAD.pack(kind, len(body)) + body


def split(head: bytes) -> tuple[bytes, int]:
    """The kind, and how many bytes follow."""
    kind, length = HEAD.unpack(head)
    return kind, length


def read(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """The next frame. Raises EOFError where the other side is gone."""
    kind, length = split(_exactly(stream, HEAD.size))
    return kind, _exactly(stream, length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError("the pipe was closed")
    return data
