"""Letters: grades in verdict sentences, brackets, headings, sentences of their own and annexed tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import rows

HEAD = """Committee on the Elimination of Discrimination against Women

14 May 2024

Excellency,

1. I have the honour to refer to the fourth periodic report of Freedonia and to paragraphs {list} of the concluding
observations ({body}/C/FRD/CO/4). The follow-up report ({body}/C/FRD/FCO/4) was examined at the eighty-third session
(7–25 July 2025).

"""
END = "\n\nPlease accept, Excellency, the assurances of my highest consideration.\n\nThe Rapporteur\n"
ASKED = "The State party was asked to amend the Nationality Act."
REPLY = "The State party indicated that the Act was amended."
TEXT = "The Committee welcomes the amendment of the Act and asks for figures."


def letter(body: str, listed: str, *parts: str) -> str:
    return HEAD.format(body=body, list=listed) + "\n\n".join(parts) + END


CAT = "CAT", "10 and 12"
CASES = {
    "verdict sentence": (
        letter("CEDAW", "10 and 12", "**Nationality – paragraph 10**", f"2. {ASKED}", f"3. {REPLY}",
               f"4. {TEXT} It considers that the recommendation has been partially implemented."),
        [("10", "", "partially implemented", "partially implemented")],
    ),
    "letter at the end": (
        letter(*CAT, "## Safeguards (para. 10)", ASKED, REPLY, f"{TEXT} **(B)**"),
        [("10", "", "(B)", "B")],
    ),
    "letter in a sentence of its own": (
        letter(*CAT, "## Safeguards (para. 10)", ASKED, REPLY, f"{TEXT} The information is evaluated as **C**."),
        [("10", "", "C", "C")],
    ),
    "letter in the heading": (
        letter(*CAT, "## Safeguards (para. 10 (a)): evaluated as A", ASKED, REPLY, TEXT),
        [("10", "(a)", "A", "A")],
    ),
    "label with the grade": (
        letter("E/C.12", "10 and 12", "## Paragraph 10: wages", f"**Recommendation:** {ASKED}",
               f"**Information received:** {REPLY}", "**Assessment – Insufficient progress**", TEXT),
        [("10", "", "Insufficient progress", "insufficient progress")],
    ),
    "words in the heading": (
        letter("CERD", "10 and 12", "**Paragraph 10: profiling – satisfactory**", ASKED, REPLY, TEXT),
        [("10", "", "satisfactory", "satisfactory")],
    ),
    "tag line": (
        letter(*CAT, "### Safeguards (paragraph 10)", f"2. Recommendation: {ASKED}",
               f"3. Information received: {REPLY}", "**[B]: Paragraph 10 (a) and (b)**", f"4. {TEXT}"),
        [("10", "(a)|(b)", "[B]", "B")],
    ),
    "reply and evaluation in one block": (
        letter("CERD", "10 and 12", "**Paragraph 10 (racial profiling)**", "*Recommendation.* Prohibit profiling.",
               f"{REPLY} {TEXT} It finds the response satisfactory."),
        [("10", "", "satisfactory", "satisfactory")],
    ),
    "table alone": (
        letter("CEDAW", "10 and 12", "**Nationality – paragraph 10**", f"2. {ASKED}", f"3. {REPLY}", f"4. {TEXT}")
        + "\nAnnex\n\n| Paragraph | Assessment |\n|---|---|\n| 10 | Not implemented |\n",
        [("10", "", "Not implemented", "not implemented")],
    ),
    "all in one block": (
        letter("CEDAW", "10 and 12", 
               "Regarding the recommendation made in paragraph 10 (a) of the concluding observations that the State "
               f"party “amend the Nationality Act”: {REPLY} {TEXT} It considers that the recommendation has been "
               "implemented."),
        [("10", "(a)", "implemented", "implemented")],
    ),
    "two items, each under its own heading": (
        letter("CEDAW", "10 and 12",
               "*Paragraph 10 (a)*", f"In paragraph 10 (a), the Committee recommended that the State party “{ASKED}”",
               f"{REPLY} {TEXT} The recommendation has been implemented.",
               "*Paragraph 10 (b)*", f"In paragraph 10 (b), the Committee recommended that the State party “{ASKED}”",
               f"{REPLY} {TEXT} The recommendation has not been implemented."),
        [("10", "(a)", "implemented", "implemented"), ("10", "(b)", "not implemented", "not implemented")],
    ),
    "grade under the text": (
        letter("E/C.12", "10 and 12", "**Paragraph 10: wages**", ASKED, REPLY, TEXT,
               "Assessment: insufficient progress",
               "**Paragraph 12 (a): housing**", ASKED, REPLY, TEXT,
               "Assessment: lack of sufficient information to make an assessment",
               "The Committee looks forward to receiving the next periodic report."),
        [("10", "", "insufficient progress", "insufficient progress"),
         ("12", "(a)", "lack of sufficient information to make an assessment", "lack of sufficient information")],
    ),
    "grade in words on a line above": (
        letter("E/C.12", "10 and 12", "## Paragraph 10: wages", ASKED, REPLY, "*Insufficient progress*", TEXT),
        [("10", "", "Insufficient progress", "insufficient progress")],
    ),
    "evaluation at once": (
        letter("CERD", "10 and 12",
               f"Paragraph 10 of the concluding observations: {TEXT} It finds the response satisfactory.",
               "The Committee would like to remind the State party that its next report is due on 4 January 2030."),
        [("10", "", "satisfactory", "satisfactory")],
    ),
    "a request on the whole paragraph": (
        letter("CEDAW", "10 and 12", "**Nationality – paragraph 10**", f"2. {ASKED}", f"3. {REPLY}",
               f"4. {TEXT} The recommendation has been partially implemented.",
               "The Committee recommends that, in relation to paragraph 10 of the concluding observations, the "
               "State party provide in its next report information on:", "(a) The Act;", "(b) The decree."),
        [("10", "", "partially implemented", "partially implemented")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_letter_states_its_grade(case: str, tmp_path: Path) -> None:
    text, expected = CASES[case]
    found = rows(text, tmp_path)
    assert [(u["paragraph"], u["scope"], u["grade_printed"], u["grade_raw"]) for u in found] == expected
    assert all(unit["text"].startswith(TEXT) for unit in found)
    closing = ("Excellency", "evaluated as", "Assessment", "next report", "looks forward")
    assert not any(words in unit["text"] for unit in found for words in closing)


@pytest.mark.parametrize("case", CASES)
def test_a_letter_has_its_recommendation_and_reply(case: str, tmp_path: Path) -> None:
    unit = rows(CASES[case][0], tmp_path)[0]
    given = case != "evaluation at once"
    assert unit["recommendation"] in ((ASKED, "Prohibit profiling.", "amend the Nationality Act") if given else ("",))
    assert unit["reply"] == (REPLY if given else "")
    assert (unit["state"], unit["iso3"], unit["session"], unit["year"]) == ("Freedonia", "FRD", 83, 2025)


def test_a_list_in_the_introduction_is_the_header(tmp_path: Path) -> None:
    part = ("**Nationality – paragraph 10**", f"2. {ASKED}", f"3. {REPLY}", f"4. {TEXT} It has been implemented.")
    text = letter("CEDAW", "10 and 12", "In short: 10: implemented; 12 (a): not implemented.", *part)
    [unit] = rows(text, tmp_path)
    assert unit["header_grades"] == {"10": ["implemented"], "12": ["not implemented"]}


def test_a_table_with_a_column_for_each_grade_is_the_header(tmp_path: Path) -> None:
    table = "\nAnnex\n\n| Implemented | Partially implemented |\n|---|---|\n| 10 | 12 (a) |\n"
    part = ("**Nationality – paragraph 10**", f"2. {ASKED}", f"3. {REPLY}", f"4. {TEXT} It has been implemented.")
    [unit] = rows(letter("CEDAW", "10 and 12", *part) + table, tmp_path)
    assert unit["header_grades"] == {"10": ["Implemented"], "12": ["Partially implemented"]}


def test_a_list_under_an_annex_is_the_header(tmp_path: Path) -> None:
    annex = "\nAnnex: 10 (insufficient progress); 12 (a) (sufficient progress), (b) (no response).\n"
    part = ("**Wages – paragraph 10**", ASKED, REPLY, f"{TEXT} It considers that insufficient progress has been made.")
    [unit] = rows(letter("E/C.12", "10 and 12", *part) + annex, tmp_path)
    assert unit["header_grades"] == {"10": ["insufficient progress"], "12": ["sufficient progress", "no response"]}


def test_a_table_before_the_paragraphs_is_no_paragraph(tmp_path: Path) -> None:
    table = "| Recommendation | Assessment |\n|---|---|\n| Paragraph 10 (a) | Partially implemented |\n"
    part = ("**Paragraph 10 (a)**", ASKED, REPLY, f"{TEXT} It considers that it has been partially implemented.")
    [unit] = rows(letter("CEDAW", "10 and 12", table, *part), tmp_path)
    assert (unit["scope"], unit["grade_raw"], unit["reply"]) == ("(a)", "partially implemented", REPLY)
    assert unit["header_grades"] == {"10": ["Partially implemented"]}
