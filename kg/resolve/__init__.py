"""Names → entities: within each filing first, then across filings and years.

Names are joined by what filings say (defined terms, the registrant's aliases, changes of name) and by being the same name but for legal
form and spelling; never because they look alike. Every join has its reason, kept in `Entity.merges`:

| rule | score | what it means |
| --- | --- | --- |
| registrant | 1 | an alias of the filer: given, from the manifest, or found in the text |
| defined-term, former-name, … | 1 | the filing says so; the rule is the alias's |
| same-cik | 1 | two filers with one Central Index Key |
| same-name | 0.95 | the same but for legal form, case, punctuation or spacing, and the legal forms agree |
| own-group | 0.9 | "X Group" in a filing of X is X |
| with-affiliates | 0.9 | "X and its affiliates" is X |
| same-name-elsewhere | 0.9 | the same name in another filing, and nothing speaks against it |
| surname | 0.8 | "Mr. X" where the filing has one person of this surname |
| short-form-elsewhere | 0.8 | a short form that only one entity has, defined in another filing |
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Extraction, Resolution
from kg.resolve.across import join
from kg.resolve.entities import make_entities
from kg.resolve.within import clusters

__all__ = ["resolve"]


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """The entities that filings speak of, and which one each of their names means.

    Every registrant is an entity, and so is every party of a fact. The result does not depend on the order of the filings.
    """
    sources = {}
    found = []
    for extraction in extractions:
        sources[extraction.source.name] = extraction.source
        found.extend(clusters(extraction))
    found.sort(key=lambda cluster: (cluster.filing, cluster.forms[0].name))
    return make_entities(join(found, sources), sources)
