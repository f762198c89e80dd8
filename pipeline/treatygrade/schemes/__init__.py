"""Grading schemes: a grade means nothing without one."""

from treatygrade.schemes.choice import choose
from treatygrade.schemes.scheme import LANGUAGES, Scheme, load, names

__all__ = ["LANGUAGES", "Scheme", "choose", "load", "names"]
