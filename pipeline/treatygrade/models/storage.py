"""A model on disk: ``manifest.json``, ``card.json``, ``vocabulary.json``, ``weights.safetensors``, ``README.md``.

Nothing is unpickled. Every file is checked against the manifest before it is read, and every array
against what the vocabulary and the grades call for, before a model is made.
"""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.errors import ModelError
from treatygrade.features.vocabulary import Vocabulary
from treatygrade.models.card import readme
from treatygrade.models.model import Model, Thresholds
from treatygrade.models.pairs import PAIRS
from treatygrade.resources import resource

VERSION = 1
"""Of the layout of the folder. A reader refuses what is newer than itself."""

FILES = ("README.md", "card.json", "vocabulary.json", "weights.safetensors")
MANIFEST = "manifest.json"
CARD = ("name", "description", "date", "seed", "grades", "features", "data", "figures", "limits", "training_texts")
"""What a card has to say."""
_HINT = "get the model again from where it came, or train one: `treatygrade train CONFIG -o DIR`"


def check_folder(folder: Path) -> None:
    """Whether a model may be written into a folder, which need not be there yet.

    Raises:
        ModelError: it holds something that is not a model's, or is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise ModelError("a file, not a folder", file=folder, hint="name an empty folder")
    inside = folder.iterdir() if folder.exists() else ()
    strangers = sorted(path.name for path in inside if path.name not in (*FILES, MANIFEST, ".gitkeep"))
    if strangers:
        raise ModelError(f"would mix a model with {', '.join(strangers)}", file=folder, hint="name an empty folder")


def save(model: Model, folder: Path) -> None:
    """Write a model; the same model makes the same bytes.

    Raises:
        ModelError: the folder holds something that is not a model's.
    """
    from safetensors.numpy import save_file

    check_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = model.vocabulary
    arrays = {
        "weights": np.ascontiguousarray(model.weights),
        "bias": model.bias,
        "scale": vocabulary.scale,
        "thresholds": np.array(astuple(model.thresholds)),
    }
    save_file(arrays, folder / "weights.safetensors")
    _write_json(folder / "vocabulary.json", {"weights": dict(vocabulary.weights), "names": list(vocabulary.names)})
    _write_json(folder / "card.json", model.card)
    (folder / "README.md").write_text(readme(model.card), encoding="utf-8")
    manifest = {
        "format": "treatygrade-model",
        "version": VERSION,
        "grades": list(GRADES),
        "files": {name: _sha256(folder / name) for name in FILES},
    }
    _write_json(folder / MANIFEST, manifest)


def load(folder: Path | None = None) -> Model:
    """Read a model that :func:`save` wrote; None is the one that is shipped.

    Raises:
        ModelError: names the file that is missing, changed, unknown, or not what it should be.
    """
    folder = Path(folder) if folder is not None else resource("models", "default")
    verify(folder)
    words = _words(folder / "vocabulary.json")
    arrays = _arrays(folder / "weights.safetensors", len(words["names"]))
    vocabulary = Vocabulary.make(words["names"], arrays["scale"], words["weights"])
    card = _card(folder / "card.json")
    return Model(vocabulary, arrays["weights"], arrays["bias"], Thresholds(*arrays["thresholds"].tolist()), card)


def verify(folder: Path) -> dict[str, Any]:
    """Check a model's folder against its manifest, and return the manifest.

    Raises:
        ModelError: names the first file that is missing, changed or unknown.
    """
    if not folder.is_dir():
        raise ModelError("no such model folder", file=folder, hint=_HINT)
    manifest = _json(folder / MANIFEST)
    if manifest.get("format") != "treatygrade-model":
        raise ModelError("not a treatygrade model", file=folder / MANIFEST, hint=_HINT)
    if manifest.get("version") != VERSION:
        raise ModelError(
            f"the model's format is version {manifest.get('version')}, this treatygrade reads version {VERSION}",
            file=folder / MANIFEST, hint="update treatygrade",
        )  # fmt: skip
    if manifest.get("grades") != list(GRADES):
        raise ModelError(f"other grades than A to F: {manifest.get('grades')}", file=folder / MANIFEST, hint=_HINT)
    named = manifest.get("files")
    if not isinstance(named, dict) or set(named) != set(FILES):
        odd = sorted(set(named if isinstance(named, dict) else ()) ^ set(FILES))
        raise ModelError(f"names other files than a model has: {', '.join(odd)}", file=folder / MANIFEST, hint=_HINT)
    for path in sorted(folder.iterdir()):
        if path.name not in (*FILES, MANIFEST):
            raise ModelError("not a file of a model", file=path, hint="take it out of the folder")
    for name, wanted in named.items():
        if not (folder / name).is_file() or (folder / name).is_symlink():
            raise ModelError("missing from the model", file=folder / name, hint=_HINT)
        if _sha256(folder / name) != wanted:
            raise ModelError("differs from what the manifest says", file=folder / name, hint=_HINT)
    return manifest


def _arrays(path: Path, features: int) -> dict[str, NDArray[np.float64]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        arrays: dict[str, NDArray[np.float64]] = load_file(path)
    except (SafetensorError, ValueError, OSError) as error:
        raise ModelError("not a safetensors file", file=path, hint=_HINT) from error
    shapes = {"weights": (features, len(PAIRS)), "bias": (len(PAIRS),), "scale": (features,), "thresholds": (4,)}
    if set(arrays) != set(shapes):
        raise ModelError(f"holds other arrays than {', '.join(shapes)}", file=path, hint=_HINT)
    for name, shape in shapes.items():
        array = arrays[name]
        if array.shape != shape or array.dtype != np.float64:
            raise ModelError(f"{name} is {array.dtype}{array.shape}, not float64{shape}", file=path, hint=_HINT)
        if not np.isfinite(array).all():
            raise ModelError(f"{name} holds numbers that are not finite", file=path, hint=_HINT)
    return arrays


def _words(path: Path) -> dict[str, Any]:
    words = _json(path)
    names, weights = words.get("names"), words.get("weights")
    if not isinstance(names, list) or not all(isinstance(name, str) and name for name in names):
        raise ModelError("`names` is not a list of features", file=path, hint=_HINT)
    if len(set(names)) < len(names):
        raise ModelError("`names` has a feature twice", file=path, hint=_HINT)
    if not isinstance(weights, dict) or not all(_is_number(weight) for weight in weights.values()):
        raise ModelError("`weights` does not give each block a number", file=path, hint=_HINT)
    return words


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _card(path: Path) -> dict[str, Any]:
    card = _json(path)
    missing = sorted(set(CARD) - set(card))
    if missing:
        raise ModelError(f"the card does not say {', '.join(missing)}", file=path, hint=_HINT)
    texts = card["training_texts"]
    if not isinstance(texts, dict) or not all(isinstance(value, str) for value in texts.values()):
        raise ModelError("`training_texts` does not map hashes to hashes", file=path, hint=_HINT)
    return card


def _json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError("missing from the model", file=path, hint=_HINT) from None
    except (ValueError, RecursionError, OSError) as error:
        raise ModelError("not JSON", file=path, hint=_HINT) from error
    if not isinstance(value, dict):
        raise ModelError("not a JSON object", file=path, hint=_HINT)
    return value


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
