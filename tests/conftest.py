"""Fixtures that all tests share."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.offline import sitecustomize

# Folders whose tests talk to a server of their own on this machine; nobody may talk to another one.
LOCAL_SERVERS = ("serve", "corpus")
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


os.environ["PYTHONPATH"] = os.pathsep.join(
    filter(None, [str(Path(sitecustomize.__file__).parent), os.environ.get("PYTHONPATH")])
)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test, and no Python that it starts, opens a connection; those of servers reach this machine alone."""
    folder = item.path.relative_to(ROOT / "tests").parts[0]
    local = folder in LOCAL_SERVERS or item.get_closest_marker("loopback")
    os.environ["TESTS_REACH"] = "127.0.0.1 ::1 localhost" if local else ""


@pytest.fixture(scope="session")
def specimens() -> Path:
    """The invented reports, with gold, that travel with the project."""
    return ROOT / "corpus" / "specimens"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published reports beside the project; tests that need them skip where they are absent."""
    if not (SHARED / "seed").is_dir():
        pytest.skip("needs the published reports in ../shared")
    return SHARED


@pytest.fixture(scope="session")
def as_docx(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Turns a Markdown specimen into a Word file, such as drafters have."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    folder = tmp_path_factory.mktemp("drafts")

    def convert(specimen: Path) -> Path:
        draft = folder / f"{specimen.stem}.docx"
        if not draft.exists():
            # pandoc would take "[C]: Paragraph 16" for the definition of a link.
            text = re.sub(r"\[([A-F]\d?)\]", r"\\[\1\\]", specimen.read_text(encoding="utf-8"))
            subprocess.run(["pandoc", "-f", "gfm", "-o", str(draft)], input=text, text=True, check=True)
        return draft

    return convert
