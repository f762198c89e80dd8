"""What a stranger gets: the files that one looks for, and no word of the machine that they were written on."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.test_house import PROJECT, ROOT

# A folder of one machine, or the address of a registry, has no place in a file that others get.
PLACES = re.compile(
    r"(?<![\w.$}])/(?:work|opt|home|Users|root)/[\w.]|[A-Z]:\\\\[A-Z]|index-url[= ]|find-links[= ]|pypi\.org/simple"
)


def tracked() -> list[Path]:
    """Text files of the repository; of an sdist, all."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [name for name in done.stdout.split("\0") if name] if done.returncode == 0 else []
    paths = [ROOT / name for name in names] or [path for path in ROOT.rglob("*") if ".venv" not in path.parts]
    return [path for path in paths if path.is_file() and path.suffix not in {".png", ".safetensors", ".pyc"}]


def test_no_file_names_a_machine_or_a_registry() -> None:
    for path in tracked():
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            assert not PLACES.search(line), f"{path.relative_to(ROOT)}:{number}: {line[:120]}"


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("/" + "home/me/x", True),
        ("see /" + "work/main", True),
        ("--index" + "-url https://x", True),
        ("https://tbinternet.ohchr.org/opt/x", False),
        ("${HOME}/work/x", False),
        ("at /tmp/x", False),
    ],
)
def test_a_place_is_found(line: str, found: bool) -> None:
    assert bool(PLACES.search(line)) is found


@pytest.mark.parametrize("name", ["README", "CHANGELOG", "CONTRIBUTING", "SECURITY", "LICENSE", "CITATION"])
def test_what_a_stranger_looks_for_is_there(name: str) -> None:
    found = [path for path in ROOT.glob(f"{name}*") if path.is_file()]
    assert len(found) == 1
    assert found[0].stat().st_size > 200


def test_a_release_that_has_no_date_yet_says_so() -> None:
    head = re.search(r"^## (\S+) \(([^)]+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert head
    assert head[1] == PROJECT["version"]
    assert str(cited.get("date-released", "unreleased")) == head[2]
    assert {"cff-version", "message", "title", "authors", "license"} <= cited.keys()
    assert cited["license"] == PROJECT["license"]
