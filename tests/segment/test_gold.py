"""Segmentation against hand-made gold: the invented reports, and the published ones where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.corpus.check import check, figures
from treatygrade.read import read
from treatygrade.segment import segment

NEEDED = {"text": 0.95, "recommendation": 0.95, "header": 0.97}


def assert_good(folder: Path) -> None:
    found = figures(item.comparison for item in check(folder))
    assert found["f1"] >= 0.97, found
    assert {name: found[name]["share"] >= least for name, least in NEEDED.items()} == dict.fromkeys(NEEDED, True), found


def test_invented_reports(specimens: Path) -> None:
    assert_good(specimens)


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["seed", "specimens", "real/reports"])
def test_shared_reports(folder: str, shared: Path) -> None:
    assert_good(shared / folder)


@pytest.mark.shared
def test_the_seed(shared: Path) -> None:
    path = next((shared / "seed").glob("*.md"))
    document = read(path)
    [report] = segment(document)
    units = report.units(path.name)
    assert [(unit["paragraph"], unit["scope"], unit["grade_raw"]) for unit in units] == [
        ("16", "(a)|(b)", "C"),
        ("16", "(c)", "B"),
        ("36", "(a)", "C"),
        ("36", "(b)|(c)|(d)|(e)", "C"),
        ("60", "(a)", "B"),
        ("60", "(b)|(c)", "C"),
        ("60", "(d)", "F"),
        ("62", "(a)|(b)", "B"),
        ("62", "(c)", "F"),
    ]
    assert (report.session, report.year, report.state, report.iso3) == (39, 2024, "Azerbaijan", "AZE")
    assert [n for n, unit in enumerate(units) if "verdict_mismatch" in unit["flags"]] == [3, 5]
    assert units[3]["text"].count("\n") == 2
    assert all("[" not in unit["text"] for unit in units)
    assert all(document.text[unit["start"] : unit["end"]] == unit["text"] for unit in units)
    assert [item.label for item in report.paragraphs[1].items] == ["(a)", "(b)", "(c)", "(d)", "(e)"]
