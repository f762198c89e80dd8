"""The first page of the agreement report, in plain language."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import Any

# Krippendorff 2004, Content Analysis, p. 241: 0.800 to rely on, 0.667 for tentative conclusions.
RELY, TENTATIVE = 0.800, 0.667
LEVEL = 0.05
"""The p-value below which reviewers are said to differ."""

FEWEST = 20
"""Units below which even perfect agreement says little."""

FEW_GRADES, FEW_UNITS, FEW_SHARED = 5, 5, 10
"""Fewer grades, units of a theme, or units of a pair are not worth a sentence."""


def in_words(found: dict[str, Any]) -> dict[str, list[str]]:
    """How consistent, where not, and what to do: a few sentences each, of a report without ``summary``."""
    return {
        "how_consistent": list(_how_consistent(found)),
        "where_not": list(_where_not(found)),
        "what_to_do": list(_what_to_do(found)),
    }


def count(number: int, what: str) -> str:
    """``1 unit``, ``3 units``."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def _span(estimate: dict[str, Any]) -> str:
    if estimate["low"] is None:
        return ""
    return f" (95% interval {estimate['low']:.2f} to {estimate['high']:.2f})"


def headline(found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The coefficient that the first page judges by, and its name."""
    ordinal = found["coefficients"]["krippendorff_ordinal"]
    if ordinal["estimate"] is not None:
        return "Krippendorff's alpha on the ordered grades", ordinal
    return "Krippendorff's alpha", found["coefficients"]["krippendorff_nominal"]


def _how_consistent(found: dict[str, Any]) -> Iterator[str]:
    yield (
        f"{count(len(found['reviewers']), 'reviewer')} gave {count(found['ratings'], 'grade')} to"
        f" {count(found['units'], 'unit')}, {found['units_graded_twice']:,} of which two or more of them graded."
    )
    agreed = found["coefficients"]["percent_agreement"]
    if agreed["estimate"] is not None:
        yield f"Two who graded the same unit gave it the same grade {_percent(agreed['estimate'])} of the time."
    name, value = headline(found)
    if value["estimate"] is None:
        yield f"{name} is {value['note']}."
    else:
        yield f"{name}, which sets chance apart, is {value['estimate']:.2f}{_span(value)}: {_verdict(value)}."
    if (cutting := found["cutting"]) is not None:
        yield _cut(cutting)


def _verdict(value: dict[str, Any]) -> str:
    if value["estimate"] < TENTATIVE:
        return "too little to rely on one reviewer's grade"
    if value["low"] is None or value["low"] < TENTATIVE or value["units"] < FEWEST:
        return "that looks well, but the units are too few to be sure"
    if value["low"] < RELY:
        return "enough for tentative conclusions"
    return "enough to rely on the grade of any one reviewer"


def _cut(cutting: dict[str, Any]) -> str:
    paragraphs = count(cutting["paragraphs"], "paragraph")
    if not cutting["cut_differently"]:
        return f"They cut all {paragraphs} with items alike."
    return (
        f"Of {paragraphs} with items they cut {cutting['cut_differently']} differently: two of them cut a paragraph"
        f" alike {_percent(cutting['same_cut']['estimate'])} of the time. Their grades were compared item by item."
    )


def _where_not(found: dict[str, Any]) -> Iterator[str]:
    if found["confused"]:
        first = found["confused"][0]
        yield f"{_percent(first['share'])} of their disagreements are between {' and '.join(first['grades'])}."
    grades = {
        grade: entry["agreement"]["estimate"]
        for grade, entry in found["per_grade"].items()
        if entry["agreement"]["estimate"] is not None and entry["given"] >= FEW_GRADES
    }
    if len(grades) > 1 and min(grades.values()) < 1:
        worst = min(grades, key=lambda grade: grades[grade])
        yield (
            f"They agree least on {worst}: where one reviewer gave it, another did so too"
            f" {_percent(grades[worst])} of the time."
        )
    pairs = [
        (pair["kappas"]["cohen"]["estimate"], pair)
        for pair in found["pairs"]
        if pair["units"] >= FEW_SHARED and pair["kappas"]["cohen"]["estimate"] is not None
    ]
    if len(pairs) > 1:
        kappa, pair = min(pairs, key=lambda entry: entry[0])
        yield (
            f"The two who differ most are {pair['first']} and {pair['second']}"
            f" (kappa {kappa:.2f} on {count(pair['units'], 'unit')})."
        )
    for own in found["with_themselves"]:
        if own["again"] >= FEW_UNITS:
            same = _percent(own["estimate"])
            yield f"{own['reviewer']} graded {count(own['again'], 'unit')} again, and {same} of them the same."
    yield from _by_fact(found)
    yield from _lenient(found["leniency"])


def _by_fact(found: dict[str, Any]) -> Iterator[str]:
    """Themes, States, years and sessions on which they agree less than on all, their intervals being below it."""
    overall = found["coefficients"]["percent_agreement"]["estimate"]
    for fact, entries in found["by"].items():
        worst = next((entry for entry in entries if entry["units"] >= FEW_UNITS), None)
        share = worst["percent_agreement"] if worst else None
        if worst and share and share["high"] is not None and share["high"] < overall:
            told = f"{_percent(share['estimate'])} of {count(worst['units'], 'unit')}"
            yield f"By {fact}, they agree least on {worst['value']} ({told}, of all {_percent(overall)})."


def _lenient(leniency: dict[str, Any]) -> Iterator[str]:
    if "reviewers" not in leniency:
        return
    shifts = {name: entry["shift"] for name, entry in leniency["reviewers"].items() if entry["shift"] is not None}
    if leniency["equal_shifts"]["p_value"] >= LEVEL or len(shifts) < 2:
        yield "No reviewer is clearly more lenient than the others."
    else:
        mildest, strictest = max(shifts, key=lambda n: shifts[n]), min(shifts, key=lambda n: shifts[n])
        times = exp(shifts[mildest] - shifts[strictest])
        yield (
            f"{mildest} is the most lenient and {strictest} the strictest: on the same unit the odds of a better grade"
            f" from {mildest} are {times:.1f} times as high."
        )
    drift = leniency["drift"]
    if drift and drift["no_drift"]["p_value"] < LEVEL:
        known = {n: e for n, e in drift["reviewers"].items() if e["low"] is not None and e["low"] * e["high"] > 0}
        more = [name for name, entry in known.items() if entry["estimate"] > 0]
        less = [name for name, entry in known.items() if entry["estimate"] < 0]
        told = [
            f"{' and '.join(names)} {way}" for names, way in ((more, "grew milder"), (less, "grew stricter")) if names
        ]
        if told:
            yield f"From session to session {', '.join(told)}, measured by the others."


def _what_to_do(found: dict[str, Any]) -> Iterator[str]:
    split = found["split_units"]
    wide = [entry for entry in split if entry["steps"] >= 2]
    if wide:
        yield f"Discuss first the {count(len(wide), 'unit')} graded two steps apart or more, from {wide[0]['unit']} on."
    elif split:
        units = count(len(split), "unit")
        yield f"Discuss the {units} that split them, none by more than a step, from {split[0]['unit']} on."
    else:
        yield "No unit splits them."
    value = headline(found)[1]
    if value["estimate"] is not None and value["estimate"] < TENTATIVE:
        between = f", above all for {' against '.join(found['confused'][0]['grades'])}" if found["confused"] else ""
        yield (
            f"Write down what each grade asks for{between}, and grade again: without written criteria the kappa of"
            " such grades is about 0.3, with them about 0.7."
        )
    elif value["estimate"] is not None and (value["low"] is None or value["low"] < RELY or value["units"] < FEWEST):
        yield "Let two people grade the units that matter, until there are enough and the interval lies above 0.80."
    plan = found["plan"]
    if plan and plan["units"]:
        yield (
            f"For an interval {plan['width']:g} wide, let two or more grade about {count(plan['units'], 'unit')};"
            f" so far it is {found['units_graded_twice']:,}."
        )
    if found["cutting"] and found["cutting"]["cut_differently"]:
        yield "Agree where to cut a paragraph before grading it; the paragraphs are listed below."
    if found["missing"]:
        kinds = ", ".join(f"{number} {kind}" for kind, number in found["missing"].items())
        yield f"Cells without a grade that counts were left out ({kinds}); they are listed below."
    if found["unused_columns"]:
        yield f"Not used: {', '.join(found['unused_columns'])}."
    if found["scale"]["off_scale"]:
        yield found["scale"]["note"]
