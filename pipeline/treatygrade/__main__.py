"""``python -m treatygrade``."""
