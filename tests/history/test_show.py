"""A history on a terminal, as JSON and in plots: nothing is lost on the way."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest

from tests.history.test_history import quoting, row
from treatygrade.columns import GRADES
from treatygrade.history import history
from treatygrade.history.page import committee_plot, state_plot
from treatygrade.history.show import as_json, groups, path, print_history, round_name, transition
from treatygrade.page import GRADE_COLOURS

Row = dict[str, Any]


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([row(1, "C"), row(2, "B")], ["1: C · 2: B", "ccpr: from one round to the next", "C to B: 1 of 1"]),
        ([row(1, "C")], ["1: C", "no recommendation with two rounds"]),
        (
            [quoting(2, "partially implemented", (1, "not implemented"), committee="cedaw", scheme="cedaw", grade="B")],
            ["1: [not implemented] · 2: partially implemented", "C to B: 1 of 1"],
        ),
        (
            [row(1, "C"), quoting(2, "B", (1, "A"))],
            ["A later report quotes another grade than was published:",
             "Peru CCPR/C/PER/CO/5 16, round 1: published C, quoted A by CCPR/C/112/2"],
        ),
        (
            [row(1, "C"), quoting(2, "B", (1, "A"), symbol="")], ["quoted A by a later report"],
        ),
        ([row(1, "C", committee="")], ["no committee: from one round to the next"]),
        ([row(1, "C", state="[/b] [red]", iso3="")], ["[/b] [red]"]),
    ],
    ids=["two rounds", "one round", "grades in words", "a conflict", "no symbol", "no committee", "markup in a name"],
)  # fmt: skip
def test_what_the_terminal_says(rows: list[Row], lines: list[str]) -> None:
    stream = io.StringIO()
    print_history(as_json(history(rows)), stream)
    for line in lines:
        assert line in stream.getvalue()


@pytest.mark.parametrize(
    ("rounds", "words"),
    [
        ([], ""),
        ([(1, "", "C", "C1", False)], "1: C1"),
        ([(1, "(a)|(b)", "C", "", False)], "1: (a) (b) C"),
        ([(0, "", "C", "C", True), (2, "(a)", "B", "B", False)], "earlier: [C] · 2: (a) B"),
        ([(1, "", "B", "B1", False), (1, "(c)", "C", "C2", True)], "1: B1, [(c) C2]"),
    ],
)
def test_a_path_of_grades(rounds: list[Any], words: str) -> None:
    names = ("round", "scope", "grade", "grade_raw", "quoted")
    assert path([dict(zip(names, each, strict=True)) for each in rounds]) == words


@pytest.mark.parametrize(("number", "name"), [(0, "earlier"), (1, "1"), (12, "12")])
def test_the_name_of_a_round(number: int, name: str) -> None:
    assert round_name(number) == name


def test_a_transition_in_words() -> None:
    told = {"before": "C", "after": "B", "count": 12, "of": 40, "share": 0.3, "low": 0.1814, "high": 0.4539}
    assert transition(told) == "C to B: 12 of 40, 30.0% (18.1–45.4)"


def test_the_json_has_what_tables_and_plots_need() -> None:
    told = as_json(history([row(1, "C", "(a)"), quoting(2, "B1", (1, "A"), scope="(a)", grade="B", year=2016)]))
    assert list(told) == ["recommendations", "cycles", "transitions", "conflicts"]
    (each,) = told["recommendations"]
    assert list(each) == ["state", "iso3", "fictional", "committee", "co_symbol", "paragraph", "rounds"]
    assert each["rounds"][1] == {
        "round": 2, "scope": "(a)", "grade": "B", "grade_raw": "B1", "scheme": "ccpr-2017", "symbol": "CCPR/C/112/2",
        "year": 2016, "quoted": False, "alone": True,
    }  # fmt: skip
    assert [(cycle["round"], cycle["year"], cycle["grades"]) for cycle in told["cycles"]] == [
        (1, 2015, {"C": 1}), (2, 2016, {"B": 1}),
    ]  # fmt: skip
    assert told["conflicts"][0]["quoted_by"] == "CCPR/C/112/2"


def test_invented_states_are_a_group_of_their_own_and_groups_stand_in_order() -> None:
    rows = [
        row(1, "C", committee=name, iso3=iso3, state=iso3)
        for name, iso3 in (("ced", "PER"), ("cat", "QLV"), ("cat", "PER"))
    ]
    assert list(groups(history(rows))) == ["cat", "cat (FICTIONAL)", "ced"]


class TestPlots:
    rows: tuple[Row, ...] = (
        row(1, "C"), row(2, "B"), row(1, "D", paragraph="9"), row(3, "A", paragraph="9"), row(1, "E", paragraph="7"),
    )  # fmt: skip

    def test_shares_of_a_round_add_up_to_1(self) -> None:
        (axes,) = committee_plot(history(self.rows).recommendations).axes
        heights: Counter[float] = Counter()
        for bar in axes.patches:
            heights[bar.get_x()] += bar.get_height()
        assert list(heights.values()) == pytest.approx([1.0] * 3)
        assert [text.get_text() for text in axes.texts] == ["n = 3", "n = 1", "n = 1"]
        assert [label.get_text() for label in axes.get_xticklabels()] == ["1", "2", "3"]

    def test_each_grade_has_its_colour_and_height(self) -> None:
        assert set(GRADE_COLOURS) == set(GRADES)
        assert len(set(GRADE_COLOURS.values())) == len(GRADES)
        (axes,) = state_plot(history(self.rows).recommendations).axes
        heights = dict(zip((label.get_text() for label in axes.get_yticklabels()), axes.get_yticks(), strict=True))
        assert list(heights) == list(GRADES)
        assert sorted(heights, key=lambda grade: -heights[grade]) == list(GRADES)
        assert heights["C"] - heights["D"] > heights["B"] - heights["C"]  # off the scale
        assert len(axes.lines) == 2 + 1  # two recommendations with a step, and the line under the scale

    def test_cycles_stand_beside_each_other(self) -> None:
        found = history([row(1, "C"), row(1, "B", co_symbol="CCPR/C/PER/CO/6")]).recommendations
        assert [axes.get_title() for axes in state_plot(found).axes] == ["ccpr CCPR/C/PER/CO/5", "ccpr CCPR/C/PER/CO/6"]
