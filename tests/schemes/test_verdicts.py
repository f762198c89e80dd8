"""Verdict sentences: which grade they state, and what is left of a text without them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from treatygrade.models.data import read_units
from treatygrade.resources import resource
from treatygrade.schemes import load, mask, verdict_of, verdicts
from treatygrade.schemes.grammar import even, grammar

Row = dict[str, Any]

BEFORE = "The Committee welcomes the law. "


@pytest.mark.parametrize(
    ("scheme", "language", "sentence", "grade"),
    [
        ("cmw", "en", "The Committee considers that the recommendation has been implemented.", "A"),
        ("cmw", "en", "The Committee considers that the recommendation has been partially implemented.", "B"),
        ("cmw", "en", "The Committee considers that the recommendation has not been implemented.", "C"),
        ("cmw", "en", "The Committee notes that no information was provided on the implementation of it.", "D"),
        ("cmw", "en", "The Committee considers that the measures taken are contrary to the recommendation.", "E"),
        ("cmw", "fr", "Le Comité considère que la recommandation a été partiellement mise en œuvre.", "B"),
        ("cmw", "fr", "Il est d'avis que la recommandation n'a pas été mise en œuvre.", "C"),
        ("cmw", "es", "El Comité considera que la recomendación no se ha aplicado.", "C"),
        ("ccpr-2013", "en", "The Committee considers the State party’s response largely satisfactory.", "A"),
        ("cerd", "en", "It considers the reply partially satisfactory.", "B"),
        (
            "cedaw",
            "en",
            "The Committee considers that it did not receive sufficient information to assess whether the "
            "recommendation has been implemented.",
            "D",
        ),
        ("cescr", "en", "Insufficient progress.", "C"),
        ("cescr", "en", "Lack of sufficient information.", "D"),
        ("cedaw", "en", "Partially implemented.", "B"),
        ("cerd", "en", "The Committee considers satisfactory the response of the State party.", "A"),
        ("cerd", "en", "The Committee considers partially satisfactory the State party's response.", "B"),
        ("cerd", "en", "The Committee considers unsatisfactory the information provided.", "C"),
    ],
)
def test_a_verdict_is_found_and_masked(scheme: str, language: str, sentence: str, grade: str) -> None:
    assert [found.grade for found in verdicts(BEFORE + sentence, scheme, language)] == [grade]
    assert mask(BEFORE + sentence, scheme, language) == BEFORE.strip()


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        ("cmw", "The Committee asks whether the recommendation has been implemented."),
        ("cmw", "The State party claims that the recommendation has been implemented."),
        ("ccpr-2017", "The Committee regrets that no information was provided on the training of judges."),
        ("ccpr-2017", "The Committee notes that no information was provided on the training of judges."),
    ],
)
def test_what_is_no_verdict(scheme: str, sentence: str) -> None:
    assert verdicts(sentence, scheme) == []


def test_what_a_scheme_has_no_grade_for_stays() -> None:
    text = "The Committee notes that no information was provided on the training of judges."
    assert mask(text, "ccpr-2017", "en") == text
    assert mask(text, "cmw", "en") == ""


@pytest.mark.parametrize(("scope", "grade"), [("", ""), ("(a)", "A"), ("(b)", ""), ("(a)|(b)", "")])
def test_a_verdict_on_an_item_is_not_the_whole(scope: str, grade: str) -> None:
    text = "The Committee considers that the recommendation in item (a) has been implemented."
    assert verdict_of(text, "cmw", "en", scope) == grade


def _invented() -> list[Row]:
    return read_units([resource("corpus", "specimens")]).rows


def _published(shared: Path) -> list[Row]:
    return read_units([shared / "real" / "units" / "ccpr.jsonl"]).rows


def _what_is_left_of_verdicts(rows: list[Row]) -> list[tuple[str, str]]:
    """Labels of its scheme, words of its language's lexicon, grades in letters and verdicts in masked texts."""
    left: list[tuple[str, str]] = []
    for row in rows:
        scheme, language = row["scheme"], row.get("language") or "en"
        text = mask(row["text"], scheme, language)
        labels = {label for each in load(scheme).labels.values() for label in each.get(language, ())}
        found = [label for label in labels if re.search(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE)]
        found += [text[verdict.start : verdict.end] for verdict in verdicts(text, scheme, language)]
        rules = grammar(language)
        if rules.hints.search(even(text)):
            found += [match.group() for rule in (rules.residue, rules.letter) for match in rule.finditer(even(text))]
        left += [(row.get("unit_id") or row.get("id") or text[:40], each) for each in found]
    return left


def test_masked_specimens_hold_nothing_of_the_verdict_lexicon() -> None:
    assert _what_is_left_of_verdicts(_invented()) == []


def test_masked_published_units_hold_nothing_of_the_verdict_lexicon(shared: Path) -> None:
    assert _what_is_left_of_verdicts(_published(shared)) == []


def test_the_lexicon_is_found_where_nothing_is_masked() -> None:
    """The two tests above would see a verdict: unmasked texts have many."""
    rows = [row for row in _invented() if row["scheme"] == "cmw"]
    assert sum(bool(verdicts(row["text"], "cmw", row["language"])) for row in rows) > len(rows) / 3


def _from_places_alone(rows: list[Row]) -> tuple[float, float]:
    """Accuracy, by folds of States, of models that see only where and how long masked parts are; the majority's."""
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    seen = []
    for row in rows:
        found = verdicts(row["text"], row["scheme"], row.get("language") or "en")
        spans, length = sorted({(verdict.start, verdict.end) for verdict in found}), len(row["text"])
        masked = sum(end - start for start, end in spans)
        places = [spans[0][0] / length, spans[-1][1] / length] if spans else [1.0, 0.0]
        seen.append([len(spans), *places, masked, masked / length])
    gold, states = np.array([row["grade"] for row in rows]), [row["iso3"] for row in rows]
    models = [
        make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000)),
        RandomForestClassifier(200, min_samples_leaf=5, random_state=0),
    ]
    right = [cross_val_predict(model, seen, gold, groups=states, cv=GroupKFold(5)) == gold for model in models]
    return max(each.mean() for each in right), max(np.mean(gold == grade) for grade in set(gold))


def _above_chance(share: float, count: int) -> float:
    """Twice the standard error of a share of so many texts."""
    return 2 * float(np.sqrt(share * (1 - share) / count))


def test_where_verdicts_were_says_nothing_of_the_grade() -> None:
    found, majority = _from_places_alone(_invented())
    assert found <= majority + _above_chance(majority, len(_invented()))


def test_where_verdicts_were_says_nothing_in_published_units(shared: Path) -> None:
    found, majority = _from_places_alone(_published(shared))
    assert found <= majority + _above_chance(majority, len(_published(shared)))
