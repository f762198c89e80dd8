"""Key phrases as tables of (text, what is found)."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from treatygrade.phrases import categories, phrases, phrases_batch


@pytest.mark.parametrize(
    ("language", "text", "phrase", "category"),
    [
        ("en", "The Committee regrets the delay.", "regrets", "regret"),
        ("en", "The Act entered into force in 2022.", "entered into force", "adoption"),
        ("en", "The draft law on asylum is with the Senate.", "draft law", "draft"),
        ("en", "The State party did not ratify the Convention.", "not ratify", "draft"),
        ("en", "No information was provided.", "No information", "absence_of_information"),
        ("en", "It reiterates its recommendation.", "reiterates", "reiteration"),
        ("en", "It requests statistics.", "requests", "request_information"),
        ("en", "The State party rejects it.", "rejects", "refusal"),
        ("en", "The law is contrary to what was asked.", "contrary to", "contrariness"),
        (
            "en",
            "The State party considers its legislation to be sufficient.",
            "considers its legislation to be sufficient",
            "refusal",
        ),
        ("en", "It has no plans to amend the Act.", "no plans to", "refusal"),
        ("en", "The new decree further restricts assembly.", "further restricts", "contrariness"),
        ("fr", "L’État partie n’a pas l’intention de l’abroger.", "n’a pas l’intention", "refusal"),
        ("fr", "La nouvelle loi restreint davantage cette liberté.", "restreint davantage", "contrariness"),
        ("es", "El Estado parte no tiene previsto derogarla.", "no tiene previsto", "refusal"),
        ("es", "Por el contrario, se aprobó otra ley.", "Por el contrario", "contrariness"),
        ("en", "Two reminders were sent.", "Two reminders", "silence"),
        ("fr", "Le Comité regrette l’absence de renseignements.", "regrette", "regret"),
        ("fr", "La loi est entrée en vigueur.", "entrée en vigueur", "adoption"),
        ("fr", "Il renouvelle sa recommandation.", "renouvelle", "reiteration"),
        ("es", "El Comité lamenta la falta de información.", "falta de información", "absence_of_information"),
        ("es", "La Ley entró en vigor.", "entró en vigor", "adoption"),
    ],
)
def test_category(language: str, text: str, phrase: str, category: str) -> None:
    assert (phrase, category) in [(found.text, found.category) for found in phrases(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "conceded"),
    [
        ("en", "While it welcomes the Act, the Committee regrets the delay.", {"welcome": True, "regret": False}),
        ("en", "While welcoming the Act, the Committee regrets the delay.", {"welcome": True, "regret": False}),
        ("en", "The Committee, while noting the plan, remains concerned.", {"note": True, "concern": False}),
        ("en", "Despite the adoption of the Act, it regrets the delay.", {"adoption": True, "regret": False}),
        ("fr", "Tout en se félicitant de la loi, le Comité regrette le retard.", {"welcome": True, "regret": False}),
        ("es", "Si bien acoge la Ley, el Comité lamenta el retraso.", {"welcome": True, "regret": False}),
        ("fr", "Bien qu’il salue la loi, le Comité regrette le retard.", {"welcome": True, "regret": False}),
        ("es", "Aunque acoge la Ley, el Comité lamenta el retraso.", {"welcome": True, "regret": False}),
    ],
)
def test_concession(language: str, text: str, conceded: dict[str, bool]) -> None:
    found = {phrase.category: phrase.conceded for phrase in phrases(text, language)}
    assert {name: found[name] for name in conceded} == conceded


@pytest.mark.parametrize(
    ("language", "text", "category", "negated"),
    [
        ("en", "It has not reiterated it.", "reiteration", True),
        ("en", "It reiterates it.", "reiteration", False),
        ("en", "The Committee cannot welcome it.", "welcome", True),
        ("en", "The Act was never enacted.", "adoption", True),
        ("en", "It failed to establish a body. It regrets that.", "regret", False),
        ("fr", "L’État partie n’a pas adopté la loi.", "adoption", True),
        ("fr", "Le Comité ne se félicite pas de la loi.", "welcome", True),
        ("fr", "L’État partie a adopté la loi.", "adoption", False),
        ("es", "El Estado parte no ha aprobado la ley.", "adoption", True),
        ("es", "El Estado parte ha aprobado la ley.", "adoption", False),
    ],
)
def test_negation(language: str, text: str, category: str, negated: bool) -> None:
    assert [phrase.negated for phrase in phrases(text, language) if phrase.category == category] == [negated]


def test_target_and_position() -> None:
    text = "The Committee welcomes the Act. It regrets the lack of information. It reiterates its recommendation."
    found = {phrase.category: (phrase.target, phrase.sentence) for phrase in phrases(text)}
    assert found["welcome"] == ("law", "first")
    assert found["regret"] == ("information", "middle")
    assert found["reiteration"] == ("recommendation", "last")


def test_spans_hold_in_the_text() -> None:
    text = "The Committee\u00a0regrets that İzmir’s plan\nwas not adopted."
    assert all(text[phrase.start : phrase.end] == phrase.text for phrase in phrases(text))
    assert phrases_batch([text, ""], "en") == [phrases(text), []]


def test_languages_have_the_same_categories() -> None:
    assert categories("en") == categories("fr") == categories("es")


def test_other_languages_fall_back_to_english() -> None:
    assert phrases("The Committee regrets it.", "ar") == phrases("The Committee regrets it.", "en")


@pytest.mark.parametrize("piece", ["not ", "information ", "While ", "no reply ", "lack of ", "draft "])
def test_time_is_linear(piece: str) -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        phrases(piece * (length // len(piece)))
        return time.process_time() - begin

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.002)


def test_real_units_have_phrases(shared: Path) -> None:
    lines = (shared / "real" / "units" / "ccpr.jsonl").read_text(encoding="utf-8").splitlines()
    found = phrases_batch([json.loads(line)["text"] for line in lines])
    assert sum(1 for each in found if each) > 0.95 * len(found)
