"""A model comes back as it was saved, and nothing else is let in."""

from __future__ import annotations

import hashlib
import json
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from treatygrade.cli.main import main
from treatygrade.errors import ModelError
from treatygrade.models import Model, load, predict, save

TEXTS = [
    "The Committee welcomes the adoption of the act and requests updated information.",
    "The Committee regrets that no measures were taken. It reiterates its recommendation.",
    "The Committee notes the information provided, but requires information on its effect in practice.",
]


def test_the_same_bits_in_a_new_process(folder: Path) -> None:
    program = (
        "import sys, json; from pathlib import Path; from treatygrade.models import load, predict;"
        "print([p.probabilities['B'].hex() for p in predict(json.loads(sys.argv[2]), model=Path(sys.argv[1]))])"
    )
    run = [sys.executable, "-c", program, str(folder), json.dumps(TEXTS)]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == str([p.probabilities["B"].hex() for p in predict(TEXTS, model=load(folder))])


def test_the_same_bytes_from_the_same_model(small: Model, folder: Path, tmp_path: Path) -> None:
    save(small, tmp_path / "again")
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()


def test_alone_or_together_makes_no_difference(small: Model) -> None:
    assert predict(TEXTS, model=small) == [predict([text], model=small)[0] for text in TEXTS]


def _rewrite_weights(folder: Path, change: Callable[[dict[str, np.ndarray]], object]) -> None:
    arrays = load_file(folder / "weights.safetensors")
    change(arrays)
    save_file(arrays, folder / "weights.safetensors")
    _sign(folder)


def _sign(folder: Path) -> None:
    """Make the manifest fit the files, as somebody with bad intent would."""
    manifest = json.loads((folder / "manifest.json").read_text())
    for name in manifest["files"]:
        manifest["files"][name] = hashlib.sha256((folder / name).read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


def _edit(folder: Path, name: str, **changes: object) -> None:
    data = json.loads((folder / name).read_text())
    (folder / name).write_text(json.dumps(data | changes))


def _flip_a_bit(folder: Path) -> None:
    data = bytearray((folder / "weights.safetensors").read_bytes())
    data[-1] ^= 1
    (folder / "weights.safetensors").write_bytes(bytes(data))


def _no_number(arrays: dict[str, np.ndarray]) -> None:
    arrays["weights"][0, 0] = np.nan


def _name_a_path(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["../outside.json"] = "0"
    (folder / "manifest.json").write_text(json.dumps(manifest))


def _no_harm(folder: Path) -> None:
    assert folder.is_dir()


def _link_weights(folder: Path) -> None:
    real = folder / "weights.safetensors"
    real.rename(folder.parent / "elsewhere")
    real.symlink_to(folder.parent / "elsewhere")


def _pickle_inside(folder: Path) -> None:
    (folder / "weights.safetensors").write_bytes(pickle.dumps([1, 2, 3]))
    _sign(folder)


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (_flip_a_bit, "weights.safetensors"),
        (lambda f: (f / "weights.safetensors").unlink(), "weights.safetensors"),
        (lambda f: (f / "extra.pkl").write_bytes(pickle.dumps(1)), "extra.pkl"),
        (lambda f: (f / "manifest.json").unlink(), "manifest.json"),
        (lambda f: (f / "manifest.json").write_text("{"), "manifest.json"),
        (lambda f: (f / "manifest.json").write_text('{"format": "other"}'), "manifest.json"),
        (lambda f: _edit(f, "manifest.json", version=99), "99"),
        (lambda f: _edit(f, "manifest.json", grades=["A", "Z"]), "Z"),
        (_name_a_path, "../outside.json"),
        (_pickle_inside, "weights.safetensors"),
        (lambda f: _rewrite_weights(f, lambda a: a.update(bias=a["bias"][:-1])), "bias"),
        (lambda f: _rewrite_weights(f, lambda a: a.update(weights=a["weights"].astype(np.float32))), "float32"),
        (lambda f: _rewrite_weights(f, lambda a: a.pop("scale")), "scale"),
        (lambda f: _rewrite_weights(f, _no_number), "finite"),
        (lambda f: (_edit(f, "vocabulary.json", names=["w:a"]), _sign(f)), "weights"),
        (lambda f: (_edit(f, "vocabulary.json", names="w:a"), _sign(f)), "vocabulary.json"),
        (lambda f: (_edit(f, "vocabulary.json", weights={"w": "x"}), _sign(f)), "vocabulary.json"),
        (lambda f: (_edit(f, "vocabulary.json", weights={"w": float("nan")}), _sign(f)), "vocabulary.json"),
        (lambda f: (_edit(f, "vocabulary.json", names=["w:a", "w:a"]), _sign(f)), "twice"),
        (lambda f: ((f / "card.json").write_text("{}"), _sign(f)), "training_texts"),
        (lambda f: (_edit(f, "card.json", training_texts=["a"]), _sign(f)), "training_texts"),
        (lambda f: ((f / "card.json").write_text("[" * 100_000), _sign(f)), "card.json"),
        (_link_weights, "weights.safetensors"),
    ],
)  # fmt: skip
def test_a_harmed_model_is_refused_by_name(folder: Path, harm: Callable[[Path], object], named: str) -> None:
    harm(folder)
    with pytest.raises(ModelError) as raised:
        load(folder)
    assert named in str(raised.value)


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        load(tmp_path / "none")


def test_a_model_is_not_saved_among_other_files(small: Model, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(ModelError, match=r"thesis\.docx"):
        save(small, tmp_path)


@pytest.mark.parametrize(
    ("harm", "named"), [(_flip_a_bit, "weights.safetensors"), (_pickle_inside, "safetensors"), (_no_harm, "")]
)
def test_the_command_verifies(
    folder: Path,
    harm: Callable[[Path], object],
    named: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    harm(folder)
    monkeypatch.setattr("sys.argv", ["treatygrade", "model", "verify", str(folder)])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    assert (left.value.code or 0) == (1 if named else 0)
    assert named in told.err if named else "as its manifest says" in told.out
