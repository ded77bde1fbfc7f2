"""Firms that are named after several partners, and names with numbers: one name, and no list."""

from __future__ import annotations

import pytest
from machines import lines


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("We acquired Mellor Lynn, Pears, Fennel & Smyth Incorporated in 2014.", ["Mellor Lynn, Pears, Fennel & Smyth Incorporated"]),
        ("We acquired Cray, Swann & Moor LLP in 2014.", ["Cray, Swann & Moor LLP"]),
        (
            "We acquired Kelda, Orbis, Blake & Deck Inc. and Tarn in 2014. Kelda and Orbis grew.",
            ["Kelda", "Orbis", "Blake & Deck Inc.", "Tarn"],
        ),
        ("In 2014 we acquired Fort 6 Wire Ltd. and Tarn e-commerce Holding B.V.", ["Fort 6 Wire Ltd.", "Tarn e-commerce Holding B.V."]),
        ("In 2014 we acquired Roe & Associates Ltd. Ms. Jane Roe is our Treasurer.", ["Roe & Associates Ltd."]),
    ],
)
def test_one_name(text: str, names: list[str]) -> None:
    assert lines(text, "acquired") == [f"SELF acquired {name} 2014" for name in names]
