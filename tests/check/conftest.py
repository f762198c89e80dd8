"""Specimens as drafters have them: Word files."""

from __future__ import annotations

import re
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
            # pandoc would take "[C]: Paragraph 16" for the definition of a link.
            text = re.sub(r"\[([A-F]\d?)\]", r"\\[\1\\]", specimen.read_text(encoding="utf-8"))
            subprocess.run(["pandoc", "-f", "gfm", "-o", str(draft)], input=text, text=True, check=True)
        return draft

    return convert
