"""What stands in a cell: a grade of the scheme, one of the kinds of missing, or something outside the scheme."""

from __future__ import annotations

import pytest

from treatygrade.agreement.grades import (
    COMMON,
    OUTSIDE,
    Cell,
    infer,
    kind_of,
    read_cell,
    read_common,
    scale_of,
)
from treatygrade.schemes import load

IN_A_SCHEME = [
    ("cmw", "A", "A"), ("cmw", "[b]", "B"), ("cmw", "b.", "B"), ("cmw", "*C*", "C"), ("cmw", "“A”", "A"),
    ("cmw", "(a)", "A"), ("cmw", "A;", "A"), ("cmw", "'B'", "B"), ("cmw", "\u00a0F ", "F"), ("cmw", "**[E]**", "E"),
    ("cmw", "Partially implemented", "B"), ("ccpr-2013", "b2", "B2"), ("ccpr-2013", "[C1].", "C1"),
    ("ccpr-2013", "B", "B"), ("cedaw", "partially implemented", "partially implemented"), ("cedaw", "b", "B"),
    ("cescr", "Sufficient  progress", "sufficient progress"), ("cescr", "A", "A"), ("cmw", "Ａ", "A"),
    ("cerd", "unsatisfactory", "unsatisfactory"),
]  # fmt: skip
WITHOUT_A_GRADE = [
    ("", "blank"), ("\u00a0", "blank"), ("?", "undecided"), ("B?", "undecided"), ("B ?", "undecided"),
    ("TBD", "undecided"), ("to be discussed", "undecided"), ("-", "not graded"), (" – ", "not graded"),
    ("N/A", "not graded"), ("X", "not graded"), ("nan", "not graded"), ("No grade", "not graded"),
    ("A/B", "two grades"), ("A or B", "two grades"),
    ("B-C", "two grades"), ("B – C", "two grades"), ("b to c", "two grades"), ("A, B", "two grades"),
    ("[A] and [B]", "two grades"), ("G", OUTSIDE), ("3", OUTSIDE), ("1/2", OUTSIDE), ("yes", OUTSIDE), ("A B", OUTSIDE),
    ("AB", OUTSIDE), ("A and no", OUTSIDE), ("B2", OUTSIDE),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "text", "grade"), IN_A_SCHEME)
def test_a_grade_of_the_scheme(scheme: str, text: str, grade: str) -> None:
    assert read_cell(text, load(scheme)) == Cell(grade)


@pytest.mark.parametrize(("text", "kind"), WITHOUT_A_GRADE)
def test_a_cell_without_a_grade_says_which_kind(text: str, kind: str) -> None:
    assert read_cell(text, load("cmw")) == Cell(kind=kind)


@pytest.mark.parametrize(
    ("scheme", "text"),
    [("cescr", "B"), ("cedaw", "F"), ("cerd", "E"), ("ccpr-2017", "B1"), ("cmw", "C2"), ("cat", "F")],
)
def test_a_letter_that_the_scheme_does_not_have(scheme: str, text: str) -> None:
    assert read_cell(text, load(scheme)).kind == OUTSIDE


@pytest.mark.parametrize(
    ("text", "grade", "kind"),
    [
        ("A", "A", "letter"), ("a1", "A1", "letter"), ("[C2]", "C2", "letter"), ("3", "3", "number"),
        ("3.0", "3", "number"), ("03", "3", "number"), ("G", "g", "words"), ("3.5", "3.5", "words"),
        ("-1", "-1", "words"), ("Yes  maybe", "yes maybe", "words"),
        ("1/2", "1/2", "words"), ("0.5 - 1", "0.5 - 1", "words"), ("C3", "c3", "words"),
        ("Partially implemented", "partially implemented", "words"),
    ],
)  # fmt: skip
def test_without_a_scheme_every_text_is_a_grade_of_its_own(text: str, grade: str, kind: str) -> None:
    assert read_cell(text, None) == Cell(grade)
    assert kind_of(grade) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("B/C", "two grades"), ("?", "undecided"), ("yes?", "undecided"), ("-", "not graded"), ("", "blank")],
)
def test_what_is_missing_is_missing_without_a_scheme_too(text: str, kind: str) -> None:
    assert read_cell(text, None) == Cell(kind=kind)


@pytest.mark.parametrize(
    ("text", "scheme", "cell"),
    [
        ("A", None, Cell("A")), ("b2", None, Cell("B")), ("not implemented", None, Cell("C")),
        ("implemented", None, Cell("A")), ("partially satisfactory", None, Cell("B")), ("no response", None, Cell("D")),
        ("sufficient progress", None, Cell("A")), ("contrary", None, Cell("E")), ("A/B", None, Cell(kind="two grades")),
        ("G", None, Cell(kind=OUTSIDE)), ("3", None, Cell(kind=OUTSIDE)), ("?", None, Cell(kind="undecided")),
        ("C2", "ccpr-2013", Cell("C")), ("D1", "ccpr-2013", Cell("D")), ("B", "ccpr-2013", Cell("B")),
        ("no response", "cerd", Cell("D")), ("B", "cerd", Cell("B")), ("F", "cmw", Cell("F")),
        ("zzz", "cmw", Cell(kind=OUTSIDE)), ("-", "cerd", Cell(kind="not graded")),
    ],
)  # fmt: skip
def test_on_the_common_scale(text: str, scheme: str | None, cell: Cell) -> None:
    assert read_common(text, load(scheme) if scheme else None) == cell


@pytest.mark.parametrize(
    ("texts", "scheme"),
    [
        (["A", "b", "[C]"], None),  # the common letters say it all
        (["1", "2.0"], None),
        ([], None),
        (["?", "-"], None),
        (["B1", "C2"], "ccpr-2013"),
        (["B1", "A", "-", "?"], "ccpr-2013"),
        (["insufficient progress", "no response"], "cescr"),
        (["implemented", "substantially implemented"], "cedaw"),
        (["B1", "substantially implemented"], None),  # no scheme has both
        (["yes", "no"], None),
    ],
)
def test_the_scheme_that_cells_are_written_in(texts: list[str], scheme: str | None) -> None:
    found = infer(texts)
    assert (found.name if found else None) == scheme


@pytest.mark.parametrize(
    ("grades", "scheme", "whole", "categories", "ordinal", "name"),
    [
        ("C A", None, False, "A C", "A C", COMMON),
        ("E B", None, False, "B E", "B", COMMON),
        ("A", None, True, "A B C D E F", "A B C", COMMON),
        ("10 9 1", None, False, "1 9 10", "1 9 10", ""),
        ("yes no", None, True, "no yes", "", ""),
        ("B2 A", "ccpr-2013", False, "A B2", "A B2", "ccpr-2013"),
        ("D1 C1", "ccpr-2013", True, "A B1 B2 C1 C2 D1 D2 E B C D", "A B1 B2 C1 C2", "ccpr-2013"),
        ("A B", "cedaw", True, "A B C D E F", "A B C", COMMON),  # common letters under a scheme of words
    ],
)
def test_the_scale_of_the_grades(
    grades: str, scheme: str | None, whole: bool, categories: str, ordinal: str, name: str
) -> None:
    found = scale_of(grades.split(), load(scheme) if scheme else None, whole=whole)
    assert (found.categories, found.ordinal, found.name) == (tuple(categories.split()), tuple(ordinal.split()), name)
    assert found.ordinal + found.off_scale == found.categories
