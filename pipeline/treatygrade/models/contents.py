"""What each file of a model has to hold before a model is made of it; all else is refused by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.errors import ModelError
from treatygrade.features.vocabulary import BLOCKS
from treatygrade.models.pairs import PAIRS
from treatygrade.resources import limit

HINT = "get the model again from where it came, or train one: `treatygrade train CONFIG -o DIR`"

_MOST = 1e6
"""No weight, bias or scale is larger: beyond that, sums of them lose their meaning or overflow."""
_THRESHOLDS = {
    "factor": (1e-3, 1e3),
    "level": (0.0, 1.0),
    "answer_from": (0.0, 2.0),  # above 1: the model never answers
    "verdict_weight": (0.0, 1e3),
}
"""Least and most of each entry of ``thresholds``, in the order of :class:`treatygrade.models.model.Thresholds`."""
_CARD: dict[str, type] = {
    "name": str, "description": str, "date": str, "seed": int, "grades": list, "features": int, "data": dict,
    "figures": dict, "limits": list, "training_texts": dict,
}  # fmt: skip
_DATA: dict[str, type] = {
    "units": int, "states": int, "published": int, "invented": int, "held_out": list, "missing": list, "files": dict,
    "counts": list,
}  # fmt: skip


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object in which no key stands twice.

    Raises:
        ModelError: the file is missing, larger than ``model.file_bytes`` of ``configs/limits.yaml``, or something else.
    """
    check_file(path)
    try:
        text = path.read_text(encoding="utf-8")
        value = json.loads(text, object_pairs_hook=_once)
        if "\\ud" in text.lower():
            json.dumps(value, ensure_ascii=False).encode()  # half of a pair of surrogates is no character
    except _TwiceError as error:
        raise ModelError(f"{error} stands twice", file=path, hint=HINT) from None
    except (ValueError, RecursionError, OSError) as error:
        raise ModelError("not JSON in UTF-8", file=path, hint=HINT) from error
    if not isinstance(value, dict):
        raise ModelError("not a JSON object", file=path, hint=HINT)
    return value


def check_file(path: Path) -> None:
    """Refuse what is not a plain file (a link, a pipe, a folder) or is larger than any model's.

    Raises:
        ModelError: names the file.
    """
    if path.is_symlink() or not path.is_file():
        raise ModelError("missing from the model", file=path, hint=HINT)
    if path.stat().st_size > limit("model", "file_bytes"):
        raise ModelError("larger than any file of a model", file=path, hint="see configs/limits.yaml")


def words(path: Path) -> tuple[list[str], dict[str, float]]:
    """Names of features and weights of their blocks, from ``vocabulary.json``."""
    found = read_json(path)
    names, weights = found.get("names"), found.get("weights")
    if not isinstance(weights, dict) or not set(weights) <= set(BLOCKS) or not all(map(_is_weight, weights.values())):
        raise ModelError(f"`weights` does not give blocks ({', '.join(BLOCKS)}) a number each", file=path, hint=HINT)
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise ModelError("`names` is not a list of features", file=path, hint=HINT)
    for name in names:
        if name[:1] not in weights or name[1:2] != ":":
            raise ModelError(f"`names` has a feature of no block: {name!r:.40}", file=path, hint=HINT)
    if len(set(names)) < len(names):
        raise ModelError("`names` has a feature twice", file=path, hint=HINT)
    return names, {block: float(weight) for block, weight in weights.items()}


def arrays(path: Path, features: int) -> dict[str, NDArray[np.float64]]:
    """The arrays of ``weights.safetensors``; names, types and shapes are looked at before any is read."""
    from safetensors import SafetensorError, safe_open

    shapes = {"weights": [features, len(PAIRS)], "bias": [len(PAIRS)], "scale": [features], "thresholds": [4]}
    try:
        with safe_open(path, framework="numpy") as file:
            if set(file.keys()) != set(shapes):
                raise ModelError(f"holds other arrays than {', '.join(shapes)}", file=path, hint=HINT)
            for name, shape in shapes.items():
                part = file.get_slice(name)
                if part.get_shape() != shape or part.get_dtype() != "F64":
                    found = f"{part.get_dtype()} {part.get_shape()}"
                    raise ModelError(f"{name} is {found}, not F64 {shape}", file=path, hint=HINT)
            read = {name: file.get_tensor(name) for name in shapes}
    except (SafetensorError, ValueError, OSError) as error:
        raise ModelError("not a safetensors file", file=path, hint=HINT) from error
    for name, array in read.items():
        if not np.isfinite(array).all():
            raise ModelError(f"{name} holds numbers that are not finite", file=path, hint=HINT)
        if np.abs(array).max() > _MOST:
            raise ModelError(f"{name} holds numbers beyond {_MOST:g}", file=path, hint=HINT)
    if not (read["scale"] > 0).all():
        raise ModelError("scale holds numbers that are not above 0", file=path, hint=HINT)
    for value, (name, (least, most)) in zip(read["thresholds"].tolist(), _THRESHOLDS.items(), strict=True):
        if not least <= value <= most:
            raise ModelError(f"thresholds: {name} {value} is not within {least} and {most}", file=path, hint=HINT)
    return read


def card(path: Path, features: int) -> dict[str, Any]:
    """The model card: what it has to say, each entry of its type, and of this vocabulary."""
    found = read_json(path)
    _entries(found, _CARD, path, "")
    _entries(found["data"], _DATA, path, "data.")
    if not all(isinstance(row, dict) and {"scheme", "language"} <= set(row) for row in found["data"]["counts"]):
        raise ModelError("`data.counts` is not a list of counts by scheme and language", file=path, hint=HINT)
    if "folds" not in found["figures"]:
        raise ModelError("the card does not say figures.folds", file=path, hint=HINT)
    if not all(isinstance(value, str) for value in found["training_texts"].values()):
        raise ModelError("`training_texts` does not map hashes to hashes", file=path, hint=HINT)
    if found["features"] != features or found["grades"] != list(GRADES):
        raise ModelError("the card speaks of other features or grades than the model has", file=path, hint=HINT)
    return found


def _entries(found: dict[str, Any], wanted: dict[str, type], path: Path, within: str) -> None:
    if missing := sorted(set(wanted) - set(found)):
        raise ModelError(f"the card does not say {', '.join(within + name for name in missing)}", file=path, hint=HINT)
    for name, kind in wanted.items():
        value = found[name]
        texts = kind is not list or name == "counts" or all(isinstance(one, str) for one in value)
        if type(value) is not kind or not texts:
            raise ModelError(f"`{within}{name}` is not what a card says there", file=path, hint=HINT)


class _TwiceError(Exception):
    """A key that stands twice in a JSON object: readers disagree about which one counts."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(f"{next(name for name in names if names.count(name) > 1)!r:.40}")
    return found


def _is_weight(value: object) -> bool:
    return type(value) in (int, float) and 0 <= value <= _MOST  # type: ignore[operator]
