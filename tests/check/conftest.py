"""Specimens as drafters have them: Word files."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def as_docx(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Turns a Markdown specimen into a ``.docx`` draft."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    folder = tmp_path_factory.mktemp("drafts")

    def convert(specimen: Path) -> Path:
        draft = folder / f"{specimen.stem}.docx"
        if not draft.exists():
            subprocess.run(["pandoc", "-f", "markdown", str(specimen), "-o", str(draft)], check=True)
        return draft

    return convert
