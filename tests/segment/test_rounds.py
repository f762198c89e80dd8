"""Earlier rounds: quoted, never current."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import rows

TEXT = """CCPR/C/120/2

Report on follow-up to the concluding observations (120th session, 3–28 July 2017)

105th session (July 2012)

Freedonia

Concluding observations: CCPR/C/FRD/CO/5, 24 July 2012

Follow-up paragraphs: 7 and 15

First reply: CCPR/C/FRD/CO/5/Add.1, 14 July 2015

Committee's evaluation (see CCPR/C/116/2): Additional information required on paragraphs 7 [B2] and 15 [C1][B1]

Second reply: CCPR/C/FRD/CO/5/Add.2, 8 July 2016

Committee's evaluation: Additional information required on paragraphs 7 [B][C] and 15 [A]

Paragraph 7

The State party should reduce the wage gap.

Follow-up question (see CCPR/C/116/2)

[B2] The Committee welcomes the plan. Additional information is required.

Summary of State party's reply

The plan was adopted.

Committee's evaluation

[B] (i): The Committee notes the plan.

[C] (ii): The Committee regrets the lack of information.

Paragraph 15

The State party should protect children.

Summary of State party's reply

Courses were held.

Committee's evaluation

[A] The Committee appreciates the information.

Recommended action: A letter should be sent.
"""


def test_only_the_current_round_passes_as_current(tmp_path: Path) -> None:
    found = rows(TEXT, tmp_path)
    assert [(unit["paragraph"], unit["grade_raw"], unit["round"]) for unit in found] == [
        ("7", "B", 2), ("7", "C", 2), ("15", "A", 2),
    ]  # fmt: skip
    assert {unit["reply_symbol"] for unit in found} == {"CCPR/C/FRD/CO/5/Add.2"}
    assert found[0]["header_grades"] == {"7": ["B", "C"], "15": ["A"]}


def test_earlier_grades_are_kept_with_their_report(tmp_path: Path) -> None:
    first, _, last = rows(TEXT, tmp_path)
    assert first["previous"] == [{"round": 1, "grade_raw": "B2", "symbol": "CCPR/C/116/2"}]
    assert [entry["grade_raw"] for entry in last["previous"]] == ["C1", "B1"]


def test_all_rounds_on_request(tmp_path: Path) -> None:
    found = rows(TEXT, tmp_path, rounds="all")
    assert [(unit["paragraph"], unit["round"], unit["scheme"], unit["grade_raw"]) for unit in found] == [
        ("7", 1, "ccpr-2013", "B2"),
        ("7", 2, "ccpr-2017", "B"),
        ("7", 2, "ccpr-2017", "C"),
        ("15", 1, "ccpr-2013", "C1"),
        ("15", 1, "ccpr-2013", "B1"),
        ("15", 2, "ccpr-2017", "A"),
    ]
    assert found[0]["text"].startswith("The Committee welcomes the plan.")
    assert [len(unit["previous"]) for unit in found] == [0, 1, 1, 0, 0, 2], "a round has only earlier ones"
    assert (found[3]["text"], found[3]["start"]) == ("", None)


@pytest.mark.parametrize(
    ("label", "words"),
    [
        (
            "Committee's previous evaluation",
            "In 2015 (see CCPR/C/116/2) the grade was:\n\n[C1]: Paragraph 7",
        ),
        ("Follow-up question", "[C1] Information is required on wages."),
    ],
)
def test_each_way_to_quote_a_round(label: str, words: str, tmp_path: Path) -> None:
    start, end = TEXT.index("Follow-up question (see"), TEXT.index("Summary of State")
    found = rows(f"{TEXT[:start]}{label}\n\n{words}\n\n{TEXT[end:]}", tmp_path)
    assert [unit["grade_raw"] for unit in found] == ["B", "C", "A"]
    assert [entry["grade_raw"] for entry in found[0]["previous"]] == ["C1"]
