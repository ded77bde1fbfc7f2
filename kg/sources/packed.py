"""Files packed with gzip, as EDGAR mirrors keep them."""

from __future__ import annotations

import gzip
import io
import zlib

from kg.errors import SourceError

__all__ = ["SUFFIX", "unpack"]

SUFFIX = ".gz"
_MAGIC = b"\x1f\x8b"


def unpack(data: bytes, limit: int) -> bytes:
    """The bytes that a file packed with gzip holds, and any other file as it is; never more than one byte beyond the limit is unpacked.

    Raises:
        SourceError: the packed file is broken, or holds more than the limit.
    """
    if not data.startswith(_MAGIC):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
            unpacked = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(f"is packed with gzip, but broken ({error}); get it anew, or unpack it with gunzip as far as it goes") from error
    if len(unpacked) > limit:
        raise SourceError(f"is packed with gzip and unpacks to more than {limit // 1_000_000} MB; unpack it, give the main document alone")
    return unpacked
