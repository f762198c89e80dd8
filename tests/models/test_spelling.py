"""Characters that print alike are one to a prediction, and its phrases are found in the text as it was given."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.models import Model, predict
from treatygrade.models.data import prepare
from treatygrade.read import read
from treatygrade.read.characters import clean, evened
from treatygrade.segment import segment
from treatygrade.suggest import suggest, suggest_units

TEXTS = {
    "en": "The Committee welcomes the official, effective and different draft law, but regrets that no staff was "
    "affected to the café. The Committee considers that the recommendation has been partially implemented.",
    "fr": "Le Comité regrette l’absence de mesures visant à enquêter efficacement. Il réitère sa recommandation. Le "
    "Comité considère que la recommandation a été partiellement mise en œuvre.",
    "es": "El Comité lamenta la falta de información y reitera su recomendación. Considera que la recomendación se ha "
    "aplicado parcialmente y acoge con satisfacción la aprobación de la ley.",
}
Change = Callable[[str], str]


def sprinkled(mark: str) -> Change:
    """The mark put into the middle of every third word, as a justified line or a web page leaves it."""

    def change(text: str) -> str:
        words = text.split(" ")
        return " ".join(w[: len(w) // 2] + mark * (i % 3 == 0) + w[len(w) // 2 :] for i, w in enumerate(words))

    return change


CHANGES: dict[str, Change] = {
    "decomposed accents": lambda text: unicodedata.normalize("NFD", text),
    "soft hyphens": sprinkled("\u00ad"),
    "zero-width spaces": sprinkled("\u200b"),
    "right-to-left marks": sprinkled("\u200f"),
    "NUL bytes": sprinkled("\0"),
    "a byte order mark": lambda text: "\ufeff" + text,
    "ligatures": lambda text: text.replace("ffi", "ﬃ").replace("ff", "ﬀ").replace("fi", "ﬁ"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin spaces": lambda text: text.replace(" ", "\u2009"),
    "two spaces": lambda text: text.replace(" ", "  "),
    "tabs": lambda text: text.replace(" ", "\t"),
    "line ends": lambda text: text.replace(" ", "\n"),
    "Windows line ends": lambda text: text.replace(" ", "\r\n"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
}


@pytest.mark.parametrize("use_verdict", [False, True], ids=["masked", "shown"])
@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("name", CHANGES)
def test_the_spelling_does_not_matter(shipped: Model, name: str, language: str, use_verdict: bool) -> None:
    text = TEXTS[language]
    other = CHANGES[name](text)
    plain, changed = predict(
        [text, other], schemes=["cmw"] * 2, languages=[language] * 2, model=shipped, use_verdict=use_verdict
    )
    assert changed.probabilities == plain.probabilities
    assert [clean(str(phrase["text"])) for phrase in changed.phrases] == [phrase["text"] for phrase in plain.phrases]
    places = [(int(str(phrase["start"])), int(str(phrase["end"]))) for phrase in changed.phrases]
    assert [other[start:end] for start, end in places] == [phrase["text"] for phrase in changed.phrases]


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_learned_and_suggested_has_one_spelling(shipped: Model, language: str) -> None:
    texts = [TEXTS[language], unicodedata.normalize("NFD", TEXTS[language])]
    rows = [{"text": text, "scheme": "cmw", "language": language, "grade": "B"} for text in texts]
    one, other = prepare(rows).counts
    assert one == other
    assert prepare(rows).stated.tolist() == [1, 1]
    first, second = suggest_units(rows, model=shipped)
    assert first == second
    assert suggest(texts[1], scheme="cmw", language=language, model=shipped)[0].sentences == first.sentences


@pytest.mark.parametrize(
    ("text", "spelled", "back"),
    [
        ("", "", [0]),
        ("plain\ntext", "plain\ntext", list(range(11))),
        ("e\u0301t", "ét", [0, 2, 3]),
        ("a\u0301\u0323b", "ạ́b", [0, 0, 3, 4]),
        ("a\u00adb", "ab", [0, 2, 3]),
        ("a \u00a0 b", "a b", [0, 1, 4, 5]),
        ("oﬃce", "office", [0, 1, 1, 1, 2, 3, 4]),
        ("a\t\n\n b", "a\n\nb", [0, 2, 3, 5, 6]),
        (" a\r\nb ", "a\nb", [1, 3, 4, 6]),
        ("a \u00ad b", "a b", [0, 1, 4, 5]),
        ("\u200b\na", "\na", [1, 2, 3]),
        ("a\n\u200b", "a\n", [0, 1, 3]),
    ],
)
def test_where_each_character_came_from(text: str, spelled: str, back: list[int]) -> None:
    found, places = evened(text)
    assert (found, list(places)) == (spelled, back)


@settings(max_examples=200)
@given(st.text(alphabet="aeﬁ \n\t\u0301\u00ad\u200b\u00a0-", max_size=40))
def test_every_text_has_its_way_back(text: str) -> None:
    spelled, back = evened(text)
    assert len(back) == len(spelled) + 1
    assert list(back) == sorted(back)
    assert back[-1] == len(text)
    assert " ".join(spelled.split()) == clean(text)
    assert [line.strip(" ") for line in spelled.split("\n")] == spelled.split("\n")
    assert spelled.count("\n") == text.count("\n")
    assert all(text[start] == "\n" for start, character in zip(back, spelled, strict=False) if character == "\n")


def test_documents_have_that_spelling_already(specimens: Path) -> None:
    """So that what is predicted from a document and from its text alone is the same."""
    reports = random.Random(0).sample(sorted(specimens.glob("*/*.md")), 8)
    units = [unit for path in reports for report in segment(read(path)) for unit in report.units()]
    assert len(units) > 40
    assert [unit["unit_id"] for unit in units if evened(unit["text"])[0] != unit["text"]] == []
