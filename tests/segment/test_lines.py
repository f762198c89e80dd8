"""What one line announces: labels, headings of paragraphs, footnotes; and where a block holds more than one line."""

from __future__ import annotations

import pytest

from tests.segment.pages import paged
from treatygrade.segment.expected import expect
from treatygrade.segment.lines import stands_above
from treatygrade.segment.openings import clean, closes, is_scope, is_title, lists_grades, recommended, turn
from treatygrade.segment.report import Language


@pytest.mark.parametrize(
    ("language", "line", "role", "body"),
    [
        ("en", "Committee's evaluation", "evaluation", ""),
        ("en", "Committee’s evaluation: [B]", "evaluation", "[B]"),
        ("en", "Committee's evaluation [B] It notes it.", "evaluation", "[B] It notes it."),
        ("en", "Committee's evaluation of paragraph 10 (a): [B]", "evaluation", "[B]"),
        ("en", "Committee's evaluation (see CCPR/C/116/2): It notes it.", "evaluation", "It notes it."),
        ("en", "Committee's evaluations were read", "text", None),
        ("en", "Evaluation – It notes it.", "evaluation", "- It notes it."[2:]),
        ("en", "Committee's previous evaluation", "previous", ""),
        ("en", "Follow-up question (see CCPR/C/116/2)", "previous", ""),
        ("en", "Follow-up paragraphs: 10 and 20", "followup", "10 and 20"),
        ("en", "Follow-up paragraph 16: Title", "paragraph", None),
        ("en", "State party's reply: None.", "received", "None."),
        ("en", "Summary of the information received from the State party", "reply", ""),
        ("en", "Information from non-governmental organizations", "stakeholders", ""),
        ("en", "Information from the Ombudsman and the Bar: It is so.", "stakeholders", "It is so."),
        ("en", "Recommended action: A letter.", "end", "A letter."),
        ("en", "Next periodic report due: 2028", "end", "2028"),
        ("en", "Not evaluated: (b)", "skip", "(b)"),
        ("en", "Annex II", "annex", ""),
        ("en", "Annexes were attached", "text", None),
        ("en", "* Adopted by the Committee at its 140th session (4–28 March 2024).", "adopted", None),
        ("en", "Recommendation 16 (a): [B]", "text", None),
        ("en", "Recommendation: The State party should act.", "recommendation", "The State party should act."),
        ("fr", "Évaluation du Comité : [B]", "evaluation", "[B]"),
        ("fr", "Évaluation précédente du Comité", "previous", ""),
        ("fr", "Questions de suivi", "previous", ""),
        ("fr", "Prochain rapport périodique : 2028", "end", "2028"),
        ("fr", "Annexe", "annex", ""),
        ("es", "Evaluación del Comité: [B]", "evaluation", "[B]"),
        ("es", "Evaluación anterior del Comité", "previous", ""),
        ("es", "Próximo informe periódico: 2028", "end", "2028"),
        ("es", "Anexo I", "annex", ""),
    ],
)  # fmt: skip
def test_a_label(language: Language, line: str, role: str, body: str | None) -> None:
    [found] = paged(line, language=language).lines
    assert found.role == role
    if body is not None:
        assert line[found.body : found.end] == body


@pytest.mark.parametrize(
    ("language", "line", "number", "scope", "title", "body"),
    [
        ("en", "Paragraph 16: Liberty", "16", "", "Liberty", ""),
        ("en", "Paragraph 16", "16", "", "", ""),
        ("en", "Paragraph 16 (a) and (b): Liberty", "16", "(a) and (b)", "Liberty", ""),
        ("en", "Paragraph 16 (racial profiling)", "16", "", "racial profiling", ""),
        ("en", "Paragraph 16: The State party should act.", "16", "", "", "The State party should act."),
        ("en", "Paragraph 16 of the concluding observations: Liberty", "16", "", "Liberty", ""),
        ("en", "Paragraph 16 [B]: Liberty", "16", "", "[B]: Liberty", ""),
        ("en", "3. Paragraph 16: Liberty", "16", "", "Liberty", ""),
        ("en", "Liberty (para. 16)", "16", "", "Liberty", ""),
        ("en", "Liberty – paragraph 16 (b)", "16", "(b)", "Liberty", ""),
        ("en", "CCPR/C/FRD/CO/3, para. 16: Liberty", "16", "", "Liberty", ""),
        ("en", "§ 16 – Liberty", "16", "", "Liberty", ""),
        ("fr", "Paragraphe 16 : Liberté", "16", "", "Liberté", ""),
        ("fr", "Par. 16 a) : Liberté", "16", "a)", "Liberté", ""),
        ("es", "Párrafo 16: Libertad", "16", "", "Libertad", ""),
        ("es", "Libertad (párr. 16)", "16", "", "Libertad", ""),
    ],
)  # fmt: skip
def test_a_heading(language: Language, line: str, number: str, scope: str, title: str, body: str) -> None:
    [found] = paged(line, language=language).lines
    assert (found.role, found.number, found.scope) == ("paragraph", number, scope)
    assert line[slice(*found.title)] == title
    assert line[found.body : found.end] == body


