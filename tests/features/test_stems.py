"""Stems of content words and their pairs; amounts of praise and blame."""

from __future__ import annotations

import pycountry
import pytest

from treatygrade.features.extract import extract
from treatygrade.features.stems import CUT


def names(text: str, block: str, scheme: str = "ccpr-2017", language: str = "en") -> set[str]:
    return {feature.name[2:] for feature in extract(text, scheme, language) if feature.name[:2] == f"{block}:"}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (
            "It requests information on the progress.",
            "It requests updated information about progress.",
            "inform progre",
        ),
        ("It notes the investigation of cases.", "It notes that cases were investigated.", "invest"),
        ("It regrets the lack of data on Chad and prisons.", "It regrets the lack of prisons.", "lack prison"),
    ],
)
def test_endings_and_empty_words_do_not_count(one: str, other: str, shared: str) -> None:
    assert shared in names(one, "k") & names(other, "k")


@pytest.mark.parametrize(
    ("language", "text", "pair"),
    [
        ("fr", "Le Comité regrette l’absence de mesures.", "absenc mesure"),
        ("es", "El Comité lamenta la falta de medidas.", "falta medida"),
    ],
)
def test_other_languages(language: str, text: str, pair: str) -> None:
    assert pair in names(text, "k", language=language)


def test_no_pair_reaches_over_a_sentence() -> None:
    assert "act regret" not in names("The Committee welcomes the act. It regrets delays.", "k")


GOOD, BAD = "The Committee welcomes the adoption of the act. ", "The Committee regrets that no measures were taken. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (GOOD, {"good 1", "bad 0", "share 4"}),
        (BAD, {"good 0", "bad 1", "share 0"}),
        (GOOD + BAD, {"good 1", "bad 1", "share 2"}),
        (GOOD * 3 + BAD, {"good 3", "bad 1", "share 3"}),
        (GOOD * 6, {"good 4", "long 4", "share 4"}),
        (BAD + "It reiterates its recommendation.", {"again 1", "ccpr-2017 share 0 again 1"}),
        ("It requests data.", {"asked 1", "share none"}),
    ],
)
def test_amounts(text: str, wanted: set[str]) -> None:
    assert wanted <= names(text, "q")


def test_no_stem_of_a_state_is_one_of_a_word_that_counts(shipped_stems: set[str]) -> None:
    states = {country.name.split(",")[0].lower() for country in pycountry.countries}
    assert not {state[:CUT] for state in states if " " not in state} & shipped_stems


@pytest.fixture
def shipped_stems() -> set[str]:
    from treatygrade.models import load

    return {word for name in load().vocabulary.names if name[:2] == "k:" for word in name[2:].split()}
