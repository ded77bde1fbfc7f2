"""The kind of a name by its own words: exchange, authority, group, company, or a bare name."""

from __future__ import annotations

from functools import lru_cache

from kg.mentions.lexicon import words as lexicon
from kg.model import Kind
from kg.names import is_group

__all__ = ["classify"]

_GROUP_ENDS = frozenset({"Group", "GROUP", "Companies"})


def classify(name: str, common: frozenset[str]) -> Kind:
    """The kind of a name without a legal form, by its own words; `common` holds the words that the filing writes in lower case."""
    kind, words = _told(name), name.removeprefix("The ").split()
    if kind == "name" and len(words) > 1 and words[-1] in lexicon("org_nouns") and not all(word.lower() in common for word in words):
        return "company"
    return kind


@lru_cache(maxsize=20_000)
def _told(name: str) -> Kind:
    """What the words say by themselves, whatever the filing."""
    words = name.removeprefix("The ").split() or [name]
    if any(word in name for word in lexicon("exchange_words")):
        return "exchange"
    if (len(words) > 1 and words[-1] == "Exchange" and words[0] not in lexicon("not_names")) or name in lexicon("exchange_words"):
        return "exchange"
    if name in lexicon("authorities") or _is_authority(words):
        return "authority"
    return "group" if words[-1] in _GROUP_ENDS and is_group(name) else "name"


def _is_authority(words: list[str]) -> bool:
    """Whether the words say so: "Department of Posts", "Energy Commission", "Israeli Ministry of Health"; not "Office Depot"."""
    known, said = lexicon("authority_words"), ("of", "for", "on", "to")
    for index, word in enumerate(words[:3]):
        if word in known and (words[index + 1 : index + 2] == [] or words[index + 1] in said):
            return index > 0 or len(words) > 1 or word in ("Commission", "Ministry")
    return (words[-1] in known and len(words) > 1) or words[:2] == ["Central", "Bank"]
