"""`treatygrade audit` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from treatygrade.audit.between import alike_but_graded_apart
from treatygrade.cli.main import app
from treatygrade.errors import GateMissed

REPORT = "en/CMW_C_ZRT_FCO_2_Add.1.md"


def test_json_has_file_place_and_both_quotations(specimens: Path) -> None:
    result = CliRunner().invoke(app, ["audit", str(specimens / REPORT), "--json"])
    assert result.exit_code == 0
    found = [f for f in json.loads(result.stdout)["findings"] if f["severity"] == "error"]
    assert [(f["code"], f["place"]) for f in found] == [("verdict_mismatch", "paragraph 21 (c), page 3")]
    assert found[0]["file"].endswith("CMW_C_ZRT_FCO_2_Add.1.md")
    assert found[0]["quotations"][0] == "[C]"
    assert "partially implemented" in found[0]["quotations"][1]


def test_a_gate_is_missed_unless_the_code_is_silenced(specimens: Path) -> None:
    gate = ["audit", str(specimens / REPORT), "--fail-on", "verdict_mismatch"]
    assert isinstance(CliRunner().invoke(app, gate).exception, GateMissed)
    assert CliRunner().invoke(app, [*gate, "--silence", "verdict_mismatch"]).exit_code == 0


def test_html_page_needs_no_network(specimens: Path, tmp_path: Path) -> None:
    page = tmp_path / "audit.html"
    assert CliRunner().invoke(app, ["audit", str(specimens / REPORT), "--html", str(page)]).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert "verdict_mismatch" in text
    assert "http" not in text


@pytest.mark.parametrize(("scheme", "grade", "pairs"), [("cmw", "B", 1), ("cmw", "C", 0), ("ced", "B", 0)])
def test_nearly_identical_texts_with_different_grades(scheme: str, grade: str, pairs: int) -> None:
    text = " ".join(f"word{i}" for i in range(60))
    rows = [
        {"text": text, "grade_raw": "C", "scheme": "cmw", "flags": []},
        {"text": text + " more", "grade_raw": grade, "scheme": scheme, "flags": []},
    ]
    assert len(alike_but_graded_apart(rows)) == pairs
