"""``python -m treatygrade``."""

from treatygrade.cli.main import main

main()
