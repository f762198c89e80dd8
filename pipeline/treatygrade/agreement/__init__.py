"""Consistency between reviewers: agreement, where it fails, and who is lenient."""

from treatygrade.agreement.report import agreement as agreement
