"""Texts as filings have them, for property tests: prose, headings, bullets, table rows, page marks and plain noise in any order."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = [
    "ITEM 4. INFORMATION ON THE COMPANY", "D. Risk Factors", "Suppliers", "  - 12 -  ", "<PAGE>", "- Kelda Ltd.; and", "(ii) Brandt AG",
    "\n", "\n\n", "   \n", "Our competitors include:", "We bought Kelda Inc. (\"Kelda\") on March 3, 2014.",
    "which may, or may not, be so", "Name\tShares\t15.7%", "Orbis S.A.   12   8%", "We own 45% of Halden ASA, which owns 51% of Fjord AS.",
    "\"", "(", ")", "[", "’s", ". ", ", ", " and ", " ", "U.S.", "Mr. J. Smith", "¥9.2 billion", "\r", "\x0c", "\u2028", "\x00", "\u202e",
    "é", "İ", "ß", "\ud800",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join)
