"""Key phrases with category, negation, concession, target and position."""

from treatygrade.phrases.matching import Phrase, categories, phrases, phrases_batch

__all__ = ["Phrase", "categories", "phrases", "phrases_batch"]
