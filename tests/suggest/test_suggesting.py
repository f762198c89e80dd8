"""What is suggested, and that the reasons given are the model's own."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.suggest.graded_units import unit
from treatygrade.columns import PREDICTION_COLUMNS, UNIT_COLUMNS
from treatygrade.errors import ConfigError, SegmentError, UsageError
from treatygrade.models import Model, load
from treatygrade.suggest import Suggestion, suggest, suggest_units
from treatygrade.suggest.precedents import build
from treatygrade.suggest.words import comment, lines

TEXT = (
    "The Committee welcomes the adoption of the Act on legal aid. However, it regrets that the Act is not applied in "
    "the provinces. The Committee requests information on the number of lawyers who were appointed. "
    "The Committee considers that the recommendation has been partially implemented."
)


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


@pytest.fixture(scope="module")
def one(model: Model) -> Suggestion:
    return suggest(TEXT, scheme="cmw", model=model)[0]


@pytest.fixture(scope="module")
def draft(specimens: Path, model: Model) -> list[Suggestion]:
    return suggest(specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md", model=model)


def test_grades_are_ranked_in_the_schemes_words(one: Suggestion) -> None:
    probabilities = [ranked.probability for ranked in one.ranked]
    assert probabilities == sorted(probabilities, reverse=True)
    assert sum(probabilities) == pytest.approx(1)
    assert {ranked.grade: ranked.label for ranked in one.ranked}["B"] == "partially implemented"
    assert one.ranked[0].grade == one.prediction.predicted


def test_a_scheme_has_its_own_grades_only(model: Model) -> None:
    assert {ranked.grade for ranked in suggest(TEXT, scheme="cerd", model=model)[0].ranked} == {"A", "B", "C", "D"}
    assert {ranked.grade for ranked in suggest(TEXT, model=model)[0].ranked} == set("ABCDEF")


def test_sentences_and_base_sum_to_the_probabilities(one: Suggestion, draft: list[Suggestion]) -> None:
    for suggestion in [one, *draft]:
        grades = [ranked.grade for ranked in suggestion.ranked]
        scores = [suggestion.base[g] + sum(s.pushes[g] for s in suggestion.sentences) for g in grades]
        softmax = np.exp(scores) / np.exp(scores).sum()
        assert softmax == pytest.approx([ranked.probability for ranked in suggestion.ranked], abs=1e-4)


def test_sentences_cover_the_text_and_the_verdict_pushes_nothing(one: Suggestion) -> None:
    assert [TEXT[s.start : s.end] for s in one.sentences] == [s.text for s in one.sentences]
    assert [s.states_grade for s in one.sentences] == [False, False, False, True]
    assert set(one.sentences[3].pushes.values()) == {0.0}
    assert any(one.sentences[1].pushes.values())


def test_reasons_are_passages_of_the_text_that_push_towards_the_grade(one: Suggestion) -> None:
    assert one.reasons
    for grade, passages in one.reasons.items():
        assert [p.pushes[grade] for p in passages] == sorted((p.pushes[grade] for p in passages), reverse=True)
        assert all(p.pushes[grade] > 0 and TEXT[p.start : p.end] == p.text for p in passages)
        spans = sorted((p.start, p.end) for p in passages)
        assert all(a[1] <= b[0] for a, b in pairwise(spans))


def test_a_reader_is_told_what_the_text_asks_for(one: Suggestion) -> None:
    assert [request.text for request in one.requests] == [
        "The Committee requests information on the number of lawyers who were appointed."
    ]


@pytest.mark.parametrize("column", ["grade", "symbol", "state", "iso3", "paragraph", "grade_printed", "header_grades"])
def test_nothing_but_the_text_moves_the_suggestion(one: Suggestion, model: Model, column: str) -> None:
    other = suggest_units([{**one.unit, column: "A"}], model=model)[0]
    assert other.prediction.probabilities == one.prediction.probabilities


@pytest.mark.parametrize("grade", ["A", "B", "C", "D", "E", "F"])
def test_the_drafted_grade_fits_or_not(one: Suggestion, model: Model, grade: str) -> None:
    other = suggest_units([{**one.unit, "grade": grade, "grade_raw": grade}], model=model)[0]
    expected = "fits" if grade == one.prediction.predicted else "possible"
    assert other.fit == (expected if grade in one.prediction.prediction_set else "unlikely")
    assert f"The drafted [{grade}]" in "\n".join(lines(other))


def test_a_draft_gives_its_units_in_order(draft: list[Suggestion]) -> None:
    places = [(s.unit["paragraph"], s.unit["scope"]) for s in draft]
    assert places == [
        ("16", ""), ("34", "(a)"), ("34", "(b)|(c)|(d)"), ("48", "(a)"), ("48", "(b)"), ("60", "(a)"), ("60", "(b)"),
        ("60", "(c)"),
    ]  # fmt: skip
    assert all(suggestion.fictional for suggestion in draft)
    assert "Qalvera (FICTIONAL): Paragraph 34 (b), (c), (d) [C]" in next(iter(lines(draft[2])))


@pytest.mark.parametrize(
    ("predicted", "scheme", "better"),
    [("C", "cmw", "B"), ("B", "cmw", "A"), ("A", "cmw", ""), ("F", "cmw", ""), ("C", "cescr", "A")],
)
def test_the_next_better_grade_is_the_schemes(predicted: str, scheme: str, better: str) -> None:
    from treatygrade.suggest.suggesting import _better

    assert _better(predicted, scheme) == better


def test_without_units_the_command_that_builds_them_is_named(one: Suggestion) -> None:
    assert one.precedents == ()
    assert "treatygrade segment" in one.precedents_note


def test_with_units_precedents_come_along(model: Model, graded: list[dict[str, object]]) -> None:
    index = build(graded)
    found = suggest("The Committee regrets the overcrowding in prisons.", model=model, index=index)[0]
    assert found.precedents[0].grade in "BC"
    assert found.precedents_note == ""
    said = "\n".join(comment(found))
    assert said.count("Precedent ") == 2
    assert said.count("For ") <= 2


def test_a_unit_without_text_gets_no_grade(model: Model) -> None:
    found = suggest_units(
        [{"text": "", "scheme": "cmw", "paragraph": "12", "grade": "D", "grade_raw": "D"}], model=model
    )
    assert found[0].prediction.predicted is None
    assert list(comment(found[0])) == ["There is no text to suggest a grade for."]


def test_a_text_of_the_training_set_is_said_so(model: Model, draft: list[Suggestion]) -> None:
    assert not suggest(TEXT, model=model)[0].seen_in_training
    assert all(suggestion.seen_in_training for suggestion in draft)
    assert "was trained on this very text" in "\n".join(lines(draft[0]))


def test_json_holds_the_columns_of_unit_and_prediction(one: Suggestion) -> None:
    row = json.loads(json.dumps(one.to_dict()))
    assert {*UNIT_COLUMNS, *PREDICTION_COLUMNS} <= set(row)
    assert row["prediction_set"] == list(one.prediction.prediction_set)
    assert [s["text"] for s in row["sentences"]] == [s.text for s in one.sentences]


@pytest.mark.parametrize(
    ("text", "error", "message"),
    [
        ("", UsageError, "empty"),
        (" \n\t ", UsageError, "empty"),
        ("The Committee regrets it. " * 200_000, UsageError, "too many for one evaluation"),
        ("Der Ausschuss bedauert, dass der Vertragsstaat keine Angaben zu den Gesetzen gemacht hat, die er erlassen "
         "wollte, und fordert ihn auf, diese so bald wie möglich vorzulegen und umzusetzen.", SegmentError, "language"),
        ("Комитет выражает сожаление в связи с тем, что государство-участник не представило информации о законе.",
         SegmentError, "language"),
    ],
)  # fmt: skip
def test_a_text_that_cannot_be_graded_is_refused(model: Model, text: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        suggest(text, model=model)


def test_an_unknown_scheme_is_refused(model: Model) -> None:
    with pytest.raises(ConfigError, match="nonsense"):
        suggest(TEXT, scheme="nonsense", model=model)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Le Comité regrette que la loi n’ait pas encore été adoptée et demande des renseignements.",
        ),
        (
            "es",
            "El Comité lamenta que la ley no haya sido aprobada todavía y solicita información al respecto.",
        ),
        ("en", "No information was provided."),
    ],
)
def test_the_language_is_told_from_the_text(model: Model, language: str, text: str) -> None:
    assert suggest(text, scheme="ccpr-2017", model=model)[0].unit["language"] == language


def test_reasons_in_words_are_sentences_with_the_phrases_that_push(model: Model) -> None:
    long = "The Committee regrets that " + "no measure was taken in the provinces of the State party, " * 6 + "to date."
    (found,) = suggest(f"It does it. {long}", scheme="ccpr-2017", model=model)
    said = [line for line in lines(found) if line.startswith("    - ")]
    assert said
    assert all(len(line) < 400 for line in said)
    assert not any("“it”" in line.lower() for line in said)
    assert all("A A " not in line for line in lines(suggest(TEXT, model=model)[0]))


def test_words_say_when_nothing_is_asked_and_when_precedents_were_split(model: Model) -> None:
    words = "overcrowding in prisons persists although cells were built for detainees"
    rows = [unit(0, "C", f"The Committee regrets that {words}."), unit(1, "B", f"It welcomes that {words} of late.")]
    rows += [unit(2, "B", f"There {words}, it is said by some."), unit(3, "A", "Elections were free.")]
    asked = {"text": f"Reports say {words[:40]} in many places.", "language": "en", "scheme": "ccpr-2017"}
    (found,) = suggest_units([asked], model=model, index=build(rows))
    said = [line for line in lines(found) if "graded differently" in line]
    assert len(said) == 1
    assert "[C] A State" in said[0]
    assert "[B] A State" in said[0]
    assert any("asks for nothing" in line for line in lines(found)) == bool(found.better)
