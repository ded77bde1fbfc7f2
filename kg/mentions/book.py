"""The names of one filing: which forms of words name a party in it, of which kind, and which forms mean the same.

What a name is, is told from the whole filing: a legal form that it has once, a definition, the metadata of the registrant. A form
without any of these stays a bare name; whether it is a company is told by its use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.mentions.census import census
from kg.mentions.defined import Definition, definitions, may_define, short_forms
from kg.mentions.entries import Entry, NameBook
from kg.mentions.filer import own_names
from kg.mentions.kinds import classify
from kg.mentions.legal import LEGAL_HINT
from kg.mentions.lexicon import words as lexicon
from kg.mentions.runs import Run, is_capitalised, legal_run, runs, words_of
from kg.model import Kind, Source
from kg.names import LEGAL_FORMS, compatible, core, family, is_acronym, is_group, plain, squash

__all__ = ["Entry", "NameBook", "read_book", "shouted"]

_LOWER = re.compile(r"(?<![\w'’.&-])[a-z]{3,}(?![\w'’&-])")
_OFTEN = 5
_BRACKETS = 160  # characters
_BETWEEN = " ,\n\t.("  # what such a stretch can begin with
_COLLECTIVE = re.compile(r"\W*(?:collectively|together)\b(?!\s+with)", re.IGNORECASE)
_LISTED = re.compile(r"\b(?:and|&)\s+(?:the\s+)?$")
_PART_OF = re.compile(
    r"\b(?:(?:affiliate|division|subsidiary|unit|portfolio\s+company)\s+of|(?:venture|partnership)\s+(?:\w+\s+)?(?:with|between|among))\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SELF_TERMS = frozenset("company registrant corporation group issuer bank parent firm".split())


def read_book(source: Source, text: str, spans: Iterable[tuple[int, int]]) -> NameBook:
    """The names of a filing, from its metadata and its sentences `spans`."""
    book = NameBook(source)
    _registrant(book, source)
    book.common = frozenset(_LOWER.findall(" ".join(dict.fromkeys(text.split()))))  # each word once
    for start, end in spans:
        legal, defining = LEGAL_HINT.search(text, start, end), may_define(text, start, end)
        if not (legal or defining):
            continue
        found = book.runs[start, end] = tuple(runs(text, words_of(text, start, end)))
        for run in found:
            if run.legal:
                _legal_name(book, text, run)
        if defining:
            for definition in (*definitions(text, start, end), *short_forms(text, start, end)):
                _define(book, text, definition, found)
        for form, rule, at in own_names(text, start, end, found, book.get):
            book.alias(form, source.registrant, rule, at)
            book.add(form, Entry(source.registrant, "self") if rule == "registrant" else Entry(form, "company"))
    _registrant_short(book, text)
    _first_words(book)
    _people(book, text)
    book.lower = tuple(sorted(key[0] for key in book.entries if len(key) == 1 and key[0][0].islower() and key[0] not in book.common))
    return book


def _people(book: NameBook, text: str) -> None:
    """The people of the filing; a name that is a company's, or its first words, stays the company's."""
    forms = (" ".join(words) for words in book.entries if len(words) > 1)
    book.people = census(text, (*(entry.name for entry in book.entries.values()), *forms), book.common)
    for name in book.people.names:
        book.add(name, Entry(name, "person"))
    for form, (name, why) in book.people.means.items():
        if (known := book.get(form)) is None or known.kind == "person":
            book.alias(form, name, why, book.people.names[name])


def _registrant_short(book: NameBook, text: str) -> None:
    """The first words of the registrant's name, where the filing uses them alone and often: "Ford" for Ford Motor Company."""
    words = _without_form(book.source.registrant).split()
    for length in range(len(words) - 1, 0, -1):
        short = " ".join(words[:length])
        known = len(short) < 3 or short in lexicon("not_names", "places", "demonyms", "openers")
        if known or book.get(short) is not None or all(word.lower() in book.common for word in words[:length]):
            continue
        if text.count(short) < _OFTEN:
            continue
        alone = re.compile(rf"\b{re.escape(short)}\b(?!\s+[A-Z&]|[-.&]\w)")
        if sum(1 for _ in zip(alone.finditer(text), range(_OFTEN), strict=False)) == _OFTEN:
            book.add(short, Entry(book.source.registrant, "self"))
            book.alias(short, book.source.registrant, "registrant", 0)


def _first_words(book: NameBook) -> None:
    """A company's first word alone is a company too, where only one name begins with it and it is no common word: "Liquorland"."""
    begun: dict[str, set[str]] = {}
    for key, entry in book.entries.items():
        if len(key) > 1:
            begun.setdefault(key[0], set()).add(entry.name if entry.kind in ("company", "self") else "")
    barred = lexicon("not_names", "places", "demonyms", "org_nouns", "openers")
    for word, names in sorted(begun.items()):
        if len(names) == 1 and len(word) > 3 and (word,) not in book.entries and word.lower() not in book.common and word not in barred:
            name = names.pop()
            if name and name != book.source.registrant:
                book.add(word, Entry(word, "company"))


def _registrant(book: NameBook, source: Source) -> None:
    entry = Entry(source.registrant, "self")
    for form in (source.registrant, *source.aliases):
        book.add(form, entry)
        book.alias(form, source.registrant, "registrant", 0)
        short = _without_form(form)
        book.add(short, entry)
        if not is_group(short):
            book.add(f"{short} Group", entry)


def _without_form(name: str) -> str:
    """The name as written, without legal form and leading article: "Pericom Semiconductor"."""
    run = next(runs(name, words_of(name, 0, len(name))), None)
    short = plain(name[run.start : run.bare_end]) if run and run.legal and run.start == 0 else name
    return short.removeprefix("The ")


