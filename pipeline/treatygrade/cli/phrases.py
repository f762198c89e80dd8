"""`treatygrade phrases`: the key phrases of a text."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write
from treatygrade.errors import UsageError


def register(app: typer.Typer) -> None:
    app.command("phrases", cls=JsonCommand, epilog="Example: treatygrade phrases report.docx --html phrases.html")(
        phrases
    )


def phrases(
    source: Annotated[str, typer.Argument(metavar="TEXT-or-FILE", help="A text, a report or draft, or - .")],
    *,
    language: Annotated[str | None, typer.Option(help="en, fr or es; default: what the text is in.")] = None,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with the phrases marked.")] = None,
) -> None:
    """Key phrases with category, negation, concession and target."""
    from treatygrade.phrases import phrases as run

    text = _text(source)
    language = _language(language, text)
    found = run(text, language)
    if html is not None:
        from treatygrade.page import save
        from treatygrade.phrases.display import page

        save(page(text, language), html)
    if json_file is not None:
        write(json.dumps([asdict(phrase) for phrase in found], ensure_ascii=False, indent=1) + "\n", json_file)
    if json_file != "-":
        from rich.console import Console
        from rich.table import Table

        table = Table("from", "to", "phrase", "category", "negated", "conceded", "target", "sentence", box=None)
        for phrase in found:
            marks = ("yes" if mark else "" for mark in (phrase.negated, phrase.conceded))
            cells = (phrase.text, phrase.category, *marks, phrase.target, phrase.sentence)
            table.add_row(str(phrase.start), str(phrase.end), *cells)
        Console(width=120, markup=False).print(table)


def _language(given: str | None, text: str) -> str:
    from treatygrade.phrases.matching import LANGUAGES
    from treatygrade.segment.language import language

    if given is None:
        return language(text)
    if given not in LANGUAGES:
        raise UsageError(f"--language {given}: there are rules for {', '.join(LANGUAGES)} only")
    return given


def _text(source: str) -> str:
    """The text of a file or of standard input, or the argument itself where it names none."""
    from treatygrade.cli.drafting import file_of
    from treatygrade.read import read

    path = source if source == "-" else file_of(source)
    if not path and not source.strip():
        raise UsageError("the text is empty", hint="give a text, or the file of a report or draft")
    return read(path).text if path else source
