"""What a report says does not depend on the file that keeps it, nor on its lines, spaces, quotation marks and runs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.segment.keeping import told, write
from treatygrade.read import read

ROOT = Path(__file__).parents[2]
REPORTS = [
    path
    for folder in (ROOT / "corpus" / "specimens", Path(__file__).parent / "layouts")
    for path in sorted(folder.rglob("*"))
    if path.suffix in (".md", ".txt", ".html") and path.name != "README.md"
]


@pytest.mark.parametrize("suffix", [".html", ".docx", ".txt"])
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.name)
def test_every_file_says_the_same(report: Path, suffix: str, tmp_path: Path) -> None:
    document = read(report)
    if suffix == ".txt" and any(block.table is not None for block in document.blocks):
        pytest.skip("text has no cells")
    expected = told(report)
    assert expected
    assert told(write(document, tmp_path / f"report{suffix}", random.Random(report.name))) == expected
