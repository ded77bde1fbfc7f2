"""How a clause is meant: cues with their places, and never beyond their clause."""

from __future__ import annotations

import pytest
from machines import book_of, lines, read, reasons, shipped

from kg.context import boundaries, cue_words, scopes
from kg.mentions.sequence import encode


def clauses(text: str) -> list[str]:
    items = encode(text, 0, len(text), book_of(text), shipped().rules.alphabet).items
    starts = [items[index].start for index in boundaries(items)]
    return [text[start:end].strip(" ,;") for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


@pytest.mark.parametrize(
    "text",
    [
        "We acquired Kelda Ltd. in 2014 and we may pursue other acquisitions.",
        "We acquired Kelda Ltd. in 2014, which may hurt our results.",
        "Although we may sell it, we acquired Kelda Ltd. in 2014.",
        "We acquired Kelda Ltd. in 2014; it might fail.",
        "If it rains, it rains, but we acquired Kelda Ltd. in 2014.",
        "We acquired Kelda Ltd. in 2014, although we did not want to.",
        "We do not make ropes; we acquired Kelda Ltd. in 2014.",
        "We acquired Kelda Ltd. in 2014 and plan to acquire others.",
        "We acquired Kelda Ltd. in 2014 because we could not make ropes.",
        "We not only acquired Kelda Ltd. in 2014, we paid for it.",
    ],
)
def test_a_hedge_holds_for_its_clause_alone(text: str) -> None:
    assert lines(text, "acquired") == ["SELF acquired Kelda Ltd. 2014"]


@pytest.mark.parametrize(
    ("text", "kind", "cue"),
    [
        ("We have not acquired Kelda Ltd.", "negated", "have not"),
        ("We never acquired Kelda Ltd.", "negated", "never"),
        ("If we acquired Kelda Ltd. we would grow.", "hypothetical", "If"),
        ("We may have acquired Kelda Ltd. in 2014.", "hypothetical", "may"),
        ("We considered whether we acquired Kelda Ltd. too late.", "hypothetical", "whether"),
        ("By 2016 we will have acquired Kelda Ltd.", "planned", "will"),
        ("We acquired Kelda Ltd., subject to regulatory approval.", "pending", "subject to regulatory approval"),
        ("On May 3, 2015, we acquired Kelda Ltd., pending approval of the authorities.", "pending", "pending"),
    ],
)
def test_what_is_no_fact_is_rejected_with_its_cue(text: str, kind: str, cue: str) -> None:
    assert lines(text, "acquired") == []
    (rejection,) = [r for r in read(text).rejections if r.relation == "acquired"]
    assert rejection.cue is not None
    assert (rejection.reason, rejection.cue.kind, rejection.cue.text) == (kind, kind, cue)
    assert text[rejection.cue.start : rejection.cue.end] == cue
    assert text[rejection.trigger.start : rejection.trigger.end] == "acquired"


@pytest.mark.parametrize(
    "text",
    [
        "We may acquire Kelda Ltd. in 2016.",
        "We plan to acquire Kelda Ltd. from Brandt AG.",
        "We agreed to acquire Kelda Ltd. for $5 million.",
        "We do not compete with Kelda Ltd.",
        "We could compete with Kelda Ltd. one day.",
        "Kelda Ltd. might become our largest customer.",
        "We do not buy ropes from Kelda Ltd.",
        "We would own 45% of Kelda Ltd. if it were so.",
        "We had an option to purchase 45% of Kelda Ltd.",
        "Our suppliers may include Kelda Ltd.",
        "Our competitors might include Kelda Ltd.",
    ],
)
def test_hedged_denied_and_planned_are_no_facts(text: str) -> None:
    assert lines(text) == []


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("We previously owned 45% of Kelda Ltd.", "previously"),
        ("Our former supplier of ropes is Kelda Ltd.", "former"),
        ("We no longer own 45% of Kelda Ltd.", "no longer"),
    ],
)
def test_what_has_ended_is_a_former_fact(text: str, cue: str) -> None:
    facts = [fact for fact in read(text).facts if fact.relation in ("ownsShareIn", "supplierOf")]
    assert [(fact.status, [c.text for c in fact.cues]) for fact in facts] == [("former", [cue])]
    assert all(text[c.start : c.end] == c.text for fact in facts for c in fact.cues)


def test_what_is_presupposed_holds_inside_a_hedge() -> None:
    assert lines("We might lose Kelda Ltd., our largest supplier.", "supplierOf") == ["Kelda Ltd. supplierOf SELF 2015"]


def test_nobody_is_related_to_itself() -> None:
    assert lines("We compete with the Company and Acme Holdings Ltd.") == []
    assert reasons("Acme Holdings Ltd. competes with the Company.", "competitorOf") <= {"same party"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We sell ropes and we may sell sacks.", ["We sell ropes", "and we may sell sacks."]),
        ("We sell ropes, which rot.", ["We sell ropes", "which rot."]),
        ("We sell ropes; sacks rot.", ["We sell ropes", "sacks rot."]),
        ("Although ropes rot, we sell them.", ["Although ropes rot", "we sell them."]),
        ("We sell ropes and sacks and twine.", ["We sell ropes and sacks and twine."]),
        ("We sell ropes but not sacks.", ["We sell ropes", "but not sacks."]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


def test_scopes_end_with_their_clauses() -> None:
    text = "We may sell ropes, but sacks rot and we cannot sell them."
    items = encode(text, 0, len(text), book_of(text), shipped().rules.alphabet).items
    found = [
        (scope.cue.kind, scope.cue.text, text[items[scope.first].start : items[scope.last - 1].end])
        for scope in scopes(items, text, boundaries(items))
    ]
    assert found == [("hypothetical", "may", "may sell ropes,"), ("negated", "cannot", "cannot sell them.")]


def test_every_word_of_a_cue_has_a_code() -> None:
    assert cue_words() <= shipped().rules.alphabet.words()
