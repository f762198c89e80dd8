"""A sentence for each category in each language, near misses, and what holds of the phrases of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.phrases import categories, phrases, phrases_batch
from treatygrade.phrases.matching import label

# Category -> the phrase in a sentence of each language, between bars.
SAID: dict[str, dict[str, str]] = {
    "partial_fulfilment": {
        "en": "The plan is |partially funded|.", "fr": "La loi est |partiellement| conforme.",
        "es": "La ley es |parcialmente| conforme.",
    },
    "refusal": {
        "en": "It |declined to| repeal it.", "fr": "Il |refuse| de l’abroger.", "es": "|Se niega| a derogarla.",
    },
    "contrariness": {
        "en": "The reform |weakened| the court.", "fr": "Cela est |contraire à| la loi.",
        "es": "Es |contrario a| la ley.",
    },
    "silence": {
        "en": "It |has not responded| at all.", "fr": "Il |n’a pas répondu|.", "es": "|No ha respondido|.",
    },
    "absence_of_information": {
        "en": "There is a |lack of detailed information|.", "fr": "|Aucune donnée| chiffrée.",
        "es": "Lamenta la |falta de datos|.",
    },
    "deferral": {
        "en": "It may come |in due course|.", "fr": "Le |prochain rapport périodique| viendra.",
        "es": "En su |próximo informe periódico|.",
    },
    "draft": {
        "en": "The reform is |under consideration|.", "fr": "Le |projet de loi| existe.",
        "es": "El |proyecto de ley| existe.",
    },
    "adoption": {
        "en": "The Convention was |ratified|.", "fr": "Le Code a été |promulgué|.", "es": "El Código fue |promulgado|.",
    },
    "reiteration": {
        "en": "It |recalls its previous recommendation|.", "fr": "Il |réitère| sa demande.",
        "es": "|Reitera| su petición.",
    },
    "request_information": {
        "en": "It |therefore requests| figures.", "fr": "Il |demande| des chiffres.", "es": "|Solicita| cifras.",
    },
    "regret": {"en": "It |deeply regrets| it.", "fr": "Il |déplore| cela.", "es": "|Lamenta| esto."},
    "concern": {
        "en": "It |remains seriously concerned|.", "fr": "Il est |préoccupé|.", "es": "Está |preocupado|.",
    },
    "appreciation": {"en": "It |commends| her.", "fr": "Il |remercie| la délégation.", "es": "|Agradece| la visita."},
    "welcome": {"en": "It |also welcomes| it.", "fr": "Il |salue| cela.", "es": "|Acoge| esto."},
    "note": {"en": "It |takes note| of it.", "fr": "Il |prend note| de cela.", "es": "|Toma nota| de ello."},
    "statistics": {"en": "It grew by |12.5 per cent|.", "fr": "Soit |12,5 %| de plus.", "es": "Un |12,5 %| más."},
}  # fmt: skip


def test_each_category_is_tried_in_each_language() -> None:
    assert set(SAID) == set(categories())
    assert all(set(said) == {"en", "fr", "es"} for said in SAID.values())


@pytest.mark.parametrize(
    ("category", "language"), [(category, language) for category in SAID for language in ("en", "fr", "es")]
)
def test_a_category(category: str, language: str) -> None:
    before, phrase, after = SAID[category][language].split("|")
    found = phrases(before + phrase + after, language)
    assert (len(before), len(before + phrase), phrase, category) in [
        (each.start, each.end, each.text, each.category) for each in found
    ]


@pytest.mark.parametrize(
    ("language", "text", "category"),
    [
        ("en", "The adopter of the child was heard.", "adoption"),
        ("en", "The unregretted loss of time.", "regret"),
        ("en", "The village is called Welcomed.", "welcome"),
        ("en", "The Committee is a body.", "concern"),
        ("en", "Some 12 percentiles were drawn.", "statistics"),
        ("fr", "Le notaire a signé.", "note"),
        ("fr", "Le salut public.", "welcome"),
        ("es", "La notaria firmó.", "note"),
    ],
)
def test_a_word_that_only_looks_like_one(language: str, text: str, category: str) -> None:
    assert category not in {phrase.category for phrase in phrases(text, language)}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("It regrets that no bill was tabled.", "law"),
        ("It regrets the lack of training of judges.", "practice"),
        ("The law, it regrets, is old.", "law"),  # what comes before, where nothing comes after
        ("The law on measures it regrets.", "practice"),  # the nearest one before
        ("It regrets the data and the law.", "information"),  # the nearest one after
        ("It regrets it.", ""),
        ("The law is old. It regrets it.", ""),  # only in the same sentence
        ("It regrets " + "very " * 20 + "old laws.", ""),  # too far away
    ],
)
def test_what_a_phrase_is_about(text: str, target: str) -> None:
    assert [phrase.target for phrase in phrases(text) if phrase.category == "regret"] == [target]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("It regrets it.", ["only"]),
        ("It regrets it. It regrets it.", ["first", "last"]),
        ("It regrets it. It regrets it. It regrets it. It regrets it.", ["first", "middle", "middle", "last"]),
        ("See para. 4. It regrets it.", ["last"]),
    ],
)
def test_where_the_sentence_of_a_phrase_stands(text: str, places: list[str]) -> None:
    assert [phrase.sentence for phrase in phrases(text)] == places


def test_a_label_says_what_turns_a_phrase_round() -> None:
    text = "While it does not welcome it, the State party was never adopted."
    assert [label(phrase) for phrase in phrases("While it was not adopted, it regrets the lack of information.")] == [
        "draft, conceded", "regret", "absence of information"
    ]  # fmt: skip
    assert "adoption, negated" in [label(phrase) for phrase in phrases(text)]


SENTENCES = [
    sentence.replace("|", "") for said in SAID.values() for sentence in said.values()
]  # of all languages: a text may be told the wrong one
TEXTS = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=30)), max_size=6).map(" ".join)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["en", "fr", "es", "de", None]))
def test_phrases_of_any_text_hold_together(text: str, language: str | None) -> None:
    found = phrases(text, language)
    ends = [0, *(phrase.end for phrase in found)]
    for phrase, before in zip(found, ends, strict=False):
        assert before <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end] == phrase.text
        assert phrase.category in categories()
        assert phrase.sentence in ("first", "middle", "last", "only")
    assert phrases_batch([text, text], [language, language]) == [found, found]


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5),
    st.sampled_from("’'"),
    st.sampled_from(" \n\u00a0\u202f"),
)
def test_quotes_and_spaces_do_not_count(sentences: list[str], quote: str, space: str) -> None:
    for language in ("en", "fr", "es"):
        plain = " ".join(sentences).replace("’", "'")
        other = plain.replace("'", quote).replace(" ", space)
        same = [(p.start, p.end, p.category, p.negated, p.conceded, p.target) for p in phrases(plain, language)]
        assert [(p.start, p.end, p.category, p.negated, p.conceded, p.target) for p in phrases(other, language)] == same


def test_as_many_languages_as_texts() -> None:
    with pytest.raises(ValueError, match=r"shorter|longer"):
        phrases_batch(["It regrets it.", "Lamenta esto."], ["en"])
