"""Small reports made for the tests: a header, and one follow-up paragraph with what a test puts into it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from treatygrade.read import read
from treatygrade.segment import Report, segment

HEADER = """CCPR/C/140/2/Add.9

Evaluation of the information on follow-up to the concluding observations on Freedonia

Concluding observations (128th session): CCPR/C/FRD/CO/3, 26 March 2020

Follow-up paragraphs: {followup}

Information received from State party: CCPR/C/FRD/FCO/3, 3 May 2022

Committee's evaluation: {grades}
"""

PARAGRAPH = """Paragraph {number}: Liberty of person

The State party should:

(a) Review its legislation on detention, including:

(i) The law of 1999;

(ii) The law of 2004;

(b) Train all judges;

(c) Publish statistics;

(d) Pay compensation;

(e) Inspect the prisons.

Summary of the information received from the State party

The law was amended in 2021.

Committee's evaluation

{evaluation}
"""

END = """
Recommended action: A letter should be sent informing the State party of the discontinuation of the procedure.

Next periodic report due: 2028.

* Adopted by the Committee at its 140th session (4–28 March 2024).
"""


def report_text(*evaluations: str, grades: str = "", followup: str = "") -> str:
    """A report whose follow-up paragraphs 10, 20 … hold the given evaluations."""
    numbers = [str(10 * count) for count, _ in enumerate(evaluations, 1)]
    header = HEADER.format(followup=followup or " and ".join(numbers), grades=grades)
    body = [PARAGRAPH.format(number=number, evaluation=text) for number, text in zip(numbers, evaluations, strict=True)]
    return "\n".join([header, *body, END])


def reports(
    text: str, folder: Path, name: str = "report.md", *, rounds: Literal["current", "all"] = "current"
) -> list[Report]:
    """The reports of a text, read from a file of that name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return segment(read(path), rounds=rounds)


def rows(
    text: str, folder: Path, name: str = "report.md", *, rounds: Literal["current", "all"] = "current"
) -> list[dict[str, Any]]:
    """The units of a text."""
    return [unit for report in reports(text, folder, name, rounds=rounds) for unit in report.units(name)]
