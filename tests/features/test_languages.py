"""The same evaluation in English, French and Spanish is read as the same stances towards the same things."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.features.clauses import clauses, rules
from treatygrade.features.discourse import blame, praise, request
from treatygrade.features.extract import count
from treatygrade.features.lexicon import LANGUAGES, lexicon
from treatygrade.features.words import words
from treatygrade.resources import config

# Each line: what is meant, then stances with roles, and the sentence in each language.
CASES: list[tuple[str, str, dict[str, str]]] = [
    ("an act is welcomed", "welcome:act", {
        "en": "The Committee welcomes the adoption of the act.",
        "fr": "Le Comité accueille avec satisfaction l’adoption de la loi.",
        "es": "El Comité acoge con satisfacción la aprobación de la ley.",
    }),
    ("an act is noted", "note:act", {
        "en": "The Committee takes note of the law.",
        "fr": "Le Comité prend note de la loi.",
        "es": "El Comité toma nota de la ley.",
    }),
    ("a draft is not an act", "note:plan>act", {
        "en": "The Committee takes note of the draft law.",
        "fr": "Le Comité prend note du projet de loi.",
        "es": "El Comité toma nota del proyecto de ley.",
    }),
    ("nothing was done", "regret:nothing>act", {
        "en": "The Committee regrets the absence of measures.",
        "fr": "Le Comité regrette l’absence de mesures.",
        "es": "El Comité lamenta la ausencia de medidas.",
    }),
    ("nothing was said", "regret:nothing>information", {
        "en": "The Committee regrets the lack of information.",
        "fr": "Le Comité regrette le manque de renseignements.",
        "es": "El Comité lamenta la ausencia de información.",
    }),
    ("praise, then blame", "welcome:information regret:nothing>information", {
        "en": "It appreciates the replies but regrets the absence of data.",
        "fr": "Il apprécie les réponses mais regrette l’absence de données.",
        "es": "Agradece las respuestas, pero lamenta la ausencia de datos.",
    }),
    ("the recommendation is reiterated", "reiterate:", {
        "en": "The Committee reiterates its recommendation.",
        "fr": "Le Comité réitère sa recommandation.",
        "es": "El Comité reitera su recomendación.",
    }),
    ("information is asked for", "request:information>act", {
        "en": "The Committee requests information on the measures.",
        "fr": "Le Comité demande des renseignements sur les mesures.",
        "es": "El Comité solicita información sobre las medidas.",
    }),
    ("somebody should act", "should:act", {
        "en": "The State party should adopt the law.",
        "fr": "L’État partie devrait adopter la loi.",
        "es": "El Estado parte debería aprobar la ley.",
    }),
    ("the State refuses", "party:against>act", {
        "en": "The Government refuses to amend the law.",
        "fr": "Le Gouvernement refuse de modifier la loi.",
        "es": "El Gobierno rechaza modificar la ley.",
    }),
]  # fmt: skip
EACH = [pytest.param(lang, said[lang], want, id=f"{name}, {lang}") for name, want, said in CASES for lang in said]


@pytest.mark.parametrize(("language", "text", "wanted"), EACH)
def test_stances_and_roles(language: str, text: str, wanted: str) -> None:
    found = [clause for sentence in words(text, language) for clause in clauses(sentence, lexicon(language).turns)]
    assert " ".join(f"{clause.stance}:{'>'.join(clause.roles)}" for clause in found) == wanted


LADDERS = {  # praise, blame and request of each case
    "an act is welcomed": (5, 0, 0), "an act is noted": (4, 0, 0), "a draft is not an act": (1, 0, 0),
    "nothing was done": (0, 4, 0), "nothing was said": (0, 2, 0), "praise, then blame": (2, 2, 0),
    "the recommendation is reiterated": (0, 0, 0), "information is asked for": (0, 0, 1),
    "somebody should act": (0, 0, 1), "the State refuses": (0, 5, 0),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "said"), [(name, said) for name, _, said in CASES], ids=[case[0] for case in CASES])
def test_ladders_have_the_same_steps(language: str, name: str, said: dict[str, str]) -> None:
    found = [
        clause for sentence in words(said[language], language) for clause in clauses(sentence, lexicon(language).turns)
    ]
    steps = tuple(max(ladder(clause) for clause in found) for ladder in (praise, blame, request))
    assert steps == LADDERS[name]
    best, worst, asked = steps
    assert {f"d:best {best}", f"d:worst {worst}", f"d:asked {asked}"} <= set(count(said[language], "cmw", language))


@pytest.mark.parametrize(
    ("language", "text", "left"),
    [
        ("fr", "Il remercie le Tchad et la République du Congo.", "il remercie _"),
        ("fr", "Le 3 mai 2015, le Parlement a adopté la loi no 2015-12.", "_ , _ adopté la loi _"),
        ("fr", "La loi n° 2015-12 du 1er août 2015 coûte 3 000 euros.", "la loi _ coûte _"),
        ("fr", "L’État partie n’a pas répondu.", "état partie n pas répondu"),
        ("es", "El Comité agradece a la República Bolivariana de Venezuela.", "el comité agradece _"),
        ("es", "La Ley núm. 27/2014, de 3 de mayo de 2015, fue aprobada.", "la ley _ , de _ , fue aprobada"),
        ("es", "Según El Salvador y el Perú, costó 300.000 dólares.", "según _ , costó _"),
        ("en", "On 3 May 2015, Parliament adopted Act No. 12.", "on _ , _ adopted act _"),
        ("en", "It cost US$1,000.50 (about €900) in 2015-2016, i.e. 12.5%.", "it cost _ about _ , _"),
        ("en", "See CCPR/C/1, A/66/10 and rule 45bis, of 2015/16.", "see _ , _ and rule _ , of _"),
        ("en", "It said: “We welcome it”; he left.", "it said : _ welcome it ; he left"),
        ("ru", "Комитет сожалеет. Закон принят.", "комитет сожалеет | закон принят"),
        ("ar", "لجنة تأسف", "لجنة تأسف"),
        ("zh", "委员会遗憾。", "委员会遗憾"),
        ("en", "... !!! ??? — § ¶ 😀", ""),
        ("en", "\x00\x01 regrets \x07", "regrets"),
    ],
)
def test_names_dates_sums_and_symbols_leave_a_break(language: str, text: str, left: str) -> None:
    found = [" ".join(word.text or "_" for word in sentence) for sentence in words(text, language)]
    assert " | ".join(filter(None, found)) == left


def expressions() -> list[Any]:
    return [
        pytest.param(language, concept, expression, id=f"{language}: {expression}")
        for language in LANGUAGES
        for concept, each in config("concepts", f"{language}.yaml")["together"].items()
        for expression in each
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "concept", "expression"), expressions())
def test_each_expression_is_found(language: str, concept: str, expression: str) -> None:
    first, *rest = expression.split()
    (sentence,) = words(f"xxx {expression} yyy", language)
    at = next(i for i, word in enumerate(sentence) if word.text == first)
    assert sentence[at].concept == concept
    assert [word.concept for word in sentence[at + 1 : at + 1 + len(rest)]] == [""] * len(rest)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_rules_speak_of_exists(language: str) -> None:
    """A stance, role or proper class that no lexicon has would never be found, and nobody told."""
    known = set(config("concepts", "en.yaml")["concepts"]) | set(config("concepts", "en.yaml")["together"])
    found = rules()
    assert found.stances | found.openers | set(found.roles) <= known
    data = config("concepts", f"{language}.yaml")
    assert set(data["proper"].split()) <= set(data["concepts"])
    missing = (found.stances | {"negation", "lack", "law", "measure", "information", "refusal"}) - set(data["concepts"])
    assert not missing
