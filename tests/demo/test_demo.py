"""``treatygrade demo``: the main job on one report, explained."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from treatygrade.cli.demo import _contradictions
from treatygrade.cli.main import main
from treatygrade.columns import FLAGS
from treatygrade.demo import SPECIMEN, demo
from treatygrade.errors import SegmentError, TreatygradeError
from treatygrade.resources import config
from treatygrade.tables import read_rows

UNIT: dict[str, Any] = {
    "paragraph": "21", "scope": "(a)|(b)", "grade_raw": "C1", "verdict": "B", "predicted": "E", "flags": [],
}  # fmt: skip


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs the command in an empty folder: its exit code and all that it says."""

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr("sys.argv", ["treatygrade", "demo", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out + said.err

    return run


def test_the_specimen_is_explained_in_an_empty_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "treatygrade", "demo"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    for told in (
        "FICTIONAL",
        "has not seen",
        "21 (a)",
        "21 (c): The verdict sentence states another grade than the tag (B, not C).",
        "are the same in 8 of 8 units.",
        "Table: demo/units.csv",
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
    ("report", "code", "said"),
    [
        ("CMW_C_QLV_FCO_3_Add.1.md", 0, "that the model has seen"),
        ("missing.md", 1, "no such file"),
        ("CMW_C_QLV_FCO_3_Add.1.gold.csv", 1, "gold.csv"),
    ],
)
def test_any_report_will_do(told: Any, specimens: Path, report: str, code: int, said: str) -> None:
    found, text = told(specimens / "en" / report, "-o", "deep/er")
    assert found == code
    assert said in text
    assert "Traceback" not in text
    assert ("Page:  deep/er/units.html" in text) is (code == 0)


def test_a_real_state_is_not_called_fictional(told: Any, specimens: Path, tmp_path: Path) -> None:
    invented = specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md"
    text = invented.read_text(encoding="utf-8").replace("Qalvera", "Chad").replace("QLV", "TCD")
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    code, said = told("report.md")
    assert code == 0
    assert "FICTIONAL" not in said
    assert not demo(tmp_path / "report.md", tmp_path / "again").fictional


@pytest.mark.parametrize(
    ("content", "named"), [("", "empty"), ("# A letter\n\nNothing is graded here.\n", "evaluation")]
)
def test_a_report_without_evaluations(tmp_path: Path, content: str, named: str) -> None:
    (tmp_path / "none.md").write_text(content)
    with pytest.raises(TreatygradeError, match=named) as raised:
        demo(tmp_path / "none.md", tmp_path / "out")
    assert raised.value.file.endswith("none.md")
    assert raised.value.stage in ("read", SegmentError.stage)


@pytest.mark.parametrize(
    ("flag", "more", "said"),
    [
        ("verdict_mismatch", {}, "states another grade than the tag (B, not C1)."),
        ("verdict_mismatch", {"verdict": ""}, "states another grade than the tag."),
        ("far_from_prediction", {}, "far from what the model predicts from the text (E, not C1)."),
        ("wrong_scope", {}, "names an item that the recommendation does not have."),
    ],
)
def test_contradictions_are_told_in_the_words_of_the_findings(flag: str, more: dict[str, Any], said: str) -> None:
    (line,) = _contradictions(UNIT | {"flags": [flag]} | more)
    assert line.startswith("paragraph 21 (a) (b): The ")
    assert line.endswith(said)


def test_every_flag_that_contradicts_is_told_and_no_other() -> None:
    lines = list(_contradictions(UNIT | {"flags": list(FLAGS)}))
    silent = {"shared_text", "by_reference", "seen_in_training"}
    assert len(lines) == len(set(FLAGS) - silent)
    assert set(FLAGS) - silent <= set(config("findings.yaml")["messages"])
    assert list(_contradictions(UNIT | {"flags": sorted(silent)})) == []
