"""The page as text: what is in it, what can't be in it, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view_samples import RELATIONS, Graph, claim, fact, source, synthetic, telecoms

from kg.identity import Merge, Name
from kg.model import Entity
from kg.view import page
from kg.view.data import OPEN_NODES, page_data
from kg.view.drawing import MANY_EDGES
from kg.view.labels import clean, wrap
from kg.view.page import SCRIPTS, STYLES, to_json
from kg.view.part import part, sources_of

ROOT = Path(__file__).parents[2]


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return dict(json.loads(found[1]))


def test_the_same_bytes_under_any_hash_seed() -> None:
    code = """
import hashlib, sys
sys.path.insert(0, 'tests/view')
from view_samples import synthetic, telecoms
from kg.view import page
print(*(hashlib.sha256(page(*graph.parts).encode()).hexdigest() for graph in (telecoms(), synthetic(400), synthetic(1600))))
"""
    prints = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("0", "1", "77")
    }
    assert len(prints) == 1


def test_the_order_of_the_input_does_not_matter() -> None:
    graph = telecoms()
    assert page(*graph.parts) == page(graph.claims[::-1], graph.entities[::-1], graph.sources, dict(reversed(graph.relations.items())))


def test_importing_the_view_loads_nothing_heavy() -> None:
    code = "import kg.view, sys; print([m for m in ('pyvis', 'IPython', 'jinja2', 'numpy') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_edges_and_nodes_hold_what_the_claims_say() -> None:
    data = data_of(page(*telecoms().parts))
    edge = next(e for e in data["edges"] if (e["from"], e["to"], e["relation"]) == ("ntt", "iij", "ownsShareIn"))
    assert edge["arrows"] == "to"
    assert [(c["year"], c["values"]["percent"], c["basis"]) for c in edge["claims"]] == [
        (2006, 31.6, "as_of"),
        (2008, 29.6, "as_of"),
        (2011, 29.9, "as_of"),
        (2012, 29.9, "as_of"),
    ]
    number, start, end, quote, section, rule = edge["claims"][-1]["facts"][0]
    assert data["sources"][number]["registrant"] == "Internet Initiative Japan Inc."
    assert (data["texts"][section], data["texts"][rule]) == ("Item 4", "made-up")
    assert end - start == len(data["texts"][quote])
    node = next(n for n in data["nodes"] if n["id"] == "iij")
    assert (node["filer"], node["names"], node["shape"]) == (True, ["IIJ", "the Registrant"], "dot")
    assert node["ids"][0][:2] == ["CIK", "1090633"]
    assert data["nodes"][0] == node, "the filer comes first"
    assert node["size"] > next(n for n in data["nodes"] if n["id"] == "cisco")["size"]


def test_symmetric_relations_have_no_arrow_and_parallel_edges_bend_apart() -> None:
    data = data_of(page(*telecoms().parts))
    between = [e for e in data["edges"] if {e["from"], e["to"]} == {"ntt-com", "iij"}]
    assert {e["relation"]: e["arrows"] for e in between} == {"competitorOf": "", "supplierOf": "to"}
    assert len({e["bend"] * (1 if e["from"] == "iij" else -1) for e in between}) == len(between)


def test_a_filer_is_known_by_its_other_names() -> None:
    merged = Entity("x", "X Corporation", "company", merges=(Merge("X Corp", "registrant", 1.0),))
    data = page_data([claim("acquired", "x", "y", 2012)], [merged], [source(registrant="X Corp")], RELATIONS)
    assert [n["id"] for n in data["nodes"] if n["filer"]] == ["x"]


def test_names_are_dated_and_identifiers_lead_to_their_registers() -> None:
    names = (Name("Old plc", until="2009-04", former=True), Name("New plc", since="2009-04"), Name("New"), Name("Older plc", former=True))
    ids = (("cik", "1090633"), ("lei", "5493006Q3LFAKCYLIE61"), ("ticker", "NEW"), ("cik", "x' onclick='y"))
    entity = Entity("a", "New plc", "company", ("New", "Old plc", "Older plc"), identifiers=ids, names=names)
    node = page_data([claim("acquired", "a", "b", 2012)], [entity], (), RELATIONS)["nodes"][0]
    assert node["names"] == ["New"]
    assert node["dated"] == [["Older plc", "", "", True], ["New plc", "2009-04", "", False], ["Old plc", "", "2009-04", True]]
    assert node["ids"] == [
        ["CIK", "1090633", "https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=1090633"],
        ["LEI", "5493006Q3LFAKCYLIE61", "https://search.gleif.org/#/record/5493006Q3LFAKCYLIE61"],
        ["TICKER", "NEW"],
        ["CIK", "x' onclick='y"],
    ]


def test_texts_stand_once() -> None:
    one = fact("supplierOf", "a", "b", 2012, "The very same sentence.")
    rows = [claim("supplierOf", "a", "b", 2012, one), claim("competitorOf", "a", "b", 2012, replace(one, relation="competitorOf"))]
    assert page(rows, (), (source(),), RELATIONS).count("The very same sentence.") == 1


def test_of_a_graph_too_big_for_one_page_a_part_is_held() -> None:
    graph = synthetic(600)
    degrees = Counter(end for c in graph.claims for end in (c.subject, c.object))
    held = part(graph.claims, most=200)
    inside = Counter(end for c in held for end in (c.subject, c.object))
    assert len(held) == 200
    assert min(degrees[node] for node in inside) >= sorted(degrees.values())[-len(inside) - 1], "the best connected"
    assert part(graph.claims[::-1], most=200) == held[::-1], "the same part in any order"
    near = part(graph.claims, "company-00150", most=200)
    around = {end for c in graph.claims if "company-00150" in (c.subject, c.object) for end in (c.subject, c.object)}
    assert around <= {end for c in near for end in (c.subject, c.object)}, "a company's neighbourhood comes first"
    assert part(graph.claims) is graph.claims
    assert len(sources_of(held[:1], graph.sources)) == 1


def test_a_page_that_holds_a_part_says_so() -> None:
    graph = synthetic(600)
    html = page(*graph.parts, start="view=timeline&company=company-00150", most=200)
    assert "600 claims" in html
    assert re.search(r"This page holds 200 claims among \d+ parties, the best connected", html)
    assert sum(len(edge["claims"]) for edge in data_of(html)["edges"]) == 200
    assert "This page holds" not in page(*telecoms().parts)


def test_a_relation_that_nobody_described_is_shown_by_its_name() -> None:
    data = page_data([claim("befriended", "a", "b", 2012)], (), (), {})
    assert data["relations"] == [{"name": "befriended", "label": "befriended", "color": 6, "symmetric": False, "event": False, "count": 1}]


def test_a_big_graph_opens_on_a_part_and_holds_all() -> None:
    graph = synthetic(MANY_EDGES + 500)
    data = page_data(*graph.parts)
    assert data["open"] == OPEN_NODES
    assert not data["placed"], "the page lays out what it draws"
    assert "x" not in data["nodes"][0]
    assert sum(len(e["claims"]) for e in data["edges"]) == len(graph.claims)
    small = page_data(*telecoms().parts)
    assert (small["open"], small["placed"]) == (27, True)
    assert all({"x", "y"} <= set(node) for node in small["nodes"])


def test_every_party_is_in_one_group_named_after_its_most_important() -> None:
    for graph in (telecoms(), synthetic(MANY_EDGES + 500)):
        data = page_data(*graph.parts)
        leaders: dict[int, str] = {}
        for node in data["nodes"]:  # the most important first
            leaders.setdefault(node["part"], node["name"])
        assert sorted(leaders) == list(range(len(data["groups"])))
        for number, group in enumerate(data["groups"]):
            assert group.get("name", leaders[number]) == leaders[number]
        assert [i for i, group in enumerate(data["groups"]) if "name" not in group] in ([], [len(data["groups"]) - 1])


def test_the_heading_counts_as_the_command_line_does() -> None:
    graph = telecoms()
    twice = replace(graph.claims[0], facts=graph.claims[0].facts * 2)
    html = page((twice, *graph.claims[1:]), graph.entities, graph.sources, graph.relations)
    assert "1 filing · 56 facts · 55 claims · 27 parties · 1999–2012" in html


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://www.sec.gov/x.htm", True),
        ("HTTP://sec.gov/", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://x.org", False),
        ('https://x.org/" onclick="x', False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, kept: bool) -> None:
    data = page_data([claim("acquired", "a", "b", 2012)], (), [source(url=url)], RELATIONS)
    assert ("url" in data["sources"][0]) is kept


@given(st.text())
def test_json_in_a_script_element_is_read_back_and_can_end_nothing(text: str) -> None:
    written = to_json({"text": text, text: 1})
    assert not set(written) & {"<", ">", "&", "\u2028", "\u2029"}
    assert json.loads(written)["text"] == re.sub("[\ud800-\udfff]", "\ufffd", text)
    written.encode("utf-8")


def test_lone_surrogates_and_controls_are_no_obstacle() -> None:
    entities = [Entity("a", "A\ud800\x00 Corp", "company"), Entity("b", "\x07", "company")]
    html = page([claim("acquired", "a", "b", 2012)], entities, (), RELATIONS, title="\x00T\ud800 <b>")
    html.encode("utf-8")
    assert "<title>T &lt;b&gt;</title>" in html


def test_the_policy_names_the_very_scripts_and_style_of_the_page() -> None:
    html = page(*telecoms().parts)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert allowed.startswith("default-src 'none'; ")
    assert "unsafe" not in allowed
    assert html.index("Content-Security-Policy") < html.index("<style>") < html.index("<script>")
    texts = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)
    assert len(texts) == 3
    for text in texts:
        assert f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" in allowed


def test_the_page_names_nothing_to_fetch() -> None:
    graph = telecoms()
    html = page(graph.claims, graph.entities, [replace(s, url="") for s in graph.sources], graph.relations)
    own = re.sub(r"<script[^>]*>.*?</script>", "", html, flags=re.DOTALL)
    assert re.findall(r"""(?:src|href|action)\s*=\s*["']?([^"' >]*)""", own) == ["data:,"]
    assert not re.search(r"@import|url\(", own)
    assert "sourceMappingURL" not in html


def test_scripts_and_styles_are_all_in_and_stay_short() -> None:
    """One job a file, none longer than a Python module may be; what is not listed would be dead."""
    folder = ROOT / "kg" / "view"
    assert {path.stem for path in (folder / "js").iterdir()} == set(SCRIPTS)
    assert {path.stem for path in (folder / "css").iterdir()} == set(STYLES)
    for path in (*(folder / "js").iterdir(), *(folder / "css").iterdir()):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 250, path.name


def test_our_scripts_write_text_only() -> None:
    for name in SCRIPTS:
        text = files("kg.view").joinpath(f"js/{name}.js").read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc|https?://(?!www\.w3\.org/)\w|fetch\(|XMLHttp",
            text,
        ), name


