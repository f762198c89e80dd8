"""Models made to do harm: each is refused before it is used, with the file and the place named.

The manifest fits the files in all of these, as it would where somebody meant harm.
"""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from tests.models.harm import (
    WEIGHTS,
    Harm,
    arrays,
    cut,
    edited,
    header,
    header_length,
    linked,
    number,
    piped,
    tensor,
    thresholds,
    without,
    written,
)
from treatygrade.errors import ModelError
from treatygrade.models import Model, load, save, storage
from treatygrade.models.card import readme
from treatygrade.models.model import Thresholds
from treatygrade.resources import config


def refused(folder: Path, harm: Harm, name: str, said: str) -> None:
    harm(folder)
    with pytest.raises(ModelError) as raised:
        load(folder)
    assert raised.value.file == str(folder / name)
    assert said in raised.value.message
    assert raised.value.hint


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (cut(0), "not a safetensors file"),
        (cut(7), "not a safetensors file"),
        (cut(1000), "not a safetensors file"),
        (written(WEIGHTS, pickle.dumps([1, 2, 3])), "not a safetensors file"),
        (header_length(0), "not a safetensors file"),
        (header_length(10**8), "not a safetensors file"),
        (header_length(2**64 - 1), "not a safetensors file"),
        (written(WEIGHTS, header({"weights": tensor("F99", [8])})), "not a safetensors file"),
        (written(WEIGHTS, header({"weights": tensor("F64", [2**40, 2**40])})), "not a safetensors file"),
        (written(WEIGHTS, header({"weights": tensor("F64", [-8])})), "not a safetensors file"),
        (written(WEIGHTS, header({"weights": tensor("F64", [8]), "bias": tensor("F64", [8])})), "not a safetensors"),
        (written(WEIGHTS, header({"weights": tensor("F64", [9], 72)})), "not a safetensors file"),
        (written(WEIGHTS, header({"weights": tensor("F64", [8])}) + b"more"), "not a safetensors file"),
        (written(WEIGHTS, header({"weights": tensor("F64", [8])})), "other arrays than weights, bias, scale"),
        (written(WEIGHTS, header({"weights": tensor("BF16", [32])})), "other arrays"),
        (arrays(lambda a: a.update(more=np.zeros(2))), "other arrays"),
        (arrays(lambda a: a.pop("scale")), "other arrays"),
        (arrays(lambda a: a.update(bias=a["bias"].astype(np.int64))), "bias is I64 [15], not F64 [15]"),
        (arrays(lambda a: a.update(bias=a["bias"].astype(np.float16))), "bias is F16 [15]"),
        (arrays(lambda a: a.update(bias=a["bias"].reshape(3, 5))), "bias is F64 [3, 5], not F64 [15]"),
        (arrays(lambda a: a.update(scale=a["scale"][:-1])), "scale is F64"),
        (arrays(lambda a: a.update(weights=np.ascontiguousarray(a["weights"].T))), "weights is F64 [15,"),
        (arrays(lambda a: a.update(weights=a["weights"][:-1])), "weights is F64"),
        (arrays(lambda a: a.update(thresholds=a["thresholds"][:-1])), "thresholds is F64 [3], not F64 [4]"),
        (number("weights", np.inf), "weights holds numbers that are not finite"),
        (number("bias", np.nan), "bias holds numbers that are not finite"),
        (number("scale", -np.inf), "scale holds numbers that are not finite"),
        (number("thresholds", np.nan), "thresholds holds numbers that are not finite"),
        (number("weights", 1e300), "weights holds numbers beyond 1e+06"),
        (number("bias", -1e7), "bias holds numbers beyond"),
        (number("scale", 0.0), "scale holds numbers that are not above 0"),
        (number("scale", -1.0), "scale holds numbers that are not above 0"),
    ],
)  # fmt: skip
def test_weights(folder: Path, harm: Harm, said: str) -> None:
    refused(folder, harm, WEIGHTS, said)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((0.0, 0.2, 0.5, 4.0), "factor 0.0 is not within"),
        ((-1.0, 0.2, 0.5, 4.0), "factor -1.0 is not within"),
        ((1e5, 0.2, 0.5, 4.0), "factor 100000.0 is not within"),
        ((1.0, -0.1, 0.5, 4.0), "level -0.1 is not within 0.0 and 1.0"),
        ((1.0, 1.1, 0.5, 4.0), "level 1.1 is not within 0.0 and 1.0"),
        ((1.0, 0.2, -0.5, 4.0), "answer_from -0.5 is not within"),
        ((1.0, 0.2, 3.0, 4.0), "answer_from 3.0 is not within"),
        ((1.0, 0.2, 0.5, -4.0), "verdict_weight -4.0 is not within"),
        ((4.0, 5.0, 0.2, 0.5), "level 5.0 is not within"),  # in another order
    ],
)
def test_thresholds(folder: Path, values: tuple[float, ...], said: str) -> None:
    refused(folder, thresholds(*values), WEIGHTS, f"thresholds: {said}")


