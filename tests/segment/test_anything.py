"""Whatever stands in a document: refused in one line, or segmented into rows that hold together."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.segment.reports import END, HEADER, PARAGRAPH
from treatygrade.columns import UNIT_COLUMNS
from treatygrade.errors import SegmentError
from treatygrade.read.document import Block, Document
from treatygrade.segment import segment

FRAGMENTS = [
    *HEADER.format(followup="10 and 20", grades="10 [B] and 20 [C]").split("\n\n"),
    *PARAGRAPH.format(number="10", evaluation="[B]: (a)").split("\n\n"),
    *END.split("\n\n"),
    "[C]", "(b): [A]", "[B] [C]: (a)–(c)", "The Committee considers that the recommendation has been implemented.",
    "Follow-up question", "Paragraph 20 (c): Title", "Annex", "(c)", "[", "]", "10 [", "Excellency,", "¿", "İ [b] ﬁ",
]  # fmt: skip


def document(lines: list[str]) -> Document:
    """A document with one block for each line."""
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block(start, start + len(line)))
        start += len(line) + 1
    return Document("anything.txt", "txt", "\n".join(lines), tuple(blocks))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(min_size=1, max_size=40)), min_size=1, max_size=40))
def test_rows_hold_together(lines: list[str]) -> None:
    lines = [line.replace("\n", " ").strip() or "-" for line in lines]
    whole = document(lines)
    try:
        reports = segment(whole, rounds="all")
    except SegmentError as error:
        reports = []
        refusal = error.hint
    else:
        refusal = ""
    assert bool(reports) != bool(refusal)
    for report in reports:
        for unit in report.units("anything.txt"):
            assert tuple(unit) == UNIT_COLUMNS
            if unit["start"] is not None:
                assert whole.text[unit["start"] : unit["end"]] == unit["text"] == unit["text"].strip()
            assert bool(unit["grade"]) == bool(unit["grade_raw"])


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
