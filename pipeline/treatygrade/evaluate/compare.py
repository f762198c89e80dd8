"""Two systems on the same texts: the difference of each figure, with an interval."""

from __future__ import annotations

from typing import Any

import numpy as np

from treatygrade.evaluate.bootstrap import Indices, intervals
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.result import RESAMPLES, measure_at

COMPARED = ("accuracy", "macro_f1", "qwk", "log_loss")


def compare(one: Predictions, other: Predictions, *, seed: int = 0, times: int = RESAMPLES) -> dict[str, Any]:
    """``one`` minus ``other``: estimate and 95% interval by paired bootstrap over States.

    Paired: both are measured on the same resampled States each time.
    """

    def difference(at: Indices) -> dict[str, float]:
        first, second = measure_at(one, at), measure_at(other, at)
        return {name: first[name] - second[name] for name in COMPARED}

    estimate = difference(np.arange(len(one.gold)))
    ranges = intervals(difference, one.states.tolist(), times=times, seed=seed)
    return {name: {"estimate": estimate[name], "low": ranges[name][0], "high": ranges[name][1]} for name in COMPARED}
