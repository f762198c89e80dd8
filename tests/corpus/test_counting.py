"""Splits are partitions; counts and their headings are by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.corpus.card import _table
from treatygrade.corpus.splits import SPLITS, by_state
from treatygrade.corpus.stats import heading, stats


@given(st.sets(st.text(min_size=1, max_size=6), min_size=3, max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_split_is_a_partition_that_does_not_depend_on_order(names: set[str]) -> None:
    placed = by_state(names)
    assert placed == by_state(sorted(names, reverse=True))
    assert set(placed) == names
    assert set(placed.values()) == set(SPLITS)


def test_words_by_hand() -> None:
    rows = [{"grade": "A", "text": " ".join(["w"] * n)} for n in range(1, 12)]
    # 1 … 11: deciles by linear interpolation are 2, 3, … 10.
    assert stats(rows)["words"] == {"least": 1, "tenth": 2, "median": 6, "nine_tenths": 10, "most": 11}
    assert stats(rows)["words_by_grade"] == {"A": list(range(1, 12))}
    assert stats(rows)["committee"] == {"unknown": 11}


@pytest.mark.parametrize(("files", "told"), [(1, "file0"), (3, "file2"), (5, " and 2 more files.")])
def test_a_heading_names_three_files(files: int, told: str) -> None:
    sources = {f"/a/file{number}": f"{number}" * 64 for number in range(files)}
    said = heading({"units": 7, "states": 2}, sources)
    assert said.startswith("7 evaluations of 2 States, ")
    assert told in said
    assert said.count("SHA-256") == min(files, 3)
    assert "/a/" not in said


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    assert _table(("a", "b"), [["(a)|(b)", 1]]) == "| a | b |\n| --- | --- |\n| (a)\\|(b) | 1 |"
