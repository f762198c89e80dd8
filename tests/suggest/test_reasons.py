"""Reasons are what the model used: every push can be found again in the model's own contributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.models import Model, load
from treatygrade.models.model import possible
from treatygrade.schemes import mask, names
from treatygrade.suggest.alignment import align
from treatygrade.suggest.reasons import Reasons, reasons

SENTENCES = {
    "en": [
        "The Committee welcomes the adoption of the Act.", "However, it regrets the absence of data.",
        "It reiterates its recommendation (para. 9).", "[C]", "No reply was received.", "It refuses.",
        "The Committee considers that the recommendation has been partially implemented.", "A.", "1 2 3",
    ],
    "fr": [
        "Le Comité prend note du projet de loi.", "Il regrette l’absence de mesures.", "Il réitère sa recommandation.",
        "Le Comité considère que la recommandation a été partiellement mise en œuvre.", "« Rien. »",
    ],
    "es": [
        "El Comité acoge con satisfacción la ley.", "Lamenta la ausencia de datos.", "Reitera su recomendación.",
        "El Comité considera que la recomendación no ha sido aplicada.", "¿Y qué?",
    ],
}  # fmt: skip
DRAFTS = st.sampled_from(sorted(SENTENCES)).flatmap(
    lambda language: st.tuples(
        st.just(language),
        st.lists(st.sampled_from(SENTENCES[language]), min_size=1, max_size=6),
        st.sampled_from([" ", "\n", "\n\n"]),
    )
)
_MODEL: list[Model] = []


def model() -> Model:
    if not _MODEL:
        _MODEL.append(load())
    return _MODEL[0]


def total(found: Reasons, grade: str) -> float:
    return found.base[grade] + sum(sentence.pushes[grade] for sentence in found.sentences)


@settings(max_examples=60, deadline=None)
@given(DRAFTS, st.sampled_from(["", *names()]))
def test_parts_sum_to_the_scores(draft: tuple[str, list[str], str], scheme: str) -> None:
    language, parts, between = draft
    text = between.join(parts)
    found = reasons(model(), text, scheme, language)
    scores = model().scores(mask(text, scheme or None, language), scheme, language)
    scores = scores[np.isfinite(scores)]
    for grade, score in zip(possible(scheme), scores - scores.mean(), strict=True):
        assert total(found, grade) == pytest.approx(score, abs=1e-4)
    for sentence in found.sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        assert sum(sentence.pushes.values()) == pytest.approx(0, abs=1e-4)
        assert not sentence.states_grade or max(map(abs, sentence.pushes.values())) < 1e-9 or not scheme


@settings(max_examples=30, deadline=None)
@given(DRAFTS, st.integers(0, 6))
def test_passages_are_places_of_features_with_what_these_add(draft: tuple[str, list[str], str], count: int) -> None:
    language, parts, between = draft
    text = between.join(parts)
    found = reasons(model(), text, "cmw", language, count)
    masked = mask(text, "cmw", language)
    back = align(masked, text)
    added: dict[tuple[int, int], np.ndarray] = {}
    for one in model().contributions(masked, "cmw", language):
        own = np.array([one.scores[grade] for grade in possible("cmw")])
        for start, end in one.places:
            place = back[start], back[end - 1] + 1
            added[place] = added.get(place, np.zeros(len(own))) + (own - own.mean()) / len(one.places)
    for grade, passages in found.by_grade.items():
        assert len(passages) <= count
        for passage in passages:
            wanted = dict(zip(possible("cmw"), added[passage.start, passage.end], strict=True))
            assert passage.pushes == pytest.approx(wanted, abs=1e-5)
            assert passage.pushes[grade] > 0
        strongest = max((push[possible("cmw").index(grade)] for push in added.values()), default=0)
        assert not passages or passages[0].pushes[grade] <= strongest + 1e-5


@pytest.mark.parametrize(
    "text", ["1 2 3", "?", "…", "[C]", "😀", "The Committee considers that it has been implemented."]
)
def test_a_text_that_says_nothing_rests_on_the_base(text: str) -> None:
    found = reasons(model(), text, "cmw", "en")
    assert found.sentences
    assert set(found.base) == set(possible("cmw"))
    assert all(math.isfinite(push) for sentence in found.sentences for push in sentence.pushes.values())
    assert sum(found.base.values()) == pytest.approx(0, abs=1e-5)


def test_without_a_scheme_no_sentence_is_said_to_state_a_grade() -> None:
    text = "It notes it. The Committee considers that the recommendation has been implemented."
    assert [s.states_grade for s in reasons(model(), text, "", "en").sentences] == [False, False]
    assert [s.states_grade for s in reasons(model(), text, "cmw", "en").sentences] == [False, True]


TAKEN = st.lists(st.tuples(st.text("ab 1.,é\n", min_size=1, max_size=12), st.booleans()), max_size=8)


@settings(max_examples=200)
@given(TAKEN)
def test_what_is_left_of_a_text_goes_back_in_order(parts: list[tuple[str, bool]]) -> None:
    """Whatever stretches are taken out: each letter goes to an equal one, in order, and the end to the end of it."""
    text = "".join(part for part, _ in parts)
    masked = " ".join("".join(part for part, kept in parts if kept).split())
    back = align(masked, text)
    assert len(back) == len(masked) + 1
    assert back == sorted(back)
    assert all(0 <= place <= len(text) for place in back)
    if all(kept for _, kept in parts):
        letters = [(i, c) for i, c in enumerate(masked) if c.isalnum()]
        assert [text[back[i]] for i, _ in letters] == [c for _, c in letters]
