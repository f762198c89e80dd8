"""Headings of follow-up paragraphs and of States that stand otherwise than in the specimens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import END, HEADER, report_text, reports, rows
from tests.segment.test_layouts import FIRST, SECOND
from treatygrade.errors import SegmentError
from treatygrade.read import read
from treatygrade.segment import segment

BOTH = [("10", "B", FIRST), ("20", "C", SECOND)]


def found(text: str, folder: Path, name: str = "report.md") -> list[tuple[str, str, str]]:
    return [(unit["paragraph"], unit["grade_raw"], unit["text"]) for unit in rows(text, folder, name)]


@pytest.mark.parametrize(
    "heading",
    [
        "{}",
        "**{}**",
        "### {}",
        "Paragraph {}.",
        "§ {}",
        "§ {}: Liberty",
        "Paragraph {} — Liberty",
        "### PARAGRAPH {} - Liberty",
        "Para. {}",
        "Recommendation {}",
    ],
)
@pytest.mark.parametrize("name", ["report.md", "report.txt"])
def test_a_heading_of_hardly_any_words(heading: str, name: str, tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}", grades="10 [B] and 20 [C]")
    for number in ("10", "20"):
        shown = heading.format(number) if name.endswith("md") else heading.format(number).strip("#* ")
        text = text.replace(f"Paragraph {number}: Liberty of person", shown)
    assert found(text, tmp_path, name) == BOTH


@pytest.mark.parametrize(
    "lines",
    [
        ["10"],  # of two paragraphs one number alone
        ["20", "10"],  # out of order
        ["10", "10", "20"],  # one of them is the number of a page
    ],
)
def test_numbers_alone_are_headings_only_where_all_are(lines: list[str], tmp_path: Path) -> None:
    head = HEADER.format(followup="10 and 20", grades="10 [B] and 20 [C]")
    body = [
        f"{line}\n\nSummary of State party's reply\n\nNone.\n\nCommittee's evaluation\n\n[B]\n\nIt notes it."
        for line in lines
    ]
    with pytest.raises(SegmentError):
        rows("\n\n".join([head, *body, END]), tmp_path)


def test_a_value_of_the_header_is_no_heading(tmp_path: Path) -> None:
    """A number may stand alone under its label, or among the symbols of the header."""
    text = report_text(f"[B]\n\n{FIRST}", grades="10 [B]").replace("Paragraph 10: Liberty of person", "10")
    below = text.replace("Follow-up paragraphs: 10", "Follow-up paragraphs:\n\n10")
    assert found(below, tmp_path) == [BOTH[0]]
    among = text.replace("Information received", "10\n\nCCPR/C/FRD/CO/3/Add.1\n\nInformation received")
    assert found(among, tmp_path) == [BOTH[0]]


def test_a_grade_that_a_labelled_report_quotes_opens_nothing(tmp_path: Path) -> None:
    quoted = "[C1] This is what the Committee had said in 2015."
    text = report_text(f"[B]\n\n{FIRST}").replace("The law was amended in 2021.", f"The law was amended.\n\n{quoted}")
    [unit] = rows(text, tmp_path)
    assert (unit["text"], unit["reply"]) == (FIRST, f"The law was amended.\n{quoted}")


def test_a_number_that_the_header_does_not_list_is_text(tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}", grades="10 [B] and 20 [C]")
    text = text.replace("Paragraph 10: Liberty of person", "10").replace("Paragraph 20: Liberty of person", "20")
    text = text.replace("The law was amended in 2021.", "Judges trained:\n\n30", 1)
    assert found(text, tmp_path) == BOTH
    assert rows(text, tmp_path)[0]["reply"] == "Judges trained:\n30"


@pytest.mark.parametrize(
    ("heading", "title", "grades"),
    [
        ("Paragraph 10: Liberty of person [B]", "Liberty of person", ["B"]),
        ("### Paragraph 10: Liberty of person – [B]", "Liberty of person", ["B"]),
        ("Paragraph 10 [B]: Liberty of person", "Liberty of person", ["B"]),
        ("**Paragraph 10: Liberty of person** [B] [C]", "Liberty of person", ["B", "C"]),
        ("Paragraph 10 [B][C]: Liberty of person", "Liberty of person", ["B", "C"]),
        ("Paragraph 10 (Liberty of person)", "Liberty of person", [""]),
    ],
)
def test_a_heading_with_its_grades(heading: str, title: str, grades: list[str], tmp_path: Path) -> None:
    text = report_text(FIRST).replace("Paragraph 10: Liberty of person", heading)
    units = rows(text, tmp_path)
    assert [(unit["title"], unit["grade_raw"], unit["text"]) for unit in units] == [
        (title, grade, FIRST) for grade in grades
    ]
    assert [unit["flags"].count("shared_text") for unit in units] == [int(len(grades) > 1)] * len(grades)


@pytest.mark.parametrize("label", ["", "Committee's evaluation\n\n"])
@pytest.mark.parametrize("tag", ["[B] ", "[B]: ", "[B]\n\n"])
def test_nothing_but_the_evaluation(label: str, tag: str, tmp_path: Path) -> None:
    parts = [f"Paragraph {number}\n\n{label}{tag.replace('B', grade)}{text}" for number, grade, text in BOTH]
    text = "\n\n".join([HEADER.format(followup="10 and 20", grades="10 [B], 20 [C]"), *parts, END])
    assert found(text, tmp_path) == BOTH
    assert all(unit["recommendation"] == unit["reply"] == "" for unit in rows(text, tmp_path))


@pytest.mark.parametrize(
    ("heading", "scope"),
    [
        ("Paragraph 10 (a):", "(a)"),
        ("Paragraph 10 (a) and (b):", "(a)|(b)"),
        ("Paragraphs 10 (a)–(c):", "(a)|(b)|(c)"),
    ],
)
def test_a_heading_with_its_items(heading: str, scope: str, tmp_path: Path) -> None:
    text = report_text(f"[B]\n\n{FIRST}").replace("Paragraph 10:", heading)
    assert [unit["scope"] for unit in rows(text, tmp_path)] == [scope]
    tagged = text.replace("[B]", "[B]: (b)")
    assert [unit["scope"] for unit in rows(tagged, tmp_path)] == ["(b)"], "a tag's own items go before the heading's"


def test_stakeholders_may_come_first(tmp_path: Path) -> None:
    reply = "Summary of the information received from the State party"
    text = report_text(f"[B]\n\n{FIRST}").replace(reply, f"Information from stakeholders\n\nNothing.\n\n{reply}")
    [unit] = rows(text, tmp_path)
    assert (unit["stakeholders"], unit["reply"], unit["text"]) == ("Nothing.", "The law was amended in 2021.", FIRST)


def test_what_a_reply_lists_and_quotes_is_no_grade(tmp_path: Path) -> None:
    reply = (
        "The law was amended (annex C):\n\n(a) In 2021;\n\n(b) In 2022 [B].\n\nSee [C]. As in paragraph 20: nothing."
    )
    text = report_text(f"[B]\n\n{FIRST}", f"[C]\n\n{SECOND}").replace("The law was amended in 2021.", reply, 1)
    assert found(text, tmp_path) == BOTH


PART = """{state}

