"""The header line as it should read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from treatygrade.check import check
from treatygrade.check.header import header_line, line
from treatygrade.models import load


def units(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"paragraph": paragraph, "grade_raw": grade} for paragraph, grade in pairs]


@pytest.mark.parametrize(
    ("printed", "body", "reads", "should", "right"),
    [
        ({"16": ["C", "B"]}, [("16", "C"), ("16", "B")], "16 [C] [B]", "16 [C] [B]", True),
        ({"16": ["C"]}, [("16", "C"), ("16", "B")], "16 [C]", "16 [C] [B]", False),
        ({"16": ["B", "C"]}, [("16", "C"), ("16", "B")], "16 [B] [C]", "16 [C] [B]", True),
        ({"16": ["B"]}, [("16", "B"), ("16", "B")], "16 [B]", "16 [B] [B]", True),
        ({"16": ["B", "B"]}, [("16", "B"), ("16", "C")], "16 [B] [B]", "16 [B] [C]", False),
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


def test_words_of_the_scheme_are_compared_by_their_code() -> None:
    codes = {"Contrary": "contrary", "Insufficient information": "lack of sufficient information"}
    body = units(("30", "contrary"), ("41", "lack of sufficient information"))
    printed = {"30": ["Contrary"], "41": ["Insufficient information"]}
    assert header_line("Xanthora", printed, body, codes.get).right
    assert not header_line("Xanthora", {**printed, "30": ["Implemented"]}, body, codes.get).right


def test_a_header_is_right_where_nothing_is_found_against_it(specimens: Path) -> None:
    model = load()
    for path in sorted(specimens.glob("*/*.md")):
        result = check(path, model=model)
        wrong = any(finding.code in ("header_mismatch", "missing_in_header") for finding in result.findings)
        assert all(header.right for header in result.headers) != wrong, path.name