def test_an_empty_graph_is_a_small_page() -> None:
    html = page((), (), (), {})
    assert data_of(html)["nodes"] == []
    assert len(html) < 150_000


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("KDDI Corporation", "KDDI Corporation"),
        ("Nippon Telegraph and Telephone Corporation", "Nippon Telegraph and\nTelephone\nCorporation"),
        ("a" * 45, "a" * 20 + "\n" + "a" * 20 + "\n" + "a" * 5),
        ("evil\u202egnirts", "evilgnirts"),
        ("日本電信電話株式会社日本", "日本電信電話株式会社\n日本"),
        (" \x00 ", "(no name)"),
        (
            "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen",
            "One Two Three Four\nFive Six Seven Eight\nNine Ten Eleven …",
        ),
    ],
)
def test_labels(name: str, label: str) -> None:
    assert wrap(name) == label


@given(st.text(max_size=200))
def test_labels_are_never_empty_and_stay_small(name: str) -> None:
    lines = wrap(name).split("\n")
    assert 1 <= len(lines) <= 3
    assert all(line and len(line) <= 22 for line in lines)
    assert "\n" not in clean(name)


def colors(scheme: str) -> dict[str, tuple[float, float, float]]:
    style = files("kg.view").joinpath("css/tokens.css").read_text(encoding="utf-8")
    found = re.findall(r"--([\w-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)", style)
    codes = {name: light if scheme == "light" else dark for name, light, dark in found}
    return {name: tuple(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4)) for name, code in codes.items()}  # type: ignore[misc]


