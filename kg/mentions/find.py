"""The parties that a sentence mentions: companies, groups, people, exchanges, authorities, self-references and bare names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.mentions.book import Entry, NameBook, shouted
from kg.mentions.kinds import classify
from kg.mentions.lexicon import words as lexicon
from kg.mentions.party import Party
from kg.mentions.runs import OFFICE_OF, Run, Word, joined, legal_run, runs, starts_sentence, words_of
from kg.mentions.trim import is_no_name, trimmed
from kg.model import Mention
from kg.names import plain

__all__ = ["Party", "parties"]

# The filer in its own words, and what means somebody named before; "we", "our" and "the Company" in whatever case.
_REFERENCE = re.compile(
    r"\b(?=[iotuw])(?:(?:(?P<we>we|us|ourselves)|(?P<our>our|ours)|(?P<named>(?:the|our|this)\s+(?:Company|Registrant|Corporation|Group|Issuer)|"
    r"our\s+company))\b(?![’']?-)|(?-i:(?:[Ii]ts|[Tt]heir|(?P<it>[Ii]t))\b(?=\s+(?!own\b)\w)|"
    r"(?P<this>[Tt]his\s+(?:joint\s+venture|subsidiary))\b(?!['’])))",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Messrs|Prof|Sir|Lord)\.?\s*$")
# What a bare name is when one of these follows it: a thing, or a part of one, and no company.
_THING = re.compile(
    r"\s+\([^()\n]{1,24}\)\s+(?:\w+\s+){0,2}(?:fields?|licen[cs]es?|mills?|mines?|parcels?|plants?|refiner(?:y|ies)|terminals?)\b|"
    r"\s+(?:(?:natural\s+)?(?:gas|oil)\s+interests|business\s+units?|segments?)\b|"
    r",\s+[A-Z]\w+\s+(?:field|mill|mine|plant|refinery|terminal)\b|"
    # one of several: "Carson (California) and Cherry Point (Washington) refineries"
    r"\)?(?:\s+\([^()\n]{1,40}\))?(?:,\s+[A-Z][\w ]{1,30}(?:\([^()\n]{1,40}\))?){0,8},?\s+and\s+[A-Z][\w ]{1,30}?(?:\s\([^()\n]{1,40}\))?"
    r"(?:\s[a-z]+)?\s(?:fields|mills|mines|pipelines|plants|refineries|terminals)\b|"
    r"\s+(?:[A-Z]\w+,?\s+){0,2}(?:aircraft|area|assets|award|block|brands?|buildings?|concession|data\s+cent(?:er|re)s?|deposit|drugs?|facilit(?:y|ies)|"
    r"factor(?:y|ies)|fields?|hotels?|index|licen[cs]es?|mills?|mines?|pipelines?|plants?|platform|products?|projects?|propert(?:y|ies)|refiner(?:y|ies)|"
    r"rights|ships?|sites?|software|stores?|tablets|terminals?|tires|trademarks?|vehicles|vessels?|wells?|models?|premiums|engines?|trucks?|cars|"
    r"shares|notes|bonds|debentures|securities|processors?|chips?|services)\b"
)
# "Vitro Plan subsidiaries", "Group companies": what is Vitro Plan's, and not Vitro Plan itself.
_BELONGING = re.compile(
    r"\s+(?:affiliates|companies|customers|dealers|employees|entities|members|shareholders|stockholders|subsidiaries)\b"
)
_MARKET = re.compile(r"\b(?:[A-Z][\w-]+\s+){1,3}(?:[Mm]arket|[Ss]ection|[Bb]oard|[Ss]egment)\s+of\s+(?:the\s+)?$")
_PROJECTS = re.compile(r"\bprojects,?\s+(?:including|such\s+as)\s+$")
_IN = re.compile(r"(?<!interest )(?<!interests )(?<!investment )(?<!share )(?<!shares )(?<!stake )\bin\s+$")
_WHERE = re.compile(r",\s+(?P<place>[A-Z][a-z]+)\b(?!['’]s)")
_ARTICLE = re.compile(r"\b[Tt]he\s+(?:(?:motor\s+)?vessels?\s+)?$")
_FIRM_ENDS = frozenset("Associates Bros Brothers Co Company Daughters Partners Son Sons".split())
_CASED = ("Company", "Registrant", "Corporation", "Group", "Issuer")


def parties(text: str, start: int, end: int, book: NameBook) -> list[Party]:
    """The parties of a sentence in order, without overlaps."""
    named = list(_named(text, book, start, end))
    taken = [(party.start, party.end) for party in named]
    references = [party for party in _references(text, start, end, book) if not any(first <= party.start < last for first, last in taken)]
    return sorted(_markets(text, named) + references, key=lambda party: party.start)


def _markets(text: str, named: list[Party]) -> list[Party]:
    """Exchanges with the market of theirs that is named: "the First Section of the Tokyo Stock Exchange"."""
    result: list[Party] = []
    for party in named:
        market = _MARKET.search(text, max(0, party.start - 60), party.start) if party.mention.kind == "exchange" else None
        if market is None:
            result.append(party)
            continue
        name = plain(text[market.start() : party.end])
        kept = [one for one in result if one.end <= market.start()]
        result = [*kept, Party(Mention("exchange", market.start(), party.end, name), name, party.possessive)]
    return result


def _references(text: str, start: int, end: int, book: NameBook) -> Iterator[Party]:
    registrant = book.source.registrant
    for match in _REFERENCE.finditer(text, start, end):
        word, how = match.group(), match.lastgroup
        if how not in ("we", "our", "named"):
            yield Party(Mention("name", *match.span(), word.lower()), "", possessive=how is None, reference=True)
        elif word != "US" and (how != "named" or word.endswith((*_CASED, "company"))):
            after = _POSSESSIVE.match(text, match.end()) if how == "named" else None
            mention = Mention("self", match.start(), after.end() if after else match.end(), registrant)
            yield Party(mention, registrant, how == "our" or after is not None, nominative=word.lower() == "we")


def _named(text: str, book: NameBook, start: int, end: int) -> Iterator[Party]:
    known_until = start
    for run in _with_lower_forms(text, book, start, end):
        if run.start < known_until:
            continue
        for party in _split(text, run, book):
            known_until = party.end
            yield party


def _with_lower_forms(text: str, book: NameBook, start: int, end: int) -> Sequence[Run]:
    """The runs of a sentence, with defined terms that begin in lower case ("i-revo") as runs of their own."""
    held = [term for term in book.lower if text.find(term, start, end) >= 0]
    lower = [match for term in held for match in re.finditer(rf"(?<![\w-]){re.escape(term)}(?![\w-])", text[start:end])]
    words = [Word(start + match.start(), start + match.end(), match.group()) for match in lower]
    own = [Run(word.start, word.end, word.end, (word,), legal=False) for word in words]
    found = book.runs.get((start, end)) or tuple(runs(text, words_of(text, start, end)))
    return sorted([*found, *own], key=lambda run: run.start) if own else found


def _split(text: str, run: Run, book: NameBook) -> Iterator[Party]:
    """The parties of a run: known forms where it holds them, else one name."""
    words = list(run.words)
    while words:
        hit = book.longest(word.text for word in words)
        titled = _TITLE.search(text, max(0, words[0].start - 12), words[0].start) if hit is not None else None
        if hit is not None and (titled is None or hit[1].kind == "person") and _may_end(text, words, hit[0]):
            length, entry = hit
            if length == len(words) and run.legal:  # with a legal form in small letters, "Kelda s.r.l.", it may be another
                entry = book.get(plain(text[words[0].start : run.end])) or entry
            if entry.kind != "name" or lexicon("tail_drops").isdisjoint((words[length - 1].text, entry.name.split()[-1])):
                common = entry.kind == "name" and all(word.text.lower() in book.common for word in words[:length])
                begin, end = titled.start() if titled else words[0].start, run.end if length == len(words) else words[length - 1].end
                yield _party(text, begin, end, entry, weak=common)
            words = words[length:]
            continue
        cut = _next_known(text, words, book)
        piece = words[:cut]
        part = Run(
            piece[0].start, run.end if cut == len(words) else piece[-1].end, run.bare_end, tuple(piece), run.legal and cut == len(words)
        )
        yield from _unknown(text, part, book)
        words = words[cut:]
        while words and words[0].text in lexicon("connectors"):
            words = words[1:]


def _may_end(text: str, words: list[Word], length: int) -> bool:
    """Whether a known form may end here: not where another capitalised word follows directly ("Vitro" in "Vitro Plan")."""
    if length == len(words):
        return True
    following = words[length]
    if following.text in _FIRM_ENDS and text[words[length - 1].end : following.start].strip() == "&":
        return False  # "Roe & Associates" is none of Roe's names
    if following.text in ("and", "und", "y", "&") or not joined(text, words[length - 1].end, following.start):
        return True
    return text[words[length - 1].end : following.start].strip() == "&" or following.text in lexicon("openers")


def _next_known(text: str, words: list[Word], book: NameBook) -> int:
    """Where, behind an "and", the words go on with a form that the filing knows; else their number.

    Behind an "of" only with a possessive: "the sale to E.ON of BP's subsidiary".
    """
    for index in range(1, len(words)):
        if words[index - 1].text not in ("and", "und", "y", "of"):
            continue
        hit = book.longest(word.text for word in words[index:])
        if hit is None or not _may_end(text, words[index:], hit[0]):
            continue
        if words[index - 1].text != "of" or _POSSESSIVE.match(text, words[index + hit[0] - 1].end):
            return index - 1
    return len(words)


def _party(text: str, start: int, end: int, entry: Entry, *, weak: bool = False) -> Party:
    after = _POSSESSIVE.match(text, end)
    possessive = after is not None or _BELONGING.match(text, end) is not None
    thing = entry.kind == "name" and not possessive and _is_thing(text, start, end, entry)
    name = entry.name if entry.kind in ("self", "person") else plain(text[start:end])
    return Party(Mention(entry.kind, start, after.end() if after else end, name), entry.name, possessive, weak, thing)


def _is_thing(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the article, or what stands behind a bare name, tells a ship, a plant or a place ("in Arles, France") from a company."""
    before = text[max(0, start - 25) : start]
    where = _WHERE.match(text, end) if _IN.search(before) else None
    return (
        entry.name.split()[-1] in lexicon("thing_nouns")
        or _THING.match(text, end) is not None
        or _ARTICLE.search(before) is not None
        or _PROJECTS.search(before) is not None
        or (where is not None and where["place"] in lexicon("places"))
    )


