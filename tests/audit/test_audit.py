"""`treatygrade audit` from the command line."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from typer.testing import CliRunner

from treatygrade.audit import audit
from treatygrade.audit.auditing import between
from treatygrade.audit.between import alike_but_graded_apart
from treatygrade.cli.main import app
from treatygrade.errors import GateMissed, UsageError

REPORT = "en/CMW_C_ZRT_FCO_2_Add.1.md"


def test_json_has_file_place_and_both_quotations(specimens: Path) -> None:
    result = CliRunner().invoke(app, ["audit", str(specimens / REPORT), "--json"])
    assert result.exit_code == 0
    found = [f for f in json.loads(result.stdout)["findings"] if f["severity"] == "error"]
    assert [(f["code"], f["place"].split(",")[0]) for f in found] == [("verdict_mismatch", "paragraph 21 (c)")]
    assert ", page " in found[0]["place"]
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


@pytest.mark.parametrize("option", ["--fail-on", "--silence"])
def test_a_code_that_does_not_exist_is_wrong_usage(option: str, specimens: Path) -> None:
    error = CliRunner().invoke(app, ["audit", str(specimens / REPORT), option, "verdict_missmatch"]).exception
    assert isinstance(error, UsageError)


def test_the_recorded_slips_of_the_specimens_and_nothing_else(specimens: Path) -> None:
    """At least 95% of the slips, and at most one false finding in 30 units among the certain codes."""
    recorded: Counter[tuple[str, ...]] = Counter()
    for gold in sorted(specimens.rglob("*.gold.csv")):
        with gold.open(encoding="utf-8-sig", newline="") as stream:
            recorded.update(
                (gold.name.replace(".gold.csv", ".md"), row["paragraph"], row["scope"].replace("|", " "), row["slip"])
                for row in csv.DictReader(stream)
                if row["slip"]
            )
    result = audit([specimens])
    found: Counter[tuple[str, ...]] = Counter()
    for finding in result.findings:
        if finding.severity == "error":
            paragraph, _, scope = finding.place.partition(", page")[0].removeprefix("paragraph ").partition(" ")
            found[Path(finding.file).name, paragraph, scope, finding.code] += 1
            assert all(finding.quotations)
            assert len(finding.quotations) == 2
    assert (recorded & found).total() / recorded.total() >= 0.95
    assert (found - recorded).total() / result.units <= 1 / 30


def test_the_seed_has_two_contradictions_and_nothing_else(shared: Path) -> None:
    result = audit([shared / "seed"])
    assert [(f.code, f.severity, f.place) for f in result.findings] == [
        ("verdict_mismatch", "error", "paragraph 36 (b) (c) (d) (e)"),
        ("verdict_mismatch", "error", "paragraph 60 (b) (c)"),
    ]


def test_unread_files_exit_1_and_the_rest_is_audited(specimens: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("Nothing to evaluate.\n", encoding="utf-8")
    (tmp_path / "good.md").write_bytes((specimens / REPORT).read_bytes())
    result = CliRunner().invoke(app, ["audit", str(tmp_path)])
    assert result.exit_code == 1
    assert "verdict_mismatch" in result.stdout
    assert "empty.md" in result.stderr


def test_two_reports_with_the_same_words_and_another_grade(specimens: Path, tmp_path: Path) -> None:
    source = specimens / REPORT
    text = source.read_text(encoding="utf-8")
    tag = "Paragraph 33: *[B]*"
    assert tag in text
    (tmp_path / "one.md").write_text(text, encoding="utf-8")
    (tmp_path / "two.md").write_text(text.replace(tag, tag.replace("[B]", "[C]")), encoding="utf-8")
    result = CliRunner().invoke(app, ["audit", str(tmp_path), "--json"])
    (found,) = [f for f in json.loads(result.stdout)["findings"] if f["code"] == "alike_graded_apart"]
    assert found["severity"] == "hint"
    assert found["file"].endswith("two.md")
    assert found["quotations"][0].startswith("[B] ")
    assert found["quotations"][1].startswith("[C] ")


def test_a_later_round_that_quotes_another_grade() -> None:
    first = {
        "committee": "cmw", "iso3": "QLV", "state": "Qalvera", "co_symbol": "CMW/C/QLV/CO/1", "paragraph": "16",
        "scope": "(a)", "scheme": "cmw", "file": "one.md", "flags": [], "text": "", "page": None,
    }  # fmt: skip
    rows = [
        {**first, "symbol": "CMW/C/QLV/FCO/1", "round": 1, "grade": "C", "grade_raw": "C", "previous": []},
        {
            **first, "file": "two.md", "symbol": "CMW/C/QLV/FCO/2", "round": 2, "grade": "B", "grade_raw": "B",
            "previous": [{"round": 1, "grade_raw": "B", "symbol": "CMW/C/QLV/FCO/1"}],
        },
    ]  # fmt: skip
    (found,) = between(rows)
    assert (found.code, found.file, found.quotations) == (
        "quoted_differently", "two.md", ("published: C", "quoted by CMW/C/QLV/FCO/2: B"),
    )  # fmt: skip


def test_exit_3_from_the_command_line(specimens: Path) -> None:
    command = [sys.executable, "-m", "treatygrade", "audit", str(specimens / REPORT), "--fail-on", "verdict_mismatch"]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 3
