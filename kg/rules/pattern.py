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

from kg.errors import RuleError
from kg.mentions.sequence import FIRST_WORD, TYPES, Alphabet

__all__ = ["Compiled", "compile_pattern"]

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

    `groups` maps a group of either expression to its role. `requires` holds codes without which the pattern can't match; of each of
    `clauses`, before and behind the trigger, it needs one code. `before` and `behind` are the codes that can stand right beside the
    trigger, "" where any can.
    """

    left: re.Pattern[str]
    right: re.Pattern[str]
    groups: dict[str, str] = field(default_factory=dict)
    requires: frozenset[str] = frozenset()
    clauses: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    before: str = ""
    behind: str = ""


@dataclass(slots=True)
class _Node:
    """A parsed element: a character class of `codes`, a gap or a group of alternatives."""

    kind: str
    body: str = ""
    codes: str = ""
    role: str = ""
    optional: bool = False
    ways: int = 1
    choices: list[list[_Node]] = field(default_factory=list)


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
    compiled = Compiled(re.compile(""), re.compile(""))
    compiled.requires = frozenset(node.codes for node in nodes if node.kind == "class" and not node.optional and len(node.codes) == 1)
    compiled.clauses = tuple(_clauses(before)), tuple(_clauses(after))
    compiled.before, compiled.behind = _nearest(before, backwards=True), _nearest(after, backwards=False)
    compiled.left = re.compile(_render(before, compiled.groups, "l", backwards=True))
    compiled.right = re.compile(_render(after, compiled.groups, "r", backwards=False))
    return compiled


def _sequence(tokens: list[str], alphabet: Alphabet, where: str, depth: int) -> tuple[list[_Node], list[str]]:
    """The elements up to a "|" or closing bracket, and the tokens from there on."""
    nodes: list[_Node] = []
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


def _group(opening: str, tokens: list[str], alphabet: Alphabet, where: str, depth: int) -> tuple[_Node, list[str]]:
    closing = {"(": ")", "[": "]"}[opening]
    node = _Node("group", optional=opening == "[")
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


def _element(token: str, alphabet: Alphabet, where: str, depth: int) -> _Node:
    gap = _GAP.fullmatch(token)
    if gap:
        size = int(gap["size"])
        if size > _MAX_GAP:
            raise RuleError(f"{where}: a gap of {size} items; at most {_MAX_GAP}")
        barred = "".join(TYPES.get(word) or alphabet.code(word.lower()) for word in gap["but"].split("!") if word)
        stop = (_PLAIN_STOP if len(gap["dots"]) == 2 else _WIDE_STOP) + barred
        return _Node("gap", f"[^{re.escape(stop)}]{{0,{size}}}?", role=gap["role"] or "", ways=size + 1)
    if token in _TRIGGER:
        if depth:
            raise RuleError(f"{where}: TRIGGER stands outside of groups")
        return _Node("trigger")
    optional = token.endswith("?") and len(token) > 1
    token = token[:-1] if optional else token
    role, colon, body = token.partition(":")
    if not colon or not role.isalpha() or not role.islower():
        role, body = "", token
    codes = "".join(_codes(part, alphabet, where) for part in body.split("|")) if body != "|" else ""
    return _Node("class", f"[{re.escape(codes)}]", codes, role, optional, ways=1 + optional)


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


def _ways(nodes: list[_Node]) -> int:
    """Ways through a sequence in the worst case; optional elements at its end can't fail, so theirs are added, not multiplied."""
    last = max((i for i, node in enumerate(nodes) if not node.optional), default=-1)
    total = 1
    for node in nodes[: last + 1]:
        total *= node.ways
    return total + sum(node.ways for node in nodes[last + 1 :])


def _clauses(nodes: list[_Node]) -> list[str]:
    """Sets of codes of each of which a sequence needs one; for a group they are made of the first of each choice."""
    found: list[str] = []
    for node in nodes:
        if node.optional or node.kind not in ("class", "group"):
            continue
        firsts = [node.codes] if node.kind == "class" else [next(iter(_clauses(choice)), "") for choice in node.choices]
        if all(map(_worded, firsts)):
            found.append("".join(firsts))
    return found


def _nearest(nodes: list[_Node], *, backwards: bool) -> str:
    """The codes with which a sequence can begin, or end if `backwards`; "" where it can be with any, or with other than words."""
    found = ""
    for node in reversed(nodes) if backwards else nodes:
        firsts = [node.codes] if node.kind == "class" else [_nearest(choice, backwards=backwards) for choice in node.choices]
        if not firsts or not all(map(_worded, firsts)):
            return ""
        found += "".join(firsts)
        if not node.optional:
            return found
    return ""


def _worded(codes: str) -> bool:
    """Whether codes, at least one, all stand for words."""
    return bool(codes) and all(code >= FIRST_WORD for code in codes)


def _render(nodes: list[_Node], groups: dict[str, str], side: str, *, backwards: bool) -> str:
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
