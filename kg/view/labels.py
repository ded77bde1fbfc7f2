"""Names as they are written into the picture: short lines, no control characters, and how much room they take."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "size_of", "wrap"]

LINE = 20  # characters; a wide (East Asian) one counts as two
LINES = 3
# C0 and C1 controls but not white space, and invisible marks: those that turn the direction of writing could make a name look like another.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def clean(name: str) -> str:
    """A name on one line without control characters and direction marks."""
    return " ".join(CONTROLS.sub("", name).split()) or "(no name)"


def wrap(name: str) -> str:
    """A name on at most three short lines; what doesn't fit is left out with an ellipsis."""
    lines: list[str] = []
    for word in clean(name).split(" "):
        for piece in _pieces(word):
            if lines and _width(lines[-1]) + 1 + _width(piece) <= LINE:
                lines[-1] += f" {piece}"
            else:
                lines.append(piece)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1].rstrip(" ,.") + " …"]
    return "\n".join(lines)


def size_of(label: str, font: int) -> tuple[float, float]:
    """Width and height in pixels of a wrapped label, a little on the large side: fonts differ."""
    lines = label.split("\n")
    return max(_width(line) for line in lines) * font * 0.56, len(lines) * font * 1.2


def _pieces(word: str) -> list[str]:
    """A word cut where it is longer than a line."""
    step = LINE // 2 if _width(word) > len(word) else LINE
    return [word[i : i + step] for i in range(0, len(word), step)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
