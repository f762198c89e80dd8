"""The first page: how consistent they are and where not, each sentence where it belongs."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from treatygrade.agreement.words import count, in_words

NONE = {"estimate": None, "low": None, "high": None, "note": "not defined: all grades are the same", "units": 0}


def estimated(value: float, low: float | None, high: float | None = 0.99, units: int = 60) -> dict[str, Any]:
    return {"estimate": value, "low": low, "high": high, "note": "", "units": units}


PLAIN: dict[str, Any] = {
    "reviewers": [{}, {}], "ratings": 120, "units": 60, "units_graded_twice": 60,
    "coefficients": {
        "percent_agreement": estimated(0.9, 0.8), "krippendorff_ordinal": estimated(0.9, 0.85),
        "krippendorff_nominal": estimated(0.7, 0.6),
    },
    "cutting": None, "confused": [], "per_grade": {}, "pairs": [], "with_themselves": [], "by": {}, "split_units": [],
    "leniency": {"note": "not fitted"}, "plan": None, "missing": {}, "unused_columns": [],
    "scale": {"off_scale": [], "note": "Ordered: A > B."},
}  # fmt: skip


def told(section: str, **changes: Any) -> list[str]:
    found = copy.deepcopy(PLAIN)
    coefficients = changes.pop("coefficients", {})
    return in_words(found | changes | {"coefficients": found["coefficients"] | coefficients})[section]


VERDICTS = [
    (estimated(0.66, 0.5), "too little to rely on one reviewer's grade"),
    (estimated(0.667, 0.667), "enough for tentative conclusions"),
    (estimated(0.9, 0.66), "that looks well, but the units are too few to be sure"),
    (estimated(0.9, None, None), "that looks well, but the units are too few to be sure"),
    (estimated(0.9, 0.85, units=19), "that looks well, but the units are too few to be sure"),
    (estimated(0.9, 0.85, units=20), "enough to rely on the grade of any one reviewer"),
    (estimated(0.9, 0.79), "enough for tentative conclusions"),
    (estimated(0.9, 0.8), "enough to rely on the grade of any one reviewer"),
    (estimated(-0.2, -0.4, 0.1), "too little to rely on one reviewer's grade"),
]


@pytest.mark.parametrize(("alpha", "verdict"), VERDICTS, ids=lambda case: str(case)[:40])
def test_what_alpha_is_enough_for(alpha: dict[str, Any], verdict: str) -> None:
    """Krippendorff's limits, 0.667 and 0.800, on the interval's lower end."""
    line = told("how_consistent", coefficients={"krippendorff_ordinal": alpha})[2]
    assert line.endswith(f": {verdict}.")
    assert ("95% interval" in line) == (alpha["low"] is not None)


@pytest.mark.parametrize(
    ("coefficients", "line"),
    [
        ({"krippendorff_ordinal": NONE}, "Krippendorff's alpha, which sets chance apart, is 0.70 (95% interval"),
        (
            {"krippendorff_ordinal": NONE, "krippendorff_nominal": NONE},
            "Krippendorff's alpha is not defined: all grades are the same.",
        ),
    ],
)  # fmt: skip
def test_without_an_order_the_nominal_alpha_is_judged(coefficients: dict[str, Any], line: str) -> None:
    assert told("how_consistent", coefficients=coefficients)[2].startswith(line)


@pytest.mark.parametrize(("number", "words"), [(0, "0 units"), (1, "1 unit"), (2, "2 units"), (1_234, "1,234 units")])
def test_counts(number: int, words: str) -> None:
    assert count(number, "unit") == words


CUTS = {"paragraphs": 4, "cut_differently": 0, "same_cut": estimated(1.0, 1.0)}


def test_how_they_cut() -> None:
    assert told("how_consistent", cutting=CUTS)[-1] == "They cut all 4 paragraphs with items alike."
    different = CUTS | {"cut_differently": 1, "same_cut": estimated(0.75, 0.5)}
    assert "they cut 1 differently: two of them cut a paragraph alike 75% of the time" in told(
        "how_consistent", cutting=different
    )[-1]  # fmt: skip
    assert any(line.startswith("Agree where to cut") for line in told("what_to_do", cutting=different))
    assert not any(line.startswith("Agree where to cut") for line in told("what_to_do", cutting=CUTS))


def pair(first: str, kappa: float | None, units: int) -> dict[str, Any]:
    return {"first": first, "second": "z", "units": units, "kappas": {"cohen": {"estimate": kappa}}}


def grade(agreement: float | None, given: int) -> dict[str, Any]:
    return {"agreement": {"estimate": agreement}, "given": given}


def entry(name: str, share: float, high: float | None, units: int) -> dict[str, Any]:
    return {"value": name, "units": units, "percent_agreement": {"estimate": share, "low": 0.0, "high": high}}


def shifts(*values: float | None, p_value: float = 0.001, drift: Any = None) -> dict[str, Any]:
    people = {f"r{n}": {"shift": value, "low": None, "high": None} for n, value in enumerate(values)}
    return {"reviewers": people, "equal_shifts": {"p_value": p_value}, "drift": drift}


def drifting(p_value: float, *slopes: tuple[float, float, float]) -> dict[str, Any]:
    people = {f"r{n}": {"estimate": e, "low": low, "high": high} for n, (e, low, high) in enumerate(slopes)}
    return shifts(0.5, -0.5, drift={"no_drift": {"p_value": p_value}, "reviewers": people})


WHERE = [
    ({"confused": [{"grades": ["B", "C"], "share": 0.6}]}, "60% of their disagreements are between B and C."),
    ({"per_grade": {"A": grade(0.9, 5), "B": grade(0.4, 5)}}, "They agree least on B: where one reviewer gave it,"),
    ({"per_grade": {"A": grade(0.9, 5), "B": grade(0.4, 4)}}, None),  # too few to be worth a sentence
    ({"per_grade": {"A": grade(1.0, 5), "B": grade(1.0, 5)}}, None),
    ({"per_grade": {"A": grade(0.3, 5)}}, None),
    ({"pairs": [pair("x", 0.5, 10), pair("y", 0.4, 10)]}, "The two who differ most are y and z (kappa 0.40 on 10"),
    ({"pairs": [pair("x", 0.5, 10), pair("y", 0.4, 9)]}, None),
    ({"pairs": [pair("x", 0.5, 10), pair("y", None, 10)]}, None),
    ({"with_themselves": [{"reviewer": "x", "again": 5, "estimate": 0.8}]}, "x graded 5 units again, and 80% of"),
    ({"with_themselves": [{"reviewer": "x", "again": 4, "estimate": 0.8}]}, None),
    ({"by": {"theme": [entry("law", 0.5, 0.8, 5)]}}, "By theme, they agree least on law (50% of 5 units, of all 90%)."),
    ({"by": {"theme": [entry("law", 0.5, 0.9, 5)]}}, None),  # the interval holds the share of all
    ({"by": {"theme": [entry("law", 0.5, 0.8, 4), entry("press", 0.6, 0.7, 5)]}},
     "By theme, they agree least on press"),
    ({"by": {"year": [entry("2024", 0.5, None, 1)]}}, None),
    ({"leniency": shifts(0.5, -0.5, p_value=0.05)}, "No reviewer is clearly more lenient than the others."),
    ({"leniency": shifts(0.5, None)}, "No reviewer is clearly more lenient than the others."),
    ({"leniency": shifts(0.5, None, -0.5)},
     "r0 is the most lenient and r2 the strictest: on the same unit the odds of a better grade from r0 are 2.7 times"),
    ({"leniency": drifting(0.04, (0.4, 0.1, 0.7), (-0.4, -0.7, -0.1))},
     "From session to session r0 grew milder, r1 grew stricter, measured by the others."),
    ({"leniency": drifting(0.04, (0.4, -0.1, 0.9), (-0.4, -0.7, -0.1), (-0.2, -0.3, -0.1))},
     "From session to session r1 and r2 grew stricter, measured by the others."),
    ({"leniency": drifting(0.04, (0.4, -0.1, 0.9), (-0.4, -0.7, 0.1))}, None),  # of none it is certain which way
    ({"leniency": drifting(0.06, (0.4, 0.1, 0.7), (-0.4, -0.7, -0.1))}, None),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "line"), WHERE, ids=[f"{n}-{next(iter(c))}" for n, (c, _) in enumerate(WHERE)])
def test_where_they_do_not_agree(changes: dict[str, Any], line: str | None) -> None:
    lines = told("where_not", **changes)
    if "leniency" in changes and changes["leniency"]["drift"]:
        lines = lines[1:]  # who is lenient, which comes first
    assert len(lines) == (line is not None)
    assert all(each.startswith(line or "") for each in lines)
