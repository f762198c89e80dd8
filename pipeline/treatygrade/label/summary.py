"""What a labelled table tells at a glance: counts, agreement with the published grade, what to look at first."""

from __future__ import annotations

import heapq
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from treatygrade.columns import GRADES
from treatygrade.states import fictional, marked

Row = dict[str, Any]

CONTRADICTIONS = (
    "verdict_mismatch", "header_mismatch", "missing_in_header", "wrong_scope", "item_ungraded", "graded_twice",
    "unknown_grade",
)  # fmt: skip
REASONS = ("contradiction", "far_apart", "abstained")

_KEPT = 20  # units named for each reason; all are counted


@dataclass(slots=True)
class Agreement:
    """Published against predicted grades: ``confusion[published, predicted]`` counts units."""

    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def units(self) -> int:
        return self.confusion.total()

    @property
    def same(self) -> int:
        return sum(count for (published, predicted), count in self.confusion.items() if published == predicted)

    def figures(self) -> dict[str, Any]:
        """Share of equal grades with its 95% Wilson interval, as ``evaluate`` and ``agreement`` print shares."""
        from statsmodels.stats.proportion import proportion_confint

        if not self.units:
            return {"units": 0, "same": 0, "share": None, "low": None, "high": None}
        low, high = proportion_confint(self.same, self.units, method="wilson")
        share = self.same / self.units
        return {"units": self.units, "same": self.same, "share": share, "low": float(low), "high": float(high)}


@dataclass(slots=True)
class Summary:
    """Fed with rows one by one, so that an archive of any size takes little memory.

    ``published`` counts by scheme and its own code, ``grades`` and ``predicted`` on the common scale ("" for none).
    ``fresh`` leaves out rows that the model was trained on; they are in ``seen_in_training``. Units that share a text
    or only refer to another evaluation are in neither.
    """

    units: int = 0
    states: dict[str, str] = field(default_factory=dict)
    published: dict[str, Counter[str]] = field(default_factory=dict)
    grades: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    fresh: Agreement = field(default_factory=Agreement)
    seen_in_training: Agreement = field(default_factory=Agreement)
    fictional_units: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    _first: dict[str, list[tuple[float, int, Row]]] = field(default_factory=lambda: {reason: [] for reason in REASONS})

    def add(self, row: Row) -> None:
        """Count a row."""
        self.units += 1
        state, iso3 = row.get("state") or "", row.get("iso3") or ""
        self.states[iso3 or state] = marked(state, iso3)
        self.fictional_units += fictional(iso3)
        self.published.setdefault(row.get("scheme") or "", Counter())[row.get("grade_raw") or ""] += 1
        self.grades[row.get("grade") or ""] += 1
        self.predicted[row.get("predicted") or ""] += 1
        self._compare(row)
        for reason, urgency in _reasons(row).items():
            self.reasons[reason] += 1
            entry = (urgency, -self.units, _brief(row, reason))
            push = heapq.heappush if len(self._first[reason]) < _KEPT else heapq.heappushpop
            push(self._first[reason], entry)

    def look_first(self) -> list[Row]:
        """The units to look at first, the most urgent of each reason first: contradictions, far apart, abstained."""
        return [entry[2] for reason in REASONS for entry in sorted(self._first[reason], key=_by_urgency)]

    def as_json(self) -> dict[str, Any]:
        """All of it, for ``--html`` and for people's own programs."""
        return {
            "units": self.units,
            "states": len(self.states),
            "fictional_units": self.fictional_units,
            "published": {scheme: dict(sorted(counts.items())) for scheme, counts in sorted(self.published.items())},
            "grades": {grade: self.grades[grade] for grade in (*GRADES, "")},
            "predicted": {grade: self.predicted[grade] for grade in (*GRADES, "")},
            "agreement": self.fresh.figures(),
            "seen_in_training": self.seen_in_training.figures(),
            "reasons": {reason: self.reasons[reason] for reason in REASONS},
            "look_first": self.look_first(),
        }

    def _compare(self, row: Row) -> None:
        flags = row.get("flags") or ()
        if row.get("grade") and row.get("predicted") and not {"shared_text", "by_reference"} & set(flags):
            side = self.seen_in_training if "seen_in_training" in flags else self.fresh
            side.confusion[row["grade"], row["predicted"]] += 1


def _reasons(row: Row) -> dict[str, float]:
    """Why to look at a unit, each with its urgency (higher first)."""
    reasons: dict[str, float] = {}
    if found := sum(flag in CONTRADICTIONS for flag in row.get("flags") or ()):
        reasons["contradiction"] = float(found)
    if "far_from_prediction" in (row.get("flags") or ()):
        reasons["far_apart"] = row.get("confidence") or 0.0
    if row.get("abstained") and row.get("predicted"):
        reasons["abstained"] = 1.0 - (row.get("confidence") or 0.0)
    return reasons


def _brief(row: Row, reason: str) -> Row:
    flags = [flag for flag in row.get("flags") or () if flag in CONTRADICTIONS]
    return {
        "reason": reason,
        "unit_id": row.get("unit_id") or "",
        "file": row.get("file") or "",
        "state": marked(row.get("state") or "", row.get("iso3") or ""),
        "paragraph": row.get("paragraph") or "",
        "scope": row.get("scope") or "",
        "published": row.get("grade_raw") or "",
        "predicted": ", ".join(dict.fromkeys(filter(None, (row.get("predicted"), row.get("predicted_label"))))),
        "confidence": row.get("confidence"),
        "flags": flags,
    }


def _by_urgency(entry: tuple[float, int, Row]) -> tuple[float, int]:
    return -entry[0], -entry[1]
