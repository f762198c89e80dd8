"""Fixtures for suggestions and precedents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.suggest.graded_units import TEXTS, unit


@pytest.fixture
def graded() -> list[dict[str, Any]]:
    return [unit(n, grade, text) for n, (grade, text) in enumerate(TEXTS.values())]
