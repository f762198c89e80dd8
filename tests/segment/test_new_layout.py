"""A layout that nobody has met yet is a YAML file more, and no code."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.segment.reports import report_text, rows
from treatygrade.resources import load_yaml, resource
from treatygrade.segment import vocabulary as words

LAYOUT = """
en:
  paragraph: [point of concern]
  labels:
    reply: [what the government answered]
    evaluation: [appraisal of the panel]
    end: [what happens next]
  state: ["state concerned: {}"]
"""


@pytest.fixture
def layouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The shipped layouts in a folder of their own, read anew before and after."""
    folder = shutil.copytree(resource("configs", "layouts"), tmp_path / "layouts")
    monkeypatch.setattr(words, "resource", lambda *parts: tmp_path / Path(*parts[1:]))
    monkeypatch.setattr(words, "config", lambda *parts: load_yaml(tmp_path / Path(*parts)))
    for cached in (words.layouts, words.vocabulary):
        cached.cache_clear()
    yield folder
    for cached in (words.layouts, words.vocabulary):
        cached.cache_clear()


def test_a_new_layout_is_a_new_file(layouts: Path, tmp_path: Path) -> None:
    text = report_text("[B]: (a)\n\nThe Committee welcomes the law.").replace("on Freedonia", "")
    for known, new in (
        ("Paragraph 10", "Point of concern 10"),
        ("Summary of the information received from the State party", "What the Government answered"),
        ("Committee's evaluation\n", "Appraisal of the Panel\n"),
        ("Recommended action: A letter should be sent", "What happens next: a letter"),
        ("Concluding observations (", "State concerned: Ruritania\n\nConcluding observations ("),
    ):
        assert known in text
        text = text.replace(known, new)
    (layouts / "panel.yaml").write_text(LAYOUT, encoding="utf-8")
    [unit] = rows(text, tmp_path)
    assert (unit["state"], unit["paragraph"], unit["title"], unit["scope"], unit["grade"]) == (
        "Ruritania", "10", "Liberty of person", "(a)", "B",
    )  # fmt: skip
    assert (unit["reply"], unit["text"]) == ("The law was amended in 2021.", "The Committee welcomes the law.")
