"""How right a build is: its facts against gold facts, as precision, recall and F1. `kg.score.gold` says what gold is."""

from kg.score.compare import GROUPS, Score, judge, score
from kg.score.entities import EntityScore, Pair, score_entities
from kg.score.gold import ATTRIBUTES, Gold, GoldFact, read_gold
from kg.score.sheet import Hits, Judged, Mistake, Rates

__all__ = [
    "ATTRIBUTES",
    "GROUPS",
    "EntityScore",
    "Gold",
    "GoldFact",
    "Hits",
    "Judged",
    "Mistake",
    "Pair",
    "Rates",
    "Score",
    "judge",
    "read_gold",
    "score",
    "score_entities",
]
