"""What the tutorials show is what happens: their console blocks are run, in an empty folder with the specimens."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIALS = sorted((ROOT / "docs" / "tutorials").glob("*.md"))
BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def steps(page: str) -> list[tuple[str, int, list[str]]]:
    """Commands ("$ …", maybe "  # exit 3"), the exit code and the lines shown of what each prints."""
    found: list[tuple[str, int, list[str]]] = []
    for block in BLOCK.findall(page):
        for line in block.splitlines():
            if line.startswith("$ "):
                command, _, code = line[2:].partition("  # exit ")
                found.append((command, int(code or 0), []))
            else:
                found[-1][2].append(line)
    return found


def printed(shown: str, output: str) -> bool:
    """Whether a line is printed; "…" stands for anything, and white space does not matter."""
    pattern = ".*".join(re.escape(" ".join(part.split())) for part in shown.split("…"))
    return re.search(pattern.replace(".*", r"\s*.*\s*"), output) is not None


@pytest.mark.slow
@pytest.mark.parametrize("tutorial", TUTORIALS, ids=lambda path: path.stem)
def test_a_tutorial_does_what_it_says(tutorial: Path, specimens: Path, tmp_path: Path) -> None:
    shutil.copytree(specimens, tmp_path / "specimens")
    scripts = tmp_path / "bin"
    scripts.mkdir()
    command = scripts / "treatygrade"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m treatygrade "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "160"}
    done = steps(tutorial.read_text("utf-8"))
    assert len(done) >= 2
    for line, code, shown in done:
        ran = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert ran.returncode == code, f"{line}\n{ran.stderr}"
        output = "\n".join(" ".join(one.split()) for one in (ran.stdout + ran.stderr).splitlines())
        for one in shown:
            assert printed(one, output), f"{line}\ndoes not print: {one}\n{output[:3000]}"


@pytest.mark.parametrize(
    ("shown", "output", "is_there"),
    [
        ("142 units", "there are\n142 units", True),
        ("142  units…", "142 units of 24", True),
        ("142 … States", "142 units of 24 States", True),
        ("143 units", "142 units", False),
        ("142 … States", "142 units\n24 States", False),
    ],
)
def test_lines_are_compared(shown: str, output: str, is_there: bool) -> None:
    assert printed(shown, output) is is_there
