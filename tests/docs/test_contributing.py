"""What CONTRIBUTING.md says about where to add a thing is tried: the edits in a copy of the project, and it works."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.docs.edits import ADDITIONS, ROOT, Addition

GUIDE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| (an? [^|]+?) \| ([^|]+\|[^|]+) \|$", GUIDE.partition("## Where")[0], re.MULTILINE))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("pipeline", "configs", "models/default", "corpus/specimens/en", "docs"):
        shutil.copytree(
            ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "screenshots", ".mypy_cache")
        )
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def run(project: Path, code: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def row_of(addition: Addition) -> tuple[str, str]:
    """What a row of the table is of, and where it says to look."""
    return next((what, where) for what, where in ROWS.items() if addition.row in what)


@pytest.mark.slow
@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.row)
def test_an_edit_where_the_guide_says_is_enough(addition: Addition, project: Path) -> None:
    for edit in addition.edits:
        edit.make(project)
    done = run(project, addition.code)
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.mark.slow
def test_without_the_edit_each_fails(project: Path) -> None:
    code = "\n".join(
        f"try:\n    exec({addition.code!r}, {{}})\nexcept BaseException:\n    print({addition.row!r})"
        for addition in ADDITIONS
    )
    assert run(project, code).stdout.splitlines() == [addition.row for addition in ADDITIONS]


def test_every_row_of_the_guide_is_tried() -> None:
    assert len(ROWS) == 10
    assert {row_of(addition)[0] for addition in ADDITIONS} == set(ROWS)


@pytest.mark.parametrize("addition", ADDITIONS, ids=lambda addition: addition.row)
def test_nothing_is_edited_but_where_the_guide_says(addition: Addition) -> None:
    where = row_of(addition)[1].partition("|")[0]
    named = [re.sub(r"NAME", "*", name) for name in re.findall(r"`([\w./*{},]+)`", where)]
    for edit in addition.edits:
        assert any(fnmatch(edit.file, f"{name}*" if name.endswith("/") else f"*{name}") for name in named), edit.file


def test_every_file_that_the_guide_names_is_there() -> None:
    named = re.findall(r"`((?:pipeline|configs|tests|docs|corpus)/[\w./*-]+)`", GUIDE)
    assert len(named) > 20
    for name in named:
        assert list(ROOT.glob(name.rstrip("/"))) or "NAME" in name, name


def test_what_misled_is_told_for_every_row() -> None:
    told = re.findall(r"^\| (an? [^|]+?) \|", GUIDE.partition("## Where")[2], re.MULTILINE)
    assert len(told) == len(ROWS)
    for what, row in zip(told, ROWS, strict=True):
        assert row.startswith(what.removesuffix("s")[:9]), (what, row)
