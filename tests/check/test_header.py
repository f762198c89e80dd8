"""The header line as it should read."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.check.header import header_line, line


def units(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"paragraph": paragraph, "grade_raw": grade} for paragraph, grade in pairs]


@pytest.mark.parametrize(
    ("printed", "body", "reads", "should", "right"),
    [
        ({"16": ["C", "B"]}, [("16", "C"), ("16", "B")], "16 [C] [B]", "16 [C] [B]", True),
        ({"16": ["C"]}, [("16", "C"), ("16", "B")], "16 [C]", "16 [C] [B]", False),
        ({"16": ["B", "C"]}, [("16", "C"), ("16", "B")], "16 [B] [C]", "16 [C] [B]", False),
        ({"60": ["B"], "16": ["C"]}, [("16", "C"), ("60", "B")], "60 [B], 16 [C]", "60 [B], 16 [C]", True),
        ({"16": ["C"]}, [("16", "C"), ("36", "A")], "16 [C]", "16 [C], 36 [A]", False),
        ({"16": ["C"], "36": ["A"]}, [("16", "C")], "16 [C], 36 [A]", "16 [C]", False),
        ({}, [("16", "C1"), ("7", "B2")], "", "16 [C1], 7 [B2]", True),
        ({"16": ["C"]}, [("16", "C"), ("16", "")], "16 [C]", "16 [C]", True),
        ({}, [("", "D")], "", "", True),
    ],
)
def test_header_line(
    printed: dict[str, list[str]], body: list[tuple[str, str]], reads: str, should: str, right: bool
) -> None:
    header = header_line("Qalvera", printed, units(*body))
    assert (header.reads, header.should_read, header.right) == (reads, should, right)


def test_the_form_of_the_line() -> None:
    assert line({"16": ["C", "B"], "36": ["C", "C"]}) == "16 [C] [B], 36 [C] [C]"
