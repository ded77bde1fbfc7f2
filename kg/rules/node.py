"""What a pattern is parsed to, before it is rendered as expressions."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Node"]


@dataclass(slots=True)
class Node:
    """An element of a pattern: "class", one of `codes`; "gap" over what is none of them; "group" of `choices`; "trigger".

    `body` is its expression over codes, `ways` how many ways lead through it in the worst case.
    """

    kind: str
    body: str = ""
    codes: str = ""
    role: str = ""
    optional: bool = False
    ways: int = 1
    choices: list[list[Node]] = field(default_factory=list)
