"""Graded units of no State: such as a user builds from published reports."""

from __future__ import annotations

from typing import Any

TEXTS = {
    "prison": ("C", "The Committee regrets that overcrowding in prisons persists and that no new cells were built."),
    "prison law": ("B", "The Committee welcomes the plan against overcrowding in prisons but regrets the few cells."),
    "press": ("A", "The Committee welcomes the repeal of the law under which journalists were tried for defamation."),
    "trafficking": ("B", "The Committee requests data on victims of trafficking who were given shelter and legal aid."),
    "children": ("D", "The State party gives no information on guardians for children who travel without parents."),
}


def unit(number: int, grade: str, text: str, **more: Any) -> dict[str, Any]:
    row = {"unit_id": f"T/{number}#1", "symbol": f"T/{number}", "state": "A State", "iso3": "", "scheme": "ccpr-2017"}
    return {**row, "language": "en", "paragraph": "1", "scope": "", "round": 1, "grade": grade, "grade_raw": grade,
            "title": "", "recommendation": "", "text": text, **more}  # fmt: skip
