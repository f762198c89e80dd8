"""check: what is certainly wrong with a draft, the header line as it should read, and then suggestions."""

from treatygrade.check.checking import Check, Finding, check

__all__ = ["Check", "Finding", "check"]
