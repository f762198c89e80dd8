"""Predictions: of texts, of rows, with verdicts and without; contributions; the commands."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from treatygrade.columns import GRADES, PREDICTION_COLUMNS
from treatygrade.errors import ConfigError
from treatygrade.models import Model, add_predictions, predict
from treatygrade.models.settings import Settings
from treatygrade.models.training import train
from treatygrade.resources import resource
from treatygrade.tables import read_rows

TEXT = "The Committee welcomes the draft law, but regrets delays. It reiterates its recommendation."
VERDICT = "The Committee considers that the recommendation has been implemented."


def test_without_a_text_nothing_is_predicted(small: Model) -> None:
    for empty in (None, "", "  \n"):
        found = predict([empty], model=small)[0]
        assert (found.predicted, found.confidence, found.prediction_set, found.abstained) == (None, None, (), True)
        assert found.probabilities == {}


def test_a_text_that_is_all_verdict_is_still_predicted(small: Model) -> None:
    found = predict([VERDICT], schemes=["cmw"], model=small)[0]
    assert found.predicted in GRADES


def test_a_prediction_names_the_key_phrases(small: Model) -> None:
    found = predict([TEXT], model=small)[0]
    assert [(phrase["text"], phrase["category"]) for phrase in found.phrases][:2] == [
        ("welcomes", "welcome"),
        ("draft law", "draft"),
    ]


@pytest.mark.parametrize(
    ("text", "abstained"),
    [
        ("Please find attached the minutes of the meeting of Tuesday.", True),
        ("lorem ipsum dolor sit amet", True),
        ("The State party rejects the recommendation.", False),
        ("No information has been received from the State party.", False),
    ],
)
def test_a_text_that_evaluates_nothing_is_left_open(text: str, abstained: bool, shipped: Model) -> None:
    assert predict([text], model=shipped)[0].abstained is abstained


def test_the_verdict_speaks_only_when_asked(shipped: Model) -> None:
    text = f"{TEXT} {VERDICT}"
    plain, masked = predict([TEXT, text], schemes=["cmw"] * 2, model=shipped)
    assert masked.probabilities == pytest.approx(plain.probabilities)
    assert predict([text], schemes=["cmw"], model=shipped, use_verdict=True)[0].predicted == "A"


def test_an_unknown_scheme_is_refused(small: Model) -> None:
    with pytest.raises(ConfigError, match="no grading scheme"):
        predict([TEXT], schemes=["unheard"], model=small)


def test_a_scheme_that_was_not_trained_on(small: Model) -> None:
    assert small.knows("ccpr-2017")
    assert not small.knows("cescr")
    assert predict([TEXT], schemes=["cescr"], model=small)[0].predicted in ("A", "C", "D")


@pytest.mark.parametrize(("scheme", "language"), [("ccpr-2017", "en"), ("cmw", "en"), ("", "en"), ("cescr", "fr")])
@pytest.mark.parametrize("text", [TEXT, "", "Word.", TEXT * 20])
def test_contributions_sum_to_the_scores(shipped: Model, text: str, scheme: str, language: str) -> None:
    scores = shipped.scores(text, scheme, language)
    sums = {grade: sum(c.scores[grade] for c in shipped.contributions(text, scheme, language)) for grade in GRADES}
    for grade, score in zip(GRADES, scores, strict=True):
        if np.isfinite(score):
            assert sums[grade] == pytest.approx(score, abs=1e-9)


def test_contributions_point_at_the_text(shipped: Model) -> None:
    places = {c.feature: c.places for c in shipped.contributions(TEXT, "ccpr-2017")}
    start, end = places["w:regrets"][0]
    assert TEXT[start:end] == "regrets"
    assert places["bias"] == ()


def test_rows_keep_what_they_had(small: Model) -> None:
    row = {"text": TEXT, "scheme": "ccpr-2017", "note": "mine", "flags": ["shared_text"]}
    found = add_predictions([row], model=small)[0]
    assert found["note"] == "mine"
    assert found["flags"][0] == "shared_text"
    assert set(PREDICTION_COLUMNS) <= set(found)


def test_rows_seen_in_training_are_flagged(small: Model) -> None:
    seen = json.loads(resource("corpus", "specimens", "units", "ccpr_en.jsonl").read_text().splitlines()[0])
    found = add_predictions([seen, {"text": TEXT}], model=small)
    assert ["seen_in_training" in row["flags"] for row in found] == [True, False]


def test_the_card_lists_every_training_text(small: Model) -> None:
    assert len(small.card["training_texts"]) == small.card["data"]["units"] == 220
    assert all(len(key) == 64 for key in small.card["training_texts"])


def test_held_out_states_are_not_learned_from(settings: Settings) -> None:
    model = train(replace(settings, hold_out=["XAA"]), date="2026-01-01")
    assert model.card["data"]["units"] == 212
    assert model.card["data"]["held_out"] == ["XAA"]


def test_the_demonstration_state_is_not_in_the_shipped_model(shipped: Model, specimens: Path) -> None:
    from treatygrade.models.data import read_units

    rows = read_units([specimens / "en" / "CMW_C_ZRT_FCO_2_Add.1.md"]).rows
    assert rows
    assert not any("seen_in_training" in row["flags"] for row in add_predictions(rows, model=shipped))


def test_the_same_seed_makes_the_same_model(settings: Settings, small: Model) -> None:
    again = train(settings, date="2026-01-01")
    assert again.weights.tobytes() == small.weights.tobytes()
    assert again.thresholds == small.thresholds
    assert again.card == small.card


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    from treatygrade.cli.main import main

    monkeypatch.setattr("sys.argv", ["treatygrade", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


def test_the_commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    units, out, folder = tmp_path / "u.jsonl", tmp_path / "o.csv", tmp_path / "model"
    rows = [
        {"text": TEXT, "scheme": "ccpr-2017", "language": "en"},
        {"text": "", "scheme": "ced"},
    ]
    units.write_text("".join(json.dumps(row) + "\n" for row in rows))
    text = resource("configs", "train", "default.yaml").read_text()
    (tmp_path / "c.yaml").write_text(text.replace("[../shared/real/units/ccpr.jsonl]", "[nowhere.jsonl]"))
    monkeypatch.chdir(resource("corpus").parent)
    assert run(monkeypatch, "train", tmp_path / "c.yaml", "-o", folder, "--date", "2026-01-01") == 0
    assert "nowhere.jsonl: no such file" in capsys.readouterr().err
    assert run(monkeypatch, "model", "verify", folder) == 0
    assert run(monkeypatch, "model", "show", folder) == 0
    assert "nowhere.jsonl" in capsys.readouterr().out
    assert run(monkeypatch, "predict", units, "-o", out, "--model", folder) == 0
    found = read_rows(out)
    assert [row["predicted"] for row in found][1] in (None, "")
    assert found[0]["probabilities"]["F"] == 0
    (folder / "weights.safetensors").write_bytes(b"harm")
    assert run(monkeypatch, "predict", units, "-o", out, "--model", folder) == 1
    assert "weights.safetensors" in capsys.readouterr().err
