"""The wheel and the sdist: what they hold, and that a stranger can use the wheel in an empty folder."""

from __future__ import annotations

import csv
import subprocess
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from treatygrade.columns import PREDICTION_COLUMNS, UNIT_COLUMNS

pytestmark = pytest.mark.slow
Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_wheel_holds_what_an_installed_copy_needs_and_no_more(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for needed in ("py.typed", "page/templates/base.html", "serve/static/serve.js", "_resources/configs/limits.yaml",
                   "_resources/models/default/weights.safetensors", "_resources/models/default/manifest.json",
                   "serve/store/migrations/versions/0001_answers.py"):  # fmt: skip
        assert f"treatygrade/{needed}" in names
    assert not [name for name in names if name.startswith(("tests/", "bench/", "docs/")) or ".ipynb" in name]
    assert not [name for name in names if name.endswith((".pkl", ".pickle", ".bin", ".docx", ".pdf", ".pyc"))]
    assert wheel.stat().st_size < 3_000_000


def test_every_report_in_the_wheel_is_an_invented_one(wheel: Path) -> None:
    readme = zipfile.ZipFile(wheel).read("treatygrade/_resources/corpus/specimens/README.md").decode()
    reports = [n for n in zipfile.ZipFile(wheel).namelist() if "/corpus/" in n and n.endswith((".md", ".txt", ".html"))]
    assert "fictional" in readme.lower()
    assert all("/specimens/" in name for name in reports)


def test_the_metadata_say_who_may_use_it_and_how(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    metadata = next(archive.read(n).decode() for n in archive.namelist() if n.endswith("METADATA"))
    for line in (
        "License-Expression: Apache-2.0",
        "License-File: LICENSE",
        "Requires-Python: >=3.11",
        "Typing :: Typed",
    ):
        assert line in metadata


def test_the_sdist_has_the_tests_and_no_built_file(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = archive.getnames()
    folders = {name.split("/")[1] for name in names if "/" in name}
    assert {"pipeline", "configs", "models", "corpus", "tests", "docs", "LICENSE", "Makefile"} <= folders
    assert not folders & {".venv", ".stamps", "demo", "dist", "build", "shared"}


def test_the_installed_command_labels_a_report_offline(installed: Run, specimens: Path, tmp_path: Path) -> None:
    report = sorted((specimens / "en").glob("*.md"))[0]
    (tmp_path / "report.md").write_bytes(report.read_bytes())
    done = installed("label", "report.md", "-o", "units.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    with (tmp_path / "units.csv").open(encoding="utf-8-sig") as stream:
        rows = list(csv.DictReader(stream))
    assert set(UNIT_COLUMNS) | set(PREDICTION_COLUMNS) <= set(rows[0])
    assert all(row["predicted"] for row in rows if row["text"])


def test_the_installed_demo_runs_in_an_empty_folder(installed: Run, tmp_path: Path) -> None:
    done = installed("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "FICTIONAL" in done.stdout
    assert {path.name for path in tmp_path.iterdir()} == {"demo"}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("model", "show"), ("corpus", "stats", "--help")])
def test_the_installed_command_answers(arguments: tuple[str, ...], installed: Run, tmp_path: Path) -> None:
    done = installed(*arguments, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_can_complete_commands(shell: str, tmp_path: Path) -> None:
    from typer.completion import get_completion_script

    script = get_completion_script(prog_name="treatygrade", complete_var="_TREATYGRADE_COMPLETE", shell=shell)
    assert "_TREATYGRADE_COMPLETE" in script


@pytest.mark.parametrize(
    ("arguments", "refused"),
    [
        (
            ("corpus", "fetch", "CCPR/C/120/2", "--base-url", "http://127.0.0.1:9", "--attempts", "1"),
            "no connection may be opened",
        ),
        (("label", "report.md", "-o", "../elsewhere.csv"), "no file may be written outside"),
    ],
)
def test_the_guard_of_these_tests_bites(
    arguments: tuple[str, ...], refused: str, installed: Run, specimens: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "report.md").write_bytes(sorted((specimens / "en").glob("*.md"))[0].read_bytes())
    done = installed(*arguments, cwd=folder)
    assert done.returncode != 0
    assert refused in done.stderr + done.stdout
