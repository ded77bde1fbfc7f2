"""The pattern language: parsed, checked for cost, and compiled to two bounded regular expressions over item codes.

    subject:COMPANY|SELF ..8 TRIGGER ..4!from object:COMPANY [ ..4 for amount:MONEY ]

An element is a word, a type (`TYPES`), several of them joined by "|", punctuation, TRIGGER, a gap or a group. `..n` passes over at most n
items without punctuation, `...n` over commas and brackets too; `!word` keeps a gap off a word, `!TYPE` off a type. `role:` names what an
element, a gap or a group stands for. `( a b | c )` is a choice, `[ a b | c ]` an optional one; a trailing "?" makes one element optional.
`@name` is a macro.

A pattern is matched outwards from its trigger, what stands before it on the reversed codes. There is no repetition, gaps are bounded, and
the number of ways through them is limited, so the cost of a rule is a constant for each trigger word in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from kg.errors import RuleError
from kg.mentions.sequence import TYPES, Alphabet
from kg.rules.node import Node
from kg.rules.opening import asked, loose, tight

__all__ = ["Compiled", "compile_pattern", "expression"]

_MAX_GAP = 30
_MAX_WAYS = 20_000  # ways through the gaps of one side, in the worst case
_TOKEN = re.compile(r"\s*(?P<token>[()\[\]|]|[^\s()\[\]]+)")
_GAP = re.compile(r"(?:(?P<role>[a-z]+):)?(?P<dots>\.{2,3})(?P<size>\d+)(?P<but>(?:![a-zA-Z'-]+)*)")
_TRIGGER = frozenset({"TRIGGER"})
_PUNCTUATION = frozenset(',;:-/"')
_PLAIN_STOP = "".join(sorted(',;:()."'))
_WIDE_STOP = ";:."


@dataclass(slots=True)
class Compiled:
    """A pattern ready to match: `left` runs on the reversed codes before the trigger, `right` on those behind it.

    `groups` maps a group of either expression to its role. `requires` holds codes without which the pattern can't match. `tight` and
    `loose` are the same two expressions over signs, and of each of `asks` one must be there (see `kg.rules.opening`).
    """

    left: str
    right: str
    tight: tuple[str, str]
    loose: tuple[str, str]
    asks: tuple[frozenset[str], ...] = ()
    groups: dict[str, str] = field(default_factory=dict)
    requires: frozenset[str] = frozenset()


def compile_pattern(pattern: str, alphabet: Alphabet, where: str) -> Compiled:
    """A compiled pattern; the words it names are given codes in the alphabet.

    Raises:
        RuleError: Something the language has not, or that could be slow; the message begins with `where`.
    """
    tokens = [m["token"] for m in _TOKEN.finditer(pattern)]
    nodes, rest = _sequence(tokens, alphabet, where, depth=0)
    if rest:
        raise RuleError(f"{where}: {rest[0]!r} closes nothing")
    places = [i for i, node in enumerate(nodes) if node.kind == "trigger"]
    if len(places) != 1:
        raise RuleError(f"{where}: a pattern holds TRIGGER exactly once, outside of groups")
    before, after = nodes[: places[0]], nodes[places[0] + 1 :]
    for side in (before, after):
        if _ways(side) > _MAX_WAYS:
            raise RuleError(
                f"{where}: too many gaps on one side of TRIGGER ({_ways(side):,} ways, at most {_MAX_WAYS:,}); make them shorter"
            )
    groups: dict[str, str] = {}
    left, right = _render(before, groups, "l", backwards=True), _render(after, groups, "r", backwards=False)
    requires = frozenset(node.codes for node in nodes if node.kind == "class" and not node.optional and len(node.codes) == 1)
    near = tight(before, backwards=True), tight(after, backwards=False)
    anywhere = loose(before, backwards=True), loose(after, backwards=False)
    return Compiled(left, right, near, anywhere, tuple(dict.fromkeys([*asked(before), *asked(after)])), groups, requires)


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """An expression of a compiled pattern: most rules' triggers are in none of a run's filings, so each is made when first asked for."""
    return re.compile(pattern)


def _sequence(tokens: list[str], alphabet: Alphabet, where: str, depth: int) -> tuple[list[Node], list[str]]:
    """The elements up to a "|" or closing bracket, and the tokens from there on."""
    nodes: list[Node] = []
    while tokens and tokens[0] not in ("|", ")", "]"):
        token, *tokens = tokens
        role = token[:-1] if token.endswith(":") and len(token) > 1 and tokens[:1] == ["("] else ""
        if role:
            token, *tokens = tokens
        if token in ("(", "["):
            if depth > 1:
                raise RuleError(f"{where}: groups are nested at most once")
            node, tokens = _group(token, tokens, alphabet, where, depth + 1)
            node.role = role
        else:
            node = _element(token, alphabet, where, depth)
        nodes.append(node)
    return nodes, tokens


def _group(opening: str, tokens: list[str], alphabet: Alphabet, where: str, depth: int) -> tuple[Node, list[str]]:
    closing = {"(": ")", "[": "]"}[opening]
    node = Node("group", optional=opening == "[")
    while True:
        choice, tokens = _sequence(tokens, alphabet, where, depth)
        if not choice:
            raise RuleError(f"{where}: an empty choice in a group")
        node.choices.append(choice)
        if not tokens:
            raise RuleError(f"{where}: {opening!r} is not closed")
        mark, *tokens = tokens
        if mark == closing:
            break
        if mark != "|":
            raise RuleError(f"{where}: {opening!r} is closed by {mark!r}")
    if tokens and tokens[0] == "?":
        node.optional, tokens = True, tokens[1:]
    fixed = any(_ways(choice) == 1 for choice in node.choices)  # choices without a gap fail or pass at once, all together
    node.ways = sum(ways for choice in node.choices if (ways := _ways(choice)) > 1) + max(fixed, node.optional)
    return node, tokens


def _element(token: str, alphabet: Alphabet, where: str, depth: int) -> Node:
    gap = _GAP.fullmatch(token)
    if gap:
        size = int(gap["size"])
        if size > _MAX_GAP:
            raise RuleError(f"{where}: a gap of {size} items; at most {_MAX_GAP}")
        barred = "".join(TYPES.get(word) or alphabet.code(word.lower()) for word in gap["but"].split("!") if word)
        stop = (_PLAIN_STOP if len(gap["dots"]) == 2 else _WIDE_STOP) + barred
        return Node("gap", f"[^{re.escape(stop)}]{{0,{size}}}?", stop, gap["role"] or "", ways=size + 1)
    if token in _TRIGGER:
        if depth:
            raise RuleError(f"{where}: TRIGGER stands outside of groups")
        return Node("trigger")
    optional = token.endswith("?") and len(token) > 1
    token = token[:-1] if optional else token
    role, colon, body = token.partition(":")
    if not colon or not role.isalpha() or not role.islower():
        role, body = "", token
    codes = "".join(_codes(part, alphabet, where) for part in body.split("|")) if body != "|" else ""
    return Node("class", f"[{re.escape(codes)}]", codes, role, optional, ways=1 + optional)


def _codes(part: str, alphabet: Alphabet, where: str) -> str:
    if part in TYPES:
        return TYPES[part]
    if part in _PUNCTUATION:
        return part
    if (
        part
        and part == part.lower()
        and not part.startswith(".")
        and any(c.isalpha() for c in part)
        and all(c.isalnum() or c in "-'&." for c in part)
    ):
        return alphabet.code(part)
    raise RuleError(f"{where}: {part!r} is no type, word or punctuation; types are {', '.join(TYPES)}")


def _ways(nodes: list[Node]) -> int:
    """Ways through a sequence in the worst case; optional elements at its end can't fail, so theirs are added, not multiplied."""
    last = max((i for i, node in enumerate(nodes) if not node.optional), default=-1)
    total = 1
    for node in nodes[: last + 1]:
        total *= node.ways
    return total + sum(node.ways for node in nodes[last + 1 :])


def _render(nodes: list[Node], groups: dict[str, str], side: str, *, backwards: bool) -> str:
    parts = []
    for node in reversed(nodes) if backwards else nodes:
        body = node.body
        if node.role and node.kind == "gap" and node is nodes[-1] and not backwards:
            body = body.removesuffix("?")  # a text that closes the pattern goes as far as it can
        if node.kind == "group":
            body = "(?:" + "|".join(_render(choice, groups, side, backwards=backwards) for choice in node.choices) + ")"
        if node.role:
            name = f"{side}{len(groups)}"
            groups[name] = node.role
            body = f"(?P<{name}>{body})"
        if node.optional:
            body = f"(?:{body})?"
        parts.append(body)
    return "".join(parts)
