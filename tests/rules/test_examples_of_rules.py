"""Every shipped rule does what its own examples say; a rule of the user's is held to the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from machines import relations, shipped

from kg.exercise import check_examples
from kg.machine import machine

RULES = shipped().rules.rules
FILES = sorted({rule.file for rule in RULES})


@pytest.mark.parametrize("file", FILES)
def test_shipped_examples_hold(file: str) -> None:
    assert check_examples(shipped(), frozenset({file})) == []


def test_every_core_relation_has_rules() -> None:
    assert {rule.relation for rule in RULES} >= {"ownsShareIn", "acquired", "supplierOf", "competitorOf"}


def test_rules_have_names_of_their_own_and_say_where_they_stand() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all((Path("kg/rules") / rule.file).suffix == ".toml" and rule.examples for rule in RULES)


def test_the_index_holds_every_trigger() -> None:
    index = shipped().rules.by_trigger
    assert all(rule in index[trigger] for rule in RULES for trigger in rule.triggers)


RULE = """
[[rule]]
name = "glass-bought"
relation = "acquired"
triggers = ["swallowed"]
pattern = "subject:COMPANY|SELF ..3 TRIGGER ..2 object:COMPANY"
examples = [{ text = "%s", facts = ["%s"] }]
non_examples = ["%s"]
"""


@pytest.mark.parametrize(
    ("text", "fact", "non_example", "complaint"),
    [
        ("In 2014 we swallowed Kelda Ltd.", "SELF acquired Kelda Ltd. 2014", "We may have swallowed Kelda Ltd.", ""),
        ("In 2014 we swallowed Kelda Ltd.", "SELF acquired Kelda Ltd. 2013", "It rained.", "expected 'SELF acquired Kelda Ltd. 2013'"),
        ("In 2014 we swallowed Kelda Ltd.", "SELF acquired Brandt AG 2014", "It rained.", "which the example does not say"),
        ("It rained.", "SELF acquired Kelda Ltd. 2014", "It rained.", "finds nothing in its own examples"),
        ("In 2014 we swallowed Kelda Ltd.", "SELF acquired Kelda Ltd. 2014", "We swallowed Kelda Ltd.", "in the non-example"),
    ],
)
def test_a_users_examples_are_run(tmp_path: Path, text: str, fact: str, non_example: str, complaint: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE % (text, fact, non_example), encoding="utf-8")
    made, problems = machine(relations(), [path])
    assert problems == []
    wrong = check_examples(made, frozenset({"mine.toml"}))
    assert (wrong == []) if not complaint else any(complaint in line and "mine.toml: rule 'glass-bought'" in line for line in wrong)
