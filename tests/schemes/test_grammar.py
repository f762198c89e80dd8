"""The wording of verdicts as a file says it: words that stand for others, rules, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from treatygrade.errors import ConfigError
from treatygrade.schemes import grammar as module
from treatygrade.schemes.grammar import Grammar, even, grammar, languages

FILE: dict[str, Any] = {
    "words": {"rec": "recommendations?", "anyrec": "(?:the )?<rec>"},
    "hints": "implemented", "frame": "considers", "reported": "whether", "limb": "^As for", "head": "While",
    "tail": "; ",
    "framed": {"full": ["<anyrec> (?P<how>well|badly) implemented", "<rec> done"], "none": ["<rec> undone"]},
    "plain": {"none": ["^Not implemented$"], "full": ["^Implemented$", "^<rec> met$"]},
    "letters": {"verdict": "graded (?P<code>[A-F])", "mention": "grade [A-F]"},
    "residue": ["un<rec>", "met"],
}  # fmt: skip


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the file of a language holds, to be changed before it is read."""
    said: dict[str, Any] = {**FILE}
    monkeypatch.setattr(module, "config", lambda *parts: said if parts == ("verdicts", "xx.yaml") else {})
    clear = getattr(grammar, "cache_clear", lambda: None)
    clear()
    yield said
    clear()


def patterns(rules: tuple[tuple[str, Any], ...]) -> list[tuple[str, str]]:
    return [(meaning, rule.pattern) for meaning, rule in rules]


def test_words_are_written_out_and_rules_keep_their_order(made: dict[str, Any]) -> None:
    read = grammar("xx")
    assert isinstance(read, Grammar)
    assert patterns(read.framed) == [
        ("full", "(?:the )?recommendations? (?P<how>well|badly) implemented"),
        ("full", "recommendations? done"),
        ("none", "recommendations? undone"),
    ]
    assert patterns(read.plain) == [
        ("none", "^Not implemented$"), ("full", "^Implemented$"), ("full", "^recommendations? met$"),
    ]  # fmt: skip
    assert read.residue.pattern == "grade [A-F]|unrecommendations?|met"
    assert read.letter.pattern == FILE["letters"]["verdict"]
    single = (read.hints, read.frame, read.reported, read.limb, read.head, read.tail)
    assert [each.pattern for each in single] == ["implemented", "considers", "whether", "^As for", "While", "; "]


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("hints", "<recs> implemented", "verdicts/xx.yaml: <recs> is not among words"),
        ("words", {"rec": "<later>", "later": "l"}, "verdicts/xx.yaml: <later> is not among words"),
        ("frame", "(considers", "verdicts/xx.yaml: missing ), unterminated subpattern at position 0: (considers"),
        ("plain", {"full": ["a**"]}, r"verdicts/xx.yaml: multiple repeat at position 2: a**"),
    ],
)
def test_a_file_that_is_wrong_is_named_with_what_is_wrong(
    made: dict[str, Any], key: str, value: Any, message: str
) -> None:
    made[key] = value
    with pytest.raises(ConfigError) as caught:
        grammar("xx")
    assert str(caught.value) == message
    assert caught.value.__suppress_context__


def test_a_look_behind_is_no_word() -> None:
    """(?<!x) and (?P<name>…) hold what would otherwise be taken for a word."""
    assert grammar("en").letter.groupindex == {"code": 1}


@pytest.mark.parametrize(
    ("language", "used"),
    [("en", "en"), ("fr", "fr"), ("es", "es"), (None, "en fr es"), ("de", "en fr es"), ("", "en fr es")],
)
def test_a_language_without_a_grammar_is_read_with_all(language: str | None, used: str) -> None:
    assert " ".join(languages(language)) == used


def test_evening_keeps_every_offset() -> None:
    text = "l’avis\u00a0du\u202fComité\n‘x’\tend\u2009\u2007\r\x0b\x0c."
    assert even(text) == "l'avis du Comité 'x' end     ."
    assert len(even(text)) == len(text)
