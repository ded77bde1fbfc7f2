"""A filing's text as sections, blocks and sentences, always with offsets into the text."""

from kg.text.blocks import Block, blocks
from kg.text.sentences import Sentence, sentences

__all__ = ["Block", "Sentence", "blocks", "sentences"]
