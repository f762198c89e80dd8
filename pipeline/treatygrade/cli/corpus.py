"""`treatygrade corpus`: published reports to units, gold facts, data sets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(help="Published reports to units: gold, benchmark, data sets.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="corpus")


@app.command()
def check(
    gold: Annotated[Path, typer.Argument(help="Folder with NAME.gold.csv and NAME.gold.json beside each report.")],
    against: Annotated[
        str, typer.Option(help="A commit, or the JSON of an earlier check: show what was gained and lost.")
    ] = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures and every label here.")] = None,
) -> None:
    """Score segmentation against hand-made gold, by file and by layout."""
    from treatygrade.corpus.against import changes, earlier_check
    from treatygrade.corpus.check import check as run
    from treatygrade.corpus.check import report

    checked = run(gold)
    result = report(checked, gold)
    _print_check(result)
    if against:
        result["against"] = changes(result, earlier_check(against, gold))
        for kind in ("gained", "lost"):
            labels = result["against"][kind]
            typer.echo(f"\n{kind}: {len(labels)}")
            typer.echo("".join(f"  {label}\n" for label in labels), nl=False)
    if json_file:
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _print_check(result: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None)
    table.add_column("file or layout")
    for title in ("gold", "found", "right", "missed", "invented", "scope", "grade", "F1", "text", "recomm.", "header"):
        table.add_column(title, justify="right")
    for entry in result["files"]:
        table.add_row(entry["file"], *_cells(entry["figures"]))
        if entry["error"]:
            table.add_row(f"  {entry['error']}")
    table.add_section()
    for layout, figures in result["by_layout"].items():
        table.add_row(f"layout: {layout}", *_cells(figures))
    table.add_section()
    table.add_row("all", *_cells(result["total"]))
    Console(width=160).print(table, markup=False, highlight=False)


def _cells(figures: dict[str, Any]) -> list[str]:
    counts = ("gold", "found", "right", "missed", "invented", "wrong_scope", "wrong_grade")
    respects = (figures[name] for name in ("text", "recommendation", "header"))
    return [
        *(str(figures[name]) for name in counts),
        f"{figures['f1']:.3f}",
        *(f"{part['right']}/{part['total']}" for part in respects),
    ]
