"""How two strings are compared, and a report with its gold: every mistake has its label, every figure is by hand."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.corpus.check import figures, wrong_lines
from treatygrade.corpus.compare import Comparison, compare, grade, paragraph, same_state, squash, words
from treatygrade.corpus.gold import Gold, load_gold
from treatygrade.corpus.texts import digest, normalise
from treatygrade.errors import TableError

Row = dict[str, Any]


@pytest.mark.parametrize(
    ("text", "squashed", "alone"),
    [
        ("The “State’s” plan – 2020", 'the "state\'s" plan - 2020', "the state s plan 2020"),
        ("imple-\n mentation and follow-up", "implementation and follow-up", "implementation and follow up"),
        ("**bold** _it_ <sup>1</sup> [link](#a)", "bold it 1 link", "bold it 1 link"),
        ("soft\u00adhyphen, ﬁnal ﬂow", "softhyphen, final flow", "softhyphen final flow"),
        ("a\xa0 b\t\nc", "a b c", "a b c"),
        ("10-\n 20", "10- 20", "10 20"),
        ("", "", ""),
        (None, "", ""),
    ],
    ids=ascii,
)
def test_typography_and_markup_make_no_difference(text: str | None, squashed: str, alone: str) -> None:
    assert squash(text) == squashed
    assert words(text) == alone


@pytest.mark.parametrize(("one", "other"), [("[C]", "c"), ("B1", "b1"), ("C 2", "C2"), (None, ""), ("(A)", "A ")])
def test_grades_are_the_same_whatever_is_around_them(one: object, other: object) -> None:
    assert grade(one) == grade(other)


@pytest.mark.parametrize(("one", "other"), [("B1", "B2"), ("A", ""), ("partially implemented", "not implemented")])
def test_grades_differ_by_letter_and_number(one: str, other: str) -> None:
    assert grade(one) != grade(other)


@pytest.mark.parametrize(
    ("printed", "number"), [("16", "16"), (" 16 ", "16"), (16, "16"), ("9, 10", "9,10"), (None, "")]
)
def test_paragraphs(printed: object, number: str) -> None:
    assert paragraph(printed) == number


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Qalvera", "QALVERA", True),
        ("Republic of Qalvera", "Qalvera", True),
        ("Qalvera", "", True),
        (None, "Qalvera", True),
        ("Qalvera", "Xyrene", False),
        ("North Qalvera", "South Qalvera", False),
        ("Qalvera (Republic of)", "Republic of Qalvera", True),
    ],
)
def test_names_of_states(one: str | None, other: str, same: bool) -> None:
    assert same_state(one, other) is same_state(other, one) is same


@given(st.text(max_size=40))
@settings(max_examples=80, deadline=None)
def test_normalising_is_done_once_and_knows_letters_and_digits_only(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert all(char.isalnum() for char in once if char.isascii())
    assert digest(text) == digest(f" {text}\n") == hashlib.sha256(once.encode()).hexdigest()


# Comparing a report with its gold


def row(**changes: Any) -> Row:
    return {"state": "Qalvera", "paragraph": "16", "scope": "(a)", "grade_raw": "C", "text": "", "recommendation": "",
            "header_grades": {}} | dict.fromkeys(("symbol", "co_symbol", "reply_symbol", "session", "year", "committee",
                                                  "scheme", "language"), "") | changes  # fmt: skip


def gold(**changes: str) -> dict[str, str]:
    return {"state": "Qalvera", "paragraph": "16", "scope": "(a)", "grade": "C", "evaluation_start": "",
            "evaluation_end": ""} | changes  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "labels"),
    [
        ([row()], {"right": ["Qalvera 16 (a) C"]}),
        ([], {"missed": ["Qalvera 16 (a) C"]}),
        ([row(grade_raw="B")], {"wrong_grade": ["Qalvera 16 (a) C read as B"]}),
        ([row(grade_raw="")], {"wrong_grade": ["Qalvera 16 (a) C read as ungraded"]}),
        ([row(scope="")], {"wrong_scope": ["Qalvera 16 (a) C read as whole C"]}),
        ([row(scope="(b)", grade_raw="B")], {"wrong_scope": ["Qalvera 16 (a) C read as (b) B"]}),
        ([row(paragraph="17")], {"missed": ["Qalvera 16 (a) C"], "invented": ["Qalvera 17 (a) C"]}),
        ([row(state="Xyrene")], {"missed": ["Qalvera 16 (a) C"], "invented": ["Xyrene 16 (a) C"]}),
        ([row(), row()], {"right": ["Qalvera 16 (a) C"], "invented": ["Qalvera 16 (a) C"]}),
        ([row(grade_raw="B"), row(scope="(b)"), row()],
         {"right": ["Qalvera 16 (a) C"], "invented": ["Qalvera 16 (a) B", "Qalvera 16 (b) C"]}),
    ],
)  # fmt: skip
def test_every_mistake_has_its_label(rows: list[Row], labels: dict[str, list[str]]) -> None:
    result = compare(rows, Gold("x", (gold(),)))
    kinds = ("right", "missed", "invented", "wrong_scope", "wrong_grade")
    assert {kind: getattr(result, kind) for kind in kinds if getattr(result, kind)} == labels
    assert (result.gold, result.found) == (1, len(rows))


def test_figures_by_hand() -> None:
    one, none = Comparison(right=["a", "b", "c"], missed=["d"], invented=["e", "f"]), Comparison()
    told = figures([one, none])
    # F1 = 2 * 3 / (4 gold + 5 found)
    assert (told["gold"], told["found"], told["f1"]) == (4, 5, 0.6667)
    assert told["text"] == {"right": 0, "total": 0, "share": 1.0}
    assert figures([])["f1"] == 1.0
    one.text.add("a")
    one.text.add("b", "end")
    one.text.add("c", "start")
    assert figures([one])["text"] == {"right": 1, "total": 3, "share": 0.3333}
    right = {"wrong": list[str]()}
    entry = {"file": "x.md", "missed": ["d"], "invented": [], "wrong_scope": ["g"], "wrong_grade": [],
             "text": {"wrong": ["b: end"]}, "recommendation": right, "header": right}  # fmt: skip
    assert wrong_lines({"files": [entry]}) == ["x.md: missed: d", "x.md: wrong scope: g", "x.md: text: b: end"]


COLUMNS = "state,paragraph,scope,grade,evaluation_start,evaluation_end"


@pytest.mark.parametrize(
    ("table", "facts", "message"),
    [
        ("state,paragraph\n", "{}", "gold without the column evaluation_end, evaluation_start, grade, scope"),
        ("", "{}", "gold without the column"),
        (f"{COLUMNS}\n", "{", "not JSON"),
        (f"{COLUMNS}\n", '{"states":\n\n[}', "line 3: not JSON"),
    ],
)
def test_a_gold_file_that_is_none_is_named(tmp_path: Path, table: str, facts: str, message: str) -> None:
    (tmp_path / "x.gold.csv").write_text(table, encoding="utf-8")
    (tmp_path / "x.gold.json").write_text(facts, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load_gold(tmp_path)


@pytest.mark.parametrize(
    ("states", "units", "layout"),
    [
        ((), (), "no evaluation"),
        ((), (gold(),), "unknown"),
        (({"scheme": "cmw", "committee": "cmw", "language": "fr"},), (), "cmw fr"),
        (({"scheme": "", "committee": "cat", "language": "en"},), (), "cat en"),
        (({"committee": "cat"},), (), "cat"),
    ],
)
def test_what_decides_a_layout(states: tuple[Row, ...], units: tuple[dict[str, str], ...], layout: str) -> None:
    assert Gold("x", units, states).kind == layout


def test_gold_with_a_mark_of_order_short_lines_and_other_columns_is_read(tmp_path: Path) -> None:
    (tmp_path / "x.gold.csv").write_text(f"{COLUMNS},slip\nQalvera,16,,C\n", encoding="utf-8-sig")
    (tmp_path / "x.pdf").touch()
    (found,) = load_gold(tmp_path)
    assert found.units == (gold(scope="") | {"slip": ""},)
    assert found.reports == (tmp_path / "x.pdf",)
