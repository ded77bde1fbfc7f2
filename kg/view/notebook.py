"""A graph in a notebook: an object that Jupyter shows as the page itself, in a frame that reaches nothing but itself."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

from kg import given
from kg.export.files import write_file
from kg.formats import ViewKind
from kg.result import Result, read_result
from kg.schema import load_relations
from kg.view.opening import Opening, fragment
from kg.view.page import page

__all__ = ["View", "view"]


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """A page, as text in `html`, so many pixels high where it is a notebook cell's last expression; anywhere else `save` it."""

    html: str
    height: int = 640
    summary: str = ""

    def _repr_html_(self) -> str:
        """The page in a sandboxed frame: its own origin, no way to the notebook, no network (its policy goes with it)."""
        allowed = "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox"
        return (
            f'<iframe sandbox="{allowed}" srcdoc="{html.escape(self.html)}" title="{html.escape(self.summary)}" loading="lazy" '
            f'style="width: 100%; height: {self.height}px; border: 1px solid #8884; border-radius: 6px"></iframe>'
        )

    def __repr__(self) -> str:
        return f"<kg.View: {self.summary}>"

    def save(self, path: str | Path) -> Path:
        """Write the page to a file and give its path back. Raises OutputError where it can't be written."""
        target = given.path("path", path)
        write_file(target, lambda stream: stream.writelines([self.html.encode()]))
        return target


def view(
    graph: Result | str | Path,
    *,
    kind: ViewKind = "network",
    company: str = "",
    year: int | str = "",
    hops: int | None = None,
    top: int | None = None,
    title: str = "Knowledge graph",
) -> View:
    """The page of a graph, to be shown in a notebook or saved.

    Args:
        graph: what `kg.build` returned, or the folder of a build.
        kind: the view that it opens on; the page holds the whole graph in any case.
        company: whose neighbourhood, owners and holdings or timeline: a name, short form or id.
        year: as of a year (2012), or what is said of a range ("2008-2012").
        hops: how many links away from the company the network goes.
        top: how many parties the network draws, the most important.
        title: the heading.

    Raises:
        ArgumentError: an argument is none of what is named here.
        OutputError: the folder is no build.
        QueryError: the company or the year is not in the graph.
    """
    result = graph if isinstance(graph, Result) else read_result(given.path("graph", graph), load_relations())
    start = fragment(Opening(kind, given.text("company", company), str(year), hops, top), result.claims, result.entities)
    text = page(result.claims, result.entities, result.sources, result.relations, title, start)
    return View(text, summary=f"{title} ({len(result.claims):,} claims)")