Concluding observations: CCPR/C/{code}/CO/3, 26 March 2020

Follow-up paragraphs: 8

Information received from State party: CCPR/C/{code}/FCO/3, 3 May 2022

Committee's evaluation: 8 [B]

Paragraph 8

The State party should amend the law.

Summary of State party's reply

The law was amended.

Committee's evaluation

{evaluation}
"""
FRONT = "CCPR/C/140/2\n\nReport on follow-up to the concluding observations (140th session, March 2024)\n"
STATES = [("Freedonia", "FRD", f"[B] {FIRST}"), ("Sylvania", "SLV", f"[C] {SECOND}")]


@pytest.mark.parametrize(
    "title",
    ["{}", "## {}", "II. {}", "**{}**", "Follow-up to the concluding observations on {}", "99th session (2010)\n\n{}"],
)
def test_an_evaluation_ends_before_the_next_state(title: str, tmp_path: Path) -> None:
    parts = [PART.format(state=title.format(name), code=code, evaluation=text) for name, code, text in STATES]
    units = rows("\n".join([FRONT, *parts]), tmp_path)
    assert [(unit["state"], unit["iso3"], unit["text"]) for unit in units] == [
        ("Freedonia", "FRD", FIRST),
        ("Sylvania", "SLV", SECOND),
    ]


TABLE = (
    "States parties evaluated with a [D] grade for failure to cooperate with the Committee\n\n"
    "| State party | Concluding observations | Grade |\n|---|---|---|\n"
    "| Chad | CCPR/C/TCD/CO/2 (25 March 2018) | [D]<sup>1</sup> |\n"
    "| Haiti | CCPR/C/HTI/CO/2 (25 March 2018) | [D] |\n\n"
    "<sup>1</sup> Paragraph 9 was graded [B1] in CCPR/C/130/2.\n"
)


@pytest.mark.parametrize("place", ["before", "after"])
def test_states_graded_in_a_table_alone(place: str, tmp_path: Path) -> None:
    parts = [PART.format(state=name, code=code, evaluation=text) for name, code, text in STATES]
    units = rows("\n".join([FRONT, *([TABLE, *parts] if place == "before" else [*parts, TABLE])]), tmp_path)
    listed = [("Chad", "TCD", "", "D", ""), ("Haiti", "HTI", "", "D", "")]
    texts = [("Freedonia", "FRD", "8", "B", FIRST), ("Sylvania", "SLV", "8", "C", SECOND)]
    assert [(u["state"], u["iso3"], u["paragraph"], u["grade_raw"], u["text"]) for u in units] == (
        [*listed, *texts] if place == "before" else [*texts, *listed]
    )


def test_a_committee_without_a_scheme_is_named(tmp_path: Path) -> None:
    """The committee on persons with disabilities ended its procedure in 2016; whoever knows its grades may say so."""
    text = report_text(f"[B1]\n\n{FIRST}").replace("CCPR/", "CRPD/")
    with pytest.raises(SegmentError, match="no grading scheme is known for the committee CRPD") as caught:
        reports(text, tmp_path)
    assert "--scheme" in caught.value.hint
    [report] = segment(read(tmp_path / "report.md"), scheme="ccpr-2013")
    assert [unit["grade_raw"] for unit in report.units()] == ["B1"]
