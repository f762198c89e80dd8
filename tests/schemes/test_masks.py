"""Laws of masking: what is neutral stays word for word, what is verdict goes, whatever stands between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.schemes import load, mask, names, verdict_of, verdicts

NEUTRAL = {
    "en": ["The Committee welcomes the law.", "It regrets the delay.", "It requests figures for 2019 to 2021.",
           "It reiterates its recommendation (para. 10)."],
    "fr": ["Le Comité se félicite de la loi.", "Il regrette le retard.", "Il demande des chiffres pour 2019.",
           "Il réitère sa recommandation (par. 10)."],
    "es": ["El Comité acoge con satisfacción la ley.", "Lamenta el retraso.", "Pide cifras de 2019.",
           "Reitera su recomendación (párr. 10)."],
}  # fmt: skip
# (scheme, language) -> sentences with the common grade that they state.
STATED = {
    ("cmw", "en"): [
        ("The Committee considers that the recommendation has been implemented.", "A"),
        ("It is of the view that the recommendation has been partially implemented.", "B"),
        ("It finds that the recommendation has not been implemented.", "C"),
    ],
    ("cedaw", "fr"): [
        ("Le Comité considère que la recommandation a été mise en œuvre.", "A"),
        ("Il considère que la recommandation a été partiellement mise en œuvre.", "B"),
        ("Il considère que la recommandation n’a pas été mise en œuvre.", "C"),
    ],
    ("cerd", "es"): [
        ("El Comité considera que la respuesta es satisfactoria.", "A"),
        ("Considera que la respuesta es parcialmente satisfactoria.", "B"),
        ("Considera que la respuesta no es satisfactoria.", "C"),
    ],
    ("cescr", "en"): [
        ("The Committee considers that sufficient progress has been made.", "A"),
        ("It considers that insufficient progress has been made.", "C"),
        ("The Committee has not received sufficient information to make an assessment.", "D"),
        ("It did not receive enough information in order to assess the recommendation.", "D"),
    ],
}
SPACES = st.sampled_from([" ", "\n", "\u00a0", "  ", " \n"])


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str, list[tuple[str, str]], str]:
    """A scheme, its language, sentences each with the grade it states ("" for none), and their text."""
    scheme, language = draw(st.sampled_from(sorted(STATED)))
    neutral = st.sampled_from([(sentence, "") for sentence in NEUTRAL[language]])
    said = draw(st.lists(st.one_of(neutral, st.sampled_from(STATED[scheme, language])), min_size=1, max_size=6))
    text = said[0][0]
    for sentence, _ in said[1:]:
        text += draw(SPACES) + sentence
    return scheme, language, said, text.replace("’", draw(st.sampled_from("’'")))


@settings(deadline=None, max_examples=150)
@given(texts())
def test_neutral_sentences_stay_and_verdicts_go(case: tuple[str, str, list[tuple[str, str]], str]) -> None:
    scheme, language, said, text = case
    found = verdicts(text, scheme, language)
    assert [verdict.grade for verdict in found] == [grade for _, grade in said if grade]
    assert verdict_of(text, scheme, language) == next((grade for _, grade in reversed(said) if grade), "")
    assert mask(text, scheme, language) == " ".join(sentence for sentence, grade in said if not grade)
    ends = [0]
    for verdict in found:
        assert ends[-1] <= verdict.start < verdict.end <= len(text)
        ends.append(verdict.end)


@settings(deadline=None, max_examples=100)
@given(texts())
def test_masking_twice_is_masking_once(case: tuple[str, str, list[tuple[str, str]], str]) -> None:
    scheme, language, _, text = case
    once = mask(text, scheme, language)
    assert mask(once, scheme, language) == once
    assert verdicts(once, scheme, language) == []
    assert mask(mask(text), scheme, language) == mask(text), "without a scheme all verdicts go"


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.sampled_from(names()), st.sampled_from(["en", "fr", "es", None]))
def test_any_text_may_be_masked(text: str, scheme: str, language: str | None) -> None:
    masked = mask(text, scheme, language)
    assert masked == " ".join(masked.split())
    assert all(
        0 <= v.start < v.end <= len(text) and v.code in load(scheme).codes for v in verdicts(text, scheme, language)
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "The Committee has not received sufficient information on the training of judges.",
        "The Committee asks whether it did not receive enough information to assess it.",
        "The State party has not received sufficient information to make an assessment.",
        "The Committee has not received the information.",
    ],
)
def test_a_lack_of_information_that_is_no_verdict(sentence: str) -> None:
    assert verdicts(sentence, "cescr") == []
