"""What is known about a filing besides its text, and how it was learnt."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace

__all__ = ["Metadata"]


@dataclass(frozen=True, slots=True)
class Metadata:
    """Whose filing it is and what it reports on; everything may be unknown.

    `fiscal_year` is for sources that know the year and not the day. `found` says how an item was learnt, as (item, how) pairs; an item
    that is not in it was given.
    """

    registrant: str = ""
    aliases: tuple[str, ...] = ()
    form: str = ""
    fiscal_year_end: dt.date | None = None
    fiscal_year: int | None = None
    cik: str = ""
    accession: str = ""
    url: str = ""
    lei: str = ""
    found: tuple[tuple[str, str], ...] = ()

    def known(self) -> tuple[str, ...]:
        """The names of the items that have a value."""
        return tuple(field.name for field in fields(self) if field.name != "found" and getattr(self, field.name))

    def how(self, item: str) -> str:
        """How an item was learnt: "given" unless `found` says otherwise."""
        return dict(self.found).get(item, "given")

    def learnt(self, how: str) -> Metadata:
        """The same with every known item marked as learnt in this way."""
        return replace(self, found=tuple(sorted((item, how) for item in self.known())))

    def over(self, other: Metadata) -> Metadata:
        """This, with what it lacks taken from the other: a command line over a manifest, a manifest over what the text tells.

        Aliases add up where both speak of the same registrant; a registrant named here alone has no use for another's aliases.
        """
        mine, theirs = set(self.known()), set(other.known())
        if "fiscal_year" in mine or "fiscal_year_end" in mine:  # day and year are one item: never half from here, half from there
            theirs -= {"fiscal_year", "fiscal_year_end"}
        taken = {item: getattr(other, item) for item in theirs - mine}
        how = {item: self.how(item) for item in mine} | {item: other.how(item) for item in taken}
        if "aliases" in mine and "aliases" in theirs:
            taken["aliases"] = tuple(dict.fromkeys((*self.aliases, *other.aliases)))
        return replace(self, **taken, found=tuple(sorted(how.items())))
