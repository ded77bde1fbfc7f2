"""A made-up report with a fact of each relation, and a candidate that is none."""

from __future__ import annotations

REPORT = """FORM 20-F

ANNUAL REPORT

For the fiscal year ended March 31, 2012

Tern Systems Inc.
(Exact name of Registrant as specified in its charter)

ITEM 4. INFORMATION ON THE COMPANY

On 3 March 2011 we acquired Quanta Fiber Ltd. for $5 million. As of March 31, 2012, Borealis Networks Corp. owned 29.9% of our shares.
We purchase routers from Kestrel Devices GmbH ("Kestrel"). Our main competitors are Osprey Telecom plc and Gannet Data Ltd.

We do not compete with Murre Cables Ltd. in any market.
"""
RULE = """
[[rule]]
name = "lent-to"
relation = "supplierOf"
triggers = ["lends"]
pattern = "subject:COMPANY ..3 TRIGGER ..3 object:SELF"
examples = [{ text = "Puffin Bank Ltd. lends us ships.", facts = ["Puffin Bank Ltd. supplierOf SELF 2015"] }]
non_examples = ["Puffin Bank Ltd. borrows our ships."]
"""
