"""Training configurations that build on one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.errors import ConfigError
from treatygrade.models.settings import read_settings
from treatygrade.resources import resource


def test_like_another_file_says_only_what_differs() -> None:
    folder = resource("configs", "train")
    default, split = read_settings(folder / "default.yaml"), read_settings(folder / "split.yaml")
    assert (split.blocks, split.strength, split.seed) == (default.blocks, default.strength, default.seed)
    assert (split.published, split.invented) == ([], [])


@pytest.mark.parametrize("text", ["like: nowhere.yaml", "like: default.yaml\nstrenght: 1.0"])
def test_what_is_wrong_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "default.yaml").write_text(resource("configs", "train", "default.yaml").read_text())
    (tmp_path / "mine.yaml").write_text(text)
    with pytest.raises(ConfigError):
        read_settings(tmp_path / "mine.yaml")
