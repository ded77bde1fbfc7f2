"""One self-contained HTML page that shows the graph, its facts and the words that say so.

`kg.view` is this package and a function as well: `kg.view(result)` shows a graph in a notebook (see `kg.view.notebook.view`).
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from kg.view.notebook import View, view
from kg.view.opening import Opening, fragment
from kg.view.page import page

__all__ = ["Opening", "View", "fragment", "page", "view"]


class _Callable(ModuleType):
    """A module that can be called: `kg.view(…)` is what a user tries, and `kg/view/` is where it is."""

    def __call__(self, *args: Any, **options: Any) -> View:
        """What `view` does."""
        return view(*args, **options)


sys.modules[__name__].__class__ = _Callable
