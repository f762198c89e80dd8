"""A small encoder fine-tuned with an ordinal head; needs the extra ``transformer``.

It is measured beside the shipped model in ``bench/models.py`` and not shipped: see ``models/experiments.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES, ORDINAL
from treatygrade.features.embeddings import BATCH, encoder, pooled, tokens_of


@dataclass(frozen=True, slots=True)
class Tuning:
    """How an encoder is fine-tuned. ``layers`` are trained, counted from the top; the others are kept."""

    epochs: int = 3
    layers: int = 2
    batch: int = 16
    rate: float = 1e-4
    head_rate: float = 2e-3
    balance: float = 0.5
    seed: int = 0


class Encoder:
    """An encoder with a head that first decides between the scale A–C, D, E and F, and on it by thresholds.

    On the scale: cumulative logits of one score (McCullagh 1980), so that A–C stay in order.
    """

    def __init__(self, folder: Path | None = None, tuning: Tuning | None = None) -> None:
        import torch

        self.tuning = tuning or Tuning()
        torch.manual_seed(self.tuning.seed)
        self.tokenizer, self.model = encoder(folder)
        width = self.model.config.hidden_size
        self.score = torch.nn.Linear(width, 1)
        self.off = torch.nn.Linear(width, 1 + len(GRADES) - len(ORDINAL))
        self.first = torch.nn.Parameter(torch.tensor(-1.0))
        self.gap = torch.nn.Parameter(torch.tensor(1.0))

    def fit(self, texts: Sequence[str], gold: NDArray[np.int64]) -> Encoder:
        """Fine-tune on texts and the indices of their grades in A–F; the same seed gives the same weights."""
        import torch

        tuning = self.tuning
        torch.manual_seed(tuning.seed)
        for parameter in self.model.parameters():
            parameter.requires_grad = False
        trained = [p for layer in self.model.encoder.layer[-tuning.layers :] for p in layer.parameters()]
        for parameter in trained:
            parameter.requires_grad = True
        head = [*self.score.parameters(), *self.off.parameters(), self.first, self.gap]
        optimizer = torch.optim.AdamW(
            [{"params": trained, "lr": tuning.rate}, {"params": head, "lr": tuning.head_rate}], weight_decay=0.01
        )
        support = np.bincount(gold, minlength=len(GRADES))
        weights = torch.tensor((support.max() / np.maximum(support, 1)) ** tuning.balance, dtype=torch.float32)
        generator = np.random.default_rng(tuning.seed)
        self.model.train()
        for _ in range(tuning.epochs):
            order = generator.permutation(len(texts))
            for start in range(0, len(order), tuning.batch):
                at = order[start : start + tuning.batch]
                wanted = torch.tensor(gold[at])
                loss = torch.nn.functional.nll_loss(self._log([texts[i] for i in at]), wanted, weight=weights)
                optimizer.zero_grad()
                torch.autograd.backward(loss)
                optimizer.step()
        return self

    def predict_proba(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Probabilities of A–F, shape (texts, 6)."""
        import torch

        self.model.eval()
        with torch.no_grad():
            parts = [self._log(texts[start : start + BATCH]).exp() for start in range(0, len(texts), BATCH)]
        return torch.cat(parts).numpy().astype(np.float64)

    def _log(self, texts: Sequence[str]) -> Any:
        import torch

        states = pooled(self.model, tokens_of(self.tokenizer, texts))
        off = torch.log_softmax(self.off(states), dim=1)
        score = self.score(states).squeeze(1)
        upper = torch.sigmoid(self.first + torch.nn.functional.softplus(self.gap) - score)
        lower = torch.sigmoid(self.first - score)
        scale = torch.stack([lower, upper - lower, 1 - upper], dim=1).clamp(min=1e-7).log()
        return torch.cat([off[:, :1] + scale, off[:, 1:]], dim=1)
