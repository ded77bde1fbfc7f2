"""The documents say what is so: their commands exist and are all there, their blocks run, their links lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from consoles import refreshed, steps, workplace

from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [path for pattern in ("*.md", "examples/*.md", "ontology/*.md", "out/*.md") for path in sorted(ROOT.glob(pattern))]
MANUALS = [ROOT / "README.md", ROOT / "examples" / "walkthrough.md"]
of_each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))


def commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if isinstance(group, click.Group):
        for part, command in sorted(group.commands.items()):
            yield from commands(command, f"{name} {part}")
    else:
        yield name, group


COMMANDS = dict(commands(main, "kg"))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_and_helps(name: str) -> None:
    manuals = "\n".join(path.read_text(encoding="utf-8") for path in MANUALS)
    assert re.search(rf"(?<![\w-]){name}(?![\w-])", manuals), f"{name} stands neither in the README nor in the walk-through"
    assert COMMANDS[name].help, f"{name} has no help text"


@of_each_document
def test_documents_name_only_options_that_exist(document: Path) -> None:
    known = {option for command in [main, *COMMANDS.values()] for parameter in command.params for option in parameter.opts}
    for line in document.read_text(encoding="utf-8").splitlines():
        for call in re.findall(r"\bkg [a-z][^`|]*", line):
            assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", call)) <= known | {"--help", "--version"}, line


@of_each_document
def test_documents_name_only_targets_that_make_has(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = document.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^ *\$? ?)make ([a-z]+)", text, re.MULTILINE)) <= targets


@of_each_document
def test_links_to_files_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", document.read_text(encoding="utf-8"))
    files = [link for pair in links for link in pair if link and not re.match(r"[a-z]+:|#", link)]
    assert [link for link in files if not (document.parent / link.split("#")[0]).exists()] == []


@of_each_document
def test_every_block_that_asks_to_be_run_is_found(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert text.count("\n```python test\n") == sum(not step.shell for step in steps(text))
    assert text.count("\n```console test\n") <= sum(step.shell for step in steps(text))


@pytest.mark.slow
def test_readme_prints_what_it_shows(tmp_path: Path) -> None:
    document = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(steps(document)) >= 3
    assert refreshed(document, workplace(tmp_path)) == document
