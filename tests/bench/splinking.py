"""splink on the job of `tests.bench.reference`: a model of the names without legal forms and of the forms, trained without labels."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from kg.names import core, family

__all__ = ["scored"]

# What is compared at all, as we do it: the first word, or the first letters and the last word.
_BLOCKS = (block_on("first"), block_on("substr(name, 1, 3)", "rest"), block_on("substr(name, -12)"))


def scored(names: Sequence[str], golden: Path) -> Iterator[tuple[int, str, float]]:
    """Pairs that may be one: the place of our name, the row's identifier and the match weight."""
    with golden.open(encoding="utf-8", newline="") as stream:
        rows = [(row["LEI"], row["Entity.LegalName"]) for row in csv.DictReader(stream)]
    api = DuckDBAPI()
    ours = api.register(_table((str(at), name) for at, name in enumerate(names)), dataset_display_name="ours")
    theirs = api.register(_table(rows), dataset_display_name="theirs")
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.98, 0.95, 0.9]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("rest"),
            cl.ExactMatch("form"),
        ],
        blocking_rules_to_generate_predictions=list(_BLOCKS),
        retain_matching_columns=False,
    )
    linker = Linker([ours, theirs], settings, log_level="ERROR")
    linker.training.estimate_probability_two_random_records_match([block_on("name", "form")], recall=0.5)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("first"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("rest", "substr(name, 1, 4)"))
    found = linker.inference.predict(threshold_match_weight=-5).as_duckdbpyrelation()
    for row in found.project("unique_id_l, unique_id_r, match_weight, source_dataset_l").fetchall():
        one, other, weight, source = row
        at, value = (one, other) if source == "ours" else (other, one)
        yield int(at), value, weight


def _table(rows: Sequence[tuple[str, str]] | Iterator[tuple[str, str]]) -> pa.Table:
    listed = [(id_, core(name), " ".join(sorted(family(name))) or None) for id_, name in rows]
    return pa.table(
        {
            "unique_id": [id_ for id_, _, _ in listed],
            "name": [name for _, name, _ in listed],
            "first": [name.split(" ", 1)[0] for _, name, _ in listed],
            "rest": [name.partition(" ")[2] for _, name, _ in listed],
            "form": [form for _, _, form in listed],
        }
    )
