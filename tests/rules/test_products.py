"""What is supplied, as a fact names it: no quantity before it, no other supplier behind it, and never people."""

from __future__ import annotations

import pytest

from tests.machines import read


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("We rely on Kelda Wire Ltd. as a sole source supplier of panels and Orbis Corporation as a source of glass.", "panels"),
        ("Kelda Wire Ltd. is our largest supplier of the rubber soles used in footwear.", "rubber soles"),
        ("We are dependent upon Kelda Wire Ltd. to facilitate financing for customers who buy.", None),
        ("In 2015 the Company purchased approximately 50% of natural gas from Kelda Wire Ltd.", "natural gas"),
        ("We supply 15 billion cubic metres of gas to Kelda Wire Ltd.", "gas"),
    ],
)
def test_the_name_of_a_product(text: str, product: str | None) -> None:
    facts = [fact for fact in read(text).facts if fact.relation == "supplierOf" and "Kelda" in str(fact.subject.name) + str(fact.object)]
    assert [fact.attribute("product") for fact in facts] == [product]
