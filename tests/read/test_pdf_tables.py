"""Cells on the pages of a PDF, from lines with a place: (left edge, base line, text)."""

from __future__ import annotations

import pytest

from treatygrade.read.pdflines import Line
from treatygrade.read.pdftables import flows

Placed = tuple[float, float, str]
TABLE: list[Placed] = [
    (72, 740, "Before the table."), (72, 120, "Reply"), (300, 120, "None."),
    (72, 80, "Evaluation"), (300, 80, "The measures"),
]  # fmt: skip


def page(number: int, lines: list[Placed]) -> list[Line]:
    return [
        Line(text, number, count, left, left + 5 * len(text), y, 10.0, False)
        for count, (left, y, text) in enumerate(lines)
    ]


@pytest.mark.parametrize(
    ("overleaf", "cell"),
    [
        ([(300, 740, "are contrary to it."), (72, 700, "Paragraph 27")], "The measures are contrary to it."),
        ([(300, 740, "are contrary to it.")], "The measures are contrary to it."),
        ([(72, 740, "Paragraph 27"), (72, 700, "The State party should")], "The measures"),
        ([(300, 740, "Reference:"), (72, 740, "Nations Unies")], "The measures"),
    ],
)  # fmt: skip
def test_the_last_cell_goes_on_overleaf(overleaf: list[Placed], cell: str) -> None:
    found = flows([page(1, TABLE), page(2, overleaf)])
    last = [flow for flow in found if flow.cell][-1]
    assert " ".join(line.text for line in last.lines) == cell
    assert sum(len(flow.lines) for flow in found) == len(TABLE) + len(overleaf)
