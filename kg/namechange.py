"""Changes of the filer's own name: with the names as they were at the time, since all of them mean the filer today."""

from __future__ import annotations

from kg.mentions.party import Party
from kg.model import Mention
from kg.names import core, is_generic, plain
from kg.reading import Candidate

__all__ = ["as_then_named"]


def as_then_named(candidate: Candidate) -> Candidate:
    """A change of the filer's own name with the names as they were then: all of them mean the filer, and so one party.

    "The Company changed its name to X" gave up the name under which it was set up.
    """
    subject, object_ = candidate.subject, candidate.object
    if subject is None or object_ is None or (object_.mention.kind != "self" and subject.mention.kind != "self"):
        return candidate
    if object_.mention.kind != "self" and core(subject.full) != core(object_.full):
        return candidate
    text, book = candidate.reading.text, candidate.reading.document.book
    old, new = (plain(text[party.start : party.end]) for party in (subject, object_))
    if subject.mention.kind == "self" and (is_generic(old) or book.get(old) is None):
        first = {alias.form for alias in book.aliases if alias.rule == "incorporated-as"}
        old = first.pop() if len(first) == 1 else new
    if core(old) == core(new):
        return candidate
    before = _named(subject, old) if subject.mention.kind == "self" else subject
    written = not core(object_.full).startswith(core(new)) and not is_generic(new) and book.get(new) is not None
    after = _named(object_, new) if written else object_
    steps = candidate.steps if (before, after) == (subject, object_) else (*candidate.steps, "then-named")
    return candidate._replace(subject=before, object=after, steps=steps)


def _named(party: Party, name: str) -> Party:
    return Party(Mention("company", party.start, party.end, name), name)