@pytest.mark.parametrize("values", [(0.05, 0.0, 0.0, 0.0), (5.0, 1.0, 2.0, 20.0)], ids=["least", "most"])
def test_thresholds_that_calibration_can_give_are_let_in(folder: Path, values: tuple[float, ...]) -> None:
    thresholds(*values)(folder)
    assert load(folder).thresholds == Thresholds(*values)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (edited("vocabulary.json", names=[]), "`names` is not a list of features"),
        (edited("vocabulary.json", names="w:act"), "`names` is not a list of features"),
        (edited("vocabulary.json", names={"w:act": 1}), "`names` is not a list of features"),
        (edited("vocabulary.json", names=["w:act", 5]), "`names` is not a list of features"),
        (edited("vocabulary.json", names=["w:act", ""]), "a feature of no block: ''"),
        (edited("vocabulary.json", names=["z:act"]), "a feature of no block: 'z:act'"),
        (edited("vocabulary.json", names=["act"]), "a feature of no block: 'act'"),
        (edited("vocabulary.json", names=["w:act", "w:act"]), "`names` has a feature twice"),
        (edited("vocabulary.json", weights={}), "a feature of no block"),
        (edited("vocabulary.json", weights=None), "does not give blocks (w, k, c, d, q, s, l) a number each"),
        (edited("vocabulary.json", weights={"": 1.0}), "does not give blocks"),
        (edited("vocabulary.json", weights={"word": 1.0}), "does not give blocks"),
        (edited("vocabulary.json", weights={"w": True}), "does not give blocks"),
        (edited("vocabulary.json", weights={"w": -1.0}), "does not give blocks"),
        (edited("vocabulary.json", weights={"w": 10**400}), "does not give blocks"),
        (edited("vocabulary.json", weights={"w": float("inf")}), "does not give blocks"),
        (without("vocabulary.json", "names"), "`names` is not a list"),
        (written("vocabulary.json", b'{"names": ["w:a"], "weights": {"w": 1, "w": 2}}'), "'w' stands twice"),
        (written("vocabulary.json", b'{"names": ["w:\xe9"]}'), "not JSON in UTF-8"),
        (written("vocabulary.json", '{"names": ["w:é"]}'.encode("utf-16")), "not JSON in UTF-8"),
        (written("vocabulary.json", b'{"names": ["w:\\uD800"], "weights": {"w": 1}}'), "not JSON in UTF-8"),
    ],
)  # fmt: skip
def test_vocabulary(folder: Path, harm: Harm, said: str) -> None:
    refused(folder, harm, "vocabulary.json", said)


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (written("card.json", b""), "not JSON"),
        (written("card.json", b"\xef\xbb\xbf{}"), "not JSON"),
        (written("card.json", b"null"), "not a JSON object"),
        (written("card.json", b'{"a":' * 100_000), "not JSON"),
        (written("card.json", b'{"a": ' + b"9" * 100_000 + b"}"), "not JSON"),
        (written("card.json", b'{"a": 1, "a": 1}'), "'a' stands twice"),
        (without("card.json", "limits"), "the card does not say limits"),
        (without("card.json", "data", "counts"), "the card does not say data.counts"),
        (without("card.json", "figures", "folds"), "the card does not say figures.folds"),
        (edited("card.json", description=5), "`description` is not what a card says there"),
        (edited("card.json", seed="1"), "`seed` is not what a card says there"),
        (edited("card.json", limits="none"), "`limits` is not what a card says there"),
        (edited("card.json", limits=[None]), "`limits` is not what a card says there"),
        (edited("card.json", data=[]), "`data` is not what a card says there"),
        (edited("card.json", grades=["A"]), "other features or grades than the model has"),
        (edited("card.json", features=1), "other features or grades than the model has"),
        (edited("card.json", training_texts={"0": {"run": "this"}}), "`training_texts` does not map hashes"),
    ],
)  # fmt: skip
def test_card(folder: Path, harm: Harm, said: str) -> None:
    refused(folder, harm, "card.json", said)


