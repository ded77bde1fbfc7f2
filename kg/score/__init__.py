"""How right a build is: its facts against gold facts, as precision, recall and F1. See `kg.score.gold` for what gold is."""

from kg.score.compare import GROUPS, Hits, Judged, Mistake, Rates, Score, judge, score
from kg.score.gold import ATTRIBUTES, Gold, GoldFact, document_of, read_gold

__all__ = [
    "ATTRIBUTES",
    "GROUPS",
    "Gold",
    "GoldFact",
    "Hits",
    "Judged",
    "Mistake",
    "Rates",
    "Score",
    "document_of",
    "judge",
    "read_gold",
    "score",
]
