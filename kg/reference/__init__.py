"""Entities and the rows of reference lists that they are: CIK and ticker (SEC), LEI (GLEIF), MIC (ISO 10383).

A list is read once, row by row, and never held: what is held are the names of the entities, and for each the few rows that fit it best.
A row is linked if it fits well enough and no other row fits as well; whatever else comes near is kept as a candidate for the review.
"""

from kg.reference.link import link
from kg.reference.read import Row, read_rows

__all__ = ["Row", "link", "read_rows"]
