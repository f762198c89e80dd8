"""``treatygrade demo``: the main job on one report, explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from treatygrade.demo import SPECIMEN, demo
from treatygrade.tables import read_rows


def run(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "treatygrade", "demo", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def test_the_specimen_is_explained_in_an_empty_folder(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for told in (
        "FICTIONAL",
        "has not seen",
        "21 (a)",
        "21 (c): the closing sentence states B",
    ):
        assert told in done.stdout
    assert len(read_rows(tmp_path / "demo" / "units.csv")) == 8
    assert "<html" in (tmp_path / "demo" / "units.html").read_text(encoding="utf-8")


def test_the_model_has_seen_nothing_of_the_specimens_state(tmp_path: Path) -> None:
    shown = demo(folder=tmp_path)
    assert shown.report.name == SPECIMEN[-1]
    assert shown.fictional
    assert shown.summary.fresh.units == 8
    assert shown.summary.seen_in_training.units == 0


@pytest.mark.parametrize(
    ("report", "code", "told"),
    [("CMW_C_QLV_FCO_3_Add.1.md", 0, "that the model has seen"), ("missing.md", 1, "no such file")],
)
def test_any_report_will_do(specimens: Path, tmp_path: Path, report: str, code: int, told: str) -> None:
    done = run(specimens / "en" / report, cwd=tmp_path)
    assert done.returncode == code
    assert told in done.stdout + done.stderr
