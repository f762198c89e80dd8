"""Vocabularies: what is kept, and the values of a row."""

from __future__ import annotations

from collections import Counter

import numpy as np

from treatygrade.features.vocabulary import Vocabulary

COUNTS = [Counter({"w:act": 2, "c:regret": 1, "s:cmw": 1}), Counter({"w:act": 1, "w:rare": 3, "x:no": 1})]


def fit(**changes: object) -> Vocabulary:
    settings = {"weights": {"w": 1.0, "c": 2.0, "s": 0.5}, "min_groups": 1} | changes
    return Vocabulary.fit(COUNTS, ["AAA", "BBB"], **settings)  # type: ignore[arg-type]


def test_a_feature_of_one_state_is_left_out() -> None:
    assert fit(min_groups=2).names == ("s:cmw", "w:act")


def test_a_block_without_weight_is_left_out() -> None:
    assert "x:no" not in fit().names


def test_each_block_has_its_length() -> None:
    vocabulary = fit()
    columns, values = vocabulary.row(COUNTS[0])
    assert [vocabulary.names[column] for column in columns] == ["c:regret", "s:cmw", "w:act"]
    assert np.allclose(values, [2.0, 0.5, 1.0])


def test_nothing_known_is_a_row_of_nothing() -> None:
    columns, values = fit().row(Counter({"w:unheard": 1}))
    assert columns == []
    assert len(values) == 0


def test_matrix_holds_the_rows() -> None:
    vocabulary = fit()
    matrix = vocabulary.matrix(COUNTS).toarray()
    assert matrix.shape == (2, len(vocabulary.names))
    columns, values = vocabulary.row(COUNTS[1])
    assert np.allclose(matrix[1, columns], values)
