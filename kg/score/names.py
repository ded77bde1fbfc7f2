"""When two names are the same to a scorer.

This is looser than `kg.names`, on purpose, and apart from it: the measure must not move when resolving is improved. Two names are one

1. when gold lists both as forms of one entity, compared folded: without case, accents, apostrophes and punctuation, "&" as "and", and
   without a defined term in brackets behind the name ('Globex Ltd. ("Globex")');
2. else when they are equal, to each other or to a listed form, without the words of legal forms and a few more ("holdings", "the",
   "international"), wherever these stand; a name that has only such words keeps them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

__all__ = ["Names", "bare", "fold"]

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´"))
_SIGNS = re.compile("[^a-z0-9]+")
_EMPTY_WORDS = frozenset(
    "inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag se sa spa nv bv ab asa as oy oyj kk pte pty sdn bhd "
    "sarl sas srl holding holdings the pjsc jsc ojsc tbk pt lda ltda kgaa kg ev international".split()
)


def fold(name: str) -> str:
    """A name as lower-case ASCII words with single blanks between them."""
    text = _without_term(name).translate(_APOSTROPHES)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return _SIGNS.sub(" ", text.replace("&", " and ")).strip()


def bare(name: str) -> str:
    """A folded name without legal forms; the folded name itself where nothing would be left."""
    words = fold(name).split()
    kept: list[str] = []
    at = 0
    while at < len(words):
        if words[at : at + 2] == ["k", "k"]:
            at += 2
            continue
        if words[at] not in _EMPTY_WORDS:
            kept.append(words[at])
        at += 1
    return " ".join(kept or words)


def _without_term(name: str) -> str:
    """A name without the brackets that close it, and without the signs before them; a name that is all brackets stays."""
    text = name.rstrip()
    opening = text.rfind("(")
    if opening < 0 or text.find(")", opening) != len(text) - 1:
        return name
    head = opening
    while head and not (text[head - 1].isalnum() or text[head - 1] == "_"):
        head -= 1
    return text[:head] or name


class Names:
    """Which forms mean the same entity in one document."""

    def __init__(self, entities: Mapping[str, Sequence[str]]) -> None:
        forms = [(form, canonical) for canonical, others in entities.items() for form in (canonical, *others)]
        self._folded, self._bare = dict[str, str](), dict[str, str]()
        for form, canonical in forms:  # where a form is claimed twice, the first entity has it
            self._folded.setdefault(fold(form), canonical)
            self._bare.setdefault(bare(form), canonical)

    def __call__(self, name: str | None) -> str | None:
        """The entity's canonical name; for a name that gold doesn't know "?" and the bare name; None for no name."""
        if not name:
            return None
        return self._folded.get(fold(name)) or self._bare.get(bare(name)) or f"?{bare(name)}"
