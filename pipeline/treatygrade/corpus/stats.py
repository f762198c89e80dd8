"""Counts of a corpus: by committee, scheme, grade, year, language and length."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from treatygrade.corpus.collect import Row

BY = ("committee", "scheme", "grade", "year", "language")


def stats(rows: Iterable[Row]) -> dict[str, Any]:
    """Counts of graded units, and the length of their texts in words.

    A unit has ``words``, or a ``text`` whose words are counted. Returns ``units``, ``states``, ``reports``,
    one mapping for each of ``BY``, ``grades_by_scheme`` and ``grades_by_year`` (grade counts), ``words``
    (deciles and extremes) and ``words_by_grade`` (lists, for plots).
    """
    listed = list(rows)
    counts = {key: _sorted(Counter(str(row.get(key) or "unknown") for row in listed)) for key in BY}
    crossed: dict[str, dict[str, Counter[str]]] = {"scheme": defaultdict(Counter), "year": defaultdict(Counter)}
    lengths: dict[str, list[int]] = defaultdict(list)
    for row in listed:
        for key, table in crossed.items():
            table[str(row.get(key) or "unknown")][row["grade"]] += 1
        lengths[row["grade"]].append(int(row.get("words") or len(row["text"].split())))
    return {
        "units": len(listed),
        "states": len({row.get("iso3") or row.get("state") for row in listed}),
        "reports": len({row.get("symbol") or row.get("co_symbol") for row in listed}),
        **counts,
        **{f"grades_by_{key}": {n: _sorted(table[n]) for n in sorted(table)} for key, table in crossed.items()},
        "words": _spread([words for each in lengths.values() for words in each]),
        "words_by_grade": {grade: sorted(lengths[grade]) for grade in sorted(lengths)},
    }


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items()))


def _spread(words: list[int]) -> dict[str, int]:
    if len(words) < 2:
        return {"median": words[0]} if words else {}
    tenths = statistics.quantiles(words, n=10, method="inclusive")
    return {"least": min(words), "tenth": round(tenths[0]), "median": round(statistics.median(words)),
            "nine_tenths": round(tenths[8]), "most": max(words)}  # fmt: skip


def heading(counts: Mapping[str, Any], sources: Mapping[str, str]) -> str:
    """What a table was made from, on what day: units, States, files by their SHA-256."""
    files = ", ".join(f"`{Path(name).name}` (SHA-256 {digest[:12]}…)" for name, digest in sorted(sources.items())[:3])
    more = f" and {len(sources) - 3} more files" if len(sources) > 3 else ""
    day = datetime.now(UTC).date().isoformat()
    return f"{counts['units']} evaluations of {counts['states']} States, {day}, seed 0, from {files}{more}."
