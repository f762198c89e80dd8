"""Ways to harm a model's folder, as somebody with bad intent or a bad disk would."""

from __future__ import annotations

import hashlib
import json
import os
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load_file, save_file

Harm = Callable[[Path], object]
WEIGHTS = "weights.safetensors"


def sign(folder: Path) -> None:
    """Make the manifest fit the files again."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for name in manifest["files"]:
        manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def edited(name: str, **changes: Any) -> Harm:
    """Entries of a JSON file changed, and the file signed for unless it is the manifest itself."""

    def harm(folder: Path) -> None:
        data = json.loads((folder / name).read_text())
        written(name, json.dumps(data | changes).encode())(folder)

    return harm


def without(name: str, *entry: str) -> Harm:
    """An entry of a JSON file taken out: ``without("card.json", "data", "counts")``."""

    def harm(folder: Path) -> None:
        data = within = json.loads((folder / name).read_text())
        for key in entry[:-1]:
            within = within[key]
        del within[entry[-1]]
        written(name, json.dumps(data).encode())(folder)

    return harm


def written(name: str, content: bytes) -> Harm:
    """A file with other content, signed for."""

    def harm(folder: Path) -> None:
        (folder / name).write_bytes(content)
        if name != "manifest.json":
            sign(folder)

    return harm


def arrays(change: Callable[[dict[str, np.ndarray]], object]) -> Harm:
    """Arrays of the weights changed, and the file signed for."""

    def harm(folder: Path) -> None:
        found = load_file(folder / WEIGHTS)
        change(found)
        save_file(found, folder / WEIGHTS)
        sign(folder)

    return harm


def thresholds(*values: float) -> Harm:
    """Other thresholds: factor, level, answer_from, verdict_weight."""
    return arrays(lambda found: found.update(thresholds=np.array(values, dtype=np.float64)))


def number(name: str, value: float) -> Harm:
    """One number of an array changed."""

    def change(found: dict[str, np.ndarray]) -> None:
        found[name].flat[0] = value

    return arrays(change)


def header(content: dict[str, Any], data: bytes = b"\0" * 64) -> bytes:
    """A safetensors file with a header of its own making."""
    told = json.dumps(content).encode()
    return struct.pack("<Q", len(told)) + told + data


def tensor(dtype: str, shape: list[int], end: int = 64) -> dict[str, Any]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [0, end]}


def cut(length: int) -> Harm:
    """The weights end too early."""

    def harm(folder: Path) -> None:
        written(WEIGHTS, (folder / WEIGHTS).read_bytes()[:length])(folder)

    return harm


def header_length(length: int) -> Harm:
    """The weights say that their header is so long."""

    def harm(folder: Path) -> None:
        written(WEIGHTS, struct.pack("<Q", length) + (folder / WEIGHTS).read_bytes()[8:])(folder)

    return harm


def linked(name: str) -> Harm:
    """A file of the model is a link to where the file really is."""

    def harm(folder: Path) -> None:
        (folder / name).rename(folder.parent / name)
        (folder / name).symlink_to(folder.parent / name)

    return harm


def piped(name: str) -> Harm:
    """In the place of a file there is a pipe, which would be waited for."""

    def harm(folder: Path) -> None:
        (folder / name).unlink()
        os.mkfifo(folder / name)

    return harm
