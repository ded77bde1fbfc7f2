"""The error tree, and errors as values.

    KgError
    ├── ArgumentError  (also ValueError)   a function of the API was given what it does not take
    ├── SourceError    (also ValueError)   a file that is no filing we can read
    ├── RuleError      (also ValueError)   a rule file that says something impossible
    ├── OntologyError  (also ValueError)   an ontology that lacks what a rule or record needs
    ├── QueryError     (also ValueError)   a SPARQL query or a named question that can't run
    │   └── BudgetError                    a query that was stopped, as it took more time, memory or room than it may
    ├── GoldError      (also ValueError)   gold to score against that is missing or malformed
    ├── FetchError     (also OSError)      a server that could not be reached, or refused, or has no such filing
    ├── DecisionError  (also ValueError)   a file of decisions about names that can't be read
    ├── ReferenceListError  (also ValueError)   a reference list that can't be read, or is none that we know
    └── OutputError    (also OSError)      a folder that is no build, or can't be written

Bad input is a `Problem`, carried beside the results: one bad filing never ends a run.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = [
    "ArgumentError",
    "BudgetError",
    "DecisionError",
    "FetchError",
    "GoldError",
    "KgError",
    "OntologyError",
    "OutputError",
    "Problem",
    "QueryError",
    "ReferenceListError",
    "RuleError",
    "SourceError",
]


class KgError(Exception):
    """The root of every error that kg raises on purpose."""


class ArgumentError(KgError, ValueError):
    """An argument is none of what the function takes; the message names it."""


class SourceError(KgError, ValueError):
    """A file can't be read as a filing."""


class RuleError(KgError, ValueError):
    """A rule can't be loaded or compiled; the message names the rule and the file."""


class OntologyError(KgError, ValueError):
    """The ontology lacks a term, or contradicts itself."""


class QueryError(KgError, ValueError):
    """A query can't be parsed or run; the message holds line and column where known."""


class BudgetError(QueryError):
    """A query took more time or memory, or gave more, than it may; the message says which and what to do."""


class GoldError(KgError, ValueError):
    """A folder holds no gold facts, or a file in it can't be read as gold; the message names the file."""


class FetchError(KgError, OSError):
    """A filing or a list of filings could not be got; the message names the address and the mend."""


class DecisionError(KgError, ValueError):
    """A file of decisions about names can't be read; the message names the file."""


class ReferenceListError(KgError, ValueError):
    """A reference list can't be read, or has the form of none that we know; the message names the file."""


class OutputError(KgError, OSError):
    """An output folder is missing, is not a build, or can't be written."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one input while the run went on.

    `where` names the file, rule or plugin, `what` says what is wrong and how to mend it, `level` is "error" (the input was left out) or
    "warning" (it was read, with a loss that is worth knowing).
    """

    where: str
    what: str
    level: str = "error"

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"
