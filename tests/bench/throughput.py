"""Text → facts in MB/s, beside spaCy that only tokenises and splits sentences: the same text, in the same run."""

from __future__ import annotations

from collections.abc import Callable

from kg.machine import Machine
from kg.model import Filing
from tests.bench.corpus import Corpus, repeated
from tests.bench.timing import seconds, table

SIZE = 10_000_000


def throughput(machine: Machine, corpus: Corpus) -> None:
    """Print both speeds and their ratio."""
    filings = repeated(corpus.filings, SIZE)
    characters = sum(len(filing.text) for filing in filings)
    facts = sum(len(machine(filing).facts) for filing in corpus.filings)  # warms up as well
    ours = seconds(lambda: [machine(filing) for filing in filings])
    rows = [("kg: text to facts", f"{ours:.1f}", f"{characters / ours / 1e6:.2f}", "1.0")]
    tokenise = _spacy()
    if tokenise is None:
        rows.append(("spaCy is not installed: pip install -e '.[bench]'", "-", "-", "-"))
    else:
        theirs = seconds(lambda: tokenise(filings))
        rows.append(("spaCy blank(en) + sentencizer", f"{theirs:.1f}", f"{characters / theirs / 1e6:.2f}", f"{ours / theirs:.1f}"))
    title = f"Speed: {len(filings)} filings of the {corpus.name}, {characters / 1e6:.1f} MB ({facts} facts in one round)"
    table(title, ("", "s", "MB/s", "times kg's speed"), rows)


def _spacy() -> Callable[[list[Filing]], object] | None:
    try:
        import spacy
    except ImportError:
        return None
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 10**9

    def tokenise(filings: list[Filing]) -> object:
        return [sum(1 for _ in pipeline(filing.text).sents) for filing in filings]

    return tokenise
