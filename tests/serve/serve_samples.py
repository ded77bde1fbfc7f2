"""Claims whose names, quotes and attributes would run script in a page that does not take them for text."""

from __future__ import annotations

from hostile import HOSTILE
from rdf_samples import make_claim, make_entity, make_fact

HOSTILE_ENTITIES = [make_entity(f"evil-{number}", text, f"{text} & co") for number, text in enumerate(HOSTILE)]
HOSTILE_CLAIMS = [
    make_claim(
        make_fact(
            "supplierOf", f"evil-{number}", "we", 2013, filing="report-2012", quote=f"{text} supplies us.", start=9000 + number,
            section=text, attributes=(("product", text),),
        ),
        subject=f"evil-{number}", obj="evil-0" if number else "we",
    )
    for number, text in enumerate(HOSTILE)
]  # fmt: skip
