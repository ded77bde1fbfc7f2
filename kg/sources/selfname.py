"""What a filing calls itself: the registrant of a text that has no cover.

A filer's own name stands where others' do not: as owner of shareholders, shares, officers and subsidiaries, before "Group companies", and
as what "the Company" is defined to be. Each such place has a weight; the name with most wins, if it wins clearly.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.names import core, fold, has_legal_form, is_acronym, plain

__all__ = ["abbreviates", "full_name", "self_name"]

_WORD = r"[A-Z0-9][\w&.\-]{0,40}"
_NAME = rf"(?P<name>(?<![\w.&-])[A-Z][\w&.\-]{{0,40}}(?:[ ](?:{_WORD}|and|&|of|de)){{0,5}}?)"
_FORM = r"(?:Inc|Incorporated|Corp|Ltd|Limited|Co|LLC|plc|p\.l\.c|N\.V|AG|SE|L\.P|S\.A(?:\.? de C\.V)?)\.?"
_OWN = (
    "(?:articles|annual|adss?|board|business|capital|chairman|chief|common|consolidated|directors?|equity|executive|financial|former|largest"
    "|listing|major|management|majority|net|ordinary|outstanding|principal|president|revenues?|securities|shareholders?|shares?"
    "|stockholders?|subsidiar(?:y|ies)|voting|wholly)"
)
_OWNED = (
    "(?:affiliates|board of directors|common stock|directors|management|officers|president|securities|shareholders?|shares|stockholders?"
    "|subsidiar(?:y|ies)|voting shares)"
)
_SELF = r"(?:the[ ])?(?:Company|Corporation|Registrant|Group|we|us|our)"
# What may follow a name, in one pass since a name is dear to find; the first alternative that fits counts, with the weight in its name.
_AFTER = re.compile(
    rf"{_NAME}(?:"
    r"(?P<against>,?[ ](?:\([^()\n]{1,60}\),?[ ])?(?:(?:which )?(?:is|are|was|were|as)[ ])?(?:one of )?our\b)"
    rf"|(?P<plus12>(?:,?[ ]{_FORM}){{0,3}}[ ]\((?:together[^()\n]{{0,60}}|collectively,? |hereinafter,? |the )*[\"“]{_SELF}[\"”])"
    rf"|(?P<plus4>['’]s?[ ](?i:{_OWN})\b|[ ](?:and|together with)[ ]its[ ](?:consolidated[ ])?subsidiaries\b)"
    r"|(?P<plus1>[ ](?:has|had|is|was|believes|expects|issued|plans|intends|operates|offers|reported)\b))"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<plus3>(?i:{_OWNED})[ ]of[ ](?:the )?{_NAME}(?=[ ](?:and|or|Group)\b|[,.;)\s]))"
    rf"|(?P<plus2>[Ww]e[ ]?[,(][ ]?{_NAME.replace('<name>', '<name2>')}[,)]))"
)
_GROUP = re.compile(rf"\b(?P<plus3>(?:other|the|of)[ ]{_NAME}[ ][Gg]roup\b)")
_WEIGHTS = {"against": -4, "plus1": 1, "plus2": 2, "plus3": 3, "plus4": 4, "plus12": 12}
_LEAST = 6  # weight below which nothing is said about who "we" are
_READ = 300_000  # characters; a name that is used at all is used early

_TITLES = frozenset({"Dr", "Messrs", "Mr", "Mrs", "Ms"})
# Words that open a sentence, or name what is no company; a candidate is cut after them.
_OPENERS = frozenset(
    "A After All Also Although An And Any As At Because Before Both But By Certain Currently Despite Director Directors Dr Due During Each "
    "Either Even Except Following For From Further Furthermore Generally Given However If In Including Into It Its Item Like Many Moreover "
    "Most Mr Mrs Ms Neither None Nor Of On Once One Or Other Our Over Part Prior See Several Since So Some Such That The Their Then There "
    "These They This Those Though Through Thus To Two Under Unless Unlike Until Upon Us We What When Where Whereas Whether Which While Who "
    "With Within Without".split()
)
_NO_COMPANY = frozenset(
    "ads adss agent agreement america american annual april asia august australia backlog bank board borrower business bylaws "
    "canada chairman chief china co commission common companies company corp corporation customers december director directors "
    "employee employees equity euro europe exchange february filing form france germany government governor group he holder "
    "holders inc india internet issuer it january japan japanese july june korea lender lenders ltd management march may mexico "
    "ministry mr nasdaq note november october optionee optionees participant plan plc president purchaser registrant report sec "
    "section seller september shareholder shareholders shareowners she state states stock stockholder stockholders subsidiaries "
    "subsidiary table they trust trustee united us year yen".split()
)


def self_name(text: str) -> str:
    """The name that a text uses for its filer most, without legal form and "Group"; "" where no name is clearly ahead."""
    text = text[:_READ]
    weights, forms = Counter[str](), dict[str, Counter[str]]()
    for pattern in (_AFTER, _BEFORE, _GROUP):
        for match in pattern.finditer(text):
            found = match.groupdict()
            name = _candidate(found["name"] or found["name2"])
            key = core(name)
            if name and key not in _NO_COMPANY:
                weights[key] += next(weight for kind, weight in _WEIGHTS.items() if found.get(kind))
                forms.setdefault(key, Counter())[name] += 1
    # Subsidiaries carry their parent's name: "Northwind Cables" speaks for "Northwind", and is no rival of it.
    scores = {key: weight + sum(weights[other] for other in weights if _extends(other, key)) / 2 for key, weight in weights.items()}
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < _LEAST or weights[ranked[0][0]] < _LEAST / 2:
        return ""
    best, score = ranked[0]
    rival = max((other for key, other in ranked[1:] if not _extends(key, best)), default=0)
    if rival * 3 > score * 2:
        return ""
    return min(forms[best].items(), key=lambda item: (-item[1], item[0]))[0]


def _extends(longer: str, name: str) -> bool:
    return longer.startswith(f"{name} ")


def _candidate(words: str) -> str:
    """A name without the words before it that only open the sentence, and without "Group" after it; "" where it is no company's."""
    parts = plain(words).split()
    for index in range(len(parts) - 1, -1, -1):
        if parts[index].strip(".,") in _TITLES:
            return ""
        if parts[index].strip(".,") in _OPENERS:
            parts = parts[index + 1 :]
            break
    while parts and parts[-1] in {"Group", "and", "of", "&", "de"}:
        parts = parts[:-1]
    if not parts or not parts[0][0].isupper() or parts[-1].isdecimal() or fold(parts[-1]) in _NO_COMPANY:
        return ""
    return " ".join(parts)


