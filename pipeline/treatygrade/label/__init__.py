"""Labelling the archive: files in, one table out, safe to leave alone overnight."""

from treatygrade.label.engines import choose as choose
from treatygrade.label.engines import processes as processes
from treatygrade.label.find import STDIN as STDIN
from treatygrade.label.find import find as find
from treatygrade.label.find import shown as shown
from treatygrade.label.job import Failure as Failure
from treatygrade.label.job import Job as Job
from treatygrade.label.job import rows_of as rows_of
from treatygrade.label.run import Run as Run
from treatygrade.label.run import label as label
from treatygrade.label.show import print_summary as print_summary
from treatygrade.label.show import write_page as write_page
from treatygrade.label.summary import Summary as Summary
