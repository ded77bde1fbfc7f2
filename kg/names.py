"""Names of companies as text: making them plain, folding them for comparison, telling legal forms, acronyms and groups.

Pure functions of one or two names; what belongs together in a filing is decided by `kg.resolve`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kg.legal_forms import FAMILIES

__all__ = [
    "LEGAL_FORMS",
    "compatible",
    "core",
    "family",
    "fold",
    "has_legal_form",
    "is_acronym",
    "is_generic",
    "is_group",
    "plain",
    "squash",
]

LEGAL_FORMS: frozenset[str] = frozenset(FAMILIES)

_PLAIN = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "`": "'", "´": "'",
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
    }  | dict.fromkeys("\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
)  # fmt: skip
_LETTERS = str.maketrans({"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "œ": "oe"})
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")
_CUT_HYPHEN = re.compile(r"(?<=\w)- (?=[A-Z])")  # a line's end: "Merck-", and "Medco" on the next
_TWIN_QUOTES = re.compile(r"'{2,}")
_POSSESSIVE = re.compile(r"(?<=\w)'[sS]$|(?<=[sSzZ])'$|(?<=[.)])'[sS]?$")
_INITIALS = re.compile(r"(?<!\w)(\w)[./]\s?(?=\w(?:[./]|$|\s|\W))")
_UNSPACED = re.compile("(株式会社|有限会社|合同会社|股份有限公司|有限责任公司|有限公司|주식회사)")  # written without a blank
_NOT_WORD = re.compile(r"[\W_]+")
_SMALL = frozenset({"a", "and", "de", "del", "der", "des", "di", "du", "e", "et", "for", "in", "la", "of", "on", "the", "to", "und", "y"})
_ARTICLE = "the"
_GENERIC = frozenset("we us our ours company registrant group corporation issuer firm parent bank".split())
_ENGLISH = frozenset("co corp inc llc llp lp ltd na plc pte pty pvt unlimited".split())
_RENDERINGS = frozenset({"co", "corp", "inc", "ltd"})  # how a Japanese or Korean form is put into English differs from report to report

# Names that end in "'s" and have it for good: taking it off would make another name of them.
_OWN_S = frozenset(
    {
        "albertson's", "applebee's", "arby's", "bj's", "bloomingdale's", "cabela's", "carl's", "carter's", "casey's", "chili's",
        "christie's", "church's", "claire's", "denny's", "dick's", "dillard's", "domino's", "famous dave's", "fazoli's", "friday's",
        "friendly's", "gottschalk's", "hardee's", "harrah's", "hershey's", "jersey mike's", "kellogg's", "kirkland's", "kohl's", "levi's",
        "lloyd's", "lowe's", "macy's", "mcdonald's", "mervyn's", "michael's", "moody's", "nordstrom's", "o'charley's", "papa john's",
        "papa murphy's", "sainsbury's", "sam's", "sam's club", "smucker's", "sotheby's", "standard & poor's", "standard and poor's",
        "t.g.i. friday's", "trader joe's", "tully's", "wendy's", "zale's", "zaxby's",
    }
)  # fmt: skip


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """A name with single blanks and typewriter quotes and dashes, without control characters, outer quotes and possessive."""
    text = _CUT_HYPHEN.sub("-", _CONTROLS.sub("", _BLANKS.sub(" ", name.translate(_PLAIN))))
    text = _TWIN_QUOTES.sub("'", text).strip(' ,;:"')
    if len(text) > 1 and text[0] == text[-1] == "'":
        text = text[1:-1]
    if text.casefold() not in _OWN_S:
        text = _POSSESSIVE.sub("", text)
    return _BLANKS.sub(" ", text).strip(' ,;:"')


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """A name for comparing: lower case, no accents, no punctuation, "&" as "and", the letters of an abbreviation together."""
    text = unicodedata.normalize("NFKD", name.translate(_PLAIN))
    text = "".join(c for c in text if not "\u0300" <= c <= "\u036f")
    text = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    text = _UNSPACED.sub(r" \1 ", text.replace("&", " and ").replace("'", ""))
    previous = ""
    while previous != text:  # "S. A. de C. V." has two runs of initials, and runs overlap
        previous, text = text, _INITIALS.sub(r"\1", text)
    return _NOT_WORD.sub(" ", text).strip()


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[tuple[str, ...], str], int]:
    """Folded legal form -> family, and the words of the longest: made at the first use, since an import does no work."""
    forms = {tuple(fold(form).split()): kind for form, kind in sorted(FAMILIES.items())}
    return forms, max(map(len, forms))


# Forms that stand before the name as well: "PT Telkom", "OAO Gazprom". "AB" is left out: "AB Foods" is no Swedish company.
_LEADING = frozenset(
    {
        ("aktiebolaget",),
        ("jsc",),
        ("kabushiki", "kaisha"),
        ("oao",),
        ("ooo",),
        ("pao",),
        ("pjsc",),
        ("pt",),
        ("zao",),
        ("株式会社",),
        ("주식회사",),
    }
)


@lru_cache(maxsize=65536)
def _split(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """The words of a name without legal forms and leading article, and the families of the forms taken off."""
    words = tuple(fold(name).split())
    if len(words) > 1 and words[0] == _ARTICLE:
        words = words[1:]
    forms, longest = _forms()
    families: set[str] = set()
    found = True
    while found:
        found = False
        for size in range(min(longest, len(words) - 1), 0, -1):
            head, tail = words[:size], words[-size:]
            if tail in forms:
                words, found = words[:-size], True
                families.update(forms[tail].split())
            elif head in _LEADING:
                words, found = words[size:], True
                families.update(forms[head].split())
            if found:
                break
    while len(words) > 1 and words[-1] == "and":  # "Merck & Co."
        words = words[:-1]
    return words, frozenset(families)


def core(name: str) -> str:
    """The folded name without legal forms and leading article; the last word always stays ("The Limited, Inc." is "limited")."""
    words, _ = _split(name)
    return " ".join(words) or fold(name) or name.casefold().strip()


def squash(name: str) -> str:
    """The core without blanks: "Net Care, Inc." and "Netcare" are the same."""
    return core(name).replace(" ", "")


def family(name: str) -> frozenset[str]:
    """The legal forms in a name as families of spellings: {"co", "ltd"} for "Japan Telecom Co., Ltd."; empty where it has none."""
    return _split(name)[1]


def has_legal_form(name: str) -> bool:
    """Whether a name closes (or opens) with a legal form."""
    return bool(family(name))


def compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of legal forms can belong to one company: one is less exact than the other, or a rendering of it.

    "X Company, S.A." is no exacter way to write "X Company", but its subsidiary where companies are called so.
    """
    smaller, larger = sorted((one, other), key=len)
    if smaller <= larger:
        return not smaller or not smaller <= _ENGLISH or larger <= _ENGLISH
    return ("kk" in one and other <= _RENDERINGS) or ("kk" in other and one <= _RENDERINGS)


