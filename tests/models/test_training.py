"""Training: folds by State, the classifier of pairs, what the card says, and what does not matter."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from treatygrade.columns import GRADES
from treatygrade.corpus.texts import digest
from treatygrade.errors import ConfigError, UsageError
from treatygrade.models import Model, predict
from treatygrade.models.data import prepare, text_hash, visible
from treatygrade.models.pairs import PAIRS, fit
from treatygrade.models.settings import Settings
from treatygrade.models.split import folds
from treatygrade.models.training import fit_calibrated, train

SAID = {
    "A": "The Committee welcomes the adoption of the act on {}.",
    "B": "The Committee welcomes the draft law on {}, but regrets delays in {}.",
    "C": "The Committee regrets that no measures were taken on {} and reiterates its recommendation on {}.",
    "D": "No reply was received on {}.",
}
THEMES = [
    "asylum", "prisons", "courts", "media", "schools", "health", "labour", "water", "roads", "voting", "land", "taxes",
]  # fmt: skip
Row = dict[str, Any]


def graded(grades: str, states: int = 4, each: int = 6, **more: Any) -> list[Row]:
    """``each`` texts of every grade, from so many States in turn; no two of them are alike."""
    return [
        {
            "unit_id": f"{grade}{n}",
            "text": f"{SAID[grade].format(THEMES[n], THEMES[-1 - n])} It looks at {THEMES[n]}{grade}.",
            "grade": grade,
            "scheme": "ccpr-2017",
            "language": "en",
            "iso3": f"S{n % states}",
            **more,
        }
        for grade in grades
        for n in range(each)
    ]


@pytest.fixture(scope="module")
def plain(settings: Settings) -> Settings:
    return replace(settings, published=[], invented=[], hold_out=[], folds=2, min_states=1)


def write(path: Path, rows: list[Row]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize(("states", "count"), [(4, 2), (4, 4), (6, 3), (6, 5)])
def test_each_text_is_tested_once_by_a_model_that_has_not_seen_its_state(states: int, count: int) -> None:
    examples = prepare(graded("ABC", states))
    parts = list(folds(examples, count, seed=0))
    assert len(parts) == count
    assert sorted(np.concatenate([test for _, test in parts]).tolist()) == list(range(len(examples)))
    for train_at, test_at in parts:
        assert not set(examples.blocks[train_at]) & set(examples.blocks[test_at])
        assert len(train_at) + len(test_at) == len(examples)


def test_folds_hang_on_the_seed_alone() -> None:
    examples = prepare(graded("ABC", 6))
    ways = {seed: [test.tolist() for _, test in folds(examples, 3, seed)] for seed in range(6)}
    assert ways[0] == [test.tolist() for _, test in folds(examples, 3, 0)]
    assert len({str(way) for way in ways.values()}) > 1


@pytest.mark.parametrize(
    ("rows", "count", "said"),
    [
        (graded("ABC", 2), 3, "3 folds by State need 3 States, there are 2"),
        (graded("ABC", 4, each=4), 5, "5 folds by State need 5 States, there are 4"),
        (graded("A", 3, each=3) + graded("B", 3, each=2, iso3="S4"), 4, "4 folds need a grade with 4 texts"),
        ([{**row, "iso3": ""} for row in graded("ABC")], 2, "2 folds by State need 2 States, there are 1"),
    ],
)
def test_too_few_to_split(rows: list[Row], count: int, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        list(folds(prepare(rows), count, 0))


def test_each_decision_parts_its_two_grades(plain: Settings) -> None:
    examples = prepare(graded("ABC"))
    found = fit(examples, replace(plain, balance=0.0))
    decisions = found.vocabulary.matrix(examples.counts) @ found.weights + found.bias
    for a, b in [(0, 1), (0, 2), (1, 2)]:
        decision = decisions[:, PAIRS.index((a, b))]
        assert (decision[examples.gold == a] > 0).all()
        assert (decision[examples.gold == b] < 0).all()
    assert found.scores(examples).argmax(axis=1).tolist() == examples.gold.tolist()


def test_a_grade_that_was_not_seen_is_never_chosen(plain: Settings) -> None:
    examples = prepare(graded("AC"))
    found = fit(examples, plain)
    bias = dict(zip(PAIRS, found.bias.tolist(), strict=True))
    assert bias[0, 1] == 20  # A was seen, B was not
    assert bias[1, 2] == -20
    assert bias[1, 3] == 0  # neither was
    assert set(found.scores(examples).argmax(axis=1)) <= {0, 2}


def test_rare_grades_are_weighed_up_as_far_as_asked(plain: Settings) -> None:
    examples = prepare(graded("B", each=10) + graded("A", each=2))
    unclear = [Counter({"w:unheard": 1})]
    flat, even = (fit(examples, replace(plain, balance=balance)) for balance in (0.0, 1.0))
    assert flat.bias[0] < even.bias[0]
    assert flat.vocabulary.matrix(unclear).nnz == 0


def test_the_penalty_shrinks_weights(plain: Settings) -> None:
    examples = prepare(graded("ABC"))
    weak, strong = (np.abs(fit(examples, replace(plain, strength=c)).weights).sum() for c in (10.0, 0.01))
    assert strong < weak / 5


@pytest.mark.parametrize(("blocks", "least"), [({"w": 1.0}, 1000), ({"w": 1.0, "k": 2.0}, 5)])
def test_no_feature_is_left(plain: Settings, blocks: dict[str, float], least: int) -> None:
    with pytest.raises(ConfigError, match=f"no feature occurs in the texts of {least} States") as raised:
        fit(prepare(graded("ABC")), replace(plain, blocks=blocks, min_states=least))
    assert "min_states" in raised.value.hint


def test_the_model_scores_as_its_classifier_did(plain: Settings, tmp_path: Path) -> None:
    """Training goes by matrices, predicting text by text: the same numbers come out."""
    rows = graded("ABC") + graded("D", scheme="cescr")
    examples = prepare(rows)
    fitted = fit_calibrated(examples, plain)
    model = train(plain, [write(tmp_path / "u.jsonl", rows)], date="2026-01-01")
    scores = np.array([model.scores(visible(row), row["scheme"]) for row in rows])
    assert np.isneginf(scores).tolist() == (~examples.allowed).tolist()
    assert scores[examples.allowed] == pytest.approx(fitted.scores(examples)[examples.allowed])
    assert model.thresholds == fitted.thresholds


def test_verdicts_count_only_where_examples_are_shown(plain: Settings) -> None:
    verdict = " The Committee considers that the recommendation has been implemented."
    rows = [{**row, "scheme": "cmw", "text": row["text"] + verdict * (row["grade"] == "A")} for row in graded("ABC")]
    masked, shown = prepare(rows), prepare(rows, shown=True)
    fitted = fit_calibrated(masked, plain)
    gain = fitted.scores(shown) - fitted.scores(masked)
    assert fitted.thresholds.verdict_weight > 0
    assert gain[masked.gold == 0, 0] == pytest.approx(fitted.thresholds.verdict_weight)
    assert np.abs(gain[:, 1:]).max() == np.abs(gain[masked.gold != 0]).max() == 0


def test_calibration_comes_from_published_texts_where_there_are_any(plain: Settings) -> None:
    """Invented texts whose grades are swapped teach, but the model is as sure as it is right on published ones."""
    swapped = {"A": "C", "B": "B", "C": "A"}
    invented = [
        {**row, "text": " ".join(reversed(row["text"].split())), "grade": swapped[row["grade"]], "iso3": "QLV"}
        for row in graded("ABC", each=4)
    ]
    examples = prepare(graded("ABC"), invented)
    nobody = np.zeros(len(examples), dtype=bool)
    published, both = fit_calibrated(examples, plain), fit_calibrated(replace(examples, published=nobody), plain)
    assert published.held_out.shape == both.held_out.shape == (len(examples), len(GRADES))
    assert published.thresholds.factor > both.thresholds.factor
    assert published.pairs.weights.tobytes() == both.pairs.weights.tobytes()


@pytest.fixture(scope="module")
def trained(plain: Settings, tmp_path_factory: pytest.TempPathFactory) -> tuple[Model, list[Row], Path]:
    rows = graded("ABC", 4) + graded("D", 4, each=2, language="fr")
    table = write(tmp_path_factory.mktemp("units") / "u.jsonl", rows)
    return train(replace(plain, hold_out=["S3"]), [table], date="2026-01-01"), rows, table


def test_the_card_says_what_was_done(trained: tuple[Model, list[Row], Path]) -> None:
    model, rows, table = trained
    kept = [row for row in rows if row["iso3"] != "S3"]
    card, data = model.card, model.card["data"]
    assert (data["units"], data["published"], data["invented"], data["states"]) == (len(kept), len(kept), 0, 3)
    assert (data["held_out"], data["missing"], list(data["files"])) == (["S3"], [], [table.as_posix()])
    assert sum(row.get(grade, 0) for row in data["counts"] for grade in GRADES) == len(kept)
    assert [(row["scheme"], row["language"]) for row in data["counts"]] == [("ccpr-2017", "en"), ("ccpr-2017", "fr")]
    assert card["training_texts"] == {text_hash(row["text"]): digest(row["text"]) for row in kept}
    assert (card["features"], card["date"], card["figures"]["folds"]) == (len(model.vocabulary.names), "2026-01-01", 2)
    assert {"recall_A", "recall_B", "recall_C", "recall_D"} <= set(card["figures"])
    assert "recall_E" not in card["figures"]


def test_the_order_of_rows_moves_nothing_but_folds(
    trained: tuple[Model, list[Row], Path], plain: Settings, tmp_path: Path
) -> None:
    model, rows, _ = trained
    back = train(replace(plain, hold_out=["S3"]), [write(tmp_path / "u.jsonl", rows[::-1])], date="2026-01-01")
    assert back.vocabulary.names == model.vocabulary.names
    assert back.vocabulary.scale.tobytes() == model.vocabulary.scale.tobytes()
    assert back.weights == pytest.approx(model.weights, abs=1e-3)
    assert back.card["training_texts"] == model.card["training_texts"]
    assert back.card["data"]["counts"] == model.card["data"]["counts"]


def test_what_it_learned_it_knows(trained: tuple[Model, list[Row], Path]) -> None:
    model, rows, _ = trained
    kept = [row for row in rows if row["grade"] in "ABC"]
    found = predict([row["text"] for row in kept], schemes=["ccpr-2017"] * len(kept), model=model)
    assert [each.predicted for each in found] == [row["grade"] for row in kept]
    assert model.knows("ccpr-2017")
    assert model.unfamiliar([{"scheme": "cmw", "language": "es"}, {"language": "fr"}, {}]) == {
        "the model has not seen the scheme cmw: predicted from the others",
        "the model has not seen the language es: such texts are read as English",
    }


def test_without_a_date_it_is_todays(plain: Settings, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    before = datetime.now(UTC).date().isoformat()
    model = train(plain, [write(tmp_path / "u.jsonl", graded("ABC")), tmp_path / "none.jsonl"])
    assert before <= model.card["date"] <= datetime.now(UTC).date().isoformat()
    assert model.card["data"]["missing"] == [(tmp_path / "none.jsonl").as_posix()]
