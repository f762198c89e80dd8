"""`treatygrade corpus`: published reports to units, gold facts, data sets."""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer

from treatygrade.cli.json_option import JsonCommand, JsonFile, write
from treatygrade.errors import UsageError

app = typer.Typer(help="Published reports to units: gold, benchmark, data sets.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    root.add_typer(app, name="corpus")


@app.command(cls=JsonCommand, epilog="Example: treatygrade corpus check gold --wrong --json check.json")
def check(
    gold: Annotated[Path, typer.Argument(help="Folder with NAME.gold.csv and NAME.gold.json beside each report.")],
    against: Annotated[
        str, typer.Option(help="A commit, or the JSON of an earlier check: show what was gained and lost.")
    ] = "",
    wrong: Annotated[bool, typer.Option(help="List what is wrong, one line each.")] = False,
    json_file: JsonFile = None,
) -> None:
    """Score segmentation against hand-made gold, by file and by layout; --json has every label."""
    from treatygrade.corpus.against import changes, earlier_check
    from treatygrade.corpus.check import check as run
    from treatygrade.corpus.check import report, wrong_lines

    result = report(run(gold), gold)
    aside = json_file == "-"  # the table then goes to standard error, the JSON to standard output
    _print_check(result, aside)
    if wrong:
        for line in wrong_lines(result):
            typer.echo(line, err=aside)
    if against:
        result["against"] = changes(result, earlier_check(against, gold))
        for kind, labels in result["against"].items():
            typer.echo("\n  ".join([f"{kind}: {len(labels)}", *labels]), err=aside)
    if json_file:
        write(json.dumps(result, ensure_ascii=False, indent=1) + "\n", json_file)


@app.command(epilog="Example: treatygrade corpus fetch CCPR/C/120/2 --folder reports")
def fetch(
    symbols: Annotated[
        list[str] | None, typer.Argument(help="Symbols, e.g. CCPR/C/120/2.", metavar="SYMBOL...")
    ] = None,
    committee: Annotated[str, typer.Option(help="Every report of this committee in the manifest, e.g. ccpr.")] = "",
    first: Annotated[int | None, typer.Option("--from", help="Only reports of this year and later.")] = None,
    last: Annotated[int | None, typer.Option("--to", help="Only reports of this year and earlier.")] = None,
    folder: Annotated[
        Path, typer.Option(help="Where reports are kept; what is here whole is not asked for again.")
    ] = Path("data/reports"),
    language: Annotated[str, typer.Option(help="Language of the reports: en, fr, es …")] = "en",
    form: Annotated[
        list[str] | None, typer.Option("--format", help="docx, pdf, doc; the default tries them so.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="Another document service; then no other host is asked.")] = None,
    pause: Annotated[float | None, typer.Option(min=0, help="Seconds between two requests (default 2).")] = None,
    attempts: Annotated[int | None, typer.Option(min=1, help="Attempts for each document (default 4).")] = None,
    timeout: Annotated[float | None, typer.Option(min=0, help="Seconds for one document (default 60).")] = None,
    largest: Annotated[int | None, typer.Option(min=1, help="Bytes of one document (default 50 MiB).")] = None,
    dry_run: Annotated[bool, typer.Option(help="Only say what would be asked for.")] = False,
) -> None:
    """Fetch published reports by symbol from the official document service; goes on where it stopped."""
    import httpx

    from treatygrade.cli.main import fail
    from treatygrade.corpus import fetch as fetching
    from treatygrade.corpus.client import Client, manners
    from treatygrade.corpus.store import Store

    wanted = [*(symbols or []), *(fetching.symbols(committee, first, last) if committee else [])]
    if not wanted:
        raise UsageError("nothing to fetch", hint="give symbols, or --committee ccpr --from 2017")
    service, store = fetching.Service(language, tuple(form or ()), base_url), Store(folder)
    rules = service.manners(manners(seconds_between=pause, attempts=attempts, timeout=timeout, largest=largest))
    if dry_run:
        for symbol in wanted:
            known = store.find(symbol, language)
            typer.echo(f"{symbol}: {f'here, {known}' if known else ' or '.join(service.addresses(symbol).values())}")
        return
    failed = 0
    with httpx.Client(headers={"User-Agent": f"treatygrade/{version('treatygrade')}"}) as http:
        client = Client(http, rules, say=lambda message: typer.echo(f"  {message}", err=True))
        for number, item in enumerate(fetching.fetch(wanted, store, client, service), 1):
            if item.error is not None:
                failed += 1
                fail(item.error)
                continue
            typer.echo(
                f"[{number}/{len(wanted)}] {item.symbol}: {'here already' if item.known else 'saved'}, {item.path}"
            )
    if failed:
        typer.echo(f"{failed} of {len(wanted)} not fetched; the same command asks for these alone", err=True)
        raise typer.Exit(1)


@app.command(epilog="Example: treatygrade corpus add downloads --folder reports")
def add(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders that you have saved.")],
    folder: Annotated[Path, typer.Option(help="Where reports are kept.")] = Path("data/reports"),
) -> None:
    """Keep saved reports under the symbol that they print."""
    from treatygrade.corpus import add as adding
    from treatygrade.corpus.store import Store

    failed = 0
    for item in adding.add(paths, Store(folder)):
        if item.failure is not None:
            failed += 1
            typer.echo(f"treatygrade: {item.failure}\n  {item.failure.hint}", err=True)
            continue
        what = "here already" if item.known else "added"
        typer.echo(f"{item.file}: {item.symbol or 'no symbol'}, {item.units} units, {what}: {item.path}")
    if failed:
        typer.echo(f"{failed} not added", err=True)
        raise typer.Exit(1)


@app.command(epilog="Example: treatygrade corpus build reports units.jsonl -o dataset")
def build(
    paths: Annotated[list[Path], typer.Argument(help="Reports, tables of units, and folders of both.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the data set.")] = Path("data/dataset"),
    if_there: Annotated[list[Path] | None, typer.Option(help="More of them, which may be missing.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Processes (default: one a core).")] = os.cpu_count() or 1,
) -> None:
    """Build a data set from reports and units, split by State and by year, on Parquet.

    In Python: datasets.load_dataset("data/dataset", "by_state"), or "by_year".
    """
    from treatygrade.corpus import build as building
    from treatygrade.corpus.collect import collect

    collected = collect(paths, if_there or ())
    import datasets  # which takes a second: a wrong path is said at once

    datasets.disable_progress_bars()
    report = building.build(collected, output, jobs=jobs)
    for name, sides in report["splits"].items():
        typer.echo(f"{name}: " + ", ".join(f"{side} {count}" for side, count in sides.items()))
    typer.echo(f"{report['units']} units, {report['fictional']} of them FICTIONAL: {output}")
    for reason, count in report["left_out"].items():
        typer.echo(f"left out: {count} units, {reason}")
    for path in report["not_there"]:
        typer.echo(f"left out: {path} is not there")
    for failure in report["failed"]:
        typer.echo(f"treatygrade: {failure}", err=True)
    if report["failed"]:
        raise typer.Exit(1)


@app.command(cls=JsonCommand, epilog="Example: treatygrade corpus verify reports --json verified.json")
def verify(
    paths: Annotated[list[Path] | None, typer.Argument(help="Your reports and tables of units.")] = None,
    if_there: Annotated[list[Path] | None, typer.Option(help="More of them, which may be missing.")] = None,
    benchmark: Annotated[Path | None, typer.Option(help="Folder of a benchmark (default: the one shipped).")] = None,
    json_file: JsonFile = None,
) -> None:
    """Say how much of the benchmark your own copies reproduce (default: data/reports).

    A unit is reproduced when the same text, letters and digits compared, has the same grade.
    """
    from treatygrade.corpus import benchmark as benchmarks
    from treatygrade.corpus.collect import collect
    from treatygrade.corpus.readings import readings
    from treatygrade.resources import resource

    collected = collect(paths or ([] if if_there else [Path("data/reports")]), if_there or ())
    folder = benchmark or resource("corpus", "benchmark")
    verified = benchmarks.verify(collected.rows, folder)
    counts = verified.counts("symbol")
    _print_verified(counts, verified.counts()["all"], json_file == "-")
    read = readings([*collected.rows, *collected.others], resource("corpus"))
    same = sum(row["verdict"] == "same" for row in read)
    typer.echo(f"{same} of {len(read)} graded paragraphs are read with the grades of the gold", err=json_file == "-")
    for row in read:
        if row["verdict"] != "same":
            place = f"{row['symbol']} {row['iso3']} {row['paragraph']}"
            typer.echo(
                f"  {place}: {row['source']} {row['gold']}, read {row['read'] or 'nothing'}", err=json_file == "-"
            )
    for path in collected.missing:
        typer.echo(f"left out: {path} is not there", err=json_file == "-")
    for failure in collected.failures:
        typer.echo(f"treatygrade: {failure}", err=True)
    if json_file:
        units = dict(zip((unit["unit"] for unit in verified.units), verified.status, strict=True))
        result = {"all": verified.counts()["all"], "by_report": counts, "units": units, "paragraphs": read}
        write(json.dumps(result, ensure_ascii=False, indent=1) + "\n", json_file)
    if collected.failures:
        raise typer.Exit(1)


def _print_verified(counts: dict[str, dict[str, int]], total: dict[str, int], aside: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("report", *total, box=None)
    for symbol, row in counts.items():
        if row["not there"] < sum(row.values()):
            table.add_row(symbol or "without a symbol", *map(str, row.values()))
    table.add_section()
    table.add_row(f"all {sum(total.values())} units", *map(str, total.values()))
    Console(width=100, stderr=aside, markup=False).print(table, highlight=False)


@app.command(cls=JsonCommand, epilog="Example: treatygrade corpus stats units.jsonl --html stats.html")
def stats(
    paths: Annotated[list[Path] | None, typer.Argument(help="Reports and tables (default: the benchmark).")] = None,
    json_file: JsonFile = None,
    html: Annotated[Path | None, typer.Option(help="Write a page with plots here.")] = None,
    card: Annotated[Path | None, typer.Option(help="Write the data card of the project's own corpus here.")] = None,
    phrases: Annotated[
        Path | None, typer.Option(help="Write how key phrases go with grades here, as Markdown; needs texts.")
    ] = None,
) -> None:
    """Count units by committee, scheme, grade, year, language and length; how key phrases go with grades."""
    from treatygrade.corpus import card as cards
    from treatygrade.corpus import page
    from treatygrade.corpus import stats as counting
    from treatygrade.corpus.collect import collect
    from treatygrade.page import save
    from treatygrade.resources import resource
    from treatygrade.states import fictional
    from treatygrade.tables import read_rows

    corpus = resource("corpus")
    collected = collect(paths) if paths else None
    rows = collected.rows if collected else read_rows(corpus / "benchmark" / "units.csv")
    if not rows:
        raise UsageError("no graded unit with a text", hint="give reports, or tables with `text` and `grade`")
    if phrases and collected is None:
        raise UsageError("--phrases needs texts: give reports or tables", hint="the benchmark has hashes only")
    counts = counting.stats(rows) | {"fictional": sum(fictional(row.get("iso3") or "") for row in rows)}
    if collected:
        from treatygrade.phrases.association import association, markdown

        counts["phrases"] = association(rows)
        if phrases:
            save(markdown(counts["phrases"], counting.heading(counts, collected.sources)), phrases)
    if json_file != "-":
        typer.echo(f"{counts['units']} units, {counts['states']} States, {counts['fictional']} units FICTIONAL")
        for key in counting.BY:
            typer.echo(f"{key}: " + ", ".join(f"{name} {count}" for name, count in counts[key].items()))
        typer.echo("words: " + ", ".join(f"{name} {value}" for name, value in counts["words"].items()))
        _print_phrases(counts.get("phrases", []))
    if json_file:
        write(json.dumps(counts, ensure_ascii=False, indent=1) + "\n", json_file)
    if html:
        page.write_page(counts, html)
    if card:
        save(cards.card(corpus), card)
    for failure in collected.failures if collected else ():
        typer.echo(f"treatygrade: {failure}", err=True)
    if collected and collected.failures:
        raise typer.Exit(1)


def _print_phrases(found: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    from treatygrade.phrases.association import table

    header, *lines = table(found)
    if not lines:
        return
    printed = Table(*header, box=None, title="share of each grade's units with a phrase; * apart from the others")
    for line in lines:
        printed.add_row(*line)
    Console(width=160, markup=False).print(printed)


def _print_check(result: dict[str, Any], aside: bool) -> None:
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
    Console(width=160, stderr=aside, markup=False).print(table, highlight=False)


def _cells(figures: dict[str, Any]) -> list[str]:
    counts = ("gold", "found", "right", "missed", "invented", "wrong_scope", "wrong_grade")
    respects = (figures[name] for name in ("text", "recommendation", "header"))
    return [
        *(str(figures[name]) for name in counts),
        f"{figures['f1']:.3f}",
        *(f"{part['right']}/{part['total']}" for part in respects),
    ]
