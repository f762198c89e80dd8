"""Invented reports and letters in the layouts of each committee: ``layouts/expected.json`` lists what a reader finds.

A unit is paragraph, scope, grade, and the words with which its text begins and ends.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from treatygrade.read import read
from treatygrade.segment import segment

FOLDER = Path(__file__).parent / "layouts"
EXPECTED: dict[str, dict[str, Any]] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_committees_layout(name: str) -> None:
    expected = EXPECTED[name]
    document = read(FOLDER / name)
    found = [unit for report in segment(document) for unit in report.units(name)]
    assert [[unit["paragraph"], unit["scope"], unit["grade_raw"]] for unit in found] == [
        unit[:3] for unit in expected["units"]
    ]
    for unit, (*_, first, last) in zip(found, expected["units"], strict=True):
        assert unit["text"].startswith(first)
        assert unit["text"].endswith(last)
        assert document.text[unit["start"] : unit["end"]] == unit["text"]
    assert {key: found[0][key] for key in ("state", "session", "year")} == {
        key: expected[key] for key in ("state", "session", "year")
    }


def test_every_layout_is_expected() -> None:
    assert set(EXPECTED) == {path.name for path in FOLDER.iterdir()} - {"expected.json"}
