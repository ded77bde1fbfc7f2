"""Search by name: all names of a store in memory, made plain, looked through from the first to the last."""

from __future__ import annotations

import pyoxigraph as ox

from kg.names import fold
from kg.query import names

__all__ = ["Names"]


class Names:
    """The names of a store; ten milliseconds a search for a hundred thousand of them."""

    def __init__(self, store: ox.Store) -> None:
        known = names(store)
        self._forms = {identifier: tuple(forms) for identifier, forms in known.items() if forms}
        self._plain = [
            (f" {fold(name)} ", identifier, number) for identifier, forms in self._forms.items() for number, name in enumerate(forms)
        ]

    def search(self, text: str, most: int) -> list[dict[str, str]]:
        """The entities with a name that holds the text, whatever its case and accents: the best fit first, then by name."""
        wanted = fold(text)
        if not wanted:
            return []
        found: dict[str, tuple[int, int]] = {}
        for plain, identifier, number in self._plain:
            if wanted in plain:
                fit = 0 if plain == f" {wanted} " else 1 if plain.startswith(f" {wanted}") else 2 if f" {wanted}" in plain else 3
                found[identifier] = min(found.get(identifier, (9, 0)), (fit, number))
        best = sorted(found, key=lambda identifier: (*found[identifier], len(self._forms[identifier][0]), self._forms[identifier][0]))
        return [self._shown(identifier, found[identifier][1]) for identifier in best[:most]]

    def _shown(self, identifier: str, number: int) -> dict[str, str]:
        """The id, the main name, and the name by which it was found if that is another."""
        forms = self._forms[identifier]
        return {"id": identifier, "name": forms[0], "as": forms[number] if number else ""}
