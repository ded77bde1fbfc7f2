"""One self-contained HTML page that shows the graph, its facts and the words that say so."""

from kg.view.page import page

__all__ = ["page"]
