"""The main job on one report, explained: what `treatygrade demo` shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatygrade.resources import resource
from treatygrade.states import fictional

if TYPE_CHECKING:
    from treatygrade.label import Summary

Row = dict[str, Any]

SPECIMEN = ("corpus", "specimens", "en", "CMW_C_ZRT_FCO_2_Add.1.md")
"""An invented report about a fictional State; the shipped model has seen nothing of that State."""


@dataclass(frozen=True, slots=True)
class Demo:
    """The rows of the report, what they add up to, where they were written, and whether its States are invented."""

    report: Path
    rows: list[Row]
    summary: Summary
    table: Path
    page: Path
    fictional: bool


def demo(report: Path | None = None, folder: Path = Path("demo")) -> Demo:
    """Label one report, or the specimen, into ``folder``: ``units.csv`` and ``units.html``.

    Raises:
        TreatygradeError: the report cannot be read or holds no evaluation.
    """
    from treatygrade.errors import TreatygradeError
    from treatygrade.label import Job, processes, write_page
    from treatygrade.label import Summary as Counts
    from treatygrade.label import label as label_reports

    path = report or resource(*SPECIMEN)
    table, page = folder / "units.csv", folder / "units.html"
    rows: list[Row] = []
    summary = Counts()

    def see(row: Row) -> None:
        rows.append(row)
        summary.add(row)

    folder.mkdir(parents=True, exist_ok=True)
    run = label_reports([path], table, job=Job(), engine=processes(jobs=1), see=see)
    for failure in run.failures:
        raise TreatygradeError(failure.message, file=failure.file, hint=failure.hint, stage=failure.stage)
    write_page(summary, run, page)
    invented = all(fictional(row["iso3"]) for row in rows)
    return Demo(path, rows, summary, table, page, invented)
