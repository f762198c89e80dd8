"""Committees and years compared by where their A/B and B/C thresholds lie, given what the texts say.

The model is the common yardstick: told no scheme, it gives each text log-odds of a grade at or above each cut. In
each group a logistic model with these log-odds as offset has one parameter a cut, its shift: 0 where the group grades
as the yardstick does, above 0 where it gives better grades for the same words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import ORDINAL
from treatygrade.states import fictional

Row = dict[str, Any]
Floats = NDArray[np.float64]
CUTS = ("A|B", "B|C")
FEWEST, FEWEST_STATES = 10, 3
DRAWS = 50
_EDGE = 1e-4

WARNING = (
    "What this cannot show: who is right. The yardstick is a model that learned most of what it knows from the Human"
    " Rights Committee, so a shift may come from how a committee writes, from what it leaves unsaid, or from the"
    " State's own reply, and not from where it draws the line. The intervals hold the variation between States and"
    " the yardstick's unsureness of single texts; they do not hold an error that it makes on all texts of a group."
)


@dataclass(frozen=True)
class Shift:
    """Log-odds of a better grade than the yardstick's, with a 95% interval; None where the units do not bound it."""

    estimate: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Group:
    """One committee, or one committee's year: how many units and States, and the shift of each cut."""

    committee: str
    year: int | None
    units: int
    states: int
    shifts: dict[str, Shift]


def thresholds(rows: Sequence[Row], *, model: Path | None = None, seed: int = 0) -> dict[str, Any]:
    """Every committee and committee's year with at least ten units of three States.

    Left out, and counted: units that the model saw in training (it knows their grades), without a text, with two
    grades on one text, off the scale A–C, or of a scheme that lacks one of these grades.
    """
    from treatygrade.models.storage import load

    yardstick = load(model)
    seen = frozenset(yardstick.card["training_texts"].values())
    kept, left_out = _fit_to_compare(rows, seen)
    offsets = _offsets([row["text"] for row in kept], yardstick) if kept else np.zeros((0, 2))
    errors = _errors(kept, offsets, yardstick) if kept else offsets
    generator = np.random.default_rng(seed)
    groups = []
    for (committee, year), members in _groups(kept):
        states = [str(kept[i].get("iso3") or kept[i].get("state") or i) for i in members]
        if len(members) < FEWEST or len(set(states)) < FEWEST_STATES:
            continue
        grades = np.array([ORDINAL.index(kept[i]["grade"]) for i in members])
        shifts = {
            cut: _shift(grades <= k, offsets[members, k], errors[members, k], states, generator)
            for k, cut in enumerate(CUTS)
        }
        groups.append(Group(committee, year, len(members), len(set(states)), shifts))
    return {
        "groups": [
            {**group.__dict__, "shifts": {cut: shift.__dict__ for cut, shift in group.shifts.items()}}
            for group in groups
        ],
        "units": len(kept),
        "left_out": left_out,
        "warning": WARNING,
    }


def _fit_to_compare(rows: Sequence[Row], seen: frozenset[str]) -> tuple[list[Row], dict[str, int]]:
    from treatygrade.corpus.texts import digest
    from treatygrade.schemes import load

    kept: list[Row] = []
    left_out: dict[str, int] = defaultdict(int)
    for row in rows:
        flags = row.get("flags") or ()
        if not row.get("text") or "by_reference" in flags:
            left_out["no text of its own"] += 1
        elif row.get("grade") not in ORDINAL:
            left_out["off the scale A–C, or no grade"] += 1
        elif "shared_text" in flags:
            left_out["two grades on one text"] += 1
        elif not set(ORDINAL) <= set(load(row["scheme"]).common_grades):
            left_out["of a scheme without A, B or C"] += 1
        elif digest(row["text"]) in seen:
            left_out["seen in training"] += 1
        else:
            kept.append(row)
    return kept, dict(left_out)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[tuple[str, int | None], list[int]]]:
    """Committees, each followed by its years where it has several; invented States in committees of their own."""
    found: dict[tuple[str, int | None], list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        committee = f"{row['committee']} (FICTIONAL)" if fictional(row.get("iso3") or "") else row["committee"]
        found[committee, None].append(number)
        if row.get("year"):
            found[committee, int(row["year"])].append(number)
    years: dict[str, int] = defaultdict(int)
    for committee, year in found:
        years[committee] += year is not None
    for key in sorted(found, key=lambda key: (key[0], key[1] or 0)):
        if key[1] is None or years[key[0]] > 1:
            yield key, found[key]


def _offsets(texts: Sequence[str], model: Any) -> Floats:
    """Log-odds of A against B and C, and of A and B against C, (texts, 2); verdict sentences are masked."""
    from treatygrade.models import predict

    each = predict(texts, model=model)
    odds = []
    for prediction in each:
        a, b, c = (prediction.probabilities.get(grade, 0.0) if prediction.predicted else 1.0 for grade in ORDINAL)
        at_least = np.clip([a / (a + b + c), (a + b) / (a + b + c)], _EDGE, 1 - _EDGE)
        odds.append(np.log(at_least / (1 - at_least)))
    return np.array(odds)


def _errors(rows: Sequence[Row], whole: Floats, model: Any) -> Floats:
    """How unsure the yardstick is of each text, as a standard deviation in log-odds, (texts, 2).

    Half of the difference between the readings of a text's odd and its even sentences; of a text of one sentence,
    the mean of the others.
    """
    from treatygrade.read.sentences import sentences

    spans = [sentences(row["text"], row.get("language") or "en") for row in rows]
    parts: list[list[str]] = [[], []]
    for row, found in zip(rows, spans, strict=True):
        for half in (0, 1):
            parts[half].append(" ".join(row["text"][start:end] for start, end in found[half::2]) or row["text"])
    odd, even = (_offsets(part, model) for part in parts)
    error: Floats = np.abs(odd - even) / 2
    single = np.array([len(found) < 2 for found in spans])
    error[single] = error[~single].mean(axis=0) if not single.all() else np.abs(whole[single]) / 2
    return error


def _shift(better: NDArray[np.bool_], offset: Floats, error: Floats, states: list[str], generator: Any) -> Shift:
    """The shift of one cut: variance between States (sandwich), and between draws of the offsets within their error.

    The two are joined by Rubin's rules (1987, Multiple Imputation for Nonresponse in Surveys, ch. 3); Student's t
    on the number of States less one.
    """
    from scipy.stats import t

    if better.all() or not better.any():
        return Shift(None, None, None)
    codes = np.unique(states, return_inverse=True)[1]
    estimate, within = _solve(better, offset, codes)
    drawn = [_solve(better, offset + error * generator.standard_normal(len(offset)), codes)[0] for _ in range(DRAWS)]
    between = float(np.var(drawn, ddof=1))
    margin = float(t.ppf(0.975, codes.max())) * (within + (1 + 1 / DRAWS) * between) ** 0.5
    return Shift(estimate, estimate - margin, estimate + margin)


def _solve(better: NDArray[np.bool_], offset: Floats, codes: NDArray[np.int_]) -> tuple[float, float]:
    """The shift whose expected number of better grades is the number given, and its variance, States as clusters."""
    from scipy.optimize import brentq
    from scipy.special import expit

    def surplus(shift: float) -> float:
        return float(expit(offset + shift).sum() - better.sum())

    shift = float(brentq(surplus, -40, 40))
    chance = expit(offset + shift)
    residuals = np.bincount(codes, weights=better - chance)
    clusters = len(residuals)
    meat = (residuals**2).sum() * clusters / (clusters - 1)
    return shift, float(meat / (chance * (1 - chance)).sum() ** 2)