def linear(color: tuple[float, float, float]) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color]


def contrast(a: tuple[float, float, float], b: tuple[float, float, float]) -> float:
    light = sorted(sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (a, b))
    return (light[1] + 0.05) / (light[0] + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(scheme: str) -> None:
    """WCAG 2.2: text 4.5 to 1, lines and shapes 3 to 1."""
    found = colors(scheme)
    for text in ("ink", "soft", "accent"):
        for ground in ("paper", "canvas", "hover"):
            assert contrast(found[text], found[ground]) >= 4.5, (text, ground)
    assert contrast(found["accent"], found["on-accent"]) >= 4.5
    assert len(found) > 25
    for control in ("control", "accent", "soft"):  # the borders of fields, the thumbs of the slider, groups
        assert contrast(found[control], found["paper"]) >= 3, control
    for name in found:
        if name.startswith(("rel-", "kind-")):
            assert contrast(found[name], found["canvas"]) >= 3, name


# Machado, Oliveira and Fernandes 2009, severity 1: protanopia, deuteranopia, tritanopia.
BLIND = (
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
)


def lab(rgb: list[float]) -> tuple[float, float, float]:
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(w * max(c, 0) for w, c in zip(row, rgb, strict=True)) / white for row, white in zip(to_xyz, (0.9505, 1, 1.089), strict=True)]
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_four_main_relations_differ_for_colour_blind_eyes(scheme: str) -> None:
    main = [linear(colors(scheme)[f"rel-{i}"]) for i in range(4)]
    for matrix in BLIND:
        seen = [lab([sum(w * c for w, c in zip(row, color, strict=True)) for row in matrix]) for color in main]
        for i, a in enumerate(seen):
            for b in seen[i + 1 :]:
                assert sum((p - q) ** 2 for p, q in zip(a, b, strict=True)) ** 0.5 > 12


def test_graph_without_sources_or_entities_is_shown() -> None:
    graph = Graph((claim("acquired", "a", "b", 2012),), (), (), RELATIONS)
    data = page_data(*graph.parts)
    assert [n["name"] for n in data["nodes"]] == ["a", "b"]
    assert data["edges"][0]["claims"][0]["facts"][0][0] == -1