def _unknown(text: str, run: Run, book: NameBook) -> Iterator[Party]:
    """A name that the book does not hold: its kind by title and words; nothing where it is no name at all."""
    if run.legal:
        full, bare = legal_run(text, run)
        if bare and bare not in lexicon("not_names", "demonyms") and not shouted(bare, book):
            begin = text.find(full.split(maxsplit=1)[0], run.start, run.end)
            kind = classify(full, book.common)
            yield _party(
                text,
                begin if begin >= 0 else run.start,
                run.end,
                Entry(full, kind if kind == "exchange" or full in lexicon("authorities") else "company"),
            )
        return
    office = OFFICE_OF.match(text, run.start, run.end)
    inside = [word for word in run.words if office is None or word.start >= office.end()]
    words = trimmed(inside, initial=starts_sentence(text, run.start))
    if not words or is_no_name(" ".join(word.text for word in words)):
        return
    begin, end = words[0].start, words[-1].end
    name = plain(text[begin:end])
    if "/" in name and all(map(book.get, name.split("/"))):
        return  # "ARCO/Vastar" are two
    title = _TITLE.search(text, max(0, begin - 12), begin)
    if title:  # the title is part of the mention, and not of the name
        full = book.people.means.get(name, (name, ""))[0]
        yield Party(Mention("person", title.start(), end, name), full, possessive=_POSSESSIVE.match(text, end) is not None)
        return
    kind = classify(name, book.common)
    lowered = all(word.text.lower() in book.common or word.text.islower() for word in words)
    short = all(len(w.text) < 5 and w.text.upper() == w.text for w in words) and (len(words) == 1 or any(c.isdigit() for c in name))
    weak = (kind == "name" and (lowered or short)) or shouted(name, book)
    yield _party(text, begin, end, Entry(name, kind), weak=weak)
