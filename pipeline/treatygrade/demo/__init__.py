"""The main job on one report, explained: what `treatygrade demo` shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatygrade.resources import resource

Row = dict[str, Any]

SPECIMEN = ("corpus", "specimens", "en", "CMW_C_ZRT_FCO_2_Add.1.md")
"""An invented report about a fictional State; the shipped model has seen nothing of that State."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The rows of the report, where they were written, and how many predictions equal the printed grade."""

    report: Path
    rows: list[Row]
    table: Path
    page: Path
    graded: int
    agreed: int
    fictional: bool


def demo(report: Path | None = None, folder: Path = Path("demo")) -> Demo:
    """Label one report into ``folder`` (``units.csv`` and ``units.html``) and compare with its printed grades.

    Raises:
        TreatygradeError: the report cannot be read or holds no evaluation.
    """
    from treatygrade.errors import TreatygradeError
    from treatygrade.label import Job, Summary, processes, write_page
    from treatygrade.label import label as label_reports

    path = report or resource(*SPECIMEN)
    table, page = folder / "units.csv", folder / "units.html"
    rows: list[Row] = []
    summary = Summary()

    def see(row: Row) -> None:
        rows.append(row)
        summary.add(row)

    folder.mkdir(parents=True, exist_ok=True)
    run = label_reports([path], table, job=Job(), engine=processes(jobs=1), see=see)
    for failure in run.failures:
        raise TreatygradeError(failure.message, file=failure.file, hint=failure.hint, stage=failure.stage)
    write_page(summary, run, page)
    graded = [row for row in rows if row["grade"] and row["predicted"]]
    return Demo(
        path, rows, table, page,
        graded=len(graded), agreed=sum(row["grade"] == row["predicted"] for row in graded), fictional=report is None,
    )  # fmt: skip
