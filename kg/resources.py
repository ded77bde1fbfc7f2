"""Where the shipped data lies: in a wheel, an editable install and a bare checkout alike."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def ontology_dir() -> Path:
    """The folder with `kg.ttl` and `queries/`: inside the package in a wheel, beside it in a checkout.

    Raises:
        FileNotFoundError: The installation is incomplete.
    """
    for folder in (PACKAGE / "ontology", PACKAGE.parent / "ontology"):
        if (folder / "kg.ttl").is_file():
            return folder
    raise FileNotFoundError(f"kg.ttl is neither in {PACKAGE / 'ontology'} nor beside the package: install kg again")


def rules_dir() -> Path:
    """The folder with the shipped rule files, `*.toml`."""
    return PACKAGE / "rules"
