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
from treatygrade.features.embeddings import BATCH, encoder, pooled, pytorch, tokens_of


@dataclass(frozen=True, slots=True)
class Tuning:
    """How an encoder is fine-tuned.

    ``layers`` are trained, counted from the top, each at ``decay`` times the rate of the one above it; the others
    and the word embeddings are kept. Rates rise over the first tenth of the steps and fall to nothing at the last.
    ``balance``: how far rare grades are weighed up, 0 not at all, 1 as if all were equally frequent.
    """

    epochs: int = 20
    layers: int = 6
    batch: int = 16
    rate: float = 1e-4
    decay: float = 0.9
    head_rate: float = 1e-3
    balance: float = 0.5
    seed: int = 0
    device: str = "cpu"


_GAP = 4.0
"""Between the thresholds before training. Narrower than about 1.4 and no score makes the middle grade the most
probable; AdamW moves a parameter by little more than its rate a step, so that few steps would not widen it."""


class Encoder:
    """An encoder with a head that first decides between the scale A–C, D, E and F, and on it by thresholds.

    On the scale: cumulative logits of one score (McCullagh 1980), so that A–C stay in order.
    """

    def __init__(self, folder: Path | None = None, tuning: Tuning | None = None) -> None:
        torch = pytorch()
        self.tuning = tuning or Tuning()
        torch.manual_seed(self.tuning.seed)
        self.tokenizer, self.model = encoder(folder)
        width = self.model.config.hidden_size
        device = self.tuning.device
        self.model.to(device)
        self.score = torch.nn.Linear(width, 1).to(device)
        self.off = torch.nn.Linear(width, 1 + len(GRADES) - len(ORDINAL)).to(device)
        self.first = torch.nn.Parameter(torch.tensor(-_GAP / 2, device=device))
        self.gap = torch.nn.Parameter(torch.tensor(_GAP, device=device))

    def fit(self, texts: Sequence[str], gold: NDArray[np.int64]) -> Encoder:
        """Fine-tune on texts and the indices of their grades in A–F; the same seed gives the same weights."""
        import torch

        tuning = self.tuning
        torch.manual_seed(tuning.seed)
        optimizer = torch.optim.AdamW(self._rates(), weight_decay=0.01)
        steps = tuning.epochs * -(-len(texts) // tuning.batch)
        warm = max(1, steps // 10)
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: min((step + 1) / warm, (steps - step) / max(1, steps - warm))
        )
        support = np.bincount(gold, minlength=len(GRADES))
        weights = torch.tensor((support.max() / np.maximum(support, 1)) ** tuning.balance, dtype=torch.float32)
        generator = np.random.default_rng(tuning.seed)
        self.model.train()
        for _ in range(tuning.epochs):
            order = generator.permutation(len(texts))
            for start in range(0, len(order), tuning.batch):
                at = order[start : start + tuning.batch]
                wanted = torch.tensor(gold[at], device=tuning.device)
                found = self._log([texts[i] for i in at])
                optimizer.zero_grad()
                torch.autograd.backward(torch.nn.functional.nll_loss(found, wanted, weight=weights.to(found.device)))
                torch.nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
                optimizer.step()
                schedule.step()
        return self

    def predict_proba(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Probabilities of A–F, shape (texts, 6)."""
        import torch

        self.model.eval()
        with torch.no_grad():
            parts = [self._log(texts[start : start + BATCH]).exp() for start in range(0, len(texts), BATCH)]
        return torch.cat(parts).cpu().numpy().astype(np.float64)

    def _rates(self) -> list[dict[str, Any]]:
        """What is trained, each group with its rate; all else is kept as it is."""
        tuning = self.tuning
        for parameter in self.model.parameters():
            parameter.requires_grad = False
        head = [*self.score.parameters(), *self.off.parameters(), self.first, self.gap]
        groups: list[dict[str, Any]] = [{"params": head, "lr": tuning.head_rate}]
        for depth, layer in enumerate(reversed(self.model.encoder.layer[-tuning.layers :])):
            for parameter in layer.parameters():
                parameter.requires_grad = True
            groups.append({"params": list(layer.parameters()), "lr": tuning.rate * tuning.decay**depth})
        return groups

    def _log(self, texts: Sequence[str]) -> Any:
        import torch

        states = pooled(self.model, tokens_of(self.tokenizer, texts).to(self.tuning.device))
        off = torch.log_softmax(self.off(states), dim=1)
        score = self.score(states).squeeze(1)
        upper = torch.sigmoid(self.first + torch.nn.functional.softplus(self.gap) - score)
        lower = torch.sigmoid(self.first - score)
        scale = torch.stack([lower, upper - lower, 1 - upper], dim=1).clamp(min=1e-7).log()
        return torch.cat([off[:, :1] + scale, off[:, 1:]], dim=1)
