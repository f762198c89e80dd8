"""Grading schemes: a grade means nothing without one; and the sentences that state one in words."""

from treatygrade.schemes.choice import choose
from treatygrade.schemes.scheme import LANGUAGES, Scheme, load, names
from treatygrade.schemes.verdicts import Verdict, mask, verdict_of, verdicts

__all__ = ["LANGUAGES", "Scheme", "Verdict", "choose", "load", "mask", "names", "verdict_of", "verdicts"]
