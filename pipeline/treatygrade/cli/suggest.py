"""treatygrade suggest: the grade that a text or a draft reads like, and why."""

from __future__ import annotations

from typing import Annotated

import typer

from treatygrade.cli.drafting import Demo, Language, Model, Output, Remove, Scheme, Units, UseVerdict
from treatygrade.cli.json_option import JsonCommand, JsonFile


def register(app: typer.Typer) -> None:
    app.command(
        cls=JsonCommand, epilog="Example: treatygrade suggest 'The Committee regrets the delay.' --scheme ccpr-2017"
    )(suggest)


def suggest(
    draft: Annotated[str, typer.Argument(metavar="TEXT-or-FILE", help="An evaluation, a draft's file, or - .")],
    output: Output = None,
    json_file: JsonFile = None,
    scheme: Scheme = None,
    language: Language = None,
    units: Units = None,
    demo: Demo = False,
    model: Model = None,
    use_verdict: UseVerdict = False,
    remove_comments: Remove = False,
) -> None:
    """Suggest a grade for an evaluation, or for each one of a draft: ranked, with reasons and precedents."""
    from treatygrade.cli import drafting
    from treatygrade.suggest import suggest as suggesting
    from treatygrade.suggest.sources import holds_report
    from treatygrade.suggest.words import lines

    path = drafting.file_of(draft)
    if remove_comments:
        drafting.remove(path, output)
        return
    document = drafting.document(path, output)
    if draft == "-" and document is not None and not holds_report(document):
        draft, document = document.text, None
    found = suggesting(
        document or draft,
        scheme=scheme,
        language=language,
        model=model,
        index=drafting.index(units, demo),
        use_verdict=use_verdict,
    )
    said = [line for suggestion in found for line in (*lines(suggestion), "")]
    said += dict.fromkeys(suggestion.precedents_note for suggestion in found if suggestion.precedents_note)
    answer = [suggestion.to_dict() for suggestion in found]
    drafting.deliver(said, answer, document, path, output, json_file, suggestions=found)
