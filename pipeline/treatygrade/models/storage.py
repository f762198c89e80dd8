"""A model on disk: ``manifest.json``, ``card.json``, ``vocabulary.json``, ``weights.safetensors``, ``README.md``.

Nothing is unpickled. Every file is checked against the manifest before it is read, and every array
against what the vocabulary and the grades call for, before a model is made.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple
from pathlib import Path
from typing import Any

import numpy as np

from treatygrade.columns import GRADES
from treatygrade.errors import ModelError
from treatygrade.features.vocabulary import Vocabulary
from treatygrade.models import contents
from treatygrade.models.card import readme
from treatygrade.models.contents import HINT
from treatygrade.models.model import Model, Thresholds
from treatygrade.resources import resource

VERSION = 1
"""Of the layout of the folder. A reader refuses what is newer than itself."""

FILES = ("README.md", "card.json", "vocabulary.json", "weights.safetensors")
MANIFEST = "manifest.json"


def check_folder(folder: Path) -> None:
    """Whether a model may be written into a folder, which need not be there yet.

    Raises:
        ModelError: it holds something that is not a model's, or is a file.
    """
    if folder.exists() and not folder.is_dir():
        raise ModelError("a file, not a folder", file=folder, hint="name an empty folder")
    inside = folder.iterdir() if folder.exists() else ()
    strangers = sorted(path.name for path in inside if path.name not in (*FILES, MANIFEST))
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
    names, weights = contents.words(folder / "vocabulary.json")
    arrays = contents.arrays(folder / "weights.safetensors", len(names))
    card = contents.card(folder / "card.json", len(names))
    vocabulary = Vocabulary.make(names, arrays["scale"], weights)
    return Model(vocabulary, arrays["weights"], arrays["bias"], Thresholds(*arrays["thresholds"].tolist()), card)


def verify(folder: Path) -> dict[str, Any]:
    """Check a model's folder against its manifest, and return the manifest.

    Raises:
        ModelError: names the first file that is missing, changed or unknown.
    """
    if not folder.is_dir():
        raise ModelError("no such model folder", file=folder, hint=HINT)
    manifest = contents.read_json(folder / MANIFEST)
    if manifest.get("format") != "treatygrade-model":
        raise ModelError("not a treatygrade model", file=folder / MANIFEST, hint=HINT)
    version = manifest.get("version")
    if type(version) is not int or version != VERSION:
        raise ModelError(
            f"the model's format is version {version!r:.40}, this treatygrade reads version {VERSION}",
            file=folder / MANIFEST, hint="update treatygrade",
        )  # fmt: skip
    if manifest.get("grades") != list(GRADES):
        raise ModelError(f"other grades than A to F: {manifest.get('grades')!r:.80}", file=folder / MANIFEST, hint=HINT)
    named = manifest.get("files")
    if not isinstance(named, dict) or set(named) != set(FILES):
        odd = sorted(set(named if isinstance(named, dict) else ()) ^ set(FILES))
        told = ", ".join(f"{name!r:.40}" for name in odd[: len(FILES)])
        raise ModelError(f"names other files than a model has: {told}", file=folder / MANIFEST, hint=HINT)
    for path in sorted(folder.iterdir()):
        if path.name not in (*FILES, MANIFEST):
            raise ModelError("not a file of a model", file=path, hint="take it out of the folder")
    for name, wanted in named.items():
        contents.check_file(folder / name)
        if _sha256(folder / name) != wanted:
            raise ModelError("differs from what the manifest says", file=folder / name, hint=HINT)
    return manifest


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
