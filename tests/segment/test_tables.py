"""Tables of every number and order of columns: paragraph, items, reply, evaluation, grade."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import report_text, rows
from tests.segment.test_layouts import FIRST, SECOND

HEAD = report_text("X").partition("Paragraph 10")[0]
BOTH = [("10", "", "B", FIRST), ("20", "", "C", SECOND)]
ITEMS = [("10", "(a)", "B", FIRST), ("10", "(b)", "C", SECOND)]
THIRD = "The Committee notes the figures."


def table(*lines: str) -> str:
    """A table in Markdown of lines whose cells are parted by " | "."""
    width = lines[0].count(" | ") + 1
    return "\n".join(f"| {line} |" for line in (lines[0], " | ".join(["---"] * width), *lines[1:]))


TABLES = {
    "evaluation, grade": (
        ("Paragraph | Evaluation | Grade", f"10 | {FIRST} | B", f"20 | {SECOND} | C"),
        BOTH,
    ),
    "grade, evaluation": (
        ("Paragraph | Grade | Evaluation", f"10 | B | {FIRST}", f"20 | C | {SECOND}"),
        BOTH,
    ),
    "evaluation": (
        ("Paragraph | Committee's evaluation", f"10 | [B] {FIRST}", f"20 | [C] {SECOND}"),
        BOTH,
    ),
    "reply, grade, evaluation": (
        (
            "Paragraph | State party's reply | Grade | Evaluation",
            f"10 | Done. | [B] | {FIRST}",
            f"20 | – | [C] | {SECOND}",
        ),
        BOTH,
    ),
    "reply, evaluation, grade": (
        ("Paragraph | State party's reply | Evaluation | Grade", f"10 | Done. | {FIRST} | B", f"20 | – | {SECOND} | C"),
        BOTH,
    ),
    "recommendation, reply, evaluation": (
        (
            "Recommendation | State party's reply | Committee's evaluation",
            f"Paragraph 10: Amend. | Done. | [B] {FIRST}",
            f"Paragraph 20: Train. | None. | [C] {SECOND}",
        ),
        BOTH,
    ),
    "a row for each part": (
        (
            "Paragraph 10: Liberty | ",
            "State party's reply | Done.",
            f"Committee's evaluation | [B] {FIRST}",
            "Paragraph 20: Training | ",
            "State party's reply | None.",
            f"Committee's evaluation | [C] {SECOND}",
        ),
        BOTH,
    ),
    "items beside the number": (
        (
            "Paragraph | State party's reply | Evaluation",
            f"10 (a) | Done. | [B] {FIRST}",
            f"10 (b) | None. | [C] {SECOND}",
        ),
        ITEMS,
    ),
    "the number once": (
        (
            "Paragraph | State party's reply | Evaluation",
            f"10 (a) | Done. | [B] {FIRST}",
            f"(b) | None. | [C] {SECOND}",
        ),
        ITEMS,
    ),
    "a column for the items": (
        ("Paragraph | Item | Evaluation", f"10 | (a) | [B] {FIRST}", f" | (b) | [C] {SECOND}", f"20 | | [A] {THIRD}"),
        [*ITEMS, ("20", "", "A", THIRD)],
    ),
    "a column for the items, French brackets": (
        ("Paragraph | Item | Evaluation", f"10 | a) | [B] {FIRST}", f" | b) | [C] {SECOND}"),
        ITEMS,
    ),
    "the head on each page": (
        ("Paragraph | Grade | Evaluation", f"10 | B | {FIRST}", "Paragraph | Grade | Evaluation", f"20 | C | {SECOND}"),
        BOTH,
    ),
}


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_of_paragraphs(kind: str, tmp_path: Path) -> None:
    lines, expected = TABLES[kind]
    found = rows(f"{HEAD}\n{table(*lines)}\n", tmp_path)
    assert [(u["paragraph"], u["scope"], u["grade_raw"], u["text"]) for u in found] == expected
    if "reply" in lines[0]:
        assert found[0]["reply"] == "Done."


INSIDE = {
    "items and grades": ("Item | Grade | Evaluation", f"(a) | [B] | {FIRST}", f"(b) | [C] | {SECOND}"),
    "letters": ("Item | Grade | Evaluation", f"(a) | B | {FIRST}", f"(b) | C | {SECOND}"),
    "grades last": ("Evaluation | Grade", f"(a) {FIRST} | B", f"(b) {SECOND} | C"),
    "ratings last": ("Item | Evaluation | Rating", f"(a) | {FIRST} | [B]", f"(b) | {SECOND} | [C]"),
    "no head": (f"[B] (a) | {FIRST}", f"[C] (b) | {SECOND}"),
}


@pytest.mark.parametrize("kind", INSIDE)
def test_a_table_inside_an_evaluation(kind: str, tmp_path: Path) -> None:
    found = rows(report_text(table(*INSIDE[kind])), tmp_path)
    assert [(unit["paragraph"], unit["scope"], unit["grade_raw"], unit["text"]) for unit in found] == ITEMS


@pytest.mark.parametrize("place", ["front", "end"])
@pytest.mark.parametrize("grade", ["B", "[B]"])
def test_a_table_that_sums_up_adds_no_unit(place: str, grade: str, tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}")
    summary = table("Paragraph | Grade", f"10 | {grade}", f"20 | {grade.replace('B', 'C')}")
    text = (
        text.replace("Paragraph 10: L", f"{summary}\n\nParagraph 10: L") if place == "front" else f"{text}\n{summary}\n"
    )
    found = rows(text, tmp_path)
    assert [(unit["paragraph"], unit["scope"], unit["grade_raw"], unit["text"]) for unit in found] == BOTH


def test_a_header_in_a_table(tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}")
    start, end = text.index("Concluding observations ("), text.index("Paragraph 10:")
    header = table(
        "Concluding observations (128th session): | CCPR/C/FRD/CO/3, 26 March 2020",
        "Follow-up paragraphs: | 10 and 20",
        "Information received from State party: | CCPR/C/FRD/FCO/3, 3 May 2022",
        "Committee's evaluation: | 10 [B], 20 [C]",
    )
    found = rows(f"{text[:start]}{header}\n\n{text[end:]}", tmp_path)
    assert [(unit["paragraph"], unit["scope"], unit["grade_raw"], unit["text"]) for unit in found] == BOTH
    assert (found[0]["co_symbol"], found[0]["reply_symbol"]) == ("CCPR/C/FRD/CO/3", "CCPR/C/FRD/FCO/3")
    assert found[0]["header_grades"] == {"10": ["B"], "20": ["C"]}
