"""The clause of a sentence that is verdict, what is left of the text without it, and how that is tidied."""

from __future__ import annotations

import pytest

from treatygrade.schemes import mask, verdict_of, verdicts
from treatygrade.schemes.verdicts import _tidy


def clauses(text: str, scheme: str, language: str | None) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.code) for found in verdicts(text, scheme, language)]


@pytest.mark.parametrize(
    ("language", "text", "clause", "code", "left"),
    [
        # The whole sentence, wherever it stands.
        ("en", "A law was adopted. The Committee considers that the recommendation has been implemented. New.",
         "The Committee considers that the recommendation has been implemented.", "A", "A law was adopted. New."),
        ("en", "The recommendation has not been implemented. A law is being drafted.",
         "The recommendation has not been implemented.", "C", "A law is being drafted."),
        # A clause before it that stands by itself.
        ("en", "The Committee welcomes the law; it regrets the delay; it considers that the recommendation has been "
         "implemented.", "; it considers that the recommendation has been implemented", "A",
         "The Committee welcomes the law; it regrets the delay."),
        ("en", "A; it considers that the recommendation has been implemented.",
         "; it considers that the recommendation has been implemented", "A", "A."),
        ("en", "The Committee welcomes the law adopted in 2020 and considers that the recommendation has been "
         "implemented.", " and considers that the recommendation has been implemented", "A",
         "The Committee welcomes the law adopted in 2020."),
        ("en", "The Committee welcomes the law adopted in 2020, but considers that the recommendation has not been "
         "implemented.", ", but considers that the recommendation has not been implemented", "C",
         "The Committee welcomes the law adopted in 2020."),
        ("fr", "Le Comité se félicite de la loi adoptée en 2020 et considère que la recommandation a été mise en "
         "œuvre.", " et considère que la recommandation a été mise en œuvre", "A",
         "Le Comité se félicite de la loi adoptée en 2020."),
        ("fr", "Le Comité se félicite de la loi adoptée en 2020 mais considère que la recommandation n'a pas été "
         "mise en œuvre.", " mais considère que la recommandation n'a pas été mise en œuvre", "C",
         "Le Comité se félicite de la loi adoptée en 2020."),
        ("es", "El Comité celebra la ley aprobada en 2020 y considera que la recomendación se ha aplicado "
         "parcialmente.", " y considera que la recomendación se ha aplicado parcialmente", "B",
         "El Comité celebra la ley aprobada en 2020."),
        ("es", "El Comité celebra la ley aprobada en 2020, pero considera que la recomendación no se ha aplicado.",
         ", pero considera que la recomendación no se ha aplicado", "C", "El Comité celebra la ley aprobada en 2020."),
        ("es", "El Comité celebra la ley aprobada en 2020 e considera que la recomendación no se ha aplicado.",
         " e considera que la recomendación no se ha aplicado", "C", "El Comité celebra la ley aprobada en 2020."),
        # What is before it is too short to stand by itself: "While it is new, …" has 17 characters.
        ("en", "While it is new, the Committee considers that the recommendation has been implemented.",
         "While it is new, the Committee considers that the recommendation has been implemented.", "A", ""),
        # It does not open a sentence of the Committee's: no "While", no "It".
        ("en", "In view of the legislation adopted in 2020, the Committee considers that the recommendation has been "
         "implemented.", "In view of the legislation adopted in 2020, the Committee considers that the recommendation "
         "has been implemented.", "A", ""),
        # A clause after it: the subject stays for it.
        ("en", "The Committee considers that the recommendation has been implemented and encourages the State party to "
         "train judges.", "considers that the recommendation has been implemented and ", "A",
         "The Committee encourages the State party to train judges."),
        ("en", "It considers that the recommendation has been implemented, and urges the State party to train judges.",
         "considers that the recommendation has been implemented, and ", "A",
         "It urges the State party to train judges."),
        ("fr", "Le Comité considère que la recommandation a été mise en œuvre et encourage l'État partie à former les "
         "juges.", "considère que la recommandation a été mise en œuvre et ", "A",
         "Le Comité encourage l'État partie à former les juges."),
        ("fr", "Il considère que la recommandation a été mise en œuvre et encourage l'État partie à former les juges.",
         "considère que la recommandation a été mise en œuvre et ", "A",
         "Il encourage l'État partie à former les juges."),
        ("en", "It works, the Committee considers that the recommendation has been implemented and urges more.",
         "It works, the Committee considers that the recommendation has been implemented and ", "A", "urges more."),
        ("en", "The recommendation has been implemented; the Committee regrets delays.",
         "The recommendation has been implemented; ", "A", "the Committee regrets delays."),
        # One on both sides.
        ("en", "The Committee welcomes the law adopted in 2020 and considers that the recommendation has been "
         "implemented and encourages the State party to train judges.",
         " and considers that the recommendation has been implemented", "A",
         "The Committee welcomes the law adopted in 2020 and encourages the State party to train judges."),
    ],
)  # fmt: skip
def test_the_clause_that_is_verdict_and_what_is_left(
    language: str, text: str, clause: str, code: str, left: str
) -> None:
    assert clauses(text, "cmw", language) == [(clause, code)]
    assert mask(text, "cmw", language) == left


@pytest.mark.parametrize(("characters", "start"), [(20, 0), (24, 0), (25, 24), (40, 39)])
def test_twenty_five_characters_before_a_verdict_stand_by_themselves(characters: int, start: int) -> None:
    text = f"It {'x' * (characters - 4)} considers that the recommendation has been implemented."
    assert text.index("considers") == characters
    assert [found.start for found in verdicts(text, "cmw")] == [start]


