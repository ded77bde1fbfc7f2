"""Rule files: what is refused, with the name of the file and the rule; macros; a user's file before ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from machines import filing, line, relations

from kg.errors import RuleError
from kg.machine import machine
from kg.model import Fact
from kg.rules import load_rules

GOOD = {
    "name": '"mine"',
    "relation": '"acquired"',
    "triggers": '["swallowed"]',
    "pattern": '"subject:COMPANY|SELF ..3 TRIGGER ..2 object:COMPANY"',
    "examples": '[{ text = "In 2014 we swallowed Kelda Ltd.", facts = ["SELF acquired Kelda Ltd. 2014"] }]',
}


def rule(**changes: str) -> str:
    """A rule as TOML; an empty change leaves a key out."""
    return "[[rule]]\n" + "".join(f"{key} = {value}\n" for key, value in (GOOD | changes).items() if value)


def written(tmp_path: Path, text: str, name: str = "mine.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def facts(text: str, *files: Path) -> list[Fact]:
    return list(machine(relations(), files)[0](filing(text)).facts)


def test_a_good_rule_is_loaded_and_found_by_name(tmp_path: Path) -> None:
    rules = load_rules(relations(), [written(tmp_path, rule())])
    found = rules.rule("mine")
    assert found is not None
    assert (found.file, found.triggers, rules.rank["mine"]) == ("mine.toml", ("swallowed",), 0)
    assert rules.rule("no such rule") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (rule(colour='"red"'), "rule 'mine': unknown key 'colour'"),
        (rule(relation='"swallows"'), "rule 'mine': relation 'swallows' is not in the ontology"),
        (rule(relation=""), "rule 'mine': 'relation' is missing"),
        (rule(name=""), "'name' is missing"),
        (rule(triggers=""), "rule 'mine': 'triggers' is missing"),
        (rule(triggers="[]"), "rule 'mine': 'triggers' is missing"),
        (rule(pattern=""), "rule 'mine': 'pattern' is missing"),
        (rule(examples=""), "rule 'mine': a rule comes with at least one example"),
        (rule(examples="[]"), "rule 'mine': a rule comes with at least one example"),
        (rule(triggers='["bought up"]'), "are single words in lower case"),
        (rule(triggers='["Bought"]'), "are single words in lower case"),
        (rule(triggers="[3]"), "are single words in lower case"),
        (rule(status='"zombie"'), "rule 'mine': status is 'zombie'; it can be current or former"),
        (rule(dated='"never"'), "rule 'mine': dated is 'never'; it can be event or as_of or reporting"),
        (rule(subject='"NOBODY"'), "rule 'mine': subject is 'NOBODY'; it can be SELF or +SELF"),
        (rule(at_least="101"), "rule 'mine': at_least is 101; it is a percentage, from 0 to 100"),
        (rule(percent="true"), "rule 'mine': 'percent' holds something else than it should"),
        (rule() + rule(), "rule 'mine': the name is taken"),
        (rule(name='"acquired-active"'), "rule 'acquired-active': the name is taken"),
        (rule(pattern='"TRIGGER @nobody"'), "rule 'mine': no macro 'nobody'"),
        ('[macros]\na = "@b"\nb = "@a"\n' + rule(pattern='"TRIGGER @a"'), "rule 'mine': its macros name each other"),
        ("[macros]\na = 3\n" + rule(), "macro 'a' is no text"),
        ("[[rules]]\n", "unknown table 'rules'"),
        ("[[rule]\nname =", "this is no rule file"),
    ],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(RuleError) as error:
        load_rules(relations(), [written(tmp_path, text)])
    assert message in str(error.value)
    assert "mine.toml" in str(error.value) or "acquisition.toml" in str(error.value)  # the file where the second of the two names stands


def test_a_missing_file_a_folder_and_bytes_are_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "huge.toml").write_bytes(b"#" * 5_000_001)
    for path, message in [
        (tmp_path / "huge.toml", "larger than 5 MB"),
        (tmp_path / "none.toml", "no such file"),
        (tmp_path, "no rule file"),
        (tmp_path / "bytes.toml", "no rule file"),
    ]:
        with pytest.raises(RuleError, match=message):
            load_rules(relations(), [path])


def test_a_users_macro_holds_in_the_users_file_alone(tmp_path: Path) -> None:
    own = written(tmp_path, '[macros]\nmade = "( of | in )"\n' + rule(pattern='"subject:COMPANY|SELF TRIGGER @made object:@org"'))
    assert [line(fact) for fact in facts("In 2014 we swallowed of Kelda Ltd.", own)] == ["SELF acquired Kelda Ltd. 2014"]
    other = written(tmp_path, rule(name='"other"', pattern='"TRIGGER @made"'), "other.toml")
    with pytest.raises(RuleError, match=r"other\.toml: rule 'other': no macro 'made'"):
        load_rules(relations(), [own, other])


def test_a_users_rule_wins_over_ours(tmp_path: Path) -> None:
    text = "On May 3, 2014 we acquired Kelda Ltd."
    own = written(tmp_path, rule(triggers='["acquired"]', examples='[{ text = "On May 3, 2014 we acquired Kelda Ltd.", facts = [] }]'))
    assert [fact.rule for fact in facts(text)] == ["acquired-active"]
    assert [fact.rule for fact in facts(text, own)] == ["mine"]


def test_a_users_barrier_takes_a_fact_away(tmp_path: Path) -> None:
    text = "On May 3, 2014 we acquired Kelda Ltd."
    own = written(tmp_path, rule(triggers='["acquired"]', rejects='"not ours"'))
    extraction = machine(relations(), [own])[0](filing(text))
    assert [fact.relation for fact in extraction.facts] == []
    assert [(rejection.reason, rejection.rule) for rejection in extraction.rejections if rejection.relation == "acquired"] == [
        ("not ours", "mine")
    ]


def test_two_files_keep_the_order_in_which_they_are_given(tmp_path: Path) -> None:
    one, two = written(tmp_path, rule(), "one.toml"), written(tmp_path, rule(name='"second"'), "two.toml")
    assert [fact.rule for fact in facts("In 2014 we swallowed Kelda Ltd.", one, two)] == ["mine"]
    assert [fact.rule for fact in facts("In 2014 we swallowed Kelda Ltd.", two, one)] == ["second"]


@pytest.mark.parametrize(
    "text",
    [
        "rule = 5", 'rule = ["x"]', "macros = []", "[[rule]]\nname = 5",
        '[[rule]]\nname = "x"\npattern = 5', '[[rule]]\nname = "x"\ntriggers = 5',
        '[[rule]]\nname = "x"\nrelation = []', '[[rule]]\nname = "x"\nexamples = ["x"]',
        '[[rule]]\nname = "x"\nexamples = [{ text = "x", facts = 5 }]',
        '[[rule]]\nname = "x"\nexamples = [{ facts = [] }]', f"rule = {'[' * 20_000}",
    ],
)  # fmt: skip
def test_what_has_another_shape_is_refused_by_name(tmp_path: Path, text: str) -> None:
    with pytest.raises(RuleError, match=r"mine\.toml"):
        load_rules(relations(), [written(tmp_path, text)])
