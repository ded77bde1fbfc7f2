"""Corporate filings in, a temporal, evidence-backed knowledge graph out.

    import kg

    result = kg.build(["reports/"], "out")              # read filings, write the graph
    dataset = kg.load("out")                            # an rdflib Dataset over what was written
    facts = kg.extract(text, registrant="Acme Corp.", fiscal_year_end="2012-03-31")
    kg.view(result)                                     # the page, in a notebook

Importing this package loads nothing else; each name below is imported when it is first used.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # checkers take it for typing's, which would cost an import
if TYPE_CHECKING:
    from kg.errors import KgError, Problem
    from kg.model import Claim, Entity, Evidence, Fact, Filing, Rejection, Source
    from kg.pipeline import build
    from kg.result import Result
    from kg.store import load
    from kg.view.notebook import View, view
    from kg.work import extract

    __version__: str

__all__ = [
    "Claim",
    "Entity",
    "Evidence",
    "Fact",
    "Filing",
    "KgError",
    "Problem",
    "Rejection",
    "Result",
    "Source",
    "View",
    "__version__",
    "build",
    "extract",
    "load",
    "view",
]

_HOME = {
    "Claim": "kg.model",
    "Entity": "kg.model",
    "Evidence": "kg.model",
    "Fact": "kg.model",
    "Filing": "kg.model",
    "KgError": "kg.errors",
    "Problem": "kg.errors",
    "Rejection": "kg.model",
    "Result": "kg.result",
    "Source": "kg.model",
    "View": "kg.view",
    "build": "kg.pipeline",
    "extract": "kg.work",
    "load": "kg.store",
    "view": "kg.view",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        return _version()
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  20 ms that only this needs

    try:
        return version("kg-filings")
    except PackageNotFoundError:  # a bare checkout that was never installed
        return "0+checkout"
