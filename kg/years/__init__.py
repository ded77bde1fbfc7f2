"""When a fact held or happened, and how the text says so: its year, and whether it is over."""

from kg.years.dating import Dating, date_of, more_exact
from kg.years.endings import ended

__all__ = ["Dating", "date_of", "ended", "more_exact"]
