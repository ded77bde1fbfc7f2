"""The table of DESIGN §1 as a test: who may import whom, which third party where, and how long a module and a function may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "kg").rglob("*.py"))
# The way of the data, one direction. A module imports only from lines above its own; the modules of one package count as one.
LAYERS = """
identity
errors model legal_forms resources formats
names folders engines links texts given
decisions
text sources
edgar
mentions
context
reading
rules years namechange
settle extractors
machine
exercise
disputes
resolve claims
reference
review
records lookup
identify
score
rulereport
result
explain report
schema
vocab
terms
parties
graph
store
export
syntax questions
sparql
query tables
check push
browse
workers
serve
network communities
view
work
cache
outputs
withdraw
pipeline
cli
__main__
"""
RANKS = {f"kg.{name}": rank for rank, line in enumerate(LAYERS.strip().splitlines()) for name in line.split()}
# Whatever is not named here needs nothing but the standard library.
THIRD_PARTIES = {
    "click": "cli",
    "httpx": "edgar push",
    "jinja2": "view serve",
    "lxml": "sources",
    "markupsafe": "view",
    "msgspec": "cache",
    "networkx": "communities network view export",
    "numpy": "network",
    "oxrdflib": "store",
    "pyarrow": "export",
    "pyoxigraph": "check push schema vocab terms parties graph export store syntax sparql query tables browse workers serve",
    "pyshacl": "check",
    "pyvis": "view",
    "rapidfuzz": "reference resolve",
    "rdflib": "check store",
    "rich": "tables",
    "starlette": "serve",
    "uvicorn": "serve",
    "uvloop": "serve",
}
MODULE_LINES, FUNCTION_LINES = 250, 40
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())


def name_of(path: Path) -> str:
    """The module, or the package that it is part of, right below kg: "kg.text"; "kg" itself for kg/__init__.py."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts[:2] if part != "__init__")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names) if node.module == "kg" else [str(node.module)]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@each_file
def test_imports_lead_one_way(path: Path) -> None:
    own = name_of(path)
    if own == "kg":
        return  # names everything, imports nothing: see the test of a bare import below
    assert own in RANKS, f"{own} has no line in LAYERS"
    for name in imports(parsed(path)):
        if name.startswith("kg."):
            target = ".".join(name.split(".")[:2])
            assert target == own or RANKS[target] < RANKS[own], f"{own} may not import {name}"


@each_file
def test_third_parties_are_where_they_belong(path: Path) -> None:
    for name in imports(parsed(path)):
        top = name.split(".")[0]
        if top not in {"kg", *sys.stdlib_module_names}:
            homes = {f"kg.{home}" for home in THIRD_PARTIES.get(top, "").split()}
            assert name_of(path) in homes, f"{top} is not for {name_of(path)}"


@each_file
def test_kg_is_not_imported_inside_functions(path: Path) -> None:
    """Such an import hides a way that the table above forbids, or a circle."""
    hidden = [name for function in functions(parsed(path)) for name in imports(function) if name.split(".")[0] == "kg"]
    assert hidden == []


@each_file
def test_modules_and_functions_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    for function in functions(parsed(path)):
        first = function.body[0]
        documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
        docstring = (first.end_lineno or 0) - first.lineno + 1 if documented else 0
        length = (function.end_lineno or 0) - function.lineno + 1 - docstring
        assert length <= FUNCTION_LINES, f"{function.name} has {length} lines"


def test_every_line_of_the_table_is_needed() -> None:
    assert set(RANKS) == {name_of(path) for path in FILES} - {"kg"}


def test_importing_kg_does_no_work() -> None:
    code = "import sys; before = set(sys.modules); import kg; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert "kg" in loaded
    assert {name for name in loaded if name.startswith("kg.")} == set()
    assert not {name.split(".")[0] for name in loaded} & {*THIRD_PARTIES, "re", "dataclasses", "json"}


def test_extracting_needs_the_standard_library_alone() -> None:
    """Text to facts starts in milliseconds and runs anywhere: no graph, no click, no networkx."""
    code = "import sys, kg.machine, kg.resolve, kg.claims, kg.records; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    assert not {name.split(".")[0] for name in loaded} & THIRD_PARTIES.keys()


def test_all_public_names_are_there_and_sorted() -> None:
    import kg

    assert kg.__all__ == sorted(kg.__all__)
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        _ = kg.nonsense


def test_the_map_for_newcomers_has_every_module() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = [line.split("|")[2] for line in text.partition("look in `kg/`")[2].partition("\n\n")[0].splitlines() if "`" in line]
    named = [name for row in rows for name in row.replace("`", "").split()]
    assert sorted(named) == sorted(name.removeprefix("kg.") for name in RANKS if name != "kg.__main__")