@pytest.mark.parametrize(
    ("language", "text", "clause"),
    [
        ("es", "Hay leyes. Tras oír a la Sra. Paz, el Comité considera que la recomendación no se ha aplicado. Sigue.",
         "Tras oír a la Sra. Paz, el Comité considera que la recomendación no se ha aplicado."),
        ("fr", "Des lois existent. Selon Mme. Roy et lui, le Comité considère que la recommandation n'a pas été mise "
         "en œuvre. Il est tard.", "Selon Mme. Roy et lui, le Comité considère que la recommandation n'a pas été "
         "mise en œuvre."),
        ("en", "There are laws. It welcomes the courts opened in 2020 and considers that the recommendation has not "
         "been implemented. It is late.", " and considers that the recommendation has not been implemented"),
    ],
)  # fmt: skip
def test_sentences_are_those_of_the_language(language: str, text: str, clause: str) -> None:
    assert clauses(text, "cmw", language) == [(clause, "C")]


@pytest.mark.parametrize(
    "text",
    [
        "Now that the recommendation has been implemented, the Committee considers other matters.",
        "The State party claims that it has been implemented, which the Committee notes.",
        "The Committee notes the claim that the recommendation has been implemented.",
        '"It is evaluated as B", she wrote.',
        '"However, the recommendation has not been implemented", she wrote.',
        'The Committee considers the words "the recommendation has been implemented" too strong.',
    ],
)
def test_what_stands_before_the_judgement_or_is_said_by_others_is_none(text: str) -> None:
    assert verdicts(text, "cmw") == []


def test_a_letter_in_a_sentence_is_a_verdict_with_its_code() -> None:
    text = "The measures are evaluated as B1. The rest is welcome."
    assert clauses(text, "ccpr-2013", "en") == [("The measures are evaluated as B1.", "B1")]
    assert verdicts(text, "cerd") == []  # a scheme of words has no B1


def test_the_letter_is_read_once_though_words_say_it_too() -> None:
    text = "The recommendation has been implemented and is evaluated as A."
    assert [found.code for found in verdicts(text, "cmw")] == ["A", "A"]
    assert [found.start for found in verdicts(text, "cmw")] == [0, 0]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Considerable efforts were made since it has been fulfilled by others.", "a word that begins like a verb"),
        ("Findings regarding the places where they have been carried out.", "two nouns"),
    ],
)
def test_a_judgement_is_a_whole_word(text: str, why: str) -> None:
    assert verdicts(text, "cmw") == [], why


FRENCH = "Le Comité considère que la recommandation a été mise en œuvre."
ENGLISH = "The Committee considers that the recommendation has not been implemented."


@pytest.mark.parametrize(
    ("language", "codes"), [("en", ["C"]), ("fr", ["A"]), ("es", []), (None, ["C", "A"]), ("de", ["C", "A"])]
)
def test_a_language_has_its_own_lexicon_and_without_one_all_are_used(language: str | None, codes: list[str]) -> None:
    text = f"{FRENCH} {ENGLISH}"
    assert [found.code for found in verdicts(text, "cmw", language)] == codes
    assert verdict_of(text, "cmw", language) == (codes[-1] if codes else "")


def test_english_is_read_unless_said_otherwise() -> None:
    assert [found.code for found in verdicts(f"{FRENCH} {ENGLISH}", "cmw")] == ["C"]
    assert verdicts(FRENCH, "cmw") == []
    assert verdict_of(FRENCH, "cmw") == ""
    assert mask(f"{FRENCH} {ENGLISH}", "cmw") == ""  # masked in all, as the language is not known
    assert mask(f"{FRENCH} {ENGLISH}", "cmw", "en") == FRENCH


@pytest.mark.parametrize(
    ("text", "scheme", "language", "left"),
    [
        # Labels of the scheme that are an expression by themselves; a single word is none.
        ("The reply was sent. Initial action taken, it says.", "ccpr-2013", "en", "The reply was sent., it says."),
        ("Substantive action taken, but additional information required: courts.", "ccpr-2013", "en", ": courts."),
        ("SIN RESPUESTA del Gobierno.", "cerd", "es", "del Gobierno."),
        ("Sin respuesta del Gobierno.", "cerd", "en", "Sin respuesta del Gobierno."),
        ("Initial action taken by the Government.", None, "en", "Initial action taken by the Government."),
        ("Sufficient progress was made.", "cescr", "en", "was made."),
        # Words of the schemes that are left are cut out of a sentence that states nothing itself.
        ("The measures had been graded [C1] in 2015.", "cmw", "en", "The measures had been in 2015."),
        ("The author said that the reply was partially satisfactory to her.", None, "en",
         "The author said that the reply was to her."),
    ],
)  # fmt: skip
def test_labels_and_words_of_the_schemes_are_cut_out(text: str, scheme: str | None, language: str, left: str) -> None:
    assert mask(text, scheme, language) == left


def test_two_verdicts_leave_what_stands_between_them() -> None:
    text = f"First. {ENGLISH} Between. {ENGLISH} Last."
    assert mask(text, "cmw", "en") == "First. Between. Last."


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("a “ ” b", "a b"), ("a () b", "a b"), ("a [ ] b", "a b"), ("a « » b", "a b"), ('a "" b', "a b"),
        (" a \n\t b ", "a b"), ("a , b", "a, b"), ("a (b) .", "a (b)."), ("a ( b )", "a ( b)"), ("a .5 b", "a .5 b"),
        ("a, , . b", "a. b"), ("a; ,; b", "a; b"), ("a,, b", "a, b"), ("a: ; b", "a; b"), ("a:b; c", "a:b; c"),
        ("a ,", "a,"),
    ],
)  # fmt: skip
def test_what_masking_leaves_empty_is_tidied_away(text: str, tidy: str) -> None:
    assert _tidy(text) == tidy
