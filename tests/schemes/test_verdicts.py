"""Verdict sentences: which grade they state, and what is left of a text without them."""

from __future__ import annotations

import numpy as np
import pytest

from treatygrade.models.data import read_units
from treatygrade.resources import resource
from treatygrade.schemes import load, mask, verdict_of, verdicts

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


def test_masked_specimens_hold_no_label_of_their_scheme(specimens: object) -> None:
    """No label of two words or more; of one ("implemented") only where it is not said of the recommendation."""
    for row in read_units([resource("corpus", "specimens")]).rows:
        scheme, language = load(row["scheme"]), row["language"]
        left = mask(row["text"], row["scheme"], language).lower()
        labels = {label.lower() for each in scheme.labels.values() for label in each.get(language, ())}
        assert not [label for label in labels if " " in label and label in left], row["unit_id"]


def test_where_verdicts_were_says_nothing_of_the_grade() -> None:
    """A model that sees only where and how long the masked parts are stays at the majority's level."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold, cross_val_score

    rows = [row for row in read_units([resource("corpus", "specimens")]).rows if row["scheme"] == "cmw"]
    rows = [row for row in rows if row["grade"] in ("A", "B", "C", "D", "E")]
    seen = []
    for row in rows:
        found = verdicts(row["text"], row["scheme"], row["language"])
        length = len(row["text"])
        masked = sum(verdict.end - verdict.start for verdict in found)
        seen.append([len(found), found[0].start / length if found else 1.0, masked / length, length / 1000])
    gold = np.array([row["grade"] for row in rows])
    folds = GroupKFold(5)
    scores = cross_val_score(LogisticRegression(max_iter=1000), seen, gold, groups=[r["iso3"] for r in rows], cv=folds)
    majority = max(np.mean(gold == grade) for grade in set(gold))
    assert scores.mean() <= majority + 0.08
