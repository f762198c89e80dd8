"""suggest: which grade a draft reads like, why, and which earlier evaluations read alike."""

from treatygrade.suggest.suggesting import suggest, suggest_units
from treatygrade.suggest.suggestion import Passage, Ranked, Suggestion

__all__ = ["Passage", "Ranked", "Suggestion", "suggest", "suggest_units"]
