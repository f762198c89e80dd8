"""`treatygrade evaluate`: how good predictions are, on gold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write
from treatygrade.errors import GateMissed, UsageError

if TYPE_CHECKING:
    from treatygrade.models.settings import Settings


def register(app: typer.Typer) -> None:
    app.command(cls=JsonCommand)(evaluate)


def evaluate(
    units: Annotated[list[Path], typer.Argument(help="Gold: unit tables, reports or folders.")],
    *,
    model: Annotated[Path | None, typer.Option(help="A saved model; default: the shipped one.")] = None,
    cv: Annotated[str, typer.Option(metavar="FOLDSxSEEDS", help="Cross-validate by State instead, e.g. 5x5.")] = "",
    train_to: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Train to this year, test on later ones.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Training configuration for --cv and --train-to; default: the shipped one.")
    ] = None,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with tables and plots here.")] = None,
    fail_under: Annotated[
        list[str] | None, typer.Option(metavar="METRIC=VALUE", help="Exit with 3 where a masked figure misses this.")
    ] = None,
) -> None:
    """Figures of a saved model or of cross-validation by State, with verdict sentences masked and shown."""
    from treatygrade.evaluate import run

    wanted = dict(_gate(text) for text in fail_under or [])
    if (cv or train_to) and model:
        raise UsageError("--cv and --train-to train their own models: leave --model out")
    if cv and train_to:
        raise UsageError("--cv and --train-to are two ways to split: give one")
    gold = run.read_gold(units)
    if cv:
        folds, seeds = _folds(cv)
        found = run.by_cross_validation(gold, _settings(config), count=folds, seeds=seeds)
    elif train_to:
        found = run.by_year(gold, _settings(config), last=train_to)
    else:
        from treatygrade.models import load

        found = run.by_model(gold, load(model))
        if known := found["run"]["seen_in_training"]:
            typer.echo(
                f"treatygrade: the model was trained on {known} of these {found['n']} texts: the figures flatter it",
                err=True,
            )
    if json_file is not None:
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n", json_file)
    if html is not None:
        from treatygrade.evaluate.page import page
        from treatygrade.page import save

        save(page(found), html)
    if json_file != "-":
        _print(found)
    if missed := run.gate(found, wanted):
        raise GateMissed("; ".join(missed))


def _settings(path: Path | None) -> Settings:
    from treatygrade.models.settings import read_settings
    from treatygrade.resources import resource

    return read_settings(path or resource("configs", "train", "default.yaml"))


def _folds(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,3})x(\d{1,3})", text)
    if not match or int(match[1]) < 2 or int(match[2]) < 1:
        raise UsageError(f"--cv {text}: not folds and seeds, e.g. 5x5")
    return int(match[1]), int(match[2])


def _gate(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise UsageError(f"--fail-under {text}: not METRIC=VALUE, e.g. macro_f1=0.5") from None


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    from treatygrade.evaluate.result import rows_of, table

    console = Console(width=160)
    console.print(f"{found['n']} units; 95% intervals by bootstrap over States; P/R: precision/recall")
    for kind in ("masked", "shown"):
        header, *lines = table(rows_of(found, kind))
        printed = Table(f"verdicts {kind}", *header[1:], box=None)
        for line in lines:
            printed.add_row(*line)
        console.print(printed)
