"""``treatygrade suggest`` as a command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TEXT = "The Committee regrets the overcrowding in prisons and requests data on the number of cells that were built."


def test_a_text_gets_its_grades_reasons_and_the_way_to_precedents(ask: Any) -> None:
    code, out, err = ask("suggest", TEXT, "--scheme", "cmw")
    assert (code, err) == (0, "")
    assert "Reads like" in out
    assert "not implemented" in out
    assert "requests data on the number of cells" in out
    assert "treatygrade segment" in out


def test_a_draft_is_written_as_text_where_asked(ask: Any, specimens: Path, tmp_path: Path) -> None:
    code, out, _ = ask("suggest", specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md", "-o", tmp_path / "said.txt")
    assert code == 0
    said = (tmp_path / "said.txt").read_text(encoding="utf-8")
    assert said.count("Reads like") == 8
    assert said == out
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
def test_what_cannot_be_done_is_said_with_its_exit_code(
    ask: Any, arguments: tuple[str, ...], code: int, message: str
) -> None:
    found, _, err = ask("suggest", *arguments)
    assert (found, "Traceback" in err) == (code, False)
    assert message in err
