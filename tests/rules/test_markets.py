"""In which market two compete, where the sentence says it."""

from __future__ import annotations

import pytest

from tests.machines import read


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("In tooling, we compete with Kelda Wire Ltd.", "tooling"),
        ("In the window glass industry, we compete with Kelda Wire Ltd.", "window glass"),
        ("Our server racks compete with those of makers such as Kelda Wire Ltd.", "server racks"),
        ("We compete in paints and varnishes with Kelda Wire Ltd.", "paints and varnishes"),
        ("We compete with Kelda Wire Ltd. in the domestic market.", None),
        ("In addition, we compete with Kelda Wire Ltd.", None),
        ("Our products compete with those of makers such as Kelda Wire Ltd.", None),
    ],
)
def test_the_market_of_competitors(text: str, market: str | None) -> None:
    facts = [fact for fact in read(text).facts if fact.relation == "competitorOf"]
    assert [fact.attribute("market") for fact in facts] == [market]
