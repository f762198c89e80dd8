"""How each category of phrase goes with each grade, with intervals over States."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from treatygrade.phrases.matching import label, phrases

Row = dict[str, Any]


def association(units: Iterable[Row], *, samples: int = 1000, seed: int = 0) -> list[Row]:
    """For each category and grade, how much oftener units of the grade hold it than other units.

    A unit needs ``text``, ``grade`` and ``state``; ``language`` may be missing. Negated and conceded
    phrases count apart ("welcome, conceded"). Each row has ``category``, ``grade``, ``of`` (units of the grade),
    ``units`` (those of them that hold the category), ``share`` and ``elsewhere`` (0–1), ``difference`` and its 95%
    percentile interval ``low``–``high`` from a bootstrap over States (Efron & Tibshirani 1993, ch. 13;
    units of one State stay together). Strongest first. Grades of fewer than two States are left out.
    """
    import numpy as np

    known = [unit for unit in units if unit.get("text") and unit.get("grade")]
    if not known:
        return []
    held = [_categories(unit) for unit in known]
    names = sorted(set[str]().union(*held))
    has = np.array([[name in each for name in names] for each in held], dtype=float)
    states, place = np.unique([str(unit.get("state") or "") for unit in known], return_inverse=True)
    grades = np.array([unit["grade"] for unit in known])
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(len(states), np.full(len(states), 1 / len(states)), size=samples)
    table: list[Row] = []
    for grade in sorted(set(grades.tolist())):
        inside = grades == grade
        if len(set(place[inside])) < 2 or inside.all():
            continue
        counts = [np.zeros((len(states), len(names) + 1)) for _ in range(2)]
        for which, chosen in zip(counts, (inside, ~inside), strict=True):
            np.add.at(which, place[chosen], np.column_stack([has[chosen], np.ones(int(chosen.sum()))]))
        mine, other = (_share(which.sum(axis=0)) for which in counts)
        drawn = _share(draws @ counts[0]) - _share(draws @ counts[1])
        low, high = np.nanpercentile(drawn, [2.5, 97.5], axis=0)
        for column, name in enumerate(names):
            table.append(
                {
                    "category": name, "grade": grade, "of": int(inside.sum()),
                    "units": int(has[inside, column].sum()),
                    "share": float(mine[column]), "elsewhere": float(other[column]),
                    "difference": float(mine[column] - other[column]),
                    "low": float(low[column]), "high": float(high[column]),
                }
            )  # fmt: skip
    return sorted(table, key=lambda row: -abs(row["difference"]))


def _share(counts: Any) -> Any:
    """Holders of each category by the units counted, which stand in the last column."""
    import numpy as np

    total = counts[..., -1:]
    return counts[..., :-1] / np.where(total > 0, total, np.nan)


def _categories(unit: Row) -> set[str]:
    return {label(phrase) for phrase in phrases(unit["text"], unit.get("language"))}


def _stands_apart(row: Row) -> bool:
    """Whether the interval leaves 0 out, and rests on five units, seen or expected from the other grades.

    Without that an interval around nothing would always look sure: no sample of none has any.
    """
    enough = max(row["units"], row["elsewhere"] * row["of"]) >= _ENOUGH
    return bool(enough and (row["low"] > 0 or row["high"] < 0))


_ENOUGH = 5


def table(found: Iterable[Row], *, least: int = 5) -> list[list[str]]:
    """Header and lines of an association: a category a line, a grade a column, the commonest categories first.

    A cell is the share of the grade's units that hold the category, and in brackets the interval of how far it is
    above that of all other units, in points; ``*`` where it leaves 0 out and rests on enough. Categories of fewer
    units than ``least`` are left out.
    """
    grades: dict[str, None] = {}
    cells: dict[str, dict[str, str]] = {}
    units: dict[str, int] = {}
    for row in sorted(found, key=lambda row: str(row["grade"])):
        name, grade = row["category"], row["grade"]
        grades[grade] = None
        units[name] = units.get(name, 0) + row["units"]
        apart = "*" if _stands_apart(row) else ""
        ends = f"{100 * row['low']:+.0f}, {100 * row['high']:+.0f}"
        cells.setdefault(name, {})[grade] = f"{100 * row['share']:.0f}% [{ends}]{apart}"
    common = sorted((name for name in cells if units[name] >= least), key=lambda name: (-units[name], name))
    lines = [[name, str(units[name]), *(cells[name].get(grade, "") for grade in grades)] for name in common]
    return [["category", "units", *grades], *lines]


def markdown(found: Iterable[Row], heading: str) -> str:
    """:func:`table` as a Markdown page."""
    header, *lines = table(found)
    cells = len(lines) * (len(header) - 2)
    return "\n".join(
        [
            "# Key phrases and grades",
            "",
            heading,
            "",
            "A cell: the share of the grade's evaluations that hold a phrase of the category, and the 95% interval",
            "(bootstrap over States) of how many points it is above all others; `*` where it leaves 0 out and five",
            f"evaluations or more are seen or expected. Of {cells} cells about {round(cells / 20)} would have one",
            "by chance. Association is not cause.",
            "",
            "| " + " | ".join(header) + " |",
            "|---|" + "--:|" * (len(header) - 1),
            *("| " + " | ".join(line) + " |" for line in lines),
            "",
        ]
    )
