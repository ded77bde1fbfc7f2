"""A party as it is mentioned in a sentence, with what patterns ask of it."""

from __future__ import annotations

from typing import NamedTuple

from kg.mentions.dates import Date
from kg.model import Mention

__all__ = ["Party"]


class Party(NamedTuple):
    """A mention with what patterns ask of it.

    `possessive`: "our", "its", "Vitro's". `weak`: a bare name that may as well be a title-case term. `thing`: one that an
    article or the noun behind it shows to be a ship, a plant, a product. `reference`: "its" or "it", which means
    a party named before it. `nominative`: "we". `full` is the fullest name that the filing gives for it. `percent` and `date` are its
    own where they stand beside it in a list: "A (60%) and B (40%)", "A in 1996 and B in 1998"; else -1 and None.
    """

    mention: Mention
    full: str
    possessive: bool = False
    weak: bool = False
    thing: bool = False
    reference: bool = False
    nominative: bool = False
    percent: float = -1.0
    date: Date | None = None

    @property
    def start(self) -> int:
        """Where the mention begins."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where the mention ends."""
        return self.mention.end
