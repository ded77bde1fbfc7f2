"""What each rule did in a build, and that no rule is left out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from score_samples import gold, rejected, stated, write_build, write_gold

from kg.errors import OutputError
from kg.model import Relation
from kg.rulereport import RuleUse, rule_report
from kg.score import judge

KNOWN = {"bought": "acquired", "took-over": "acquired", "sold": "divested", "table": "", "asleep": "listedOn"}
FACTS = [
    stated("acquired", "Acme", "Globex", 2010, rule="bought"),
    stated("acquired", "Acme", "Globex", 2010, rule="took-over"),
    stated("acquired", "Acme", "Globex", 2010, rule="bought", document="heron"),
    stated("acquired", "Acme", "Initech", 2010, rule="bought"),
    stated("acquired", "Acme", "Hooli", 2010, rule="bought"),
    stated("ownsShareIn", "Acme", "Globex", 2010, rule="table"),
    stated("listedOn", "Acme", "X", 2010, rule="of-a-plugin"),
]
REJECTED = [
    rejected("acquired", "planned", "plans  to", rule="bought"),
    rejected("acquired", "planned", "Plans to", rule="bought"),
    rejected("acquired", "planned", "will", rule="bought"),
    rejected("acquired", "same party", rule="bought"),
    rejected("divested", "not products", rule="sold"),
]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return write_build(tmp_path / "out", FACTS, REJECTED, ["tern", "heron"])


def test_fired_kept_rejected_overlapped(out: Path) -> None:
    uses = rule_report(out, KNOWN)
    assert uses == [
        RuleUse("bought", ("acquired",), 4, 2, (('planned "plans to"', 2), ('planned "will"', 1), ("same party", 1))),
        RuleUse("of-a-plugin", ("listedOn",), 1),
        RuleUse("sold", ("divested",), 0, 0, (("not products", 1),)),
        RuleUse("table", ("ownsShareIn",), 1),
        RuleUse("took-over", ("acquired",), 1, 1),
        RuleUse("asleep", ("listedOn",)),
    ]
    assert [(use.fired, use.turned_down, use.precision) for use in uses[:2]] == [(8, 4, None), (1, 0, None)]


def test_gold_says_how_right_a_rule_is(out: Path, tmp_path: Path, relations: Mapping[str, Relation]) -> None:
    lines = [gold("acquired", "Acme", "Globex", 2010), gold("acquired", "Acme", "Hooli", 2010, certain=False)]
    judged = judge(write_gold(tmp_path / "gold", lines), out, relations)
    assert [one.verdict for one in judged] == ["right", "right", "unwanted", "uncertain", "unwanted", "unwanted"]
    marks = {use.rule: (use.right, use.wrong, use.precision) for use in rule_report(out, KNOWN, judged)}
    assert marks["bought"] == (1, 1, 0.5)
    assert marks["took-over"] == (1, 0, 1)
    assert marks["table"] == (0, 1, 0)
    assert marks["sold"] == marks["asleep"] == (0, 0, None)


def test_what_is_said_twice_is_judged_once(tmp_path: Path, relations: Mapping[str, Relation]) -> None:
    facts = [stated("acquired", name, "Globex", 2010, rule="bought") for name in ("Acme", "Acme Inc.", "Initech", "INITECH")]
    out = write_build(tmp_path / "out", facts)
    judged = judge(write_gold(tmp_path / "gold", [gold("acquired", "Acme", "Globex", 2010)]), out, relations)
    assert len(judged) == 4
    assert [(use.kept, use.right, use.wrong) for use in rule_report(out, {}, judged)] == [(4, 1, 1)]


def test_a_folder_that_is_no_build_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is not a build"):
        rule_report(tmp_path, KNOWN)
