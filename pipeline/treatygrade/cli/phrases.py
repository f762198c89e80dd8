"""`treatygrade phrases`: the key phrases of a text."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write


def register(app: typer.Typer) -> None:
    app.command("phrases", cls=JsonCommand)(phrases)


def phrases(
    source: Annotated[str, typer.Argument(metavar="TEXT-or-FILE", help="A text, a report or draft, or - .")],
    *,
    language: Annotated[str, typer.Option(help="en, fr or es.")] = "en",
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with the phrases marked.")] = None,
) -> None:
    """Key phrases with category, negation, concession and target."""
    from treatygrade.phrases import phrases as run

    text = _text(source)
    found = run(text, language)
    if html is not None:
        from treatygrade.phrases.component import page

        html.write_text(page(text, language), encoding="utf-8")
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
        Console(width=120).print(table)


def _text(source: str) -> str:
    """The text of a file, or the argument itself where it names none."""
    from treatygrade.read import read

    is_file = source == "-" or (len(source) < 1_000 and "\n" not in source and Path(source).is_file())
    return read(source).text if is_file else source
