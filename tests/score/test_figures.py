"""The README's accuracy tables are those of a run.

The whole comparison builds and scores every report, as `python examples/figures.py --check` does. It runs with the suite, and so with
`make check`: a change of the rules that moves a figure asks for `python examples/figures.py`, as a change of output asks for
`python -m tests.consoles`.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from machines import ROOT

ROW = re.compile(r"^\| (\*?\*?\w+\*?\*?) \| (\d\.\d{3}) \| (\d\.\d{3}) \| (\d\.\d{3}) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
NOT_YET = "the README shows no figures yet; python examples/figures.py writes them"


@pytest.fixture(scope="module")
def figures() -> Iterator[ModuleType]:
    """The script as a module."""
    spec = importlib.util.spec_from_file_location("figures", ROOT / "examples" / "figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["figures"] = module  # where dataclasses look their annotations up
    spec.loader.exec_module(module)
    yield module
    del sys.modules["figures"]


@pytest.fixture
def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["examples", "excerpts"])
def test_the_readme_has_a_place_for_each_set(figures, readme: str, name: str) -> None:
    [gold_set] = [one for one in figures.SETS if one.name == name]
    [block] = gold_set.marks.findall(readme)
    if not block:
        pytest.skip(NOT_YET)
    assert gold_set.caveat in block
    for _, precision, recall, f1, *counts in ROW.findall(block):
        tp, fp, fn = map(int, counts)
        assert float(precision) == pytest.approx(tp / (tp + fp or 1), abs=0.001)
        assert float(recall) == pytest.approx(tp / (tp + fn or 1), abs=0.001)
        assert float(f1) == pytest.approx(2 * tp / (2 * tp + fp + fn), abs=0.001)
    names = [row[0] for row in ROW.findall(block)]
    assert [name for name in names if "*" in name] == ["**core**", "**structure**", "**context**", "**all**"]
    assert len(names) == len(re.findall(r"^\|", block, re.MULTILINE)) - 2
    assert len(set(names)) == len(names) > 15


@pytest.mark.parametrize("name", ["examples", pytest.param("excerpts", marks=pytest.mark.real)])
@pytest.mark.slow
def test_the_readme_shows_the_figures_of_a_fresh_run(figures, readme: str, name: str) -> None:
    [gold_set] = [one for one in figures.SETS if one.name == name]
    if not gold_set.there:
        pytest.skip("the texts and their gold are not beside the checkout")
    if not gold_set.marks.findall(readme)[0]:
        pytest.skip(NOT_YET)
    assert figures.rewritten(readme, [gold_set]) == readme, "write them anew with: python examples/figures.py"


@pytest.fixture
def small(figures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A README of its own, with the example reports' set alone in it and one that is nowhere."""
    absent = dataclasses.replace(figures.SETS[1], gold=tmp_path / "nowhere")
    monkeypatch.setattr(figures, "SETS", (figures.SETS[0], absent))
    monkeypatch.setattr(figures, "README", tmp_path / "README.md")
    marks = "".join(f"<!-- figures: {one.name} -->\nold figures\n<!-- /figures: {one.name} -->\n\n" for one in figures.SETS)
    figures.README.write_text(f"# x\n\n{marks}the end\n", encoding="utf-8")
    return figures.README


def test_writing_and_checking(figures, small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert figures.main(["--check"]) == 1
    assert "other figures than a fresh run" in capsys.readouterr().out
    assert figures.main([]) == 0
    assert "not measured, as its texts are not here: Excerpts" in capsys.readouterr().out
    text = small.read_text(encoding="utf-8")
    assert text.count("old figures") == 1, "what is not here stays as it was"
    assert "**Our own example reports**: 4 documents of 2 companies with " in text
    assert len(ROW.findall(text)) == 17 + 4
    assert re.search(r"where gold has one: date \d+ of \d+, percentage \d+ of \d+, amount \d+ of \d+\.", text)
    assert text.endswith("the end\n")
    assert figures.main(["--check"]) == 0


def test_a_readme_without_marks_and_wrong_options_are_refused(figures, small: Path) -> None:
    small.write_text("# x\n", encoding="utf-8")
    with pytest.raises(ValueError, match="one pair of marks <!-- figures: examples -->"):
        figures.main(["--check"])
    assert figures.main(["--chekc"]) == 2
    assert small.read_text(encoding="utf-8") == "# x\n"
