"""The spaCy component and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from treatygrade.phrases import phrases

TEXT = "While it welcomes the Act, the Committee regrets the lack of information."


def test_component_finds_what_the_function_finds() -> None:
    from treatygrade.phrases.component import pipeline

    doc = pipeline("en")(TEXT)
    assert [(span.text, span.label_, span._.conceded) for span in doc.spans["key_phrases"]] == [
        (phrase.text, phrase.category, phrase.conceded) for phrase in phrases(TEXT)
    ]


def test_component_is_saved_and_loaded(tmp_path: Path) -> None:
    import spacy

    from treatygrade.phrases.component import pipeline

    pipeline("fr").to_disk(tmp_path)
    doc = spacy.load(tmp_path)("Le Comité regrette le retard.")
    assert [span.label_ for span in doc.spans["key_phrases"]] == ["regret"]


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from treatygrade.cli.phrases import phrases as command

    page, table = tmp_path / "page.html", tmp_path / "found.json"
    command(TEXT, language="en", json_file=str(table), html=page)
    assert "regrets" in capsys.readouterr().out
    assert [found["category"] for found in json.loads(table.read_text(encoding="utf-8"))] == [
        phrase.category for phrase in phrases(TEXT)
    ]
    assert "<html" in page.read_text(encoding="utf-8")
