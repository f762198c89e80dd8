"""Fixtures that all tests share."""

from __future__ import annotations

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
