"""Laws of predictions: what holds for every text, scheme and language."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.columns import GRADES
from treatygrade.models import Model, Prediction, load, predict
from treatygrade.models.apart import far_apart
from treatygrade.models.model import BIAS, allowed, possible, probabilities
from treatygrade.models.pairs import PAIRS, SIGNS, votes
from treatygrade.schemes import load as load_scheme
from treatygrade.schemes import names

PIECES = [
    "The Committee welcomes the adoption of the act.", "It regrets that no measures were taken.", "No information.",
    "The State party refuses to amend the law.", "It reiterates its recommendation", "while noting the draft law,",
    "The information is due in its next periodic report.", "Le Comité regrette l’absence de mesures.", "[C]", "A",
    "El Comité lamenta la falta de información.", "\n\n", "Комитет сожалеет.", "1,234", "however", "The", "?",
    "The Committee considers that the recommendation has been partially implemented.", "\u202e", "\x00", "ﬁ", "é",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map(" ".join).filter(str.strip)
SCHEMES = st.sampled_from(["", *names()])
LANGUAGES = st.sampled_from(["", "en", "fr", "es", "pt"])


@settings(max_examples=120, deadline=None)
@given(TEXTS, SCHEMES, LANGUAGES, st.booleans())
def test_every_prediction(text: str, scheme: str, language: str, use_verdict: bool) -> None:
    model = _shipped()
    (found,) = predict([text], schemes=[scheme], languages=[language], model=model, use_verdict=use_verdict)
    grades = possible(scheme)
    assert list(found.probabilities) == list(GRADES)
    assert all(math.isfinite(p) and 0 <= p <= 1 for p in found.probabilities.values())
    assert sum(found.probabilities.values()) == pytest.approx(1)
    assert {grade for grade, p in found.probabilities.items() if p == 0} == set(GRADES) - set(grades)
    assert found.confidence == max(found.probabilities.values()) == found.probabilities[str(found.predicted)]
    inside = [grade for grade in grades if found.probabilities[grade] >= model.thresholds.level]
    assert set(found.prediction_set) == {*inside, found.predicted}
    ranked = [found.probabilities[grade] for grade in found.prediction_set]
    assert ranked == sorted(ranked, reverse=True)
    assert found.abstained == (found.confidence < model.thresholds.answer_from or not found.phrases)
    assert found.predicted_label == (
        load_scheme(scheme).label(str(found.predicted), language or "en") if scheme else found.predicted
    )


def _shipped() -> Model:
    if not _LOADED:
        _LOADED.append(load())
    return _LOADED[0]


_LOADED: list[Model] = []


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(TEXTS, SCHEMES), min_size=1, max_size=6), st.randoms())
def test_rows_do_not_know_of_each_other(rows: list[tuple[str, str]], draw: Any) -> None:
    order = list(range(len(rows)))
    draw.shuffle(order)

    def ask(rows: list[tuple[str, str]]) -> list[Prediction]:
        return predict([text for text, _ in rows], schemes=[scheme for _, scheme in rows], model=_shipped())

    found = ask(rows)
    assert ask([rows[i] for i in order]) == [found[i] for i in order]
    assert [ask([row])[0] for row in rows] == found


@pytest.mark.parametrize("given_", [{"schemes": ["cmw"]}, {"languages": ["en", "en", "en"]}, {"scopes": []}])
def test_lists_that_go_with_the_texts_are_as_long(small: Model, given_: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="zip"):
        predict(["It regrets it.", "It notes it."], model=small, **given_)


def test_no_text_at_all(small: Model) -> None:
    assert predict([], model=small) == []


@pytest.mark.parametrize("scheme", names())
def test_only_grades_of_the_scheme_have_weight(scheme: str) -> None:
    mask = allowed(scheme)
    assert [grade for grade, there in zip(GRADES, mask, strict=True) if there] == [
        g for g in GRADES if g in possible(scheme)
    ]
    with pytest.raises(ValueError, match="read-only"):
        mask[0] = False


@pytest.mark.parametrize("scheme", ["cescr", "cmw", "ccpr-2017"])
@pytest.mark.parametrize("verdict", ["been implemented", "been partially implemented", "not been implemented"])
def test_a_stated_verdict_adds_its_weight_to_its_grade_alone(shipped: Model, scheme: str, verdict: str) -> None:
    text = f"It notes delays. The Committee considers that the recommendation has {verdict}."
    masked, shown = (
        predict([text], schemes=[scheme], model=shipped, use_verdict=use)[0].probabilities for use in (False, True)
    )
    stated = {"been implemented": "A", "been partially implemented": "B", "not been implemented": "C"}[verdict]
    moved = {g: math.log(shown[g] / masked[g]) for g in GRADES if masked[g]}
    others = [change for grade, change in moved.items() if grade != stated]
    assert max(others) - min(others) < 1e-9
    if stated in moved and moved[stated] != pytest.approx(0):
        assert moved[stated] - others[0] == pytest.approx(shipped.thresholds.verdict_weight)
    if scheme == "cmw":
        assert moved[stated] > 0


@given(st.lists(st.floats(-30, 30), min_size=6, max_size=6), st.floats(-50, 50))
def test_probabilities_are_the_softmax(scores: list[float], shift: float) -> None:
    found = probabilities(np.array(scores))
    assert sum(found.values()) == pytest.approx(1)
    assert probabilities(np.array(scores) + shift) == pytest.approx(found)
    wanted = [math.exp(score - max(scores)) for score in scores]
    assert list(found.values()) == pytest.approx([each / sum(wanted) for each in wanted])


def test_pairs_and_their_signs() -> None:
    assert len(PAIRS) == 15
    assert PAIRS[0] == (0, 1)
    assert PAIRS[-1] == (4, 5)
    assert (SIGNS.sum(axis=1) == 0).all()
    assert all(SIGNS[i, a] == 1 and SIGNS[i, b] == -1 and np.abs(SIGNS[i]).sum() == 2 for i, (a, b) in enumerate(PAIRS))


@pytest.mark.parametrize(
    ("decisions", "grades", "wanted"),
    [
        ({}, "ABCDEF", [0, 0, 0, 0, 0, 0]),
        ({(0, 1): 0.5}, "ABCDEF", [math.tanh(0.5), -math.tanh(0.5), 0, 0, 0, 0]),
        ({(0, 1): 0.5}, "BCDEF", [0, 0, 0, 0, 0, 0]),  # a pair of which one grade cannot be does not count
        ({(1, 2): -1.0, (0, 2): 2.0}, "ABC", [math.tanh(2), -math.tanh(1), math.tanh(1) - math.tanh(2), 0, 0, 0]),
        ({(4, 5): 100.0}, "ABCDEF", [0, 0, 0, 0, 1, -1]),
    ],
)
def test_votes(decisions: dict[tuple[int, int], float], grades: str, wanted: list[float]) -> None:
    given_ = np.array([decisions.get(pair, 0.0) for pair in PAIRS])
    mask = np.array([grade in grades for grade in GRADES])
    assert votes(given_, mask) == pytest.approx(wanted)
    assert votes(given_[None], mask[None])[0] == pytest.approx(wanted)
    assert votes(given_, mask).sum() == pytest.approx(0)


def test_a_text_of_which_nothing_is_known_has_the_bias_alone(shipped: Model) -> None:
    scores = shipped.count_scores(Counter({"w:unheard": 3}), allowed(""))
    assert scores == pytest.approx(shipped.thresholds.factor * votes(shipped.bias, allowed("")))
    (only,) = (one for one in shipped.contributions("xyzzy", "", "xx") if one.feature == BIAS)
    assert only.places == ()


@pytest.mark.parametrize(
    ("published", "predicted", "more", "far"),
    [
        ("A", "C", {}, True),
        ("C", "A", {}, True),
        ("A", "B", {}, False),
        ("B", "C", {}, False),
        ("A", "A", {}, False),
        ("C", "D", {}, True),
        ("D", "C", {}, True),
        ("E", "F", {}, True),
        ("A", "C", {"abstained": True}, False),
        ("A", "C", {"prediction_set": ["C", "A"]}, False),
        ("A", "C", {"prediction_set": ["C", "B"]}, True),
        ("A", "C", {"prediction_set": None}, True),
        ("", "C", {}, False),
        (None, "C", {}, False),
        ("A", None, {"abstained": True}, False),
        ("A", "", {}, False),
    ],
)
def test_how_far_a_published_grade_is_from_the_predicted_one(
    published: str | None, predicted: str | None, more: dict[str, Any], far: bool
) -> None:
    assert far_apart({"grade": published, "predicted": predicted} | more) is far
