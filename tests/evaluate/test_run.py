"""Cross-validation: no State on two sides, the JSON of the design, gates."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from treatygrade.errors import TableError, UsageError
from treatygrade.evaluate.crossval import cross_validate
from treatygrade.evaluate.gates import gate, missed
from treatygrade.evaluate.page import page
from treatygrade.evaluate.run import by_cross_validation, by_model, by_year, read_gold
from treatygrade.evaluate.systems import SYSTEMS, Outcome, System, configured
from treatygrade.models import load
from treatygrade.models.data import Examples, prepare
from treatygrade.models.settings import Settings
from treatygrade.models.split import folds

Row = dict[str, Any]
FIGURES = {
    "accuracy", "macro_f1", "qwk", "within_one", "log_loss", "ece", "answered", "accuracy_answered", "set_coverage",
    "set_size", "confusion", "per_grade", "intervals",
}  # fmt: skip


def test_the_json_of_the_design(found: dict[str, Any], rows: list[Row]) -> None:
    assert list(found)[:4] == ["n", "grades", "shown", "masked"]
    assert found["n"] == len(rows)
    assert set(found["shown"]) >= FIGURES
    assert set(found["masked"]) >= FIGURES
    assert {"precision", "recall", "f1", "support"} == set(found["masked"]["per_grade"]["A"])
    json.dumps(found, allow_nan=False)


def test_it_beats_the_baselines(found: dict[str, Any]) -> None:
    for name, difference in found["differences"].items():
        assert difference["accuracy"]["estimate"] > 0, name
        assert difference["log_loss"]["estimate"] < 0, name


def test_intervals_hold_the_estimates(found: dict[str, Any]) -> None:
    for name, (low, high) in found["masked"]["intervals"].items():
        if name in found["masked"]:
            assert low <= found["masked"][name] <= high, name


def test_supports_are_those_of_the_gold(found: dict[str, Any], rows: list[Row]) -> None:
    for grade, of in found["masked"]["per_grade"].items():
        assert of["support"] == sum(row["grade"] == grade for row in rows)


def test_no_state_is_on_two_sides(rows: list[Row]) -> None:
    examples = prepare(rows)
    tested = []
    for train_at, test_at in folds(examples, 5, seed=1):
        assert not set(examples.states[train_at]) & set(examples.states[test_at])
        tested += test_at.tolist()
    assert sorted(tested) == list(range(len(rows)))


def test_near_duplicates_are_on_one_side() -> None:
    text = "The Committee welcomes the adoption of the act on the ombudsperson and requests information on its effect. "
    rows = [
        {"text": text + ("" if n < 4 else f"Another matter {n} is treated here at some length."), "grade": "ABC"[n % 3],
         "iso3": f"X{n:02}", "scheme": "ccpr-2017"}
        for n in range(12)
    ]  # fmt: skip
    examples = prepare(rows)
    assert len(set(examples.blocks[:4])) == 1


def test_invented_rows_are_learned_from_and_never_tested(rows: list[Row], settings: Settings) -> None:
    seen: list[int] = []

    def learn(train: Examples, _: Settings) -> Any:
        seen.append(int((~train.published).sum()))
        return lambda test: Outcome(np.full((len(test), 6), 1 / 6), 0.0, 0.0)

    examples = prepare(rows[:120], rows[120:])
    found = cross_validate(examples, settings, {"one": System(learn, reads_texts=False)}, count=3, seeds=[1, 2])
    assert found["masked"]["one"].gold.shape == (240,)
    assert seen == [len(rows) - 120] * 6


def test_by_year(rows: list[Row], settings: Settings) -> None:
    found = by_year(rows, settings, last=2016, systems={name: SYSTEMS[name] for name in ("treatygrade", "majority")})
    assert found["n"] == sum(int(row["year"]) > 2016 for row in rows)
    assert set(found["differences"]) == {"majority", "treatygrade, all years"}
    assert found["baselines"]["treatygrade, all years"]["masked"]["accuracy"] > found["masked"]["accuracy"] - 0.1
    with pytest.raises(UsageError, match="one side"):
        by_year(rows, settings, last=1990)


def test_a_saved_model_says_what_it_has_seen(rows: list[Row]) -> None:
    found = by_model(rows, load())
    assert found["run"]["seen_in_training"] == len(rows)


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"accuracy": 0.1}, 0),
        ({"accuracy": 1.1}, 1),
        ({"log_loss": 9.0}, 0),
        ({"log_loss": 0.0, "recall_D": 1.1}, 2),
        ({"precision_A": 0.0}, 0),
        ({"masked.qwk": 1.1, "shown.qwk": 0.0}, 1),
        ({"shown.per_grade.E.f1": 1.1}, 1),
        ({"recall_F": 0.1}, 1),
    ],
)
def test_gates(found: dict[str, Any], wanted: dict[str, float], count: int) -> None:
    assert len(missed(found, wanted)) == count


@pytest.mark.parametrize(
    "text", ["grandeur=1", "masked.grandeur=1", "recall_Z=1", "per_grade.A=1", "qwk", "qwk=nan", "=1"]
)
def test_a_gate_that_does_not_exist(text: str) -> None:
    with pytest.raises(UsageError):
        gate(text)


def test_a_second_configuration_and_the_learning_curve(rows: list[Row], settings: Settings) -> None:
    plain = replace(settings, balance=0.0)
    systems = {"treatygrade": SYSTEMS["treatygrade"], "same": configured(settings), "plain": configured(plain)}
    found = by_cross_validation(rows, settings, count=3, seeds=1, systems=systems, curve=True)
    assert found["differences"]["same"]["log_loss"] == {"estimate": 0.0, "low": 0.0, "high": 0.0}
    assert found["differences"]["plain"]["log_loss"]["estimate"] != 0
    points = found["learning_curve"]
    assert [point["share"] for point in points] == [0.2, 0.4, 0.6, 0.8, 1.0]
    assert points[0]["accuracy"] < points[-1]["accuracy"] == pytest.approx(found["masked"]["accuracy"])
    assert "Learning curve" in page(found)


def test_gold_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        read_gold([tmp_path / "none.jsonl"])
    (tmp_path / "ungraded.jsonl").write_text('{"text": "The Committee regrets."}\n')
    with pytest.raises(UsageError, match="no unit"):
        read_gold([tmp_path / "ungraded.jsonl"])


def _few(*grades: str, **more: str) -> list[Row]:
    """Units of so many States, no text like another."""
    words = [
        "law",
        "act",
        "plan",
        "court",
        "prison",
        "child",
        "judge",
        "police",
        "asylum",
        "union",
        "vote",
        "press",
        "health",
        "school",
        "border",
        "land",
    ]
    texts = [" ".join(Random(n).sample(words, 12)) for n in range(len(grades))]
    return [
        {"text": f"{text}.", "state": f"S{n}", "grade": grade, **more}
        for n, (text, grade) in enumerate(zip(texts, grades, strict=True))
    ]


@pytest.mark.parametrize(
    ("rows", "left_out", "kept"),
    [
        (_few("A", "", "B1"), {"no grade": 2}, 1),
        ([*_few("A"), *_few("E", scheme="cescr")], {"a grade that its scheme lacks": 1}, 1),
        ([*_few("A"), {**_few("B")[0], "flags": ["shared_text"]}], {"shared_text": 1}, 1),
    ],
)
def test_what_is_left_out_is_counted(rows: list[Row], left_out: dict[str, int], kept: int, tmp_path: Path) -> None:
    (tmp_path / "u.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    gold = read_gold([tmp_path / "u.jsonl"])
    assert (dict(gold.left_out), len(gold.rows)) == (left_out, kept)


def test_a_text_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "u.jsonl").write_text('{"id": "one", "text": 5, "grade": "A"}', encoding="utf-8")
    with pytest.raises(TableError, match="one: text is not a string: 5"):
        read_gold([tmp_path / "u.jsonl"])


def test_one_grade_alone_is_learned(settings: Settings) -> None:
    found = by_cross_validation(_few(*"BBBBBBBB"), settings, count=2, seeds=1)
    assert found["masked"]["accuracy"] == 1.0
    assert found["baselines"]["TF-IDF + logistic regression"]["masked"]["accuracy"] == 1.0
    assert found["suspicious"] == []


def test_too_few_of_every_grade_is_said(settings: Settings) -> None:
    with pytest.raises(UsageError, match="5 folds need a grade with 5 texts"):
        by_cross_validation(_few(*"ABCABCABC"), settings, count=5, seeds=1)
