"""The page as one HTML file: template, styles, scripts and data in one, nothing fetched.

What a filing says stands only in the data block, as JSON in which no character can end the block, and is shown by `textContent`. The
policy in the head names the two scripts and the style by their hashes, so that nothing else could run even if it got in.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from urllib.parse import parse_qsl

from kg.model import Claim, Entity, Relation, Source
from kg.view.data import page_data
from kg.view.labels import clean
from kg.view.part import MOST_CLAIMS, part, sources_of

__all__ = ["page"]

STYLES = ("tokens", "page", "panel", "views", "media")
SCRIPTS = (
    "data",
    "state",
    "filter",
    "dom",
    "places",
    "curve",
    "labels",
    "picture",
    "move",
    "details",
    "card",
    "search",
    "slider",
    "filters",
    "table",
    "ownership",
    "timeline",
    "matrix",
    "drawing",
    "export",
    "page",
)  # fmt: skip  in this order: what runs at once uses only the earlier
VIS = "lib/vis-9.1.2/vis-network.min.js"
ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
SURROGATE = re.compile("[\ud800-\udfff]")  # can't be written as UTF-8


def page(
    claims: Sequence[Claim],
    entities: Sequence[Entity],
    sources: Sequence[Source],
    relations: Mapping[str, Relation],
    title: str = "Knowledge graph",
    start: str = "",
    most: int = MOST_CLAIMS,
) -> str:
    """The graph as one self-contained HTML page, to be written as UTF-8; the same text for the same graph.

    `start` is what the page opens on, as the fragment of its address ("view=ownership&company=iij"); see `kg.view.opening`. Of more than
    `most` claims the page holds a part, around the company that it opens on, and says so.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 — only the page needs it
    from markupsafe import Markup  # noqa: PLC0415

    wanted = dict(parse_qsl(start))
    held = part(claims, wanted.get("company") or wanted.get("near", ""), most)
    data = page_data(held, entities, sources if held is claims else sources_of(held, sources), relations, start)
    style = "".join(_asset(f"css/{name}.css") for name in STYLES)
    scripts = [_pyvis_file(VIS) if data["edges"] or data["nodes"] else "", _own_script()]
    environment = Environment(loader=PackageLoader("kg.view", "."), autoescape=True, undefined=StrictUndefined)
    html = environment.get_template("page.html.j2").render(
        title=clean(title), policy=_policy(style, scripts), style=Markup(style), scripts=[Markup(script) for script in scripts],  # noqa: S704 — our own files
        data=Markup(to_json(data)),  # noqa: S704 — escaped by to_json
        filings=len(sources), facts=sum(len(claim.facts) for claim in claims), claims=len(claims), years=_years(claims),
        parties=len({end for claim in claims for end in (claim.subject, claim.object) if end}), held=len(held), shown=len(data["nodes"]),
    )  # fmt: skip
    return html + "\n"


def to_json(value: object) -> str:
    """JSON that may stand in a script element: no character in it can end the element or a line of script."""
    text = SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    return re.sub("[<>&\u2028\u2029]", lambda found: ESCAPES[found[0]], text)


def _policy(style: str, scripts: Sequence[str]) -> str:
    """A Content-Security-Policy that lets only these very texts act, and nothing be fetched."""
    hashes = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _own_script() -> str:
    """Our scripts as one, in a scope of its own."""
    body = "\n".join(_asset(f"js/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}\n}})();\n'


def _asset(name: str) -> str:
    return files("kg.view").joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n")


def _pyvis_file(path: str) -> str:
    """A file that pyvis ships. Of vis-network's styles none is needed: they are icons of controls that the page has its own for."""
    import pyvis  # noqa: PLC0415 — heavy, see kg.view.data

    text = files(pyvis).joinpath(path).read_text(encoding="utf-8").replace("\r\n", "\n")
    return re.sub(r"\n//# sourceMappingURL=\S*\s*\Z", "\n", text)  # a map that isn't there


def _years(claims: Sequence[Claim]) -> str:
    years = sorted({claim.year for claim in claims})
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(str(year) for year in years)
