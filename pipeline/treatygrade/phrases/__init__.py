"""Key phrases with category, negation, concession, target and position."""

from treatygrade.phrases.association import association
from treatygrade.phrases.matching import Phrase, categories, phrases, phrases_batch

__all__ = ["Phrase", "association", "categories", "phrases", "phrases_batch"]
