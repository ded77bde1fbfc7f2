"""What is known of parties beside facts: names and when they held, why they were joined, rows of lists; and parties without a name."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Link", "Merge", "Name", "UnnamedParty"]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why one form of a name stands for an entity: `rule`, `score` from 0 to 1, and the filing (and offset) where it was learnt."""

    form: str
    rule: str
    score: float
    filing: str = ""
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One form of an entity's name, and the filings that use it, sorted.

    `since` and `until` are the dates of changes of name, as exact as the text tells them; `former`: the name no longer holds, though its
    end may not be known.
    """

    form: str
    filings: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A row of a reference list that an entity matches.

    `scheme` and `value` are the identifier ("lei", "cik", "ticker", "mic"), `name` is the row's, `rule` says how it was matched and `score`
    how well, from 0 to 1. Not `linked`: it was too uncertain, or not the only one; the entity doesn't have the identifier.
    """

    scheme: str
    value: str
    name: str
    rule: str
    score: float
    reference: str
    linked: bool = True


@dataclass(frozen=True, slots=True)
class UnnamedParty:
    """A party that a filing gives a share of and no name: "our largest customer accounted for 14% of our revenue". Never an entity.

    `role` is what it is to the filer, `wording` what it is called, `number` which of several it is that are told together (else 0), `count`
    how many parties have the share together (None: several). `percent` is of `of`, as the filing words it; `bound` ("more than", "less
    than", …) where the figure is only a bound. `year_basis` is "as_of" where the text gives the year, else "reporting". The quote stands in
    the filing's text from `start` to `end`, the wording at `at`.
    """

    filing: str
    role: str
    wording: str
    number: int
    count: int | None
    percent: float
    bound: str
    of: str
    year: int
    year_basis: str
    at: int
    start: int
    end: int
    quote: str
    section: str = ""
