"""`dvc repro` in a clean clone: it builds from what is there and says what it left out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from treatygrade.resources import load_yaml

ROOT = Path(__file__).parents[2]


def run(*command: str, place: Path) -> str:
    bin_folder = str(Path(sys.executable).parent)
    environment = os.environ | {
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "PYTHONPATH": str(place / "pipeline"),
        "DVC_SITE_CACHE_DIR": str(place.parent / "site"),
    }
    done = subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a clone of this tree would hold."""
    if not (ROOT / ".git").exists() or shutil.which("dvc", path=str(Path(sys.executable).parent)) is None:
        pytest.skip("needs a git checkout and dvc")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", place=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).exists() and name != "dvc.lock":
            target = tmp_path / "clone" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    run("git", "init", "--quiet", place=tmp_path / "clone")
    return tmp_path / "clone"


def test_a_clean_clone_builds_what_it_has(clone: Path) -> None:
    said = run("dvc", "repro", "build", place=clone)
    assert "left out: data/reports is not there" in said
    assert "left out: data/units is not there" in said
    assert (clone / "data" / "dataset" / "by_state" / "train.parquet").exists()
    # A document without any evaluation is named and left out; the pipeline goes on.
    (clone / "data" / "reports").mkdir()
    (clone / "data" / "reports" / "other.md").write_text("Minutes of a meeting about something else.\n")
    said = run("dvc", "repro", "verify", place=clone)
    assert "data/reports/other.md" in said
    assert json.loads((clone / "data" / "verified.json").read_text())["all"]["reproduced"] == 0


def test_stages_name_what_they_read() -> None:
    stages = load_yaml(ROOT / "dvc.yaml")["stages"]
    assert list(stages) == ["check", "build", "verify", "stats", "train", "evaluate"]
    for name, stage in stages.items():
        for path in stage["deps"]:
            assert path.startswith("data/") or (ROOT / path).exists(), (name, path)


def test_dvc_stays_offline() -> None:
    told = (ROOT / ".dvc" / "config").read_text()
    assert "analytics = false" in told
    assert "check_update = false" in told
