"""What is known of an entity beside its facts: its names and when they held, why they were joined, and its places in reference lists."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Link", "Merge", "Name"]


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
