"""What a file in ``configs/train`` says."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from treatygrade.errors import ConfigError
from treatygrade.features.vocabulary import BLOCKS
from treatygrade.resources import load_yaml


@dataclass(frozen=True, slots=True)
class Settings:
    """How a model is trained. ``configs/train/default.yaml`` says what each entry means."""

    name: str
    description: str
    seed: int
    published: list[str]
    invented: list[str]
    hold_out: list[str]
    blocks: dict[str, float]
    min_states: int
    strength: float
    balance: float
    folds: int
    coverage: float
    wanted_error: float
    limits: list[str]


_BOUNDS = {
    "min_states": (1, 1000), "strength": (1e-6, 1e6), "balance": (0, 1), "folds": (2, 100), "coverage": (0.5, 0.999),
    "wanted_error": (0, 1), "seed": (0, 2**32 - 1),
}  # fmt: skip
_MOST = 1000.0
"""The largest weight of a block of features."""


def read_settings(path: Path) -> Settings:
    """Parse and check a training configuration. One that is ``like`` another file beside it says only what differs.

    Raises:
        ConfigError: names the entry that is missing, unknown, of another type or out of bounds.
    """
    data = _entries(path)
    if (like := data.pop("like", None)) is not None:
        if not isinstance(like, str) or Path(like).name != like:
            raise ConfigError(f"should name a file beside this one, is {like!r}", file=path, place="like")
        data = _entries(path.with_name(like)) | data
    wanted = {field.name: field.type for field in fields(Settings)}
    for name in sorted(set(wanted) ^ set(data)):
        raise ConfigError("missing" if name in wanted else "unknown entry", file=path, place=name)
    return Settings(**{name: _checked(path, name, str(kind), data[name]) for name, kind in wanted.items()})


def _entries(path: Path) -> dict[str, Any]:
    data = load_yaml(path)
    if not isinstance(data, dict) or not all(isinstance(name, str) for name in data):
        raise ConfigError("not a list of entries", file=path, hint="write it like configs/train/default.yaml")
    return data


def _checked(path: Path, name: str, kind: str, value: Any) -> Any:
    if kind == "float" and type(value) is int:
        value = float(value)
    ok = {
        "str": lambda: isinstance(value, str),
        "int": lambda: type(value) is int,
        "float": lambda: type(value) is float and math.isfinite(value),
        "list[str]": lambda: isinstance(value, list) and all(isinstance(item, str) for item in value),
        "dict[str, float]": lambda: (
            isinstance(value, dict) and all(type(v) in (int, float) and 0 <= v <= _MOST for v in value.values())
        ),
    }[kind]()
    if not ok:
        raise ConfigError(f"should be {kind}, is {value!r}", file=path, place=name)
    if name == "blocks" and (not any(value.values()) or not set(value) <= set(BLOCKS)):
        raise ConfigError(f"should weigh one of {', '.join(BLOCKS)} and no other, is {value!r}", file=path, place=name)
    low, high = _BOUNDS.get(name, (-math.inf, math.inf))
    if isinstance(value, int | float) and not low <= value <= high:
        raise ConfigError(f"{value} is not within {low} and {high}", file=path, place=name)
    return value