def full_name(text: str, short: str) -> str:
    """The legal name that a text defines a short one for ("Northwind Cables Ltd. ("Northwind")"); "" where it does so nowhere."""
    for match in re.finditer(rf"\s\((?:the )?[\"“]{re.escape(short)}[\"”]", text[:_READ]):
        before = re.split(r"[()\n\"“;]", text[max(0, match.start() - 100) : match.start()])[-1]
        words = plain(before).split()
        for start in range(len(words)):
            long = " ".join(words[start:])
            if words[start][0].isupper() and has_legal_form(long) and abbreviates(short, long):
                return long
    return ""


def abbreviates(short: str, long: str) -> bool:
    """Whether a short self-name is the registrant's: its first words, or its initials."""
    return f"{core(long)} ".startswith(f"{core(short)} ") or is_acronym(short, long)


def first_words(text: str, registrant: str) -> str:
    """The first two or more words of the registrant's name, where the text uses them alone ("Johnson Controls"); else "".

    One word alone is not enough: "Internet" stands in a text without meaning Internet Initiative Japan.
    """
    words = registrant.removeprefix("The ").split()
    for size in range(2, len(words)):
        short = " ".join(words[:size])
        if has_legal_form(short) or core(short) == core(registrant) or not short[-1].isalnum():
            continue
        alone = rf"(?<![\w-]){re.escape(short)}(?![\w&-])(?!,?\s+(?:[A-Z0-9&]|and\s+[A-Z]))"
        if len(re.findall(alone, text[:_READ])) > 1:
            return short
    return ""
