"""Grades at the head of a line, inside it and at its end: marks, scopes, and where the text begins and ends."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.segment.pages import paged
from treatygrade.segment.closing import closings, inner, trailing
from treatygrade.segment.marks import Marks, leading, worded
from treatygrade.segment.report import Language


def shown(marks: Marks | None) -> list[tuple[str, str]] | None:
    """Tag and scope of each mark."""
    return [(mark.printed, mark.scope.strip(" ,")) for mark in marks.marks] if marks else None


@pytest.mark.parametrize(
    ("line", "expected", "rest"),
    [
        ("[B]: (a) and (b)", [("[B]", "(a) and (b)")], ""),
        ("[B] It notes it.", [("[B]", "")], "It notes it."),
        ("[B]. It notes it.", [("[B]", "")], "It notes it."),
        ("[B]/[C] It notes it.", [("[B]", ""), ("[C]", "")], "It notes it."),
        ("[B+C]: (a)", [("[B]", "(a)"), ("[C]", "(a)")], ""),
        ("[B] (a), [C] (b)", [("[B]", "(a)"), ("[C]", "(b)")], ""),
        ("(a) [B], (b) [C]", [("[B]", "(a)"), ("[C]", "(b)")], ""),
        ("(a) [B][C]", [("[B]", "(a)"), ("[C]", "(a)")], ""),
        ("Paragraph 16 (a): [B]; paragraph 16 (b): [C]", [("[B]", "(a)"), ("[C]", "(b)")], ""),
        ("21 (a): [B]; 21 (b): [C]", [("[B]", "(a)"), ("[C]", "(b)")], ""),
        ("Paragraphs 16 (a) and 16 (c): [B]", [("[B]", "(a) and (c)")], ""),
        ("[Grade: B] It notes it.", [("[Grade: B]", "")], "It notes it."),
        ("[ ]: (a)", [("", "(a)")], ""),
        ("[?] It notes it.", [("", "")], "It notes it."),
        ("[…]: (a)", [("", "(a)")], ""),
        ("[G]: (a)", [("[G]", "(a)")], ""),
        ("[C3] It notes it.", [("[C3]", "")], "It notes it."),
        ("Paragraph 16 (a) and (b)", [("", "(a) and (b)")], ""),
        ("Paragraph 16 (a) says so", None, None),
        ("Paragraph 16", None, None),
        ("(a) The law was amended.", None, None),
        ("The grade is [B].", None, None),
        ("State[s] parties", None, None),
        ("[sic] It notes it.", None, None),
        ("[B]ring the law into line", None, None),
        ("B: (a) and (b)", [("B", "(a) and (b)")], ""),
        ("B (a): It notes it.", [("B", "(a)")], "It notes it."),
        ("C2 – paragraph 16 (b)", [("C2", "paragraph 16 (b)")], ""),
        ("(a): B", [("B", "(a)")], ""),
        ("Paragraph 16 (a) – C1", [("C1", "paragraph 16 (a)")], ""),
        ("(a): b", None, None),
        ("b: (a)", None, None),
        ("(a): G", None, None),
        ("B (a) It notes it.", None, None),
        ("(a) Training of judges: [B] [C]", [("[B]", "(a)"), ("[C]", "(a)")], ""),
        ("(a) Training of judges: 2 [B]", None, None),
    ],
)
def test_grades_at_the_head_of_a_line(line: str, expected: list[tuple[str, str]] | None, rest: str | None) -> None:
    page = paged(line)
    found = leading(page, 0, len(line))
    assert shown(found) == expected
    if found:
        assert line[found.body :] == rest
        assert found.start == 0


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("fr", "[B] : al. a) et b)", [("[B]", "al. a) et b)")]),
        ("fr", "Paragraphe 16 a) : B", [("B", "paragraphe 16 a)")]),
        ("fr", "B : a) et b)", [("B", "a) et b)")]),
        ("fr", "a) Formation des juges : [B]", [("[B]", "a)")]),
        ("fr", "À a) : b", None),
        ("es", "[B]: incisos a) y b)", [("[B]", "incisos a) y b)")]),
        ("es", "Párrafo 16 a): B", [("B", "parrafo 16 a)")]),
        ("es", "A: apartado a)", [("A", "apartado a)")]),
        ("es", "a) Formación de los jueces – [B]", [("[B]", "a)")]),
    ],
)
def test_grades_at_the_head_in_french_and_spanish(
    language: Language, line: str, expected: list[tuple[str, str]] | None
) -> None:
    assert shown(leading(paged(line, language=language), 0, len(line))) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("It notes the law. [C] It regrets the rest.", [[("[C]", "")]]),
        ("It notes the law. [C] (b) It regrets the rest.", [[("[C]", "(b)")]]),
        ("It notes the law. [C] (b) regrets the rest.", [[("[C]", "(b)")]]),
        ("It notes the law. [C] which it gave.", []),
        ("It notes the law [C]: (b)", [[("[C]", "(b)")]]),
        ("It notes the law [C] It regrets the rest.", []),
        ("It had given a [C] to this. It regrets it.", []),
        ("It notes the law. [A] It welcomes it. [B] It regrets it.", [[("[A]", "")], [("[B]", "")]]),
        ("It notes the law. [A] [B] It regrets it.", [[("[A]", ""), ("[B]", "")]]),
        ("It notes the law. [C]", []),
        ("[B] It notes the law.", []),
    ],
)
def test_grades_inside_a_line(line: str, expected: list[list[tuple[str, str]]]) -> None:
    assert [shown(marks) for marks in inner(paged(line), 0, len(line))] == expected


@pytest.mark.parametrize(
    ("line", "sentences"),
    [
        (
            "It welcomes the law [B]. It regrets the rest [C].",
            ["It welcomes the law [B]. ", "It regrets the rest [C]."],
        ),
        (
            "It welcomes the law. [B] (c) It regrets the rest. [C]",
            ["It welcomes the law. [B] ", "(c) It regrets the rest. [C]"],
        ),
        ("It welcomes the law [B]. It regrets the rest.", ["It welcomes the law [B]. It regrets the rest."]),
        ("It welcomes the law. It regrets the rest [C].", ["It welcomes the law. It regrets the rest [C]."]),
        ("It was graded [B]. It regrets the rest [C].", ["It was graded [B]. It regrets the rest [C]."]),
    ],
)
def test_sentences_that_close_with_a_grade_each(line: str, sentences: list[str]) -> None:
    cuts = [0, *closings(paged(line), 0, len(line)), len(line)]
    assert [line[start:end] for start, end in pairwise(cuts)] == sentences


@pytest.mark.parametrize(
    ("line", "expected", "text"),
    [
        ("It notes the law. [B]", [("[B]", "")], "It notes the law."),
        ("It notes the law [B].", [("[B]", "")], "It notes the law"),
        ("It notes the law. [B] [C]", [("[B]", ""), ("[C]", "")], "It notes the law."),
        ("It notes the law. [B], [C].", [("[B]", ""), ("[C]", "")], "It notes the law."),
        ("It notes the law. (B)", [("(B)", "")], "It notes the law."),
        ("It notes the law (B1).", [("(B1)", "")], "It notes the law"),
        ("It notes the law (a) and (b) [B].", [("[B]", "(a) and (b)")], "It notes the law"),
        ("It notes the law. (a): [B]", [("[B]", "(a)")], "It notes the law."),
        ("It notes the law. [B] Paragraph 20", [("[B]", "")], "It notes the law."),
        ("It notes the law. The reply is evaluated as B.", [("B", "")], "It notes the law."),
        ("It notes the law. It was graded with an [E]", None, ""),
        ("It had been graded [B]", None, ""),
        ("It notes the law. [ ]", None, ""),
        ("It notes the law. [B] and the rest.", None, ""),
        ("It notes annex (G)", None, ""),
        ("It notes article 9 (b)", None, ""),
    ],
)
def test_grades_at_the_end_of_a_line(line: str, expected: list[tuple[str, str]] | None, text: str) -> None:
    found = trailing(paged(line), 0, len(line))
    assert shown(found) == expected
    if found:
        assert (line[: found.start], found.body) == (text, len(line))


@pytest.mark.parametrize(
    ("language", "line", "grade", "rest"),
    [
        ("en", "Evaluated as B. With reference to (b), it regrets it.", "B", "With reference to (b), it regrets it."),
        ("en", ": is assessed as [C1]", "[C1]", ""),
        ("en", "The information provided is evaluated with a B.", "B", ""),
        ("en", "The information is evaluated as Blue.", None, None),
        ("en", "It will evaluate the information.", None, None),
        ("fr", "La réponse est évaluée B.", "B", ""),
        ("es", "La respuesta se evalúa con una B.", "B", ""),
    ],
)
def test_a_grade_in_a_sentence_of_its_own(language: Language, line: str, grade: str | None, rest: str | None) -> None:
    found = worded(paged(line, language=language), 0, len(line))
    assert (found.marks[0].printed if found else None) == grade
    if found:
        assert line[found.body :] == rest
