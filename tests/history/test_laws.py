"""What holds of a history whatever the rows."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.test_history import row
from treatygrade.columns import GRADES
from treatygrade.history import history, transitions
from treatygrade.history.recommendations import overlap
from treatygrade.history.rounds import numbered
from treatygrade.history.show import as_json
from treatygrade.history.transitions import steps

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
