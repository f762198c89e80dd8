"""Small files of any shape: a report without a NaN and a page, or an error that says what to do."""

from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from treatygrade.agreement import agreement
from treatygrade.agreement.page import page
from treatygrade.errors import TreatygradeError

UNITS = ["1", "2", "3 (a)", "3 (b)", "3 (a)-(b)", "3", "case"]
ROWS = st.lists(
    st.tuples(
        st.sampled_from(UNITS),
        st.sampled_from("xyz"),
        st.sampled_from(["A", "B", "C", "D", "E", "?", "", "B/C"]),
        st.sampled_from(["1", "2", ""]),
    ),
    min_size=1,
    max_size=14,
    unique_by=lambda row: row[:2],
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_any_small_file(rows: list[tuple[str, str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("error")
        path = Path(folder) / "ratings.csv"
        path.write_text("\n".join(map(",".join, [("unit", "reviewer", "grade", "session"), *rows])), encoding="utf-8")
        try:
            found = agreement(path, samples=20)
        except TreatygradeError:
            return
        json.dumps(found, allow_nan=False)
        page(found)
