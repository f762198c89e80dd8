"""``treatygrade suggest`` as a command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from treatygrade.tables import write_rows

TEXT = "The Committee regrets the overcrowding in prisons and requests data on the number of cells that were built."


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "treatygrade", "suggest", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_text_gets_its_grades_reasons_and_the_way_to_precedents() -> None:
    done = run(TEXT, "--scheme", "cmw")
    assert done.returncode == 0, done.stderr
    assert "Reads like" in done.stdout
    assert "not implemented" in done.stdout
    assert "requests data on the number of cells" in done.stdout
    assert "treatygrade segment" in done.stdout


def test_json_goes_to_standard_output_and_nothing_else(graded: list[dict[str, Any]], tmp_path: Path) -> None:
    write_rows(graded, tmp_path / "units.jsonl")
    done = run(TEXT, "--units", tmp_path / "units.jsonl", "--json")
    (row,) = json.loads(done.stdout)
    assert row["predicted"] in "ABCDEF"
    assert {precedent["symbol"] for precedent in row["precedents"][:2]} == {"T/0", "T/1"}


def test_a_draft_is_written_as_text_where_asked(specimens: Path, tmp_path: Path) -> None:
    done = run(specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md", "-o", tmp_path / "said.txt")
    assert done.returncode == 0, done.stderr
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert said.count("Reads like") == 8
    assert said == done.stdout
    assert "FICTIONAL" in said


@pytest.mark.parametrize(("command", "units"), [("suggest", 1), ("suggest", 8), ("check", 8)])
def test_standard_input_is_a_report_or_one_evaluation(specimens: Path, command: str, units: int) -> None:
    given = TEXT if units == 1 else (specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md").read_text(encoding="utf-8")
    asked = [sys.executable, "-m", "treatygrade", command, "-"]
    done = subprocess.run(asked, input=given, capture_output=True, text=True, check=True)
    assert done.stdout.count("Reads like") == units


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((" ",), 2, "the text is empty"),
        (("missing.docx",), 2, "missing.docx: no such file"),
        ((TEXT, "-o", "out.docx"), 2, "into a .docx draft only"),
        ((TEXT, "-o", "out.exe"), 2, "cannot write .exe"),
        ((TEXT, "--scheme", "nonsense"), 2, "no grading scheme"),
        ((TEXT, "--units", "missing.jsonl"), 1, "missing.jsonl"),
        ((TEXT, "--model", "missing"), 1, "no such model folder"),
        ((TEXT, "--remove-comments"), 2, "needs a .docx draft"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_exit_code(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr
