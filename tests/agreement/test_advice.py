"""The first page says what to do."""

from __future__ import annotations

from typing import Any

import pytest

from tests.agreement.test_words import estimated, told


def split(steps: int) -> dict[str, Any]:
    return {"unit": "16 (a)", "steps": steps}


LOW, WIDE = {"krippendorff_ordinal": estimated(0.5, 0.4)}, {"krippendorff_ordinal": estimated(0.9, 0.7)}


TO_DO = [
    ({}, ["No unit splits them."]),
    ({"split_units": [split(1), split(0)]},
     ["Discuss the 2 units that split them, none by more than a step, from 16 (a) on."]),
    ({"split_units": [split(2), split(1)]},
     ["Discuss first the 1 unit graded two steps apart or more, from 16 (a) on."]),
    ({"coefficients": LOW, "confused": [{"grades": ["B", "C"], "share": 1.0}]},
     ["No unit splits them.", "Write down what each grade asks for, above all for B against C, and grade again: without"
      " written criteria the kappa of such grades is about 0.3, with them about 0.7."]),
    ({"coefficients": WIDE},
     ["No unit splits them.", "Let two people grade the units that matter, until there are enough and the interval lies"
      " above 0.80."]),
    ({"plan": {"units": 1_200, "width": 0.2}},
     ["No unit splits them.", "For an interval 0.2 wide, let two or more grade about 1,200 units; so far it is 60."]),
    ({"plan": {"units": None, "width": 0.2}}, ["No unit splits them."]),
    ({"missing": {"undecided": 2, "blank": 1}},
     ["No unit splits them.", "Cells without a grade that counts were left out (2 undecided, 1 blank); they are listed"
      " below."]),
    ({"unused_columns": ["Notes", "sheet April"]}, ["No unit splits them.", "Not used: Notes, sheet April."]),
    ({"scale": {"off_scale": ["D"], "note": "Off: D."}}, ["No unit splits them.", "Off: D."]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "lines"), TO_DO, ids=[next(iter(c), "nothing") for c, _ in TO_DO])
def test_what_to_do(changes: dict[str, Any], lines: list[str]) -> None:
    assert told("what_to_do", **changes) == lines
