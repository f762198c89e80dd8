"""What is left of a text: no names, dates, sums or symbols, one spelling, concepts."""

from __future__ import annotations

import pytest

from treatygrade.features.words import words


def plain(text: str, language: str = "en") -> str:
    """The words of a text with "_" for a break, sentences apart by "|"."""
    return " | ".join(" ".join(word.text or "_" for word in sentence) for sentence in words(text, language))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("The Committee thanks Chad.", "the committee thanks _"),
        ("The Committee thanks the United Kingdom of Great Britain and Northern Ireland.", "the committee thanks _"),
        ("The Committee thanks the United States of America.", "the committee thanks _"),
        (
            "The Committee thanks Bosnia and Herzegovina and the delegation.",
            "the committee thanks _ and the delegation",
        ),
        ("New Zealand regrets it. New measures help.", "_ regrets it | new measures help"),
        ("It thanks the State of Palestine and the State party.", "it thanks _ and the state party"),
        ("The former Yugoslav Republic of Macedonia adopted it.", "_ adopted it"),
        ("as the Beninese authorities say", "as _ authorities say"),
        ("It notes the Beninese authorities.", "it notes _ authorities"),
        ("It welcomes Act No. 2020-02 of 6 May 2020.", "it welcomes act _"),
        ("See CCPR/C/UZB/CO/5 and article 7 (2).", "see _ and article _"),
        ("It regrets that 31,235 complaints cost US$ 503 million.", "it regrets that _ complaints cost _"),
        ("It asks for women's and girls' rights.", "it asks for women and girls rights"),
        ("It organised labour programmes.", "it organized labor programs"),
        ("It organized labor programs.", "it organized labor programs"),
        ("One sentence. Another one.", "_ sentence | another _"),
        ("", ""),
    ],
)
def test_words(text: str, left: str) -> None:
    assert plain(text) == left


def test_line_wraps_change_nothing() -> None:
    assert plain("The Committee\nregrets the\n lack of data.") == plain("The Committee regrets the lack of data.")


@pytest.mark.parametrize(
    ("language", "text", "concepts"),
    [
        ("en", "The Committee regrets the lack of information.", "committee regret lack information"),
        ("fr", "Le Comité regrette l'absence de renseignements.", "committee regret lack information"),
        ("es", "El Comité lamenta la ausencia de información.", "committee regret lack information"),
        ("en", "since the adoption of the concluding observations", "newness observations"),
        ("en", "The Committee takes note of measures taken.", "committee note measure measure"),
        ("xx", "The Committee regrets.", "committee regret"),
    ],
)
def test_concepts(language: str, text: str, concepts: str) -> None:
    assert " ".join(word.concept for sentence in words(text, language) for word in sentence if word.concept) == concepts


def test_offsets_are_those_of_the_text() -> None:
    text = "The Committee, while welcoming the Act, regrets delays."
    assert all(text[w.start : w.end].lower() == w.text for s in words(text) for w in s if w.text)
