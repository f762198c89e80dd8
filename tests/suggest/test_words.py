"""Suggestions in words: places, headings, verdicts, reasons, precedents, comments."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.models.prediction import Prediction
from treatygrade.suggest.precedents import Precedent
from treatygrade.suggest.suggestion import Passage, Ranked, Suggestion
from treatygrade.suggest.words import comment, ends, heading, lines, place, precedent, reasons, split, verdict


def prediction(**changes: Any) -> Prediction:
    values: dict[str, Any] = {
        "predicted": "B", "confidence": 0.715, "probabilities": {"A": 0.1, "B": 0.715, "C": 0.185},
        "prediction_set": ("B", "C"), "abstained": False, "predicted_label": "partially implemented",
    }  # fmt: skip
    return Prediction(**values | changes)


def suggestion(unit: dict[str, Any] | None = None, answer: Prediction | None = None, **changes: Any) -> Suggestion:
    unit = {"paragraph": "16", "scope": "(a)|(b)", "state": "Chad", "grade_raw": "C1", "text": "It."} | (unit or {})
    return Suggestion(unit, answer or prediction(), **changes)


def hit(number: int, grade: str = "C", likeness: float = 0.8, **changes: Any) -> Precedent:
    values: dict[str, Any] = {
        "unit_id": f"T/{number}", "symbol": f"T/{number}", "state": f"State {number}", "paragraph": "9",
        "scope": "(a)|(b)", "title": "", "year": "2020", "scheme": "cmw", "grade": grade, "grade_raw": grade,
        "text": "First.  It\nregrets it.", "likeness": likeness, "own": (0, 3), "theirs": (8, 22), "fictional": False,
    }  # fmt: skip
    return Precedent(**values | changes)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ({"paragraph": "16", "scope": "(a)"}, "Paragraph 16 (a)"),
        ({"paragraph": "16", "scope": "(a)|(b)(ii)"}, "Paragraph 16 (a), (b)(ii)"),
        ({"paragraph": "16", "scope": ""}, "Paragraph 16"),
        ({"paragraph": 16}, "Paragraph 16"),
        ({"paragraph": "", "scope": "(c)"}, "(c)"),
        ({"paragraph": None, "scope": None}, "Evaluation"),
        ({}, "Evaluation"),
    ],
)
def test_places(unit: dict[str, Any], words: str) -> None:
    assert place(unit) == words


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ({}, "Chad: Paragraph 16 (a), (b) [C1]"),
        ({"grade_raw": ""}, "Chad: Paragraph 16 (a), (b)"),
        ({"state": ""}, "Paragraph 16 (a), (b) [C1]"),
        ({"state": "Qalvera", "iso3": "QLV"}, "Qalvera (FICTIONAL): Paragraph 16 (a), (b) [C1]"),
        ({"state": "", "paragraph": "", "scope": "", "grade_raw": ""}, "Evaluation"),
    ],
)
def test_headings(unit: dict[str, Any], words: str) -> None:
    assert heading(suggestion(unit)) == words


@pytest.mark.parametrize(
    ("answer", "changes", "words"),
    [
        ({}, {}, "Reads like B (partially implemented), 72%. With 90% confidence one of B, C."),
        ({"prediction_set": ("B",)}, {}, "Reads like B (partially implemented), 72%."),
        ({"predicted_label": "B", "prediction_set": ("B",)}, {}, "Reads like B, 72%."),
        ({"predicted_label": "", "prediction_set": ("B",)}, {}, "Reads like B, 72%."),
        ({"abstained": True, "prediction_set": ("B",)}, {}, "Reads like B (partially implemented), 72%, but unsure."),
        ({"prediction_set": ("B",)}, {"fit": "fits"}, "72%. The drafted [C1] fits."),
        ({"prediction_set": ("B",)}, {"fit": "possible"}, "72%. The drafted [C1] is possible."),
        ({"prediction_set": ("B",)}, {"fit": "unlikely"}, "72%. The drafted [C1] is unlikely for this text."),
        ({}, {"seen_in_training": True}, "was trained on this very text, so this proves nothing."),
        ({"predicted": None}, {"fit": "fits"}, "There is no text to suggest a grade for."),
    ],
)
def test_verdicts(answer: dict[str, Any], changes: dict[str, Any], words: str) -> None:
    assert verdict(suggestion(answer=prediction(**answer), **changes)).endswith(words)


@pytest.mark.parametrize(
    ("phrase", "shown"),
    [
        ("", ""),
        ("one", "one"),
        ("a b c d e f g h i", "a b c d e f g h i"),
        ("a b c d e f g h i j", "a b c d … g h i j"),
        (" a \n b ", "a b"),
    ],
)
def test_both_ends_of_a_passage(phrase: str, shown: str) -> None:
    assert ends(phrase) == shown


def test_reasons_are_the_strongest_sentences_with_their_own_phrases() -> None:
    sentences = (
        Passage(0, 10, "It is weak", {"B": 0.1}), Passage(11, 30, "It is strong as can", {"B": 0.75}),
        Passage(31, 40, "It is not", {"B": -0.5}),
    )  # fmt: skip
    phrases = (Passage(17, 23, "strong", {"B": 0.4}), Passage(6, 10, "weak", {"B": 0.05}))
    found = suggestion(sentences=sentences, reasons={"B": phrases})
    assert list(reasons(found, "B", 3)) == [
        "“It is strong as can” +0.75 (“strong” +0.40)", "“It is weak” +0.10 (“weak” +0.05)",
    ]  # fmt: skip
    assert len(list(reasons(found, "B", 1))) == 1
    assert list(reasons(found, "C", 3)) == []


def test_a_long_sentence_is_cut() -> None:
    found = suggestion(sentences=(Passage(0, 900, "word " * 180, {"B": 1.0}),))
    (line,) = reasons(found, "B", 1)
    assert len(line) < 180
    assert " …” +1.00" in line


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (hit(1), "[C] State 1, T/1, para. 9 (a), (b), likeness 80%: “It regrets it.”"),
        (hit(1, grade_raw="", paragraph=""), "[C] State 1, T/1, likeness 80%: “It regrets it.”"),
        (hit(1, scope="", state=""), "[C] T/1, para. 9, likeness 80%: “It regrets it.”"),
        (hit(1, fictional=True), "FICTIONAL [C] State 1, T/1, para. 9 (a), (b), likeness 80%: “It regrets it.”"),
    ],
)
def test_precedents(found: Precedent, words: str) -> None:
    assert precedent(found) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ((hit(1, "C"), hit(2, "B")), "[C] State 1; [B] State 2"),
        ((hit(1, "C"), hit(2, "B"), hit(3, "C")), "[C] State 1, State 3; [B] State 2"),
        ((hit(1, "C"), hit(2, "C")), ""),
        ((hit(1, "C"), hit(2, "B", likeness=0.49)), ""),  # not close enough
        ((hit(1, "C", likeness=0.5), hit(2, "B", likeness=0.5)), "[C] State 1; [B] State 2"),
        ((hit(1, "C"), hit(2, "B", scheme="ced")), ""),  # grades of two schemes do not compare
        ((hit(1, "C"), hit(2, "B", state="State 1")), "[C] State 1; [B] State 1"),
        ((), ""),
    ],
)
def test_precedents_that_were_graded_differently(found: tuple[Precedent, ...], words: str) -> None:
    one = suggestion(precedents=found)
    assert split(one) == words
    assert ("Close precedents were graded differently" in "\n".join(lines(one))) is bool(words)
    assert one.to_dict()["conflicts"] == [[a.unit_id, b.unit_id] for a, b in one.conflicts]


@pytest.mark.parametrize(
    ("better", "asked", "said"),
    [
        ("A", (Passage(0, 3, "It  asks\nfor it."),), "  For A, a reader would need to see:\n    - It asks for it."),
        ("", (Passage(0, 3, "It asks."),), "  The text asks for:\n    - It asks."),
        ("A", (), "  For A, a reader would need to see more, but the text asks for nothing."),
    ],
)
def test_what_the_text_asks_for(better: str, asked: tuple[Passage, ...], said: str) -> None:
    assert said in "\n".join(lines(suggestion(better=better, requests=asked)))


def test_the_line_of_grades_and_the_comment() -> None:
    ranked = (Ranked("B", "partially implemented", 0.715), Ranked("C", "C", 0.185))
    found = suggestion(ranked=ranked, precedents=(hit(1), hit(2), hit(3)))
    said = list(lines(found))
    assert said[2] == "  B partially implemented 72% · C 18%"
    assert sum(line.startswith("  Precedent ") for line in said) == 3
    assert [line.partition(" ")[0] for line in comment(found)] == ["Reads", "Precedent", "Precedent"]
    assert "asks for nothing" not in "\n".join(said)
