"""A history on a terminal, as JSON and in plots: nothing is lost on the way, and laws of transitions."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.test_history import quoting, row
from treatygrade.columns import GRADES
from treatygrade.history import history, transitions
from treatygrade.history.page import committee_plot, state_plot
from treatygrade.history.recommendations import overlap
from treatygrade.history.rounds import numbered
from treatygrade.history.show import as_json, groups, path, print_history, round_name, transition
from treatygrade.history.transitions import steps
from treatygrade.page import GRADE_COLOURS

Row = dict[str, Any]
quick = settings(max_examples=60, deadline=None)
ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 4),
        st.sampled_from(GRADES[:5]),
        st.sampled_from(["", "(a)", "(b)", "(a)|(b)", "(b)(i)"]),
        paragraph=st.sampled_from(["9", "16"]),
        co_symbol=st.sampled_from(["CCPR/C/PER/CO/5", "CCPR/C/PER/CO/6"]),
    ),
    min_size=1,
    max_size=10,
)


@quick
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_count(rows: list[Row], chance: Any) -> None:
    def told(given: list[Row]) -> Any:
        found = as_json(history(given))
        for each in found["recommendations"]:
            each["rounds"].sort(key=lambda graded: (graded["round"], graded["scope"], graded["grade"]))
        return sorted(found["recommendations"], key=str), sorted(found["cycles"], key=str), found["transitions"]

    assert told(chance.sample(rows, len(rows))) == told(rows)


@quick
@given(ROWS)
def test_every_row_is_told_once_and_twice_the_same_row_is_one(rows: list[Row]) -> None:
    found = history([*rows, *rows])
    seen = Counter(
        (each.cycle.co_symbol, each.paragraph, graded.round, graded.scope, graded.grade)
        for each in found.recommendations
        for graded in each.grades
    )
    assert set(seen.values()) == {1}
    assert set(seen) == {(r["co_symbol"], r["paragraph"], r["round"], r["scope"], r["grade"]) for r in rows}
    assert found == history(rows)


@quick
@given(ROWS)
def test_shares_of_what_follows_a_grade_add_up_to_1(rows: list[Row]) -> None:
    found = transitions(history(rows).recommendations)
    for before in {each.before for each in found}:
        same = [each for each in found if each.before == before]
        assert sum(each.share for each in same) == pytest.approx(1)
        assert {each.of for each in same} == {sum(each.count for each in same)}
    for each in found:
        assert 0 <= each.low <= each.share <= each.high <= 1
    assert [(each.before, each.after) for each in found] == sorted((each.before, each.after) for each in found)


@quick
@given(ROWS)
def test_a_step_leads_to_the_next_known_round_of_an_overlapping_scope(rows: list[Row]) -> None:
    for each in history(rows).recommendations:
        known = sorted(each.rounds)
        for before, after in steps(each):
            assert known.index(after.round) == known.index(before.round) + 1
            assert overlap(before.scope, after.scope)


@quick
@given(ROWS)
def test_rounds_left_out_are_the_sessions_in_their_order(rows: list[Row]) -> None:
    """Without their numbers, reports of one cycle are numbered from 1 on by session."""
    bare = [{**r, "session": 100 + r["round"]} for r in rows]
    for each in bare:
        del each["round"]
    order = {}
    for cycle in {each["co_symbol"] for each in bare}:
        sessions = sorted({each["session"] for each in bare if each["co_symbol"] == cycle})
        order |= {(cycle, session): number for number, session in enumerate(sessions, 1)}
    assert [each["round"] for each in numbered(bare)] == [order[each["co_symbol"], each["session"]] for each in bare]


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
