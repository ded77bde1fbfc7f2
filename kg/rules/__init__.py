"""Rules as data: TOML files, a bounded pattern language, and the matcher."""

from kg.mentions.sequence import Sequence, encode
from kg.rules.load import Rule, RuleSet, load_rules
from kg.rules.match import Match, matches

__all__ = ["Match", "Rule", "RuleSet", "Sequence", "encode", "load_rules", "matches"]
