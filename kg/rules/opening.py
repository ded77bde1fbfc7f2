"""A pattern as two expressions over the signs of a sentence (see `kg.rules.signs`): what opens neither can't match it.

Both take what a pattern asks for in its order. `loose` passes over anything in between, for sentences in which items may be moved; `tight`
keeps to the pattern's gaps, counted in the words that no larger item can swallow. Among the signs before such a word the first that will do
is taken for good, so that the cost is bounded by the ways through the gaps, as it is for the pattern itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.mentions.sequence import FIRST_WORD
from kg.rules.node import Node
from kg.rules.signs import SOFT, STOPS, meant

__all__ = ["asked", "loose", "tight"]


def tight(nodes: Iterable[Node], *, backwards: bool) -> str:
    """The expression for a side of the trigger, outwards if `backwards`, that keeps to its gaps."""
    parts = []
    for node in reversed(list(nodes)) if backwards else nodes:
        if node.kind == "gap":
            stops = "".join(code for code in node.codes if code in STOPS or code >= FIRST_WORD)
            parts.append(f"(?:[{SOFT}]*+[^{SOFT}{stops}]){{0,{node.ways - 1}}}?")
        elif node.kind == "group":
            part = "(?:" + "|".join(tight(choice, backwards=backwards) for choice in node.choices) + ")"
            parts.append(f"{part}?" if node.optional else part)
        else:
            signs = "".join(map(meant, node.codes))
            part = f"(?>[{SOFT}]*?[{signs}])" if signs else ""
            parts.append(f"(?:{part})?" if node.optional or not all(map(meant, node.codes)) else part)
    return "".join(parts)


def loose(nodes: Iterable[Node], *, backwards: bool) -> str:
    """The expression for a side of the trigger, outwards if `backwards`, that passes over anything."""
    parts = []
    for node in reversed(list(nodes)) if backwards else nodes:
        if node.optional:
            continue
        if node.kind == "group":
            choices = [loose(choice, backwards=backwards) for choice in node.choices]
            parts.append(f"(?:{'|'.join(choices)})" if all(choices) else "")
        elif node.kind == "class" and all(map(meant, node.codes)):
            signs = "".join(map(meant, node.codes))
            parts.append(f"[^{signs}]*+[{signs}]")
    return "".join(parts)


def asked(nodes: Iterable[Node]) -> list[frozenset[str]]:
    """Sets of signs of each of which a side needs one; for a group they are made of the first of each choice."""
    found: list[frozenset[str]] = []
    for node in nodes:
        if node.optional or node.kind not in ("class", "group"):
            continue
        if node.kind == "group":
            firsts = [next(iter(asked(choice)), frozenset[str]()) for choice in node.choices]
        else:
            firsts = [frozenset(meant(code)) for code in node.codes]
        if all(firsts):
            found.append(frozenset().union(*firsts))
    return found
