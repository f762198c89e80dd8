from treatygrade.cli.main import main

main()
