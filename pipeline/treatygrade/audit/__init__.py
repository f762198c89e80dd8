"""Contradictions within and between published reports."""

from treatygrade.audit.auditing import Audit as Audit
from treatygrade.audit.auditing import audit as audit
from treatygrade.audit.auditing import known_codes as known_codes
