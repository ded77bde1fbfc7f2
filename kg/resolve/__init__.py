"""Names → entities: within each filing first, then across filings and years.

Names are joined by what filings say (defined terms, the registrant's aliases, changes of name) and by being the same name but for legal
form and spelling; never because they look alike, and never where a filing states a relation between the two. Every join has its reason,
kept in `Entity.merges`:

| rule | score | what it means |
| --- | --- | --- |
| decision | 1 | a user says so (`kg.decisions`) |
| registrant | 1 | an alias of the filer: given, from the manifest, or found in the text |
| defined-term, former-name, … | 1 | the filing says so; the rule is the alias's |
| renamed | 1 | a filing says that the one name gave way to the other |
| same-cik | 1 | two filers with one Central Index Key |
| same-name | 0.95 | the same but for legal form, case, punctuation or spacing, and the legal forms agree; 0.9 where they are not the same |
| own-group | 0.9 | "X Group" in a filing of X is X |
| with-affiliates | 0.9 | "X and its affiliates" is X |
| noise | 0.9 | the same but for what scanners mistake, "Te1ecom"; 0.85 where it is in another filing of the same registrant |
| part, place, owner | 0.85 | "the X chain", "X (Hong Kong)", "Y's X" is X, if the filing has one X |
| initials | 0.85 | the initials of the one name in the filing that they fit |
| spelling | 0.85 | one letter inside a long name, one of the two seldom used |
| first-words | 0.8 | "X" for "X Stores", "Groupe X", if the filing has one that it fits |
| person-initials | 0.8 | "J.E. Fletcher" where one Fletcher has a first name with J |
| same-name-elsewhere | 0.9 | the same name in another filing, and nothing speaks against it |
| person-elsewhere | 0.8 | more or fewer given names in another filing of the registrant, where all who bear the surname can be one person |
| surname | 0.8 | "Mr. X" where the filing has one person of this surname |
| short-form-elsewhere | 0.8 | a short form that only one entity has, defined in another filing |
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.decisions import Decisions
from kg.model import Extraction, Resolution
from kg.resolve.across import Pair, join
from kg.resolve.entities import make_entities
from kg.resolve.forms import Cluster
from kg.resolve.renames import told_apart
from kg.resolve.within import clusters

__all__ = ["resolve"]


def resolve(extractions: Iterable[Extraction], decisions: Decisions = Decisions()) -> Resolution:  # noqa: B008  frozen
    """The entities that filings speak of, and which one each of their names means.

    Every registrant is an entity, and so is every party of a fact. The result does not depend on the order of the filings. What a user
    has decided wins over every rule.
    """
    sources = {}
    found: list[Cluster] = []
    apart: set[Pair] = set()
    for extraction in extractions:
        name = extraction.source.name
        sources[name] = extraction.source
        found.extend(clusters(extraction, decisions))
        apart.update(((name, one), (name, other)) for one, other in told_apart(extraction))
    found.sort(key=lambda cluster: (cluster.filing, cluster.forms[0].name))
    return make_entities(join(found, sources, decisions, sorted(apart)), sources, decisions)