@pytest.mark.parametrize(
    "line",
    ["Paragraph 16 (a): [B]", "Paragraph 16 [B]: The law was amended.", "Paragraph 16 (a) [B]: Liberty", "Paragraphs",
     "Paragraph 16 was discussed at length.", "Paragraph 1650: Liberty", "See paragraph 16.",
     "The State party refers to paragraph 16 of its report and to all that it has said on the matter since the last "
     "session of the Committee, see also paragraph 17"],
)  # fmt: skip
def test_no_heading(line: str) -> None:
    assert [found.role for found in paged(line).lines] == ["text"]


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        ("The law was amended. Committee's evaluation: [B] It notes it.", ["text", "evaluation"]),
        ("The law was amended in court. Paragraph 20: Liberty", ["text", "paragraph"]),
        ("The law was amended. Paragraph 20 says so.", ["text"]),
        ("The Committee's evaluation was read", ["text"]),
        ("Summary of the State party's reply The law was amended. Recommended action: None", ["reply", "end"]),
        ("Paragraph 16: National human rights institution", ["paragraph"]),
        ("It was so, Evaluation: none", ["text"]),
        ("[B]: Recommendation 16 (a)", ["text"]),
        ("It was so. Recommendation: act", ["text", "recommendation"]),
    ],
)
def test_a_block_is_cut_where_something_is_announced(block: str, lines: list[str]) -> None:
    page = paged(block)
    assert [line.role for line in page.lines] == lines
    assert " ".join(block[line.start : line.end] for line in page.lines) == block


@pytest.mark.parametrize(
    ("above", "heading", "holds"),
    [
        ("Liberty of person", "Paragraph 16", True), ("Liberty of person.", "Paragraph 16", False),
        ("liberty of person", "Paragraph 16", False), ("Liberty of person", "Paragraph 16: Title", False),
        ("Liberty of person", "The law", False), ("L" * 101, "Paragraph 16", False),
        ("Committee's evaluation", "Paragraph 16", False),
    ],
)  # fmt: skip
def test_a_title_above_its_heading(above: str, heading: str, holds: bool) -> None:
    page = paged(above, heading)
    assert stands_above(page, *page.lines) is holds


def test_a_bare_reference_under_a_label_is_its_value() -> None:
    assert [line.role for line in paged("Follow-up recommendations:", "Paragraph 9").lines] == ["followup", "text"]


def test_numbers_that_the_header_lists_are_headings() -> None:
    page = paged("Follow-up paragraphs: 16 and 36", "16. Liberty", "36 – Prisons", "20. Schools", "16. It was amended.")
    expect(page)
    assert [line.number for line in page.lines] == ["", "16", "36", "", ""]


@pytest.mark.parametrize(
    ("line", "said", "rest"),
    [
        (
            "The Committee recommended in paragraph 16 that it act.",
            "The Committee recommended in paragraph 16 that it act.",
            "",
        ),
        (
            "In paragraph 16, the Committee recommended that it “amend the law”: The State party reported that it did.",
            "amend the law",
            "The State party reported that it did.",
        ),
        ("In paragraph 16, it recommended that it « amend the “old” law » .", "amend the “old” law ", ""),
        (
            "The Committee recommended in paragraph 16 a law. The State party indicated that it did.",
            "The Committee recommended in paragraph 16 a law.",
            "The State party indicated that it did.",
        ),
        ("Regarding the recommendation in paragraph 16 of the concluding observations: ", None, ""),
    ],
)
def test_where_a_recommendation_lies(line: str, said: str | None, rest: str) -> None:
    page = paged(line)
    opening = page.words.openers["recommendation"].match(page.folded)
    assert opening
    span, after = recommended(page, 0, opening.end(), len(line), page.words.reference.search(page.folded))
    assert (line[slice(*span)].rstrip() if span else None) == (said.rstrip() if said else None)
    assert line[after:].strip(" .»") == rest.strip(" .»")


@pytest.mark.parametrize(
    ("line", "evaluation"),
    [
        ("It was amended. The Committee welcomes it.", "The Committee welcomes it."),
        ("The Committee welcomes it.", "The Committee welcomes it."),
        ("(a) and (b) The Committee welcomes it.", "(a) and (b) The Committee welcomes it."),
        ("It was amended. The Committee on Rights welcomed it.", None),
        ("It was amended, the Committee heard.", None),
        (
            "It was amended (in 2020) While noting it, the Committee regrets it.",
            "While noting it, the Committee regrets it.",
        ),
    ],
)
def test_where_an_evaluation_begins(line: str, evaluation: str | None) -> None:
    at = turn(paged(line), 0, len(line))
    assert (None if at is None else line[at:]) == evaluation


@pytest.mark.parametrize(
    ("line", "letter", "over"),
    [
        ("Accept, Excellency, the assurances of my highest consideration.", True, True),
        ("12. Please accept the assurances of my highest consideration.", True, True),
        ("The Committee looks forward to receiving it.", True, True),
        ("The Committee looks forward to receiving it.", False, False),
        ("II. Other matters", False, True),
        ("2. Other matters:", False, False),
        ("[B]", False, False),
        ("B1", False, False),
        ("It notes the law.", True, False),
    ],
)
def test_where_an_evaluation_ends(line: str, letter: bool, over: bool) -> None:
    page = paged("Excellency," if letter else "Report", line)
    assert closes(page, page.lines[-1], page.lines) is over


def test_titles() -> None:
    page = paged(
        "II. Liberty of person:", "Liberty of person", "(a) and (b):", "(B)", "10 [B] and 20 [C]", "It [B]: 1 [C]"
    )
    assert [clean(page, line) for line in page.lines[:2]] == ["Liberty of person"] * 2
    assert [is_title(page, line) for line in page.lines[:2]] == [False, False]  # a colon ends no numbered title
    assert [is_scope(page, line) for line in page.lines[2:4]] == [True, False]
    assert [lists_grades(page, line) for line in page.lines[4:]] == [True, False]
