"""The label leaves no trace: which grade is printed in, before or behind a text changes no feature of it."""

from __future__ import annotations

import pytest

from treatygrade.features.extract import count
from treatygrade.models.data import count as row_features
from treatygrade.schemes import mask, verdict_of

TEXTS = {
    "en": "The Committee welcomes the adoption of the act. It regrets delays.",
    "fr": "Le Comité se félicite de l’adoption de la loi. Il regrette les délais.",
    "es": "El Comité acoge la aprobación de la ley. Lamenta los retrasos.",
}
GONE = ["[{}]: @", "[{}]\n@", "[{}] @", "@ [{}]", "**[{}]** @"]
"""Where a tag is taken out without a trace."""
FORMS = [
    *GONE, "[{}] [{}]: (a) @", "(b): [{}] @", "Paragraph 16 (a): [{}] @", "[{}]: Paragraphs 16 (a) and (b)\n@", "{}: @",
    "@ ({})", "{}\n\n@", "@ The grade is {}, it said.", "@ See [{}], in the first round, and {}.",
    "Committee's evaluation: 16 [{}] [{}], 36 [{}]\n@", "{} | @", "@\n\n| 16 | {} |",
]  # fmt: skip
GRADES = ["A", "B", "B1", "C", "C2", "D", "D1", "E", "F"]


def features(text: str, language: str, scheme: str = "ccpr-2013") -> dict[str, int]:
    return dict(count(mask(text, scheme or None, language), scheme, language))


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("scheme", ["ccpr-2013", "cmw", ""])
@pytest.mark.parametrize("form", FORMS)
def test_which_letter_stands_there_does_not_matter(form: str, scheme: str, language: str) -> None:
    text = form.replace("@", TEXTS[language])
    first, *others = (features(text.replace("{}", grade), language, scheme) for grade in GRADES)
    assert [grade for grade, found in zip(GRADES[1:], others, strict=True) if found != first] == []


@pytest.mark.parametrize("form", GONE)
@pytest.mark.parametrize("grade", GRADES)
def test_a_tag_is_taken_out_altogether(form: str, grade: str) -> None:
    text = form.replace("@", TEXTS["en"]).replace("{}", grade)
    assert features(text, "en") == features(TEXTS["en"], "en")


@pytest.mark.parametrize(
    ("scheme", "language", "verdict"),
    [
        ("cmw", "en", "The Committee considers that the recommendation has {}."),
        ("cedaw", "en", "The Committee considers that the recommendation has {}."),
        ("cmw", "fr", "Le Comité considère que la recommandation {}."),
        ("cedaw", "fr", "Le Comité considère que la recommandation {}."),
        ("cmw", "es", "El Comité considera que la recomendación {}."),
        ("cedaw", "es", "El Comité considera que la recomendación {}."),
    ],
)
def test_a_verdict_sentence_leaves_no_trace(scheme: str, language: str, verdict: str) -> None:
    stated = {
        "en": ["been implemented", "been partially implemented", "not been implemented"],
        "fr": ["a été appliquée", "a été partiellement mise en œuvre", "n’a pas été appliquée"],
        "es": ["ha sido implementada", "ha sido parcialmente aplicada", "no ha sido implementada"],
    }[language]
    plain = features(TEXTS[language], language, scheme)
    for grade, words in zip("ABC", stated, strict=True):
        assert verdict_of(verdict.format(words), scheme, language) == grade
        for text in (f"{TEXTS[language]} {verdict}", f"{verdict} {TEXTS[language]}"):
            assert features(text.format(words), language, scheme) == plain, words


@pytest.mark.parametrize(
    "column",
    [
        "grade", "grade_raw", "grade_printed", "header_grades", "verdict", "previous", "flags", "state", "iso3",
        "symbol", "title", "recommendation", "reply", "stakeholders", "paragraph", "scope", "year", "session",
        "unit_id", "file",
    ],
)  # fmt: skip
def test_no_column_but_text_scheme_and_language_is_a_feature(column: str) -> None:
    row = {"text": TEXTS["en"], "scheme": "cmw", "language": "en"}
    assert row_features(row) == row_features({**row, column: "The Committee regrets [C] that nothing was done."})
    assert row_features(row) != row_features({**row, "text": TEXTS["en"] + " It refuses."})
    assert row_features(row) != row_features({**row, "scheme": "ced"})
    assert row_features(row) != row_features({**row, "language": "fr"})
