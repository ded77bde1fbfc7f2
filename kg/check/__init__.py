"""Whether a build keeps what it promises: its graph the shapes, its quotes the texts, its counts what filings state."""

from kg.check.report import Check, Finding, check

__all__ = ["Check", "Finding", "check"]
