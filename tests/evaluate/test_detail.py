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
from treatygrade.resources import resource


def predictions(probabilities: list[list[float]], gold: list[int]) -> Predictions:
    array = np.array([row + [0.0] * (6 - len(row)) for row in probabilities])
    zero = np.zeros(len(gold))
    states = np.array([f"S{i}" for i in range(len(gold))])
    return Predictions(array, zero, zero, np.array(gold), states, len(gold))


SHIPPED = resource("models", "default")
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
    found = by_group(FOUR, ROWS, "scheme")
    assert {name: (of["n"], of["states"], of["accuracy"]) for name, of in found.items()} == {
        "a": (2, 2, 1.0),
        "b": (2, 2, 0.5),
    }
    low, high = found["b"]["interval"]
    assert low <= 0.5 <= high
    assert by_group(FOUR, ROWS, "unit_id")["u1"]["interval"] is None


def test_errors_and_suspicious_gold() -> None:
    assert [row["unit"] for row in confident_errors(FOUR, ROWS)] == ["u1"]
    sure = predictions([[0.9, 0.1]] * 9 + [[0.1, 0.9]] * 9 + [[0.95, 0.05]], [0] * 9 + [1] * 10)
    rows = [{"id": str(i), "text": ""} for i in range(19)]
    assert [(row["unit"], row["rather"]) for row in suspicious(sure, rows)] == [("18", "A")]
    assert suspicious(predictions([[1.0, 0.0]], [0]), rows[:1]) == []


def test_compared_with_itself_nothing_differs() -> None:
    assert compare(FOUR, FOUR, times=20)["accuracy"] == {"estimate": 0.0, "low": 0.0, "high": 0.0}


def test_the_page_needs_no_network(found: dict[str, Any]) -> None:
    text = page(found)
    assert text.count("<svg") == 3
    assert "<mark" in text
    assert "FICTIONAL</span> 220 of these units" in text
    assert all("FICTIONAL" in row["unit"] for row in found["confident_errors"])
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
        (["--fail-under", "masked.grandeur=1"], 2),
        (["--fail-under", "qwk=nan"], 2),
        (["--fail-under", "masked.qwk=0.5", "--fail-under", "shown.per_grade.D.recall=0.5"], 0),
        (["--fail-under", "shown.recall_D=1.01"], 3),
        (["--learning-curve"], 2),
        (["--cv", "3x1", "--against", "nowhere.yaml"], 2),
        (["--against", "nowhere"], 1),
        (["--cv", "1x1"], 2),
        (["--cv", "five"], 2),
        (["--cv", "5x1", "--model", "m"], 2),
        (["--cv", "5x1", "--train-to", "2016"], 2),
        (["--model", "nowhere"], 1),
    ],
)
def test_the_command(units: Path, options: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("evaluate", str(units), *options, monkeypatch=monkeypatch) == code


def test_json_html_and_plots(units: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    json_file, html, plots = tmp_path / "e.json", tmp_path / "e.html", tmp_path / "plots"
    options = ["--json", str(json_file), "--html", str(html), "--plots", str(plots), "--against", str(SHIPPED)]
    assert run("evaluate", str(units), *options, monkeypatch=monkeypatch) == 0
    found = json.loads(json_file.read_text())
    assert found["n"] == 220
    assert found["differences"][str(SHIPPED)]["qwk"] == {"estimate": 0.0, "low": 0.0, "high": 0.0}
    assert html.read_text().startswith("<!doctype html>")
    names = sorted(path.name for path in plots.iterdir())
    assert names == ["confusion.svg", "coverage.svg", "figures.json", "reliability.svg"]
    kept = json.loads((plots / "figures.json").read_text())
    assert kept["masked"]["recall_D"] == found["masked"]["per_grade"]["D"]["recall"]


def test_reports_folders_and_rows_without_a_grade(
    units: Path, specimens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Gold is what a report prints. What cannot be counted is said, and a file that fails makes the exit code 1."""
    folder, json_file = tmp_path / "gold", tmp_path / "e.json"
    folder.mkdir()
    first = units.read_text(encoding="utf-8").splitlines()[:9]
    ungraded = ['{"text": "The Committee regrets it."}', '{"text": "", "grade": "B"}']
    (folder / "some.jsonl").write_text("\n".join([*first, *ungraded]), encoding="utf-8")
    (folder / "report.md").write_text((specimens / "en" / "CMW_C_ZRT_FCO_2_Add.1.md").read_text(encoding="utf-8"))
    assert run("evaluate", str(folder), "--json", str(json_file), monkeypatch=monkeypatch) == 0
    assert "left out: 1 with no grade; left out: 1 with no text" in capsys.readouterr().out
    found = json.loads(json_file.read_text())
    assert found["n"] > 9
    assert found["run"]["left_out"] == {"no grade": 1, "no text": 1}
    (folder / "note.txt").write_text("Nothing is evaluated here.")
    assert run("evaluate", str(folder), monkeypatch=monkeypatch) == 1
    told = capsys.readouterr()
    assert "note.txt" in told.err
    assert f"{found['n']} units" in told.out