@pytest.mark.parametrize("counts", [[1], [{"scheme": "cmw"}], [{"language": "en", "A": 1}]])
def test_counts_of_a_card(folder: Path, counts: list[object]) -> None:
    data = json.loads((folder / "card.json").read_text())["data"] | {"counts": counts}
    refused(folder, edited("card.json", data=data), "card.json", "not a list of counts by scheme and language")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (edited("manifest.json", version=2), "version 2, this treatygrade reads version 1"),
        (edited("manifest.json", version=0), "version 0, this"),
        (edited("manifest.json", version="1"), "version '1', this"),
        (edited("manifest.json", version=True), "version True, this"),
        (without("manifest.json", "version"), "version None, this"),
        (edited("manifest.json", grades=["B", "A", "C", "D", "E", "F"]), "other grades than A to F: ['B', 'A'"),
        (edited("manifest.json", files=None), "names other files than a model has: 'README.md'"),
        (edited("manifest.json", files=["README.md"]), "names other files"),
        (edited("manifest.json", files=dict.fromkeys(["/etc/passwd", *storage.FILES], "0")), "'/etc/passwd'"),
        (edited("manifest.json", files=dict.fromkeys(["..\\x", *storage.FILES], "0")), r"'..\\x'"),
        (edited("manifest.json", files=dict.fromkeys(["\x1b[2J", *storage.FILES], "0")), r"'\x1b[2J'"),
        (without("manifest.json", "files", "card.json"), "'card.json'"),
        (written("manifest.json", b"[" * 100_000), "not JSON"),
        (written("manifest.json", b'{"format": "treatygrade-model", "version": 9, "version": 1}'), "'version' stands"),
        (linked("manifest.json"), "missing from the model"),
        (lambda folder: (folder / "manifest.json").unlink(), "missing from the model"),
        (piped("manifest.json"), "missing from the model"),
        (written("manifest.json", b'{"format": "other"}'), "not a treatygrade model"),
    ],
)  # fmt: skip
def test_manifest(folder: Path, harm: Harm, said: str) -> None:
    refused(folder, harm, "manifest.json", said)


@pytest.mark.parametrize("name", storage.FILES)
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda path: path.unlink(), "missing from the model"),
        (lambda path: (path.unlink(), path.mkdir()), "missing from the model"),
        (lambda path: piped(path.name)(path.parent), "missing from the model"),
        (lambda path: linked(path.name)(path.parent), "missing from the model"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\n"), "differs from what the manifest says"),
        (lambda path: os.truncate(path, config("limits.yaml")["model"]["file_bytes"] + 1), "larger than any file"),
    ],
    ids=["missing", "a folder", "a pipe", "a link", "one byte more", "too large"],
)
def test_files(folder: Path, name: str, harm: Harm, said: str) -> None:
    refused(folder, lambda _: harm(folder / name), name, said)


@pytest.mark.parametrize("name", ["model.pkl", ".hidden", "weights.safetensors.bak", "sub"])
def test_nothing_else_lies_in_the_folder(folder: Path, name: str) -> None:
    (folder / name).mkdir() if name == "sub" else (folder / name).touch()
    with pytest.raises(ModelError, match=f"{name}: not a file of a model"):
        load(folder)


def test_a_folder_that_a_model_may_be_written_into_can_be_read_again(small: Model, tmp_path: Path) -> None:
    save(small, tmp_path / "deep" / "model")
    save(small, tmp_path / "deep" / "model")
    assert load(tmp_path / "deep" / "model").card == small.card
    for refuses in (save, lambda _, folder: storage.check_folder(folder)):
        with pytest.raises(ModelError, match="a file, not a folder"):
            refuses(small, tmp_path / "deep" / "model" / "card.json")


def test_a_link_to_the_whole_folder_is_the_users_own(folder: Path, small: Model) -> None:
    (folder.parent / "link").symlink_to(folder)
    assert load(folder.parent / "link").card == small.card


def test_every_card_that_is_let_in_can_be_shown(small: Model, shipped: Model) -> None:
    for model in (small, shipped):
        told = readme(model.card)
        assert all(limit in told for limit in model.card["limits"])
        assert f"{model.card['features']} features" in told
