"""The spaCy component and the command."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from importlib import import_module
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


FRENCH = "Le Comité regrette le retard."


def test_component_is_saved_and_loaded_in_a_new_process(tmp_path: Path) -> None:
    from treatygrade.phrases.component import pipeline

    pipeline("fr").to_disk(tmp_path)
    program = (
        "import sys, spacy, treatygrade.phrases.component\n"
        "doc = spacy.load(sys.argv[1])(sys.argv[2])\n"
        "print([(span.label_, span._.conceded) for span in doc.spans['key_phrases']])"
    )
    run = [sys.executable, "-c", program, str(tmp_path), FRENCH]
    printed = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "[('regret', False)]"


def test_component_goes_through_bytes() -> None:
    from treatygrade.phrases.component import pipeline

    french = pipeline("fr")
    other = pipeline("en").from_bytes(french.to_bytes())
    doc = other(FRENCH)
    assert [span.label_ for span in doc.spans["key_phrases"]] == ["regret"]
    name = "key_phrases"
    assert other.get_pipe(name).to_bytes() == french.get_pipe(name).to_bytes() == b"fr"


def test_a_document_keeps_its_spans_through_bytes() -> None:
    from spacy.tokens import Doc

    from treatygrade.phrases.component import pipeline

    doc = pipeline("en")(TEXT)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [(s.text, s.label_, s._.target) for s in again.spans["key_phrases"]] == [
        (s.text, s.label_, s._.target) for s in doc.spans["key_phrases"]
    ]


def test_a_language_without_rules_is_refused() -> None:
    import spacy

    import treatygrade.phrases.component  # noqa: F401  registers the factory

    with pytest.raises(ValueError, match="no rules for 'de'"):
        spacy.blank("de").add_pipe("key_phrases", config={"language": "de"})


def test_installed_spacy_finds_the_factory() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["key_phrases"].partition(":")
    assert callable(getattr(import_module(module), name))


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    page, table = tmp_path / "page.html", tmp_path / "found.json"
    assert run(monkeypatch, "phrases", TEXT, "--json", table, "--html", page) == 0
    assert "regrets" in capsys.readouterr().out
    assert [found["category"] for found in json.loads(table.read_text(encoding="utf-8"))] == [
        phrase.category for phrase in phrases(TEXT)
    ]


def test_the_page_is_escaped_and_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "page.html"
    text = "Le Comité <script>regrette</script> l’absence de renseignements."
    assert run(monkeypatch, "phrases", text, "--html", page) == 0
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert 'charset="utf-8"' in html
    assert html.count("<mark") == len(phrases(text, "fr")) == 2
    assert not re.search(r"(?:src|href)=\"?https?:", html)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["Le Comité regrette le retard."], 0, "regrette"),
        (["The Committee regrets it.", "--language", "en"], 0, "regrets"),
        (["The Committee regrets it.", "--language", "de"], 2, "en, fr, es"),
        (["nowhere.docx"], 2, "no such file"),
    ],
)
def test_command_tells_the_language_and_the_file(
    arguments: list[str], code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, "phrases", *arguments) == code
    told = capsys.readouterr()
    assert said in told.out + told.err


def test_command_reads_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.txt").write_text(FRENCH, encoding="utf-8")
    assert run(monkeypatch, "phrases", tmp_path / "draft.txt", "--json", "-") == 0
    assert json.loads(capsys.readouterr().out)[0]["text"] == "regrette"


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    from treatygrade.cli.main import main

    monkeypatch.setattr("sys.argv", ["treatygrade", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)
