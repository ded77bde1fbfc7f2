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


@pytest.mark.parametrize(
    "name",
    [
        "q.r.s. Glow, Inc.",
        "47andYou Holding Co.",
        "Dr. Morley's Laboratories Ltd.",
        "St. Brice Medical, Inc.",
        "Mt. Pellan Mining Corp.",
        "Zap! Brands, Inc.",
        "Zap! Brands",
        "QR kestrel Inc.",
        "Morley Dunn Hobb & Co. L.P.",
        "Acuity of DC and VA, Inc.",
        "Murre Acuity of Maryland and Virginia, LLC",
        "Tern Pacific - New Jersey, Inc.",
        "Tern Pacific - Washington, D.C., Inc.",
        "ternandgull.com inc.",
        "E*Wren Financial Corp.",
        "Osprey Mfg. & Electronics Corp.",
    ],
)
def test_name_with_marks_is_whole(name: str) -> None:
    """Full stops, dashes, small letters and exclamation marks within a name, which cut it elsewhere."""
    assert lines(f"We own 30% of {name} and make wire.", "ownsShareIn") == [f"SELF ownsShareIn {name} 2015 30%"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("We hired Dr. Morley. We own 30% of Glow Laboratories Ltd.", "Glow Laboratories Ltd."),
        ("Our shop is in Ohio. We own 30% of Glow, i.e. Wire Glow Ltd.", "Glow"),
        ("What a year! We own 30% of Glow Corp.", "Glow Corp."),
        ("We work with Dr. Morley - Ohio, Inc. is a book. We own 30% of Glow Ltd.", "Glow Ltd."),
    ],
)
def test_marks_that_end_a_name(text: str, name: str) -> None:
    assert f"SELF ownsShareIn {name} 2015 30%" in lines(text, "ownsShareIn")
