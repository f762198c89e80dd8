"""From masked text back to the text as drafted."""

from __future__ import annotations

import pytest

from treatygrade.schemes.verdicts import mask
from treatygrade.suggest.alignment import align


@pytest.mark.parametrize(
    ("masked", "text"),
    [
        ("She left.", "She left."),
        ("She left.", "She  was sad.\nShe left."),
        ("The Committee notes X.", "The Committee considers Y. The Committee notes X."),
        ("Alpha beta. Gamma delta.", "Alpha beta. The verdict is here. Gamma delta."),
        ("One, three.", "One, two and three."),
        ("", "All of it was a verdict."),
        ("Même règle.", "Il considère que… Même   règle."),
    ],
)
def test_each_letter_goes_back_to_itself(masked: str, text: str) -> None:
    back = align(masked, text)
    assert len(back) == len(masked) + 1
    assert back == sorted(back)
    assert [text[back[i]] for i, c in enumerate(masked) if c.isalnum()] == [c for c in masked if c.isalnum()]


def test_a_run_is_taken_up_behind_the_verdict_and_not_within_it() -> None:
    text = "The Committee considers that the recommendation has been implemented. The Committee notes the law."
    masked = mask(text, "cmw", "en")
    assert masked == "The Committee notes the law."
    assert align(masked, text)[0] == text.index("The Committee notes")


def test_text_that_is_nowhere_still_gets_a_place() -> None:
    assert all(0 <= place <= len("short") for place in align("something else", "short"))
    assert align("a", "") == [0, 0]
