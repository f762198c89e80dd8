"""Estimates with 95% intervals: bootstrap over units, and linearisation where all units count once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from treatygrade.agreement.coefficients import Coefficient, Weighting, nominal, ordinal, weights
from treatygrade.agreement.features import Array, Features
from treatygrade.agreement.pairs import cohen_with_error, mean_over_pairs, tables
from treatygrade.agreement.ratings import Ratings

_CHUNK = 50
"""Bootstrap samples held at once: 50 x 20,000 weights are 8 MB."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient with its 95% intervals; None where the coefficient is not defined.

    ``low`` and ``high`` are percentiles over bootstrap samples of units (Efron & Tibshirani 1993, ch. 13).
    ``standard_error``, ``analytic_low`` and ``analytic_high`` come from linearisation over units with
    Student's t on n - 1 degrees (Gwet 2014, ch. 5), and are None for means over pairs.
    """

    estimate: float | None
    low: float | None
    high: float | None
    standard_error: float | None = None
    analytic_low: float | None = None
    analytic_high: float | None = None
    units: int = 0
    note: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def coefficients(ratings: Ratings, *, samples: int = 1000, seed: int = 0) -> dict[str, Estimate]:
    """Every coefficient of the design, in its order. ``samples`` 0 leaves the bootstrap out."""
    q, m = len(ratings.scale.categories), len(ratings.scale.ordinal)
    everything = Features.of(ratings.codes, q)
    ordered = Features.of(ratings.ordinal_codes, m)
    families = [(everything, nominal(q)), (ordered, ordinal(m) if m else {})]
    draws: dict[str, list[Array]] = {}
    for unit_weights in _resamples(len(ratings.units), samples, seed):
        for features, family in families:
            totals = features.totals(unit_weights @ features.matrix)
            for name, function in family.items():
                draws.setdefault(name, []).append(function(totals))
        for name, values in _cohens(ratings, unit_weights).items():
            draws.setdefault(name, []).append(values)
    found = {
        name: estimate(features, function, draws.get(name, []))
        for features, family in families
        for name, function in family.items()
    }
    for name, values in _cohens(ratings, np.ones((1, len(ratings.units)))).items():
        shared = everything if name == "cohen" else ordered
        found[name] = _cohen(ratings, name, values[0], draws.get(name, []), int(shared.matrix[:, 1].sum()))
    return {name: found.get(name, Estimate(None, None, None, note="no ordered grades")) for name in ORDER}


ORDER = (
    "percent_agreement", "cohen", "cohen_linear", "cohen_quadratic", "conger", "fleiss", "krippendorff_nominal",
    "krippendorff_ordinal", "ac1", "ac2", "brennan_prediger",
)  # fmt: skip


def _cohen(ratings: Ratings, name: str, value: float, draws: list[Array], units: int) -> Estimate:
    """For two reviewers with the standard error of their table; for more the mean over pairs (Light 1971)."""
    low, high = _percentiles(draws)
    if not np.isfinite(value):
        return Estimate(None, None, None, units=units, note="not defined: no variation to correct chance by")
    if len(ratings.reviewers) != 2:
        return Estimate(float(value), low, high, units=units, note="mean over the pairs of reviewers (Light 1971)")
    table = _on_scale(ratings, name, tables(ratings.codes, len(ratings.scale.categories)))
    kappa = cohen_with_error(table, weights(table.shape[1], KINDS[name]))
    analytic = float(kappa.low[0]), float(kappa.high[0])
    low, high = (low, high) if draws else analytic
    return Estimate(float(value), low, high, float(kappa.standard_error[0]), *analytic, units=units)


KINDS: dict[str, Weighting] = {"cohen": "identity", "cohen_linear": "linear", "cohen_quadratic": "quadratic"}


def _on_scale(ratings: Ratings, name: str, table: Array) -> Array:
    """Ordered categories come first, so the units that both put on the scale are the table's corner."""
    m = len(ratings.scale.ordinal)
    return table if name == "cohen" else table[:, :m, :m]


def _resamples(units: int, samples: int, seed: int) -> Any:
    """Chunks of multinomial unit weights, shape (at most _CHUNK, units)."""
    generator = np.random.default_rng(seed)
    share = np.full(units, 1 / units)
    for start in range(0, samples, _CHUNK):
        yield generator.multinomial(units, share, size=min(_CHUNK, samples - start)).astype(float)


def _cohens(ratings: Ratings, unit_weights: Array) -> dict[str, Array]:
    rows = []
    for sample in unit_weights:
        drawn = sample > 0
        table = tables(ratings.codes[drawn], len(ratings.scale.categories), sample[drawn])
        parts = [(kind, _on_scale(ratings, name, table)) for name, kind in KINDS.items()]
        rows.append([mean_over_pairs(part, weights(part.shape[1], kind)) for kind, part in parts])
    return dict(zip(KINDS, np.array(rows).T, strict=True))


def linearised(features: Features, function: Coefficient) -> Array:
    """n times the derivative of a coefficient by each unit's weight: its pull on the estimate.

    By the chain rule through the sums; the derivative by each sum is a central difference.
    Their mean square over n - 1 is the variance (the infinitesimal jackknife, Jaeckel 1972), which
    for these coefficients equals Gwet's formulas (2014, ch. 5).
    """
    units = len(features.matrix)
    sums = features.matrix.sum(axis=0)
    step = 1e-6 * units
    shift = np.eye(len(sums)) * step
    up, down = (function(features.totals(sums + sign * shift)) for sign in (1, -1))
    gradient = (up - down) / (2 * step)
    return units * (features.matrix @ gradient)


def estimate(features: Features, function: Coefficient, draws: Sequence[Array] = ()) -> Estimate:
    """A coefficient with its analytic interval; the bootstrap interval where ``draws`` are given, else the analytic."""
    from scipy.stats import t

    rated = features.matrix[:, 0] > 0
    units = int(rated.sum())
    paired = int(features.matrix[:, 1].sum())
    value = _number(function(features.totals(features.matrix.sum(axis=0)[None]))[0]) if units else None
    if value is None:
        reason = "no unit has two grades" if paired == 0 else "not defined: no variation to correct chance by"
        return Estimate(None, None, None, units=paired, note=reason)
    if units < 2:
        return Estimate(value, None, None, units=paired, note="one unit: no interval")
    # Gwet holds the share of units rated twice fixed, so a unit rated once pulls by the estimate itself.
    twice = features.matrix[:, 1] / features.matrix[:, 1].mean() if paired else rated
    pull = (linearised(features, function) + value * (twice * units / len(rated) - 1))[rated]
    error = _number(np.sqrt((pull**2).sum() / (units * (units - 1))))
    margin = float("nan") if error is None else float(t.ppf(0.975, units - 1)) * error
    analytic = _number(value - margin), _number(min(value + margin, 1.0))
    low, high = _percentiles(draws) if draws else analytic
    return Estimate(value, low, high, error, *analytic, units=paired)


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


def _percentiles(draws: Sequence[Array]) -> tuple[float | None, float | None]:
    values = np.concatenate(draws) if draws else np.array([])
    values = values[np.isfinite(values)]
    if len(values) < 2:
        return None, None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
