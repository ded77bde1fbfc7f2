"""What a pattern can't say, in code: tables, counts. `BUILTIN` is the registry of what ships; a user's own come by name.

An extractor is a function from a `kg.reading.Document` to candidates. `@extractor("name")` marks one in a module given to `--plugin`, and
a package offers some under the entry point group `kg.extractors`.
"""

from kg.extractors.registry import BUILTIN, Extractor, extractor, load_extractors

__all__ = ["BUILTIN", "Extractor", "extractor", "load_extractors"]