def _legal_name(book: NameBook, text: str, run: Run) -> None:
    full, bare = legal_run(text, run)
    if not bare or bare in lexicon("not_names", "demonyms") or bare.lower() in _SELF_TERMS or shouted(bare, book):
        return
    known = book.get(bare)
    if known and known.kind == "self" and not compatible(family(full), family(known.name)):
        book.add(full, Entry(full, "company"))  # "MERANT Pty Limited" is a subsidiary of MERANT plc, not MERANT plc
        return
    named = classify(full, book.common)
    kind: Kind = known.kind if known else named if named == "exchange" or full in lexicon("authorities") else "company"
    entry = Entry(known.name if known and known.kind == "self" else full, kind)
    book.add(full, entry)
    if bare not in lexicon("places") and not (len(bare.split()) == 1 and bare.lower() in book.common and len(bare) < 4):
        book.add(bare, entry)


def shouted(name: str, book: NameBook) -> bool:
    """Whether a name is a stretch of a heading in capitals, not a name in capitals."""
    return (words := name.split())[1:] != [] and name.isupper() and sum(word.lower() in book.common for word in words) * 2 > len(words)


def _define(book: NameBook, text: str, definition: Definition, found: Sequence[Run]) -> None:
    """Give defined terms the meaning of the name that stands right before them."""
    run = next((r for r in reversed(found) if r.end <= definition.start and _right_before(text, r.end, definition.start)), None)
    if run is None or (definition.rule == "short-form" and not _is_short_form(text, definition.terms[0], run)):
        return
    full = legal_run(text, run)[0] if run.legal else plain(text[_with_owner(text, run, found) : run.end])
    if full in lexicon("places"):
        return
    if {full, f"{full}."} & LEGAL_FORMS:  # the name before it is written in lower case: "i-revo Inc."
        before = text[text.rfind(" ", 0, max(0, run.start - 1)) + 1 : run.start].strip()
        if before in lexicon("connectors") or before.strip(" ,\n") in lexicon("not_names"):
            return  # a page's end in the middle of a name: "S.A. | de C.V.", "Industria del A | , S.A."
        full = plain(f"{before} {text[run.start : run.end]}")
    entry = book.get(full) or Entry(full, "company" if run.legal else classify(full, book.common))
    for term in definition.terms:
        if core(f"X {term}") == "x" and family(f"X {term}") <= family(full):
            continue  # "Kelda Limited Liability Company (LLC)"
        if definition.rule in ("former-name", "present-name"):
            old, new = (term, full) if definition.rule == "former-name" else (full, term)
            book.alias(old, new, "former-name", definition.start)
            book.add(term, Entry(term, entry.kind))  # a name of its own: that it changed is a fact
        elif term.lower() in _SELF_TERMS:
            if entry.kind == "self" or run.start < 4000:
                book.add(term, Entry(book.source.registrant, "self"))
        elif is_capitalised(term) or "-" in term or term != term.lower():
            book.add(full, entry)
            if _is_anothers(text, definition, term, run, entry):
                book.add(term, Entry(term, "company"))
                continue
            book.add(term, entry)
            book.alias(term, full, definition.rule, definition.start)


def _is_anothers(text: str, definition: Definition, term: str, run: Run, entry: Entry) -> bool:
    """Whether a term is not that of the name right before it.

    "A and B (collectively "C")" is no name of B, "an affiliate of A ("C")" none of A, and the filer's name with a place behind it is that
    of its subsidiary there.
    """
    if _COLLECTIVE.match(text, definition.start) and _LISTED.search(text, max(0, run.start - 12), run.start):
        return True
    if _PART_OF.search(text, max(0, run.start - 60), run.start):
        short = (squash(term) in squash(entry.name) and not family(term)) or is_acronym(term, entry.name)
        return not short and term != entry.name
    words = term.split()
    return entry.kind == "self" and len(words) > 1 and words[-1] in lexicon("places") and not core(entry.name).endswith(words[-1].lower())


def _with_owner(text: str, run: Run, found: Sequence[Run]) -> int:
    """Where a name that is defined begins with its owner: "AB Kelda's Car Business ("Kelda Car")"."""
    owner = next((one for one in found if one.end < run.start and text[one.end : run.start].strip() in ("'s", "’s")), None)
    return owner.start if owner else run.start


def _right_before(text: str, end: int, start: int) -> bool:
    """Whether nothing but another bracket stands between a name and its definition: "Kelda Ltd. (formerly Brandt Ltd.) ("Kelda")"."""
    between = text[end:start]
    return len(between) < _BRACKETS and between[:1] in _BETWEEN and not re.sub(r"\([^()]*\)", "", between).strip(" ,\n\t.")


def _is_short_form(text: str, term: str, run: Run) -> bool:
    """Whether a word in brackets means the name before it: its initials, or used elsewhere too where the name has a legal form."""
    barred = lexicon("places", "demonyms", "not_names")
    if len(run.words) < 2 or term in barred or any(word in term for word in lexicon("exchange_words")):
        return False
    name = plain(text[run.start : run.end])
    return is_acronym(term, name) or (run.legal and _recurs(text, term))


def _recurs(text: str, term: str) -> bool:
    """Whether a text has a term more than once as words of their own."""
    alone = re.finditer(rf"{re.escape(term)}(?<![\w-]{re.escape(term)})(?![\w-])", text) if text.count(term) > 1 else iter(())
    return next(alone, None) is not None and next(alone, None) is not None
