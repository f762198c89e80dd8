"""Vocabularies: what is kept, and the values of a row."""

from __future__ import annotations

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.features.vocabulary import BLOCKS, Vocabulary

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


def test_scale_is_the_smoothed_inverse_document_frequency() -> None:
    """ln((1 + n) / (1 + df)) + 1, as scikit-learn has it: 1 for what every text has."""
    vocabulary = fit()
    scale = dict(zip(vocabulary.names, vocabulary.scale.tolist(), strict=True))
    assert scale == pytest.approx(
        {"c:regret": log(3 / 2) + 1, "s:cmw": log(3 / 2) + 1, "w:act": 1, "w:rare": log(1.5) + 1}
    )


def test_counts_are_sublinear_before_a_block_is_brought_to_its_length() -> None:
    columns, values = fit().row(COUNTS[1])
    act, rare = 1.0, (1 + log(3)) * (log(1.5) + 1)
    assert [fit().names[column] for column in columns] == ["w:act", "w:rare"]
    assert values == pytest.approx(np.array([act, rare]) / sqrt(act**2 + rare**2))


@pytest.mark.parametrize(
    ("groups", "least", "names"),
    [
        (["AAA", "BBB"], 1, ["c:regret", "s:cmw", "w:act", "w:rare"]),
        (["AAA", "BBB"], 2, ["s:cmw", "w:act"]),
        (["AAA", "AAA"], 2, ["s:cmw"]),  # two texts of one State are one State
        (["AAA", "BBB"], 3, ["s:cmw"]),
    ],
)
def test_states_are_counted_and_not_texts(groups: list[str], least: int, names: list[str]) -> None:
    weights = {"w": 1.0, "c": 1.0, "s": 1.0}
    assert list(Vocabulary.fit(COUNTS, groups, weights=weights, min_groups=least).names) == names


def test_every_text_has_a_group() -> None:
    with pytest.raises(ValueError, match="zip"):
        Vocabulary.fit(COUNTS, ["AAA"], weights={"w": 1.0}, min_groups=1)


def test_no_text_at_all() -> None:
    empty = Vocabulary.fit([], [], weights={"w": 1.0}, min_groups=1)
    assert empty.names == ()
    assert empty.matrix([]).shape == (0, 0)
    assert fit().matrix([]).shape == (0, 4)
    assert fit().matrix([Counter()]).toarray().tolist() == [[0, 0, 0, 0]]


NAMES = st.builds("{}:{}".format, st.sampled_from(BLOCKS), st.sampled_from("abcdef"))
TEXTS = st.lists(st.dictionaries(NAMES, st.integers(1, 9), max_size=12).map(Counter), min_size=1, max_size=6)
WEIGHTS = {block: 0.25 * number for number, block in enumerate(BLOCKS)}  # that of the first is 0


@settings(max_examples=50)
@given(TEXTS, st.randoms())
def test_a_vocabulary_is_that_of_its_texts_in_any_order(texts: list[Counter[str]], draw: object) -> None:
    order = list(range(len(texts)))
    draw.shuffle(order)  # type: ignore[attr-defined]
    states = [f"S{number % 3}" for number in range(len(texts))]
    one = Vocabulary.fit(texts, states, weights=WEIGHTS, min_groups=2)
    other = Vocabulary.fit([texts[i] for i in order], [states[i] for i in order], weights=WEIGHTS, min_groups=2)
    assert one.names == other.names == tuple(sorted(one.names))
    assert one.scale.tobytes() == other.scale.tobytes()


@settings(max_examples=50)
@given(TEXTS)
def test_each_block_of_each_row_has_the_length_of_its_weight(texts: list[Counter[str]]) -> None:
    vocabulary = Vocabulary.fit(texts, ["AAA"] * len(texts), weights=WEIGHTS, min_groups=1)
    matrix = vocabulary.matrix(texts).toarray()
    for text, dense in zip(texts, matrix, strict=True):
        columns, values = vocabulary.row(text)
        assert columns == sorted(columns)
        assert (dense[columns] == values).all()
        assert np.count_nonzero(dense) <= len(columns)
        for block, weight in WEIGHTS.items():
            own = [value for column, value in zip(columns, values, strict=True) if vocabulary.names[column][0] == block]
            assert sqrt(sum(value**2 for value in own)) == pytest.approx(weight if own else 0)
            assert all(value >= 0 for value in own)
