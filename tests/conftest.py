"""Fixtures that all tests share."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


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
