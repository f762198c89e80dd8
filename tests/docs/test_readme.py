"""The README and the pages beside it: what they show can be run, looked at, and was measured."""

from __future__ import annotations

import csv
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.docs.test_pages import PAGES, ROOT
from treatygrade.cli.main import app

README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\$ treatygrade (.+)$", README, re.MULTILINE)
SPECIMEN = "CMW_C_QNT_FCO_1_Add.1.md"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, specimens: Path, as_docx: Callable[[Path], Path]) -> Path:
    """What the README speaks of: reports, a draft and a table of ratings."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "reports").mkdir()
    shutil.copy(specimens / "en" / SPECIMEN, folder / "reports")
    draft = as_docx(specimens / "en" / SPECIMEN)
    for name in ("draft.docx", "report.docx"):
        shutil.copy(draft, folder / name)
    with (folder / "ratings.csv").open("w", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["unit", "reviewer", "grade"])
        table.writerows(
            (unit, who, grade)
            for unit, pair in enumerate(["AA", "BC", "CC"])
            for who, grade in zip("ab", pair, strict=True)
        )
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("command", [one for one in COMMANDS if one != "serve"])
def test_a_command_of_the_readme_does_its_work(command: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    arguments = shlex.split(command)
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    made = [argument for argument in arguments if argument in ("units.csv", "commented.docx", "agreement.html")]
    assert all((desk / name).stat().st_size > 1_000 for name in made)
    assert made or done.output


def test_the_readme_has_a_command_of_each_user() -> None:
    assert {command.split()[0] for command in COMMANDS} == {"label", "check", "serve", "agreement", "audit"}


def test_the_python_of_the_readme_runs(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(desk)
    code = re.search(r"^```python\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert code
    exec(code[1], {})
    assert "\n51 (b)|(c)|(d)|(e) B The Committee commends" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_targets_scripts_and_headings_named_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text, re.MULTILINE):
        assert re.search(rf"^{''.join(target)}:", makefile, re.MULTILINE), target
    for script in re.findall(r"`python (\S+\.py)", text):
        assert (ROOT / script).is_file(), script
    for where, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", text):
        heads = re.findall(r"^#+ (.+)$", (page.parent / where if where else page).read_text("utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}, anchor
