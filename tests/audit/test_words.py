"""An audit in words, for the terminal."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.audit.auditing import Finding
from treatygrade.audit.words import in_short, lines

SHIFT = {"estimate": 0.512, "low": -0.1, "high": 1.0}
GROUP = {
    "committee": "ccpr",
    "year": None,
    "units": 12,
    "states": 4,
    "shifts": {"A|B": SHIFT, "B|C": dict.fromkeys(SHIFT)},
}
REPORT: dict[str, Any] = {
    "files": 1, "units": 2, "thresholds": None,
    "findings": [Finding("wrong_scope", severity, "r.md", "Q", "paragraph 1", ("a", "b")).as_dict()
                 for severity in ("error", "hint", "hint")],
}  # fmt: skip


def test_findings_then_the_count() -> None:
    told = list(lines(REPORT))
    assert told[0] == "error: wrong_scope: r.md: Q, paragraph 1"
    assert told[2:4] == ["    “a”", "    “b”"]
    assert told[-1] == "3 findings (1 certain, 2 worth a look) in 2 units of 1 file"


def test_nothing_found() -> None:
    assert in_short(REPORT | {"findings": [], "units": 1, "files": 2}) == "no findings in 1 unit of 2 files"


@pytest.mark.parametrize(
    ("groups", "line"),
    [
        ([GROUP], "    ccpr: A|B +0.51 (-0.10 to +1.00), B|C not bounded (12 units, 4 States)"),
        (
            [GROUP | {"year": 2024}],
            "    ccpr 2024: A|B +0.51 (-0.10 to +1.00), B|C not bounded (12 units, 4 States)",
        ),
        ([], "    no committee with ten units of three States that can be compared"),
    ],
)
def test_thresholds(groups: list[Any], line: str) -> None:
    found = {"groups": groups, "left_out": {"seen in training": 3}, "warning": "What this cannot show"}
    told = list(lines(REPORT | {"findings": [], "thresholds": found}))
    assert told[1:-1] == [line, "    left out: 3 seen in training", "    What this cannot show"]
