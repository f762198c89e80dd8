"""`corpus check` on specimens: the table, the JSON, and what was gained and lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from treatygrade.cli.main import app
from treatygrade.corpus.against import changes, earlier_check
from treatygrade.corpus.check import check, report
from treatygrade.errors import UsageError

NAME = "CED_C_QRD_FCO_1_Add.1"


@pytest.fixture
def gold(specimens: Path, tmp_path: Path) -> Path:
    """A folder with one report and its gold."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for path in (specimens / "en").glob(f"{NAME}.*"):
        shutil.copy(path, folder)
    return folder


def run(*arguments: object) -> str:
    result = CliRunner().invoke(app, ["corpus", "check", *map(str, arguments)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_table_has_files_layouts_and_totals(gold: Path) -> None:
    lines = run(gold).splitlines()
    titles = "file or layout gold found right missed invented scope grade F1 text recomm. header"
    assert " ".join(lines[0].split()) == titles
    assert [line.split()[0] for line in lines[1:]] == [f"{NAME}.md", "layout:", "all"]


def test_json_goes_to_a_file_or_to_standard_output(gold: Path, tmp_path: Path) -> None:
    run(gold, "--json", tmp_path / "check.json")
    written = json.loads((tmp_path / "check.json").read_text())
    assert written == json.loads(run(gold, "--json"))
    assert written["total"]["gold"] == 6
    assert set(written["by_layout"]) == {"ced en"}


def test_every_format_beside_the_gold_is_scored(gold: Path) -> None:
    shutil.copy(gold / f"{NAME}.md", gold / f"{NAME}.txt")
    assert {item.file for item in check(gold)} == {f"{NAME}.md", f"{NAME}.txt"}


def test_a_report_that_cannot_be_read_is_all_missed_and_says_why(gold: Path) -> None:
    (gold / f"{NAME}.md").write_text("A shopping list.\n")
    [checked] = check(gold)
    assert (len(checked.comparison.missed), checked.comparison.found) == (6, 0)
    assert checked.error


def test_gold_without_a_report_is_named(gold: Path) -> None:
    (gold / f"{NAME}.md").unlink()
    with pytest.raises(UsageError, match=f"gold without its report: {NAME}"):
        check(gold)


def test_gained_and_lost(gold: Path) -> None:
    now = report(check(gold), gold)
    before = json.loads(json.dumps(now))
    entry = before["files"][0]
    lacking = entry["right"].pop()
    entry["text"]["right"].append("Elsewhere 9 A")
    assert changes(now, before) == {
        "gained": [f"{NAME}.md: units: {lacking}"],
        "lost": [f"{NAME}.md: text: Elsewhere 9 A"],
    }
    assert changes(now, now) == {"gained": [], "lost": []}


def test_against_a_json_file_or_a_commit(gold: Path, tmp_path: Path) -> None:
    run(gold, "--json", tmp_path / "before.json")
    assert "gained: 0\nlost: 0" in run(gold, "--against", tmp_path / "before.json")
    assert earlier_check(str(tmp_path / "before.json"), gold)["gold_folder"] == "gold"


@pytest.mark.slow
def test_against_the_code_of_a_commit(gold: Path) -> None:
    if not (Path(__file__).parents[2] / ".git").exists():
        pytest.skip("not a checkout")
    assert earlier_check("HEAD", gold)["files"]


@pytest.mark.parametrize("against", ["no-such-commit", "no-such-file.json"])
def test_nothing_to_compare_with(gold: Path, against: str) -> None:
    with pytest.raises(UsageError) as caught:
        earlier_check(against, gold)
    assert "a commit of this project" in caught.value.hint
