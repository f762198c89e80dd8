"""What became of each recommendation, over the rounds of a follow-up and over review cycles."""

from treatygrade.history.recommendations import History as History
from treatygrade.history.recommendations import Recommendation as Recommendation
from treatygrade.history.recommendations import history as history
from treatygrade.history.transitions import Transition as Transition
from treatygrade.history.transitions import transitions as transitions
