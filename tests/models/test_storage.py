"""A model comes back as it was saved, and nothing else is let in."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.harm import Harm, written
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


def _flip_a_bit(folder: Path) -> None:
    data = bytearray((folder / "weights.safetensors").read_bytes())
    data[-1] ^= 1
    (folder / "weights.safetensors").write_bytes(bytes(data))


def _no_harm(folder: Path) -> None:
    assert folder.is_dir()


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no such model"):
        load(tmp_path / "none")


def test_a_model_is_not_saved_among_other_files(small: Model, tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(ModelError, match=r"thesis\.docx"):
        save(small, tmp_path)


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (_flip_a_bit, "weights.safetensors: differs from what the manifest says"),
        (written("weights.safetensors", pickle.dumps([1, 2, 3])), "weights.safetensors: not a safetensors file"),
        (_no_harm, ""),
    ],
)
def test_the_command_verifies(
    folder: Path,
    harm: Harm,
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
