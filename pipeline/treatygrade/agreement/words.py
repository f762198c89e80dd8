"""The first page of the agreement report, in plain language."""

from __future__ import annotations

from typing import Any

# Krippendorff 2004, Content Analysis, p. 241: 0.800 to rely on, 0.667 for tentative conclusions.
RELY, TENTATIVE = 0.800, 0.667


def in_words(found: dict[str, Any]) -> list[str]:
    """How consistent, where not, and what to do: a few sentences of a report without ``summary``."""
    return [*_how_consistent(found), *_where_not(found), *_what_to_do(found)]


def _percent(value: float) -> str:
    return f"{100 * value:.0f}%"


def _units(count: int) -> str:
    return "1 unit" if count == 1 else f"{count} units"


def _span(estimate: dict[str, Any]) -> str:
    if estimate["low"] is None:
        return ""
    return f" (95% interval {estimate['low']:.2f} to {estimate['high']:.2f})"


def _headline(found: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    ordinal = found["coefficients"]["krippendorff_ordinal"]
    if ordinal["estimate"] is not None:
        return "Krippendorff's alpha on the ordered grades", ordinal
    return "Krippendorff's alpha", found["coefficients"]["krippendorff_nominal"]


def _how_consistent(found: dict[str, Any]) -> list[str]:
    agreed = found["coefficients"]["percent_agreement"]
    lines = [
        f"{len(found['reviewers'])} reviewers gave {found['ratings']} grades to {found['units']} units; "
        f"{found['units_graded_twice']} units were graded by two or more."
    ]
    if agreed["estimate"] is not None:
        lines.append(
            f"Where two of them graded a unit, they gave it the same grade {_percent(agreed['estimate'])} of the time."
        )
    name, value = _headline(found)
    if value["estimate"] is None:
        return [*lines, f"{name} is not defined here: {value['note']}."]
    if value["low"] is not None and value["low"] >= RELY:
        verdict = "enough to rely on the grades of any one reviewer"
    elif value["estimate"] >= TENTATIVE:
        verdict = "enough for tentative conclusions; grade important units twice"
    else:
        verdict = "too little to rely on one reviewer's grade"
    lines.append(f"{name}, which sets chance agreement apart, is {value['estimate']:.2f}{_span(value)}: {verdict}.")
    return [*lines, *_cut(found["cutting"])]


def _cut(cutting: dict[str, Any] | None) -> list[str]:
    if cutting is None:
        return []
    if not cutting["cut_differently"]:
        return [f"They cut all {cutting['paragraphs']} paragraphs with items alike."]
    return [
        f"Of {cutting['paragraphs']} paragraphs with items they cut {cutting['cut_differently']} differently;"
        f" two of them cut a paragraph alike {_percent(cutting['same_cut']['estimate'])} of the time."
        " Their grades were compared item by item."
    ]


def _where_not(found: dict[str, Any]) -> list[str]:
    lines = []
    grades = {
        grade: entry["agreement"]["estimate"]
        for grade, entry in found["per_grade"].items()
        if entry["agreement"]["estimate"] is not None and entry["given"] >= 5
    }
    if len(grades) > 1:
        worst = min(grades, key=lambda grade: grades[grade])
        lines.append(
            f"The grade they agree on least is {worst}: where one reviewer gave it, another did so too"
            f" {_percent(grades[worst])} of the time."
        )
    pairs = [pair for pair in found["pairs"] if pair["units"] >= 10 and pair["kappas"]["cohen"]["estimate"] is not None]
    if len(pairs) > 1:
        pair = min(pairs, key=lambda pair: pair["kappas"]["cohen"]["estimate"])
        lines.append(
            f"The two who differ most are {pair['first']} and {pair['second']}"
            f" (kappa {pair['kappas']['cohen']['estimate']:.2f} on {pair['units']} units)."
        )
    for fact, entries in found["by"].items():
        known = [
            entry for entry in entries if entry["units"] >= 5 and entry["percent_agreement"]["estimate"] is not None
        ]
        if len(known) > 1:
            lines.append(
                f"By {fact}, agreement is lowest for {known[0]['value']}"
                f" ({_percent(known[0]['percent_agreement']['estimate'])} of {known[0]['units']} units)."
            )
    return lines


def _what_to_do(found: dict[str, Any]) -> list[str]:
    lines = []
    split = found["split_units"]
    wide = [entry for entry in split if entry["steps"] >= 2]
    if wide:
        lines.append(
            f"Discuss first what reviewers grade two steps or more apart ({_units(len(wide))}),"
            f" beginning with {wide[0]['unit']}."
        )
    elif split:
        lines.append(f"{_units(len(split))} split, none by more than one step; begin with {split[0]['unit']}.")
    else:
        lines.append("No unit is split.")
    if found["missing"]:
        kinds = ", ".join(f"{count} {kind}" for kind, count in found["missing"].items())
        lines.append(f"Cells without a grade were left out: {kinds}. They are listed below.")
    if found["scale"]["off_scale"]:
        lines.append(found["scale"]["note"])
    return lines
