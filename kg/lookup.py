"""Finding the one entity that a user means by a name, short form or id."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from urllib.parse import unquote

from kg.errors import QueryError
from kg.names import core, fold, is_acronym

_PREFIXED = re.compile(r"(?:entity|claim|evidence|filing):|[A-Za-z][\w+.-]*://.*[/#]")


def local_id(text: str) -> str:
    """The id in what a query's answer shows: that of `entity:ntt`, `claim:3f2a…` or the whole IRI; any other text is an id already."""
    text = text.strip()
    found = _PREFIXED.match(text.removeprefix("<").removesuffix(">"))
    return unquote(text.removeprefix("<").removesuffix(">")[found.end() :]) if found else text


def lookup(wanted: str, names: Mapping[str, Sequence[str]], what: str = "entity", people: Container[str] = ()) -> str:
    """The id that `wanted` means; `names` holds, for each id, its main name and then its other names.

    What matches most closely wins: the id; exactly the main name; exactly another name; the main name but for case, accents and
    punctuation; another name likewise; a name without its legal form; the initials. Of several that match as closely, one that is not among
    the `people` (ids) is meant: "Ford" is the company, and not who is called so.

    Raises:
        QueryError: Nothing matches, or several equally well; the message lists the nearest.
    """
    if wanted in names:
        return wanted
    folded, bare = fold(wanted), core(wanted)
    levels: tuple[Callable[[str, Sequence[str]], bool], ...] = (
        lambda _, forms: forms[0] == wanted,
        lambda _, forms: wanted in forms,
        lambda id_, _: id_.casefold() == wanted.casefold(),
        lambda _, forms: fold(forms[0]) == folded,
        lambda _, forms: folded in map(fold, forms),
        lambda _, forms: bare in map(core, forms),
        lambda _, forms: is_acronym(wanted.upper(), forms[0]),
    )
    for matches in levels:
        found = sorted(id_ for id_, forms in names.items() if forms and matches(id_, forms))
        meant = [id_ for id_ in found if id_ not in people] if len(found) > 1 else found
        if len(meant) == 1:
            return meant[0]
        if found:
            raise QueryError(f"{wanted!r} may be several: {_list(found, names)}; give the id")
    near = nearest(wanted, names)
    if near:
        raise QueryError(f"there is no {what} {wanted!r}; the nearest: {_list(near, names)}")
    hint = "; kg list shows those there are" if names else ": the graph holds none at all"
    raise QueryError(f"there is no {what} {wanted!r}{hint}")


def nearest(wanted: str, names: Mapping[str, Sequence[str]], most: int = 5) -> list[str]:
    """The ids whose names are most like `wanted`, or hold it, the best first."""
    by_form = {form: id_ for id_ in sorted(names) for name in (id_, *names[id_]) if (form := fold(name))}
    folded = fold(wanted)
    close = difflib.get_close_matches(folded, by_form, n=most, cutoff=0.6)
    holding = sorted((form for form in by_form if folded and f" {folded} " in f" {form} "), key=lambda form: (len(form), form))
    return list(dict.fromkeys(by_form[form] for form in (*close, *holding)))[:most]


def _list(ids: Iterable[str], names: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(f"{names[id_][0]} ({id_})" if names[id_] and names[id_][0] != id_ else id_ for id_ in list(ids)[:8])
