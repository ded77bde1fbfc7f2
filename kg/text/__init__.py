"""A filing's text as sections, blocks and sentences, always with offsets into the text."""

from kg.text.blocks import Block, blocks
from kg.text.search import Search
from kg.text.sentences import Sentence, sentences
from kg.text.tables import Cell, Row, Table, tables

__all__ = ["Block", "Cell", "Row", "Search", "Sentence", "Table", "blocks", "sentences", "tables"]
