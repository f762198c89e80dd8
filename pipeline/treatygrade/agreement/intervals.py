"""Estimates with 95% intervals: bootstrap over units, and linearisation where all units count once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from treatygrade.agreement import light
from treatygrade.agreement.coefficients import Coefficient, Weighting, nominal, ordinal, weights
from treatygrade.agreement.features import Array, Features
from treatygrade.agreement.pairs import Z95
from treatygrade.agreement.ratings import Ratings

_CHUNK = 50
"""Bootstrap samples held at once: 50 x 20,000 weights are 8 MB."""


@dataclass(frozen=True)
class Estimate:
    """A coefficient with its 95% intervals; None where the coefficient is not defined.

    ``low`` and ``high`` are percentiles over bootstrap samples of units (Efron & Tibshirani 1993, ch. 13).
    ``standard_error``, ``analytic_low`` and ``analytic_high`` come from linearisation over units with
    Student's t on n - 1 degrees (Gwet 2014, ch. 5; for Cohen's kappas the normal distribution).
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
    families = [(Features.of(ratings.codes, q), nominal(q))]
    if m:
        families.append((Features.of(ratings.ordinal_codes, m), ordinal(m)))
    pairs = len(ratings.reviewers) * (len(ratings.reviewers) - 1) // 2
    resampling = samples > 0 and light.shared(ratings.codes) <= light.MOST_SHARED
    joint = light.joint(ratings.codes, q) if resampling else None
    draws: dict[str, list[Array]] = {}
    for unit_weights in resamples(len(ratings.units), samples, seed):
        for features, family in families:
            totals = features.totals(unit_weights @ features.matrix)
            for name, function in family.items():
                draws.setdefault(name, []).append(function(totals))
        if joint is not None:
            sums = np.asarray(joint @ unit_weights.T).T.reshape(len(unit_weights), pairs, q, q)
            for name, kind in KINDS.items():
                size = q if name == "cohen" else m
                draws.setdefault(name, []).append(light.resampled(sums[:, :, :size, :size], weights(size, kind)))
    found = {
        name: estimate(features, function, draws.get(name, []), least=0.0 if name == "percent_agreement" else -1.0)
        for features, family in families
        for name, function in family.items()
    }
    found |= {name: _cohen(ratings, name, draws.get(name, []), samples) for name in KINDS}
    none = Estimate(None, None, None, note="no ordered grades")
    return {name: found.get(name, none) for name in dict.fromkeys([*ORDER, *found])}


ORDER = (
    "percent_agreement", "cohen", "cohen_linear", "cohen_quadratic", "conger", "fleiss", "krippendorff_nominal",
    "krippendorff_ordinal", "ac1", "ac2", "brennan_prediger",
)  # fmt: skip


def _cohen(ratings: Ratings, name: str, draws: list[Array], samples: int) -> Estimate:
    """For two reviewers Cohen's kappa, for more Light's: the mean over pairs."""
    codes, size = ratings.codes, len(ratings.scale.categories)
    if name != "cohen":
        codes, size = ratings.ordinal_codes, len(ratings.scale.ordinal)
    if not size:
        return Estimate(None, None, None, note="no ordered grades")
    value = light.light(codes, weights(size, KINDS[name]))
    if not value.pairs:
        return Estimate(None, None, None, units=value.units, note=_undefined(value.units))
    if value.units < 2:
        return Estimate(value.estimate, None, None, units=value.units, note=ONE_UNIT)
    margin = Z95 * value.error
    analytic = max(value.estimate - margin, -1.0), min(value.estimate + margin, 1.0)
    low, high = percentiles(draws) if draws else analytic
    notes = ["mean over the pairs of reviewers (Light 1971)"] if len(ratings.reviewers) > 2 else []
    if samples and not draws:
        notes.append("analytic interval: too many pairs to resample")
    return Estimate(value.estimate, low, high, value.error, *analytic, units=value.units, note="; ".join(notes))


ONE_UNIT = "one unit: no interval"


def _undefined(paired: int) -> str:
    return "not defined: no unit has two grades" if not paired else "not defined: all grades are the same"


KINDS: dict[str, Weighting] = {"cohen": "identity", "cohen_linear": "linear", "cohen_quadratic": "quadratic"}


def resamples(units: int, samples: int, seed: int) -> Any:
    """Chunks of multinomial unit weights, shape (at most _CHUNK, units)."""
    generator = np.random.default_rng(seed)
    share = np.full(units, 1 / units)
    for start in range(0, samples, _CHUNK):
        yield generator.multinomial(units, share, size=min(_CHUNK, samples - start)).astype(float)


def linearised(features: Features, function: Coefficient) -> Array:
    """n times the derivative of a coefficient by each unit's weight, of n that are rated: its pull on the estimate.

    By the chain rule through the sums; the derivative by each sum is a central difference.
    Their mean square over n - 1 is the variance (the infinitesimal jackknife, Jaeckel 1972), which
    for these coefficients equals Gwet's formulas (2014, ch. 5).
    """
    sums = features.matrix.sum(axis=0)
    units = int(sums[0])
    step = 1e-6 * units
    shift = np.eye(len(sums)) * step
    up, down = (function(features.totals(sums + sign * shift)) for sign in (1, -1))
    gradient = (up - down) / (2 * step)
    return units * (features.matrix @ gradient)


def estimate(
    features: Features, function: Coefficient, draws: Sequence[Array] = (), *, least: float = -1.0
) -> Estimate:
    """A coefficient with its analytic interval; the bootstrap interval where ``draws`` are given, else the analytic.

    No interval goes beyond ``least`` (0 for a share) and 1.
    """
    from scipy.stats import t

    rated = features.matrix[:, 0] > 0
    units = int(rated.sum())
    paired = int(features.matrix[:, 1].sum())
    value = _number(function(features.totals(features.matrix.sum(axis=0)[None]))[0]) if units else None
    if value is None:
        return Estimate(None, None, None, units=paired, note=_undefined(paired))
    if units < 2:
        return Estimate(value, None, None, units=paired, note=ONE_UNIT)
    # Gwet holds the share of units rated twice fixed, so a unit rated once pulls by the estimate itself.
    twice = features.matrix[:, 1] / features.matrix[:, 1].mean() if paired else rated
    pull = (linearised(features, function) + value * (twice * units / len(rated) - 1))[rated]
    error = _number(np.sqrt((pull**2).sum() / (units * (units - 1))))
    margin = float("nan") if error is None else float(t.ppf(0.975, units - 1)) * error
    # With ratings missing, chance may be estimated from other units: then a coefficient can lie below -1 itself.
    analytic = _number(max(value - margin, min(least, value))), _number(min(value + margin, 1.0))
    low, high = percentiles(draws) if draws else analytic
    return Estimate(value, low, high, error, *analytic, units=paired)


def _number(value: Any) -> float | None:
    return float(value) if np.isfinite(value) else None


def percentiles(draws: Sequence[Array]) -> tuple[float | None, float | None]:
    """The middle 95% of all bootstrap draws that are defined; None, None of fewer than two."""
    values = np.concatenate(draws) if draws else np.array([])
    values = values[np.isfinite(values)]
    if len(values) < 2:
        return None, None
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
