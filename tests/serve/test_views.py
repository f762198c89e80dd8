"""What a template shows of a suggestion."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.serve.views import blind, choices, sentences

VERDICT = "The Committee considers that the recommendation has not been implemented."


def passage(start: int, end: int, a: float, b: float, states_grade: bool = False) -> dict[str, Any]:
    return {"start": start, "end": end, "pushes": {"A": a, "B": b}, "states_grade": states_grade}


def suggestion(*passages: dict[str, Any], phrases: tuple[tuple[int, int], ...] = ()) -> dict[str, Any]:
    found = [{"start": start, "end": end, "category": "deep_regret"} for start, end in phrases]
    return {"text": "It regrets.\nIt waits. It asks.", "sentences": list(passages), "phrases": found}


def test_a_sentence_is_shaded_by_its_share_of_the_strongest_push_for_each_grade() -> None:
    shown = sentences(suggestion(passage(0, 11, 4.0, -0.1), passage(12, 21, -1.0, 0.0), passage(22, 30, 0.5, 0.02)))
    assert [sentence.shades for sentence in shown] == [
        {"A": "for-4", "B": "against-4"},
        {"A": "against-1", "B": "none"},
        {"A": "for-1", "B": "for-1"},
    ]


def test_nothing_is_shaded_where_nothing_pushes() -> None:
    assert sentences(suggestion(passage(0, 11, 0.0, 0.0)))[0].shades == {"A": "none", "B": "none"}


def test_phrases_are_marked_and_paragraphs_open() -> None:
    shown = sentences(
        suggestion(passage(0, 11, 1, 1), passage(12, 21, 1, 1), passage(22, 30, 1, 1), phrases=((3, 10),))
    )
    assert [(piece.text, piece.phrase) for piece in shown[0].pieces] == [
        ("It ", ""),
        ("regrets", "deep regret"),
        (".", ""),
    ]
    assert [sentence.opens for sentence in shown] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "scheme", "shown"),
    [
        (f"It waits. {VERDICT}", "cmw", ["It waits. […]"]),
        ("It regrets.\n\nIt waits.", "cmw", ["It regrets.", "It waits."]),
        ("It regrets.", "", ["It regrets."]),
        ("", "cmw", []),
    ],
)  # fmt: skip
def test_a_blind_text_is_without_its_verdict(text: str, scheme: str, shown: list[str]) -> None:
    assert blind({"text": text, "scheme": scheme, "language": "en"}) == shown


@pytest.mark.parametrize(
    ("scheme", "language", "codes", "second"),
    [
        ("cmw", "en", "ABCDEF", ("B", "partially implemented")),
        ("cmw", "fr", "ABCDEF", None),
        ("", "en", "ABCDEF", ("B", "")),
    ],
)
def test_a_reviewer_chooses_among_the_schemes_grades(
    scheme: str, language: str, codes: str, second: tuple[str, str] | None
) -> None:
    found = choices({"scheme": scheme, "language": language})
    assert "".join(code for code, _ in found) == codes
    assert second is None or found[1] == second
