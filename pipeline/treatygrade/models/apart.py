"""When a published grade and a predicted one are so far apart that somebody should look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from treatygrade.columns import ORDINAL


def far_apart(row: Mapping[str, Any]) -> bool:
    """Whether the published grade is far from the predicted one, and the model is sure enough to say so.

    Far is two steps on A–C, or a step between that scale and D, E or F or among these, with the published grade outside
    the 90% prediction set. A row without either grade, or one on which the model abstained, is not.
    """
    published, predicted = row.get("grade"), row.get("predicted")
    if not published or not predicted or row.get("abstained") or published in (row.get("prediction_set") or ()):
        return False
    if published in ORDINAL and predicted in ORDINAL:
        return abs(ORDINAL.index(published) - ORDINAL.index(predicted)) >= 2
    return bool(published != predicted)