def is_acronym(short: str, long: str) -> bool:
    """Whether the letters of `short` are the initials of `long`, where small words and legal forms may be passed over.

    A legal form may be spelt out whole: "CCEAG" for "Coca-Cola Erfrischungsgetraenke AG".
    """
    letters = fold(short.replace("&", "")).replace(" ", "")
    if len(letters) < 2 or not letters.isalnum() or short.upper() != short:
        return False
    words = fold(long).split()
    if not words or words[0][0] != letters[0] or len(words) < 2:
        return False
    optional = len(_split(long)[0]) + (words[0] == _ARTICLE)
    ends = {0}  # how many letters are used up after each word, in every way it can be read
    for index, word in enumerate(words):
        after = {end + 1 for end in ends if letters[end : end + 1] == word[0]}
        if index >= optional:
            after |= {end + len(word) for end in ends if letters.startswith(word, end)}
        if index >= optional or word in _SMALL:
            after |= ends
        ends = after
    return len(letters) in ends


def is_generic(name: str) -> bool:
    """Whether a form means the filer in every filing ("the Company"), and so no one outside of it."""
    return core(name) in _GENERIC


_GROUPS = (("group",), ("group", "companies"), ("group", "of", "companies"), ("family", "of", "companies"))


def is_group(name: str) -> bool:
    """Whether a name is a group's ("NTT Group"), apart from its parent's; "Lend Lease Group Ltd." is a company."""
    words = tuple(fold(name).removeprefix(_ARTICLE + " ").split())
    return any(words[-len(end) :] == end and len(words) > len(end) for end in _GROUPS)
