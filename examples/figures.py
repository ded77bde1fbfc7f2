"""Measure the accuracy figures of the README, and write them into it.

    python examples/figures.py            # build, score, rewrite the tables between the marks in README.md
    python examples/figures.py --check    # exit code 1 if README.md says anything else than a fresh run

There are two sets of gold facts: that of the example reports, and that of excerpts from real annual reports, which lie beside the checkout
(../shared) and are not part of it. Where they are absent their figures stay as they are, and are not checked.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.schema import load_relations
from kg.score import GROUPS, Rates, Score, score

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
SHARED = ROOT.parent / "shared"
_ATTRIBUTES = {"date": "date", "percent": "percentage", "amount": "amount"}


@dataclass(frozen=True)
class GoldSet:
    """Reports with gold facts, and what a reader must know of them to read the figures."""

    name: str
    gold: Path
    filings: Path
    manifest: Path
    title: str
    caveat: str

    @property
    def there(self) -> bool:
        """Whether it can be measured here."""
        return self.gold.is_dir() and self.filings.is_dir()

    @property
    def marks(self) -> re.Pattern[str]:
        """The place of its figures in the README: a comment before and one behind them."""
        return re.compile(rf"(?<=<!-- figures: {self.name} -->\n).*?(?=<!-- /figures: {self.name} -->)", re.DOTALL)


SETS = (
    GoldSet(
        "examples",
        ROOT / "examples" / "gold",
        ROOT / "examples",
        ROOT / "examples" / "filings.csv",
        "Our own example reports",
        "We wrote reports, gold facts and rules: this shows whether the rules do what they are meant to, not how they do elsewhere.",
    ),
    GoldSet(
        "excerpts",
        SHARED / "gold",
        SHARED / "filings" / "excerpts",
        SHARED / "filings" / "INDEX.tsv",
        "Excerpts from real annual reports",
        "The rules were developed on these very texts, and nothing in them was held out: expect less on the reports of other companies.",
    ),
)


def measured(gold_set: GoldSet) -> str:
    """The paragraph and table of one set, from a build of its reports in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        result = kg.build(sorted(gold_set.filings.glob("*.txt")), out, manifest=gold_set.manifest)
        found = score(gold_set.gold, out, load_relations())
    if found.unread:
        raise SystemExit(f"no filing was read for the gold of {', '.join(found.unread)}")
    scored = [source for source in result.sources if source.name in found.documents]
    companies = len({source.registrant for source in scored})
    facts = found.groups["all"].tp + found.groups["all"].fn
    head = f"**{gold_set.title}**: {len(scored)} documents of {companies} companies with {facts} gold facts. {gold_set.caveat}"
    return "\n".join([head, "", *_table(found), "", _attributes(found)]) + "\n"


def _table(found: Score) -> Iterator[str]:
    yield "| relation | precision | recall | F1 | right (tp) | unwanted (fp) | missed (fn) |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    for group, names in GROUPS.items():
        yield from _rows(found.relations, names)
        yield from _rows({f"**{group}**": found.groups[group]})
    yield from _rows({"**all**": found.groups["all"]})


def _rows(rates: Mapping[str, Rates], names: Sequence[str] = ()) -> Iterator[str]:
    for name in names or rates:
        if name in rates:
            one = rates[name]
            yield f"| {name} | {' | '.join(f'{part:.3f}' for part in one.rounded)} | {one.tp} | {one.fp} | {one.fn} |"


def _attributes(found: Score) -> str:
    parts = [f"{_ATTRIBUTES[name]} {hits.right} of {hits.of}" for name, hits in found.attributes.items()]
    return f"A fact is right only with its year. How often right facts have the right value too, where gold has one: {', '.join(parts)}."


def rewritten(readme: str, sets: Sequence[GoldSet]) -> str:
    """The README with the figures of a fresh run of the sets that can be measured here.

    Raises:
        ValueError: the README has not one place for the figures of a set.
    """
    for gold_set in sets:
        if len(gold_set.marks.findall(readme)) != 1:
            raise ValueError(f"README.md needs one pair of marks <!-- figures: {gold_set.name} --> and <!-- /figures: {gold_set.name} -->")
        if gold_set.there:
            figures = measured(gold_set)
            readme = gold_set.marks.sub(lambda _, figures=figures: figures, readme)
    return readme


def main(arguments: Sequence[str]) -> int:
    """Write the figures, or with --check compare them."""
    if arguments not in ([], ["--check"]):
        print("usage: python examples/figures.py [--check]", file=sys.stderr)
        return 2
    before = README.read_text(encoding="utf-8")
    after = rewritten(before, SETS)
    for gold_set in SETS:
        if not gold_set.there:
            print(f"not measured, as its texts are not here: {gold_set.title}")
    if not arguments:
        README.write_text(after, encoding="utf-8")
    elif before != after:
        print("README.md shows other figures than a fresh run; write them with: python examples/figures.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
