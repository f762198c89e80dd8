"""Grades in words that a letter lists beside its text: a row a paragraph, a column a grade, run together, listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.read import read
from treatygrade.schemes import load
from treatygrade.segment.annex import Entry, entries
from treatygrade.segment.lines import page
from treatygrade.segment.report import Language
from treatygrade.segment.vocabulary import vocabulary


def found(text: str, folder: Path, *, scheme: str = "cedaw", language: Language = "en", front: int = 0) -> list[Entry]:
    """The entries of a Markdown text of which ``front`` lines are its header."""
    path = folder / "letter.md"
    path.write_text(text, encoding="utf-8")
    whole = page(read(path), vocabulary(language))
    return entries(whole, whole.lines[:front], whole.lines[front:], load(scheme))


BY_PARAGRAPH = "| Paragraph | Assessment |\n|---|---|\n| {} | {} |\n"


@pytest.mark.parametrize(
    ("reference", "words", "entry"),
    [
        ("10", "Partially implemented", ("10", (), "Partially implemented")),
        ("Paragraph 10 (a)", "Not implemented", ("10", ("(a)",), "Not implemented")),
        ("para. 10 (a) and (b)", "*Implemented*", ("10", ("(a)", "(b)"), "Implemented")),
        (
            "10 (b)–(d)",
            "Lack of sufficient information",
            ("10", ("(b)", "(c)", "(d)"), "Lack of sufficient information"),
        ),
        ("10", "Very well", None),
        ("Item ten", "Implemented", None),
        ("Paragraph 10 of the report", "Implemented", None),
    ],
)
def test_a_row_for_each_paragraph(reference: str, words: str, entry: Entry | None, tmp_path: Path) -> None:
    assert found(BY_PARAGRAPH.format(reference, words), tmp_path) == ([entry] if entry else [])


def test_a_column_for_each_grade(tmp_path: Path) -> None:
    table = (
        "| Implemented | Not implemented | Remarks |\n|---|---|---|\n| 10 (a), 12 | 14 (b) and 16 | 99 |\n| 20 | | |\n"
    )
    assert found(table, tmp_path) == [
        ("10", ("(a)",), "Implemented"), ("12", (), "Implemented"), ("20", (), "Implemented"),
        ("14", ("(b)",), "Not implemented"), ("16", (), "Not implemented"),
    ]  # fmt: skip


def test_the_last_grade_of_a_row_counts(tmp_path: Path) -> None:
    table = "| Paragraph | Previous | Now |\n|---|---|---|\n| 10 | Not implemented | Implemented |\n"
    assert found(table, tmp_path) == [("10", (), "Implemented")]


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("38 (a) and (b) Domestic workers Partially implemented", ("38", ("(a)", "(b)"), "Partially implemented")),
        ("38 Domestic workers Not implemented", ("38", (), "Not implemented")),
        ("38 Domestic workers substantially implemented", ("38", (), "substantially implemented")),
        ("38 Domestic workers", None),
        ("In 38 cases the law was implemented", None),
    ],
)
def test_rows_that_have_run_together(line: str, entry: Entry | None, tmp_path: Path) -> None:
    assert found(f"The letter.\n\nAnnex\n\n{line}\n", tmp_path) == ([entry] if entry else [])
    assert found(f"The letter.\n\n{line}\n", tmp_path) == [], "only below an annex"


@pytest.mark.parametrize(
    ("scheme", "language", "line", "expected"),
    [
        ("cescr", "en", "In short: 9: insufficient progress; 23 (a) (sufficient progress), (b) (no response).",
         [("9", (), "insufficient progress"), ("23", ("(a)",), "sufficient progress"),
          ("23", ("(b)",), "no response")]),
        ("cedaw", "en", "10: implemented; 12 (a) and (b): not implemented",
         [("10", (), "implemented"), ("12", ("(a)", "(b)"), "not implemented")]),
        ("cedaw", "fr", "10 : mise en œuvre ; 12 a) : non mise en œuvre",
         [("10", (), "mise en œuvre"), ("12", ("(a)",), "non mise en œuvre")]),
        ("cerd", "es", "10: satisfactoria; 12 a): no satisfactoria",
         [("10", (), "satisfactoria"), ("12", ("(a)",), "no satisfactoria")]),
        ("cedaw", "en", "The recommendation in paragraph 10: implemented", []),  # one alone is no list
        ("cedaw", "en", "Resolution 60/147: implemented, and 12 (a): implemented", []),
        ("cat", "en", "10: implemented; 12: not implemented", []),  # a scheme of letters lists none of them
    ],
)  # fmt: skip
def test_a_list_in_the_front(scheme: str, language: Language, line: str, expected: list[Entry], tmp_path: Path) -> None:
    assert found(f"{line}\n\nBody.\n", tmp_path, scheme=scheme, language=language, front=1) == expected


def test_tables_go_before_lists(tmp_path: Path) -> None:
    text = f"10: implemented; 12: not implemented\n\n{BY_PARAGRAPH.format('10', 'Not implemented')}"
    assert found(text, tmp_path, front=1) == [("10", (), "Not implemented")]
