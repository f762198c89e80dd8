"""Words to concepts: which class wins, one spelling, and a file that contradicts itself."""

from __future__ import annotations

from typing import Any

import pytest

from treatygrade.errors import ConfigError
from treatygrade.features import lexicon as module
from treatygrade.features.lexicon import LANGUAGES, lexicon
from treatygrade.resources import config


@pytest.mark.parametrize(
    ("language", "word", "concept"),
    [
        ("en", "regrets", "regret"),
        ("en", "regretted", "regret"),
        ("en", "measure", "measure"),
        ("en", "concern", "concern"),  # as it stands
        ("en", "concerning", ""),  # and not as a stem
        ("en", "considers", "refusal"),  # as it stands, before the stem "consider*"
        ("en", "considered", "intend"),
        ("en", "unwillingness", "refusal"),
        ("en", "act", "law"),
        ("en", "action", "measure"),
        ("en", "organizes", "done"),  # the stem "organiz*"
        ("en", "organizations", "allegation"),  # a longer one
        ("en", "programme", "policy"),
        ("en", "program", "policy"),
        ("en", "zebra", ""),
        ("en", "", ""),
        ("fr", "regrettable", "regret"),
        ("fr", "réitère", "reiterate"),
        ("fr", "reitere", ""),
        ("es", "lamenta", "regret"),
        ("es", "leyes", "law"),
        ("xx", "regrets", "regret"),
    ],
)
def test_a_word_has_one_concept(language: str, word: str, concept: str) -> None:
    assert lexicon(language).look_up(word)[1] == concept


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("criticised", "criticized"), ("analyse", "analyze"), ("labour", "labor"), ("honours", "honors"),
        ("centres", "centers"), ("centre", "center"), ("programme", "program"), ("cancelling", "canceling"),
        ("offences", "offenses"), ("judgement", "judgment"), ("organisations", "organizations"), ("measure", "measure"),
        ("our", "or"), ("", ""),
    ],
)  # fmt: skip
def test_british_endings_become_american_ones(word: str, spelled: str) -> None:
    assert lexicon("en").look_up(word)[0] == spelled
    assert lexicon("fr").look_up(word)[0] == word


def test_what_is_remembered_is_what_was_found() -> None:
    rules = lexicon("en")
    assert [rules.look_up("organised") for _ in range(3)] == [("organized", "done")] * 3


def test_memory_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    lexicon.cache_clear()
    monkeypatch.setattr(module, "_MEMORY", 2)
    rules = lexicon("en")
    found = [rules.look_up(word) for word in ("regrets", "act", "draft", "draft")]
    assert found == [("regrets", "regret"), ("act", "law"), ("draft", "draft"), ("draft", "draft")]
    assert len(rules._known) == 2
    lexicon.cache_clear()


def test_a_word_in_two_classes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = config("concepts", "en.yaml")
    twice = {**data, "concepts": {**data["concepts"], "zoo": "zebra regret*"}}
    lexicon.cache_clear()
    monkeypatch.setattr(module, "config", lambda *_: twice)
    with pytest.raises(ConfigError) as raised:
        lexicon("en")
    assert str(raised.value) == "concepts/en.yaml: 'regret*' is in regret and in zoo"
    lexicon.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_a_lexicon_can_be_met(language: str) -> None:
    """Words are looked up in lower case, letters alone: anything else would never be found."""
    data: dict[str, Any] = config("concepts", f"{language}.yaml")
    words = [word for concept in data["concepts"].values() for word in concept.split()]
    lists = ["turns", "ignored", "empty", "articles", "links"]
    words += [word for name in lists for word in data[name].split()]
    assert [word for word in words if word != word.lower() or not word.rstrip("*").replace("-", "").isalpha()] == []
    assert all(word.count("*") <= 1 and word.find("*") in (-1, len(word) - 1) for word in words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_share_the_names_of_concepts(language: str) -> None:
    """That is what lets a model trained on one read another."""
    english = set(config("concepts", "en.yaml")["concepts"])
    own = set(config("concepts", f"{language}.yaml")["concepts"])
    assert own <= english
    assert english - own <= {"abuse", "claim", "new"}
