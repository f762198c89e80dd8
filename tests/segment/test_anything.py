"""Whatever stands in a document: refused in one line, or segmented into rows that hold together."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.documents import FRAGMENTS, LINES, changed, document, edited, hold_together, said, units
from tests.segment.reports import report_text
from treatygrade.read import read
from treatygrade.segment import segment

EXAMPLES = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@settings(EXAMPLES, max_examples=100)
@given(LINES, st.booleans())
def test_rows_of_anything_hold_together(lines: list[str], kinds: bool) -> None:
    whole = document(lines, kinds=kinds)
    hold_together(whole, units(whole))


@settings(EXAMPLES, max_examples=300)
@given(edited(), st.booleans())
def test_rows_of_damaged_reports_hold_together(lines: list[str], kinds: bool) -> None:
    whole = document(lines, kinds=kinds)
    hold_together(whole, units(whole))


@pytest.mark.parametrize("kind", ["quotes", "furniture", "wrapping", "spaces", "all"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "letters"])
def test_rows_do_not_depend_on_how_a_report_is_kept(language: str, kind: str, specimens: Path, tmp_path: Path) -> None:
    kinds = frozenset({"quotes", "furniture", "wrapping", "spaces"} if kind == "all" else {kind})
    for number, specimen in enumerate(sorted((specimens / language).glob("*.md"))):
        rows = [said(unit) for report in segment(read(specimen)) for unit in report.units("x")]
        other = tmp_path / specimen.name
        other.write_text(changed(specimen.read_text("utf-8"), random.Random(number), kinds), encoding="utf-8")
        assert [said(unit) for report in segment(read(other)) for unit in report.units("x")] == rows, specimen.name


@pytest.mark.parametrize(("announced", "scope"), [("[C]: (b)", "(b)"), ("[C]:", ""), ("[C] :", "")])
def test_a_tag_at_the_end_of_a_line_is_about_the_next(announced: str, scope: str) -> None:
    lines = report_text(f"[B]: (a)\n\nThe law was amended. {announced}\n\nNo judge was trained.").split("\n")
    rows = units(document([line for line in lines if line.strip()]))
    assert [(row["scope"], row["grade"], row["text"]) for row in rows] == [
        ("(a)", "B", "The law was amended."), (scope, "C", "No judge was trained.")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["[B] " * 20_000, "(a), " * 20_000, "Paragraph 10 (a) and " * 5_000, "10 [B], " * 10_000, "The Committee " * 8_000,
     "Information from " * 6_000, "x. [B] Z. " * 10_000, "paragraphs 1, 2 and " * 5_000],
)  # fmt: skip
def test_time_grows_with_the_length_alone(line: str) -> None:
    """Half the line takes about half the time, for lines made to go wrong."""

    def seconds(text: str) -> float:
        english = "and that is for the State party to say " * (len(text) // 20)
        whole = document([*FRAGMENTS[:14], text, *FRAGMENTS[14:], english])
        start = time.process_time()
        segment(whole)
        return time.process_time() - start

    seconds(line[:100])
    half = min(seconds(line[: len(line) // 2]) for _ in range(2))
    assert min(seconds(line) for _ in range(2)) < 3 * half + 0.05


def test_a_second_tag_that_closes_a_line_is_no_part_of_the_text() -> None:
    text = report_text("[B]: (a) and (b)\n\nThe State party has amended its law. [C]\n\nNo statistics.")
    whole = document([line for line in text.split("\n") if line.strip()])
    hold_together(whole, units(whole))


@pytest.mark.parametrize("mark", ["", " c", " c.", " a"])
def test_a_footnote_mark_behind_the_last_tag_is_no_text(mark: str) -> None:
    lines = report_text(f"The law was amended. [B]{mark}").split("\n")
    rows = units(document([line for line in lines if line.strip()]))
    assert [(row["grade"], row["text"]) for row in rows] == [("B", "The law was amended.")]
