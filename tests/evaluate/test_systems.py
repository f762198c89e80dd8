"""The baselines and pipelines that predictions are held against, shares of a learning curve, and leaks of splits."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from treatygrade.columns import GRADES
from treatygrade.evaluate.crossval import cross_validate, shown, split_once
from treatygrade.evaluate.curve import SHARES, some
from treatygrade.evaluate.systems import SYSTEMS, Outcome, Predictor, System, configured, from_pipeline
from treatygrade.models.data import Examples, prepare
from treatygrade.models.settings import Settings

Row = dict[str, Any]
SPOKEN = {"A": "fully welcome", "B": "partly some", "C": "nothing regret"}


def made(grades: str, *, scheme: str = "ccpr-2017", start: int = 0) -> list[Row]:
    """Units of a State each, whose words tell their grade."""
    return [
        {"text": f"{SPOKEN[grade]} topic{n} matter{n * 7 % 11}.", "grade": grade, "scheme": scheme, "iso3": f"S{n:02}"}
        for n, grade in enumerate(grades, start)
    ]  # fmt: skip


EXAMPLES = prepare(made("ABCBCBACBBCCBABCBC"))


def outcome(system: System, examples: Examples, settings: Settings) -> Outcome:
    return system.learn(examples, settings)(examples)


def test_the_majority_is_the_shares_of_the_published_training_texts(settings: Settings) -> None:
    examples = prepare(made("AABBBBBB"), made("CCCCCCCCCC", start=20))
    found = outcome(SYSTEMS["majority"], examples, settings).probabilities
    assert found[0].tolist() == [0.25, 0.75, 0, 0, 0, 0]
    assert (found == found[0]).all()


def test_invented_texts_count_where_there_are_no_others(settings: Settings) -> None:
    examples = replace(EXAMPLES, published=np.zeros(len(EXAMPLES), dtype=bool))
    found = outcome(SYSTEMS["majority"], examples, settings).probabilities
    assert found[0, :3] == pytest.approx(np.bincount(EXAMPLES.gold) / len(EXAMPLES))


def test_the_keyword_rule_is_as_sure_as_it_was_right(settings: Settings) -> None:
    rows = [
        {"text": text, "grade": grade, "scheme": "", "iso3": f"S{n}"}
        for n, (text, grade) in enumerate(
            [("Nothing of note.", "B"), ("Nothing of note.", "A"), ("Nothing else.", "B")]
        )
    ]
    found = outcome(SYSTEMS["keyword rule"], prepare(rows), settings).probabilities
    assert found.sum(axis=1) == pytest.approx(1)
    sure = found.max(axis=1)
    assert sure == pytest.approx(2 / 3)
    assert (found.argmax(axis=1) == GRADES.index("B")).all()  # what is said of nothing is the rule's `otherwise`


PIPELINES = {
    "probabilities": lambda: make_pipeline(CountVectorizer(), LogisticRegression(C=10)),
    "a decision function": lambda: make_pipeline(CountVectorizer(), LinearSVC()),
}


@pytest.mark.parametrize("grades", ["ABCBCBACBBCCBABCBC", "BCBCBBCCBCBCCB"], ids=["three grades", "two grades"])
@pytest.mark.parametrize("make", PIPELINES.values(), ids=PIPELINES)
def test_a_pipeline_learns_what_words_tell(make: Any, grades: str, settings: Settings) -> None:
    examples = prepare(made(grades))
    found = outcome(from_pipeline(make), examples, settings)
    assert found.probabilities.sum(axis=1) == pytest.approx(1)
    assert (found.probabilities.argmax(axis=1) == examples.gold).all()
    assert 0 <= found.level <= 1


def test_a_pipeline_gives_no_grade_that_the_scheme_lacks(settings: Settings) -> None:
    rows = made("ABCBCBACBBCCBABCBC")
    test = prepare([row | {"scheme": "cescr", "grade": "A" if row["grade"] == "B" else row["grade"]} for row in rows])
    found = from_pipeline(PIPELINES["probabilities"]).learn(EXAMPLES, settings)(test)
    assert not found.probabilities[:, GRADES.index("B")].any()
    assert found.probabilities.sum(axis=1) == pytest.approx(1)


@pytest.mark.parametrize("share", SHARES)
def test_a_share_of_the_states_with_all_their_texts_and_every_invented_one(share: float) -> None:
    examples = prepare(made("ABCBCBACBB") + made("CCBABCBCAB"), made("ABC", start=40))
    found = some(examples, share)
    states = Counter(found.states[found.published].tolist())
    assert len(states) == round(10 * share)
    assert set(states.values()) == {2}
    assert (~found.published).sum() == 3


def test_a_larger_share_holds_the_smaller_ones() -> None:
    kept = [set(some(EXAMPLES, share).states.tolist()) for share in SHARES]
    assert all(one <= other for one, other in pairwise(kept))
    assert kept[-1] == set(EXAMPLES.states.tolist())
    assert len(some(EXAMPLES, 0.0)) == 1  # one State, rather than nothing to learn from


class Spy:
    """A system that remembers what it learned from and predicts gold by row number."""

    def __init__(self) -> None:
        self.turns: list[tuple[list[Row], list[Row]]] = []

    def learn(self, train: Examples, settings: Settings) -> Predictor:
        del settings

        def predict(test: Examples) -> Outcome:
            self.turns.append((list(train.rows), list(test.rows)))
            return Outcome(np.eye(6)[test.gold], 0.25, 0.75)

        return predict


@pytest.mark.parametrize("seeds", [[0], [0, 1, 2]])
def test_no_state_and_no_near_duplicate_is_learned_and_tested(seeds: list[int], settings: Settings) -> None:
    copied = " ".join(f"word{n}" for n in range(30))
    rows = made("ABCBCBACBBCCBABC")
    rows += [{**row, "text": f"{row['text']} again"} for row in rows[:4]]  # two texts of a State
    rows += [{"text": copied, "grade": "B", "scheme": "cmw", "iso3": name} for name in ("X1", "X2")]
    invented = [{"text": copied, "grade": "B", "scheme": "cmw", "iso3": "QLV"}, *made("A", start=50)]
    spy = Spy()
    examples = prepare(rows, invented)
    found = cross_validate(examples, settings, {"spy": System(spy.learn)}, count=3, seeds=seeds)
    assert len(spy.turns) == 2 * 3 * len(seeds)  # masked and shown
    tested: Counter[str] = Counter()
    for train, test in spy.turns[::2]:
        assert not {row["iso3"] for row in train} & {row["iso3"] for row in test}
        assert not {row["text"] for row in train} & {row["text"] for row in test}
        assert any(row["iso3"] == "S50" for row in train), "what is invented is learned from"
        assert not any(row["iso3"] in ("S50", "QLV") for row in test), "and never tested"
        tested.update(f"{row['iso3']} {row['text']}" for row in test)
    assert set(tested.values()) == {len(seeds)}
    for kind in ("masked", "shown"):
        of = found[kind]["spy"]
        assert of.texts == len(rows)
        assert (of.probabilities.argmax(axis=1) == of.gold).all(), "each prediction stands at its own text"
        assert set(of.level.tolist()) == {0.25}
        assert set(of.answer_from.tolist()) == {0.75}


def test_one_split_keeps_what_was_given(settings: Settings) -> None:
    spy = Spy()
    train, test = np.arange(10), np.arange(10, 18)
    found = split_once(EXAMPLES, settings, {"spy": System(spy.learn)}, train=train, test=test)
    assert [(len(learned), len(predicted)) for learned, predicted in spy.turns] == [(10, 8), (10, 8)]
    assert found["shown"]["spy"].texts == 8
    part = found["masked"]["spy"].take(np.array([0, 2]))
    assert (part.texts, part.gold.tolist()) == (2, EXAMPLES.gold[[10, 12]].tolist())


def test_verdicts_are_masked_unless_they_are_shown() -> None:
    verdict = "The Committee considers that the recommendation has been partially implemented."
    examples = prepare([{"text": f"Laws were amended. {verdict}", "grade": "B", "scheme": "cmw", "iso3": "ALB"}])
    assert verdict not in examples.texts[0]
    assert not examples.shown
    told = shown(examples)
    assert verdict in told.texts[0]
    assert told.shown
    assert told.counts == examples.counts, "features see no verdict either way"


def test_a_second_configuration_learns_by_its_own_settings(settings: Settings) -> None:
    one = outcome(SYSTEMS["treatygrade"], EXAMPLES, replace(settings, balance=0.0))
    other = outcome(configured(replace(settings, balance=0.0)), EXAMPLES, replace(settings, balance=1.0))
    assert one.probabilities == pytest.approx(other.probabilities)
