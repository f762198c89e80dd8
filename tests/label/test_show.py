"""The summary in words: what is told of a unit to look at, of shares, and of nothing at all."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.label.test_summary import row
from treatygrade.label.show import TITLES, line, print_summary, share
from treatygrade.label.summary import REASONS, Summary, _reasons


def summary_of(*rows: dict[str, Any]) -> Summary:
    summary = Summary()
    for each in rows:
        summary.add(each)
    return summary


def told(*rows: dict[str, Any]) -> str:
    stream = io.StringIO()
    print_summary(summary_of(*rows), stream)
    return stream.getvalue()


def test_nothing_is_counted_before_anything_is_seen() -> None:
    empty = Summary().as_json()
    assert (empty["units"], empty["states"], empty["fictional_units"], empty["look_first"]) == (0, 0, 0, [])
    assert empty["agreement"] == {"units": 0, "same": 0, "share": None, "low": None, "high": None}
    assert set(empty["grades"].values()) == set(empty["predicted"].values()) == {0}


def test_a_unit_to_look_at_is_named_with_all_that_finds_it() -> None:
    seen = row("A", "C", flags=("far_from_prediction", "verdict_mismatch"), unit_id="X#1", predicted_label="not done")
    first, second = summary_of(seen).look_first()
    assert first == {
        "reason": "contradiction", "unit_id": "X#1", "file": "a.md", "state": "Peru", "paragraph": "16", "scope": "(a)",
        "published": "A", "predicted": "C, not done", "confidence": 0.9, "flags": ["verdict_mismatch"],
    }  # fmt: skip
    assert second == first | {"reason": "far_apart"}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, {}),
        ({"flags": ["shared_text", "by_reference", "seen_in_training"]}, {}),
        ({"flags": ["verdict_mismatch", "wrong_scope", "shared_text"]}, {"contradiction": 2.0}),
        ({"flags": ["far_from_prediction"]}, {"far_apart": 0.9}),
        ({"flags": ["far_from_prediction"], "confidence": None}, {"far_apart": 0.0}),
        ({"abstained": True, "confidence": 0.25}, {"abstained": 0.75}),
        ({"abstained": True, "predicted": None}, {}),
        ({"flags": None}, {}),
    ],
)
def test_why_a_unit_is_looked_at_and_how_soon(changes: dict[str, Any], reasons: dict[str, float]) -> None:
    assert _reasons(row() | changes) == reasons
    assert set(reasons) <= set(REASONS) == set(TITLES)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Peru 16 (a): published C, predicted B, partially (0.71), verdict_mismatch [a.md]"),
        ({"scope": "(a)|(b)", "flags": []}, "Peru 16 (a) (b): published C, predicted B, partially (0.71) [a.md]"),
        ({"scope": "", "paragraph": ""}, "Peru: published C, predicted B, partially (0.71), verdict_mismatch [a.md]"),
        ({"published": ""}, "Peru 16 (a): published no grade, predicted B, partially (0.71), verdict_mismatch [a.md]"),
        ({"predicted": "", "confidence": None}, "Peru 16 (a): published C, verdict_mismatch [a.md]"),
        ({"confidence": None}, "Peru 16 (a): published C, predicted B, partially, verdict_mismatch [a.md]"),
    ],
)
def test_a_unit_in_one_line(changes: dict[str, Any], said: str) -> None:
    unit = {"state": "Peru", "paragraph": "16", "scope": "(a)", "published": "C", "predicted": "B, partially",
            "confidence": 0.712, "flags": ["verdict_mismatch"], "file": "a.md"}  # fmt: skip
    assert line(unit | changes) == said


def test_a_share_has_its_interval() -> None:
    figures = {"units": 50, "same": 41, "share": 0.82, "low": 0.6921, "high": 0.9024}
    assert share(figures) == "41 of 50, 82.0% (95% interval 69.2–90.2%)"
    assert share({"units": 0}) == "no units"


def test_what_is_told_of_a_run() -> None:
    said = told(row(), row("C", flags=("seen_in_training",)), row("", None, scheme=""), row(flags=("wrong_scope",)))
    assert "4 units of 1 States" in said
    assert "cmw: B 2, C 1" in said
    assert "no scheme: without a grade 1" in said
    assert "agreement with the published grade: 2 of 2, 100.0%" in said
    assert "seen in training, no evidence of quality: 0 of 1, 0.0%" in said
    assert said.count("look at first") == 1
    assert "(1 units)" in said
    assert "FICTIONAL" not in said


def test_marks_in_names_are_only_marks() -> None:
    said = told(row("A", "C", state="[bold]Peru[/bold]", file="[red]a.md", flags=("far_from_prediction",)))
    assert "[bold]Peru[/bold] 16 (a): published A, predicted C (0.90) [[red]a.md]" in said


def test_states_are_counted_by_their_code_or_else_their_name() -> None:
    rows = [row(), row(state="Republic of Peru"), row(iso3="", state="Qalvera"), row(iso3="", state="Xyrene")]
    assert summary_of(*rows).as_json()["states"] == 3
