"""Precedents: graded evaluations that read like a given one, from units that the user has built."""

from treatygrade.suggest.precedents.demonstration import demonstration
from treatygrade.suggest.precedents.fictional import is_fictional
from treatygrade.suggest.precedents.index import Index, build, open_index
from treatygrade.suggest.precedents.search import Precedent, conflicts, precedents

__all__ = ["Index", "Precedent", "build", "conflicts", "demonstration", "is_fictional", "open_index", "precedents"]
