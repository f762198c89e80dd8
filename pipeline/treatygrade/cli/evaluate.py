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
    from treatygrade.evaluate.systems import System
    from treatygrade.models.settings import Settings

Row = dict[str, Any]


def register(app: typer.Typer) -> None:
    app.command(
        cls=JsonCommand, epilog="Example: treatygrade evaluate units.jsonl --json figures.json --fail-under qwk=0.7"
    )(evaluate)


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
    against: Annotated[
        Path | None,
        typer.Option(help="A second model (with --cv and --train-to: a second configuration) to compare with."),
    ] = None,
    learning_curve: Annotated[bool, typer.Option(help="With --cv: also with shares of the training States.")] = False,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with tables and plots here.")] = None,
    plots: Annotated[Path | None, typer.Option(help="Write plots (SVG) and main figures (figures.json) here.")] = None,
    fail_under: Annotated[
        list[str] | None,
        typer.Option(metavar="METRIC=VALUE", help="Exit with 3 where this is missed, e.g. qwk=0.7, shown.qwk=0.8."),
    ] = None,
) -> None:
    """Figures of a saved model or of cross-validation by State, with verdict sentences masked and shown."""
    from treatygrade.evaluate.gates import gate, missed
    from treatygrade.evaluate.run import read_gold

    wanted = dict(gate(text) for text in fail_under or [])
    if (cv or train_to) and model:
        raise UsageError("--cv and --train-to train their own models: leave --model out")
    if cv and train_to:
        raise UsageError("--cv and --train-to are two ways to split: give one")
    if learning_curve and not cv:
        raise UsageError("--learning-curve needs --cv")
    split = _folds(cv) if cv else None
    gold = read_gold(units)
    for failure in gold.failures:
        typer.echo(f"treatygrade: {failure}", err=True)
    if not gold.rows:
        raise typer.Exit(1)
    if split or train_to:
        found = _trained(gold.rows, _settings(config), against, split, train_to, learning_curve)
    else:
        found = _saved(gold.rows, model, against)
    found["run"]["left_out"] = dict(sorted(gold.left_out.items()))
    if json_file is not None:
        write(json.dumps(found, ensure_ascii=False, indent=1) + "\n", json_file)
    _save(found, html, plots)
    if json_file != "-":
        _print(found)
    if lines := missed(found, wanted):
        raise GateMissed("; ".join(lines))
    if gold.failures:
        raise typer.Exit(1)


def _trained(
    rows: list[Row],
    settings: Settings,
    against: Path | None,
    split: tuple[int, int] | None,
    last: int | None,
    curve: bool,
) -> Row:
    from treatygrade.evaluate.run import by_cross_validation, by_year

    systems = _systems(settings, against)
    if split:
        return by_cross_validation(rows, settings, count=split[0], seeds=split[1], systems=systems, curve=curve)
    return by_year(rows, settings, last=last or 0, systems=systems)


def _saved(rows: list[Row], model: Path | None, against: Path | None) -> Row:
    from treatygrade.evaluate.run import by_model
    from treatygrade.models import load

    found = by_model(rows, load(model), {str(against): load(against)} if against else None)
    if known := found["run"]["seen_in_training"]:
        typer.echo(
            f"treatygrade: {known} of these {found['n']} texts were trained on: the figures flatter the model", err=True
        )
    return found


def _save(found: dict[str, Any], html: Path | None, plots: Path | None) -> None:
    from treatygrade.page import save

    if html is not None:
        from treatygrade.evaluate.page import page

        save(page(found), html)
    if plots is not None:
        from treatygrade.evaluate.plots import drawings
        from treatygrade.evaluate.result import summary
        from treatygrade.page import svg

        for name, figure in drawings(found).items():
            save(str(svg(figure)), plots / f"{name}.svg")
        save(json.dumps(summary(found), indent=1) + "\n", plots / "figures.json")


def _systems(settings: Settings, against: Path | None) -> dict[str, System]:
    """What is measured: ours, the baselines, and ours by a second configuration."""
    from treatygrade.evaluate.systems import SYSTEMS, configured

    if against is None:
        return SYSTEMS
    other = _settings(against)
    if other.invented != settings.invented:
        raise UsageError(
            f"{against} learns from other invented units", hint="a comparison needs the same `invented` in both"
        )
    return {**SYSTEMS, str(against): configured(other)}


def _settings(path: Path | None) -> Settings:
    from treatygrade.models.settings import read_settings
    from treatygrade.resources import resource

    return read_settings(path or resource("configs", "train", "default.yaml"))


def _folds(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,3})x(\d{1,3})", text)
    if not match or int(match[1]) < 2 or int(match[2]) < 1:
        raise UsageError(f"--cv {text}: not folds and seeds, e.g. 5x5")
    return int(match[1]), int(match[2])


def _print(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    from treatygrade.evaluate.result import rows_of, table

    console = Console(width=160, markup=False)
    left_out = "".join(f"; left out: {count} with {reason}" for reason, count in found["run"]["left_out"].items())
    invented = f", {found['run']['fictional']} of them FICTIONAL" if found["run"]["fictional"] else ""
    console.print(
        f"{found['n']} units{invented}{left_out}; 95% intervals by bootstrap over States; P/R: precision/recall"
    )
    for kind in ("masked", "shown"):
        header, *lines = table(rows_of(found, kind))
        printed = Table(f"verdicts {kind}", *header[1:], box=None)
        for line in lines:
            printed.add_row(*line)
        console.print(printed)
    if found["suspicious"]:
        console.print(
            f"{len(found['suspicious'])} grades to look at again (cleanlab): in --json and --html; all are counted"
        )
