"""The words that rules and cues name, each with a code character of its own."""

from __future__ import annotations

__all__ = ["FIRST_WORD", "Alphabet"]

FIRST_WORD = "\ue000"  # the code of the first word of an alphabet
_PUNCTUATION = frozenset(',;:()."/-')
_SAME = {"“": '"', "”": '"', "—": "-", "–": "-", "--": "-"}
_MOST_TOKENS = 50_000  # that an alphabet remembers


class Alphabet:
    """One code character for each word that some rule or cue names; every other word is `w`."""

    def __init__(self) -> None:
        self._codes: dict[str, str] = {}
        self._items: dict[str, tuple[str, str]] = {}

    def code(self, word: str) -> str:
        """The code of a word, given out on first asking. Private-use characters: no text holds them as codes."""
        self._items.clear()
        return self._codes.setdefault(word, chr(ord(FIRST_WORD) + len(self._codes)))

    def get(self, word: str) -> str:
        """The code of a word in a text."""
        return self._codes.get(word, "w")

    def item(self, token: str) -> tuple[str, str]:
        """The code and word of an item made of one token of a text; "" for one that makes none. Each is worked out once."""
        found = self._items.get(token)
        if found is None:
            if len(self._items) >= _MOST_TOKENS:
                self._items.clear()
            found = self._items[token] = self._of(token)
        return found

    def _of(self, token: str) -> tuple[str, str]:
        if token[0].isalpha():
            word = token.lower().replace("’", "'")
            return self.get(word), word
        if token[0].isdigit():
            return "#", token
        plain = _SAME.get(token, token)
        return (plain, plain) if plain in _PUNCTUATION else ("", "")

    def words(self) -> frozenset[str]:
        """All the words that have a code."""
        return frozenset(self._codes)
