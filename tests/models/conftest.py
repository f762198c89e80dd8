"""A small model, trained once on the invented evaluations."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from treatygrade.models import Model, load, save
from treatygrade.models.settings import Settings, read_settings
from treatygrade.models.training import train
from treatygrade.resources import resource


@pytest.fixture(scope="session")
def settings() -> Settings:
    shipped = read_settings(resource("configs", "train", "default.yaml"))
    return replace(shipped, published=[], invented=[str(resource("corpus", "specimens", "units", "ccpr_en.jsonl"))])


@pytest.fixture(scope="session")
def small(settings: Settings) -> Model:
    return train(settings, date="2026-01-01")


@pytest.fixture
def folder(small: Model, tmp_path: Path) -> Path:
    save(small, tmp_path / "model")
    return tmp_path / "model"


@pytest.fixture(scope="session")
def shipped() -> Model:
    return load()
