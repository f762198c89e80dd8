"""What the summary counts, compares and names first."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from treatygrade.label.run import Run
from treatygrade.label.show import print_summary, write_page
from treatygrade.label.summary import Summary
from treatygrade.models.apart import far_apart
from treatygrade.states import fictional, marked


def row(grade: str = "B", predicted: str | None = "B", flags: tuple[str, ...] = (), **other: Any) -> dict[str, Any]:
    return {
        "unit_id": "u", "file": "a.md", "scheme": "cmw", "state": "Peru", "iso3": "PER", "paragraph": "16",
        "scope": "(a)", "grade_raw": grade, "grade": grade, "predicted": predicted, "confidence": 0.9,
        "predicted_label": predicted or "", "prediction_set": [predicted] if predicted else [],
        "abstained": predicted is None, "flags": list(flags),
    } | other  # fmt: skip


def summed(*rows: dict[str, Any]) -> dict[str, Any]:
    summary = Summary()
    for each in rows:
        summary.add(each)
    return summary.as_json()


@pytest.mark.parametrize(
    ("rows", "fresh", "seen"),
    [
        ([row(), row("C"), row("A", "A")], (3, 2), (0, 0)),
        ([row(), row("C", flags=("seen_in_training",))], (1, 1), (1, 0)),
        ([row(flags=("shared_text",)), row("C", flags=("by_reference",)), row(""), row("B", None)], (0, 0), (0, 0)),
    ],
)
def test_agreement(rows: list[Any], fresh: tuple[int, int], seen: tuple[int, int]) -> None:
    told = summed(*rows)
    assert (told["agreement"]["units"], told["agreement"]["same"]) == fresh
    assert (told["seen_in_training"]["units"], told["seen_in_training"]["same"]) == seen


def test_the_interval_is_wilsons() -> None:
    figures = summed(*[row()] * 8, *[row("C")] * 2)["agreement"]
    # Wilson (1927) for 8 of 10 at 95%: 0.4902 to 0.9433.
    assert (round(figures["low"], 4), round(figures["high"], 4)) == (0.4902, 0.9433)


def test_counts() -> None:
    told = summed(row(), row("C", "B", grade_raw="C1"), row("", None))
    assert told["published"] == {"cmw": {"": 1, "B": 1, "C1": 1}}
    assert told["grades"] == {"A": 0, "B": 1, "C": 1, "D": 0, "E": 0, "F": 0, "": 1}
    assert told["predicted"] == {"A": 0, "B": 2, "C": 0, "D": 0, "E": 0, "F": 0, "": 1}


@pytest.mark.parametrize(
    ("published", "predicted", "other", "far"),
    [
        ("A", "C", {}, True),
        ("C", "A", {}, True),
        ("A", "B", {}, False),
        ("C", "E", {}, True),
        ("D", "E", {}, True),
        ("E", "E", {}, False),
        ("A", "C", {"abstained": True}, False),
        ("A", "C", {"prediction_set": ["C", "A"]}, False),
        ("", "C", {}, False),
        ("A", None, {}, False),
    ],
)
def test_far_apart(published: str, predicted: str | None, other: dict[str, Any], far: bool) -> None:
    assert far_apart(row(published, predicted, **other)) is far


def test_the_most_urgent_units_are_named_and_all_are_counted() -> None:
    unsure = [row(abstained=True, confidence=number / 100, unit_id=str(number)) for number in range(60, 30, -1)]
    contradicting = row(flags=("verdict_mismatch", "seen_in_training"), unit_id="contradicting")
    told = summed(*unsure, contradicting, row("A", "C", unit_id="far", flags=["far_from_prediction"]))
    assert told["reasons"] == {"contradiction": 1, "far_apart": 1, "abstained": 30}
    assert [unit["unit_id"] for unit in told["look_first"]] == ["contradicting", "far"] + [
        str(n) for n in range(31, 51)
    ]
    assert told["look_first"][0]["flags"] == ["verdict_mismatch"]


@pytest.mark.parametrize(
    ("iso3", "invented"),
    [("XYR", True), ("QLV", True), ("ZLK", True), ("QAT", False), ("ZAF", False), ("ZMB", False), ("ZAR", False),
     ("XKX", False), ("PER", False), ("", False)],
)  # fmt: skip
def test_invented_states_are_told_from_real_ones(iso3: str, invented: bool) -> None:
    assert fictional(iso3) is invented
    assert marked("Name", iso3) == ("Name (FICTIONAL)" if invented else "Name")


def test_invented_states_are_marked_wherever_they_are_shown(tmp_path: Path) -> None:
    summary = Summary()
    summary.add(row("A", "C", state="Xyrene", iso3="XYR", flags=["far_from_prediction"]))
    stream = io.StringIO()
    print_summary(summary, stream)
    write_page(summary, Run(tmp_path / "out.csv", files=1), tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    for text in (stream.getvalue(), page):
        assert text.count("Xyrene") == text.count("Xyrene (FICTIONAL)") >= 1
        assert "1 of these units are of invented" in text


def test_a_page_shows_what_is_asked_for_and_needs_no_network(tmp_path: Path) -> None:
    summary = Summary()
    for each in (
        row(),
        row("A", "C", file="<script>.md", flags=["far_from_prediction"]),
        row(flags=("verdict_mismatch",)),
    ):
        summary.add(each)
    write_page(summary, Run(tmp_path / "out.csv", files=2), tmp_path / "out.html")
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert page.count("<svg") == 2
    assert "<script>" not in page
    assert "src=" not in page
    assert "2 of 3, 66.7% (95% interval" in page
