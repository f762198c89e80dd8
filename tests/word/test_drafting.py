"""Which comments a draft gets: one for each unit, on its own runs, certain findings first."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.check import Finding
from treatygrade.models import Prediction
from treatygrade.read.document import Block, Document, Piece
from treatygrade.suggest import Passage, Suggestion
from treatygrade.word import comments

# Paragraph 0 is the header; 1 and 2 hold a unit each; "(a) " before the second is an automatic number.
TEXT = "Header 16 [C]\nThe first unit.\n(a) The second unit."
DOCUMENT = Document(
    "draft.docx",
    "docx",
    TEXT,
    (Block(0, 13), Block(14, 29), Block(30, 50)),
    pieces=(Piece(0, 13, 0, 0), Piece(14, 18, 1, 0), Piece(18, 29, 1, 2), Piece(34, 50, 2, 1)),
)


def suggestion(start: int | None, end: int | None, **unit: Any) -> Suggestion:
    row = {"start": start, "end": end, "text": TEXT[slice(start, end)] if end else "", "grade_raw": "C", **unit}
    if not end:
        return Suggestion(row, Prediction(None, None))
    sentences = tuple(Passage(9 * n, 9 * n + 9, f"sentence {n}", {"B": 1.5 - n / 2}) for n in range(4))
    phrases = (Passage(10, 12, "p1", {"B": 0.25}), Passage(13, 15, "p2", {"B": 0.125}))
    prediction = Prediction("B", 0.712, {"B": 0.712}, ("B", "C"), False, "partially implemented")
    return Suggestion(row, prediction, sentences=sentences, reasons={"B": phrases}, fit="possible")


def test_a_comment_is_on_the_runs_of_its_unit() -> None:
    first, second = comments(DOCUMENT, [suggestion(14, 29), suggestion(30, 50)])
    assert (first.start, first.end) == ((1, 0), (1, 2))
    assert (second.start, second.end) == ((2, 1), (2, 1))


def test_grade_confidence_and_two_reasons_are_given() -> None:
    (comment,) = comments(DOCUMENT, [suggestion(14, 29)])
    assert comment.lines == (
        "Reads like B (partially implemented), 71%. With 90% confidence one of B, C. The drafted [C] is possible.",
        "For B: “sentence 0” +1.50",
        "For B: “sentence 1” +1.00 (“p1” +0.25; “p2” +0.12)",
    )


def test_findings_of_a_unit_come_before_its_suggestion() -> None:
    finding = Finding("header_mismatch", 1, "Paragraph 16 (a)", "The header line gives another grade.", ("16 [C]",))
    first, second = comments(DOCUMENT, [suggestion(14, 29), suggestion(30, 50)], [finding])
    assert not first.lines[0].startswith("Certain")
    assert second.lines[0] == "Certain: Paragraph 16 (a). The header line gives another grade. “16 [C]”"
    assert second.lines[1].startswith("Reads like")


@pytest.mark.parametrize(
    ("quotations", "place"),
    [(("The second",), (2, 1)), (("nowhere", "first unit"), (1, 2)), (("nowhere",), (0, 0)), ((), (0, 0))],
)
def test_a_finding_about_no_unit_is_where_it_quotes_the_draft(
    quotations: tuple[str, ...], place: tuple[int, int]
) -> None:
    finding = Finding("missing_in_header", None, "Header", "The header line lacks this grade.", quotations)
    (comment,) = comments(DOCUMENT, [], [finding])
    assert comment.start == place
    assert len(comment.lines) == 1


def test_a_finding_about_a_paragraph_is_on_its_first_unit() -> None:
    finding = Finding("item_ungraded", None, "Paragraph 16", "An item has no grade.", ("(b)",), "16")
    units = [suggestion(14, 29, paragraph="15"), suggestion(30, 50, paragraph="16")]
    assert comments(DOCUMENT, units, [finding])[0].start == (2, 1)


def test_a_unit_without_text_is_commented_only_when_something_is_wrong() -> None:
    assert comments(DOCUMENT, [suggestion(None, None)]) == []
    finding = Finding("missing_in_header", 0, "Header", "The header line lacks this grade.")
    (comment,) = comments(DOCUMENT, [suggestion(None, None)], [finding])
    assert comment.lines[-1] == "There is no text to suggest a grade for."
