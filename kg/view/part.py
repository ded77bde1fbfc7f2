"""Of a graph that is too big for one page, the part that the page holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Claim, Source

__all__ = ["MOST_CLAIMS", "part", "sources_of"]

MOST_CLAIMS = 30_000  # some 12 MB, which a browser reads in a second or two


def part(claims: Sequence[Claim], centre: str = "", most: int = MOST_CLAIMS) -> Sequence[Claim]:
    """The claims to show: all of them up to `most`, else those among the parties nearest to `centre` and best connected, in their order.

    Parties are ranked by their distance from `centre` (an entity's id, or empty), then by their number of claims; a claim counts as the
    lesser of its parties. The same claims give the same part.
    """
    if len(claims) <= most:
        return claims
    degrees = Counter(end for claim in claims for end in _ends(claim))
    far = _distances(claims, centre) if centre in degrees else {}
    order = sorted(degrees, key=lambda node: (far.get(node, len(far) + 1), -degrees[node], node))
    place = {node: i for i, node in enumerate(order)}
    kept = {claim.id for claim in sorted(claims, key=lambda claim: (max(place[end] for end in _ends(claim)), claim.id))[:most]}
    return [claim for claim in claims if claim.id in kept]


def sources_of(claims: Iterable[Claim], sources: Sequence[Source]) -> list[Source]:
    """The filings that claims quote."""
    used = {fact.evidence.filing for claim in claims for fact in claim.facts}
    return [source for source in sources if source.name in used]


def _ends(claim: Claim) -> set[str]:
    return {claim.subject, claim.object or claim.subject}


def _distances(claims: Iterable[Claim], centre: str) -> dict[str, int]:
    """How many links each party that can be reached is away."""
    beside = defaultdict(set)
    for claim in claims:
        if claim.object is not None:
            beside[claim.subject].add(claim.object)
            beside[claim.object].add(claim.subject)
    found, front = {centre: 0}, {centre}
    while front:
        front = {other for node in front for other in beside[node]} - found.keys()
        found |= dict.fromkeys(sorted(front), max(found.values()) + 1)
    return found
