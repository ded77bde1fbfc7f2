"""Bytes → `Filing`: finding the files, decoding them, and learning whose they are and which year they report on.

One bad file never ends a run: what can't be read comes back as a `Problem` that names the file and the mend.
"""

from kg.sources.decode import normalise
from kg.sources.detect import Detection, find_metadata
from kg.sources.inputs import SIZE_LIMIT, Input, discover
from kg.sources.manifest import load_manifest, unmatched
from kg.sources.metadata import Metadata
from kg.sources.read import make_filing, read

__all__ = [
    "SIZE_LIMIT", "Detection", "Input", "Metadata", "discover", "find_metadata", "load_manifest", "make_filing", "normalise", "read",
    "unmatched",
]  # fmt: skip
