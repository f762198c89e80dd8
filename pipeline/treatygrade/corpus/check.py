"""Scores segmentation against hand-made gold."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from treatygrade.corpus.compare import Comparison, Row, Tally, compare
from treatygrade.corpus.gold import Gold, load_gold
from treatygrade.errors import SegmentError, TreatygradeError, UsageError
from treatygrade.read import read
from treatygrade.segment import segment

_WRONG = ("missed", "invented", "wrong_scope", "wrong_grade")
RESPECTS = ("units", "text", "recommendation", "header")


@dataclass(frozen=True, slots=True)
class Checked:
    """One report beside its gold; ``error`` says why it could not be read or segmented, if so."""

    file: str
    kind: str
    comparison: Comparison
    error: str = ""


def check(folder: Path) -> list[Checked]:
    """Segment every report that lies beside its gold.

    A report in several formats is scored in each. A gold without a report is an error of the folder.

    Raises:
        UsageError: no gold in the folder, or a gold without its report.
    """
    return [_check(path, gold, folder) for gold in _complete(load_gold(folder), folder) for path in gold.reports]


def _complete(golds: list[Gold], folder: Path) -> list[Gold]:
    lacking = [gold.name for gold in golds if not gold.reports]
    if lacking:
        raise UsageError(
            f"gold without its report: {', '.join(lacking)}", file=folder, hint="put NAME.md, .txt … there"
        )
    return golds


def _check(path: Path, gold: Gold, folder: Path) -> Checked:
    file = path.relative_to(folder).as_posix()
    rows: list[Row] = []
    error = ""
    try:
        rows = [row for report in segment(read(path)) for row in report.units(file)]
    except TreatygradeError as problem:
        # A report without any evaluation is rightly refused.
        refused = isinstance(problem, SegmentError) and not gold.units
        error = "" if refused else problem.message
    return Checked(file, gold.kind, compare(rows, gold), error)


def figures(comparisons: Iterable[Comparison]) -> dict[str, Any]:
    """Counts and the four figures: unit F1, and the share right of texts, recommendations, header fields.

    A figure without anything to count is 1.0.
    """
    listed = list(comparisons)
    counts = {key: sum(len(getattr(item, key)) for item in listed) for key in ("right", *_WRONG)}
    gold, found = sum(item.gold for item in listed), sum(item.found for item in listed)
    shares = {}
    for respect in RESPECTS[1:]:
        tallies: list[Tally] = [getattr(item, respect) for item in listed]
        right, total = sum(len(tally.right) for tally in tallies), sum(tally.total for tally in tallies)
        shares[respect] = {"right": right, "total": total, "share": round(right / total, 4) if total else 1.0}
    f1 = 2 * counts["right"] / (gold + found) if gold + found else 1.0
    return {"gold": gold, "found": found, **counts, "f1": round(f1, 4), **shares}


def report(checked: list[Checked], folder: Path) -> dict[str, Any]:
    """The JSON of a check: figures in all, by layout and by file, with the labels of what went wrong."""
    kinds = sorted({item.kind for item in checked})
    return {
        "gold_folder": folder.name,
        "date": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "total": figures(item.comparison for item in checked),
        "by_layout": {kind: figures(item.comparison for item in checked if item.kind == kind) for kind in kinds},
        "files": [
            {"file": item.file, "layout": item.kind, "error": item.error, "figures": figures([item.comparison]),
             **asdict(item.comparison)}
            for item in checked
        ],
    }  # fmt: skip


def wrong_lines(result: dict[str, Any]) -> list[str]:
    """Everything that a report of a check holds to be wrong, one line each."""
    lines = []
    for entry in result["files"]:
        labels = [(kind, label) for kind in _WRONG for label in entry[kind]]
        labels += [(respect, label) for respect in RESPECTS[1:] for label in entry[respect]["wrong"]]
        lines += [f"{entry['file']}: {kind.replace('_', ' ')}: {label}" for kind, label in labels]
    return lines


def _commit() -> str:
    """The commit of this checkout, "" outside of one; "+" where files differ from it."""
    command = ["git", "-C", str(Path(__file__).parent), "describe", "--always", "--abbrev=12", "--dirty=+"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return ""
