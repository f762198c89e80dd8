"""What ``suggest`` and ``check`` have in common: their options, and where their answers go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from treatygrade.errors import UsageError

if TYPE_CHECKING:
    from treatygrade.check import Finding
    from treatygrade.read.document import Document
    from treatygrade.suggest import Suggestion
    from treatygrade.suggest.precedents import Index

Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="A .docx copy of a .docx draft with comments; else .txt or .md: what is said."),
]
Scheme = Annotated[str | None, typer.Option(help="Grading scheme, where the draft does not tell.")]
Language = Annotated[Literal["en", "fr", "es"] | None, typer.Option(help="Language, where the text does not tell.")]
Units = Annotated[Path | None, typer.Option(help="Graded units for precedents; their index is kept beside them.")]
Demo = Annotated[bool, typer.Option("--demo", help="Precedents from invented reports, marked FICTIONAL.")]
Model = Annotated[Path | None, typer.Option(help="Model folder (default: the shipped one).")]
UseVerdict = Annotated[bool, typer.Option("--use-verdict", help="Let the model see verdict sentences.")]
Remove = Annotated[bool, typer.Option("--remove-comments", help="Write a copy without our comments to --output.")]

_TEXTS = (".txt", ".md")


def file_of(argument: str) -> Path | None:
    """The file that an argument names, "-" for standard input; None where it is the text itself.

    Raises:
        UsageError: a folder, or what looks like the name of a file that is not there.
    """
    from treatygrade.label.find import SUFFIXES

    if len(argument) > 1000 or "\n" in argument:
        return None
    path = Path(argument)
    if path.is_file() or argument == "-":
        return path
    if argument and path.is_dir():
        raise UsageError("a folder", file=path, hint="give a file in it")
    if path.suffix.lower() in SUFFIXES or ("/" in argument and not any(map(str.isspace, argument))):
        raise UsageError("no such file", file=path, hint="check the path")
    return None


def document(path: Path | None, output: Path | None) -> Document | None:
    """The draft, read; None for a text. Raises UsageError for an output that the draft cannot give."""
    from treatygrade.suggest.sources import read_draft

    kind = output.suffix.lower() if output else ""
    if kind == ".docx" and (path is None or path.suffix.lower() != ".docx"):
        raise UsageError("comments can be written into a .docx draft only", file=output or "", hint="name a .txt file")
    if output and kind not in (".docx", *_TEXTS):
        raise UsageError(
            f"cannot write {kind or 'a nameless kind'}", file=output, hint="name a .docx, .txt or .md file"
        )
    return read_draft(path) if path else None


def index(units: Path | None, demo: bool) -> Index | None:
    from treatygrade.suggest.precedents import demonstration, open_index

    if units and demo:
        raise UsageError("--units and --demo exclude each other")
    if demo:
        return demonstration()
    return open_index(units) if units else None


def remove(path: Path | None, output: Path | None) -> None:
    """Write a copy of a draft without our comments, and say how many there were."""
    from treatygrade.word import remove_comments

    if path is None or output is None:
        raise UsageError("--remove-comments needs a .docx draft and --output", hint="add -o COPY.docx")
    if path.suffix.lower() != ".docx":
        raise UsageError("comments can be in a .docx draft only", file=path, hint="give the draft that has them")
    count = remove_comments(path, output)
    typer.echo(f"{output}: {count} comment{'' if count == 1 else 's'} removed")


def deliver(
    said: list[str],
    answer: Any,
    draft: Document | None,
    path: Path | None,
    output: Path | None,
    json_file: str | None,
    *,
    suggestions: Sequence[Suggestion],
    findings: Sequence[Finding] = (),
) -> None:
    """Print what is said, unless JSON goes to standard output; write the files that were asked for."""
    import json

    from treatygrade.cli.json_option import write
    from treatygrade.page import save

    text = "\n".join(said).rstrip() + "\n"
    if json_file:
        write(json.dumps(answer, ensure_ascii=False, indent=2) + "\n", json_file)
    if output and output.suffix.lower() in _TEXTS:
        save(text, output)
    elif output and draft is not None and path is not None:
        from treatygrade.word import annotate, comments

        annotate(path, comments(draft, suggestions, findings), output)
    if json_file != "-":
        typer.echo(text, nl=False)
