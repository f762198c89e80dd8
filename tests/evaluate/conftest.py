"""Invented evaluations stand for published ones, so that the tests need nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from treatygrade.evaluate.run import by_cross_validation
from treatygrade.models.data import read_units
from treatygrade.models.settings import Settings, read_settings
from treatygrade.resources import resource

Row = dict[str, Any]


@pytest.fixture(scope="session")
def units() -> Path:
    return resource("corpus", "specimens", "units", "ccpr_en.jsonl")


@pytest.fixture(scope="session")
def rows(units: Path) -> list[Row]:
    return read_units([units]).rows


@pytest.fixture(scope="session")
def settings() -> Settings:
    return replace(read_settings(resource("configs", "train", "default.yaml")), invented=[], folds=3)


@pytest.fixture(scope="session")
def found(rows: list[Row], settings: Settings) -> dict[str, Any]:
    return by_cross_validation(rows, settings, count=3, seeds=1)
