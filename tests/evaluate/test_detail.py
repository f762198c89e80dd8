"""Reliability, coverage, groups, errors, suspicious gold; two systems compared; the page and the command."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from treatygrade.cli.main import main
from treatygrade.evaluate.compare import compare
from treatygrade.evaluate.crossval import Predictions
from treatygrade.evaluate.detail import by_group, confident_errors, coverage_against_error, reliability, suspicious
from treatygrade.evaluate.page import page


def predictions(probabilities: list[list[float]], gold: list[int]) -> Predictions:
    array = np.array([row + [0.0] * (6 - len(row)) for row in probabilities])
    zero = np.zeros(len(gold))
    states = np.array([f"S{i}" for i in range(len(gold))])
    return Predictions(array, zero, zero, np.array(gold), states, len(gold))


FOUR = predictions([[0.9, 0.1], [0.8, 0.2], [0.1, 0.9], [0.45, 0.55]], [0, 1, 1, 1])
ROWS = [{"unit_id": f"u{i}", "text": f"text {i}", "scheme": "ab"[i % 2]} for i in range(4)]


def test_reliability() -> None:
    assert [(round(b["confidence"], 2), b["right"], b["n"]) for b in reliability(FOUR)] == [
        (0.55, 1.0, 1), (0.8, 0.0, 1), (0.9, 1.0, 2),
    ]  # fmt: skip


def test_coverage_against_error() -> None:
    points = coverage_against_error(FOUR)
    assert points[-1] == {"coverage": 1.0, "error": 0.25}
    assert points[4] == {"coverage": 0.5, "error": 0.0}


def test_by_group() -> None:
    assert by_group(FOUR, ROWS, "scheme") == {"a": {"n": 2, "accuracy": 1.0}, "b": {"n": 2, "accuracy": 0.5}}


def test_errors_and_suspicious_gold() -> None:
    assert [row["unit"] for row in confident_errors(FOUR, ROWS)] == ["u1"]
    sure = predictions([[0.9, 0.1]] * 9 + [[0.1, 0.9]] * 9 + [[0.95, 0.05]], [0] * 9 + [1] * 10)
    rows = [{"id": str(i), "text": ""} for i in range(19)]
    assert [(row["unit"], row["rather"]) for row in suspicious(sure, rows)] == [("18", "A")]


def test_compared_with_itself_nothing_differs() -> None:
    assert compare(FOUR, FOUR, times=20)["accuracy"] == {"estimate": 0.0, "low": 0.0, "high": 0.0}


def test_the_page_needs_no_network(found: dict[str, Any]) -> None:
    text = page(found)
    assert text.count("<svg") == 3
    assert not re.search(r"(?:src|href)=\"?https?:", text)


def run(*arguments: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr("sys.argv", ["treatygrade", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--fail-under", "accuracy=0.5"], 0),
        (["--fail-under", "accuracy=1.01"], 3),
        (["--fail-under", "accuracy"], 2),
        (["--fail-under", "grandeur=1"], 2),
        (["--cv", "1x1"], 2),
        (["--cv", "five"], 2),
        (["--cv", "5x1", "--model", "m"], 2),
        (["--cv", "5x1", "--train-to", "2016"], 2),
        (["--model", "nowhere"], 1),
    ],
)
def test_the_command(units: Path, options: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("evaluate", str(units), *options, monkeypatch=monkeypatch) == code


def test_json_and_html(units: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    json_file, html = tmp_path / "e.json", tmp_path / "e.html"
    assert run("evaluate", str(units), "--json", str(json_file), "--html", str(html), monkeypatch=monkeypatch) == 0
    assert json.loads(json_file.read_text())["n"] == 220
    assert html.read_text().startswith("<!doctype html>")
