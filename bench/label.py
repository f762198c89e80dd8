"""How fast `treatygrade label` and `predict` are, and what memory they take; figures go to bench/results/label.json.

python bench/label.py                    all of it (about twelve minutes on two cores)
python bench/label.py --reports 1000     a quick look
"""

from __future__ import annotations

import argparse
import json
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import Measured, machine, run
from reports import SIZE, write_reports

RESULTS = Path(__file__).parent / "results"
CURVE = (100, 1_000, 10_000, 100_000, 200_000)
CONVERTED = 100  # reports of each format other than Markdown: converting them takes longer than labelling them


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000, help="the largest archive, in files")
    parser.add_argument("--units", type=int, default=200_000, help="the longest table for predict, in rows")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS / "label.json")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        figures = {
            "machine": machine(),
            "report_bytes": SIZE,
            "archive": list(_archive(Path(folder), options.reports)),
            "formats": list(_formats(Path(folder))),
            "predict": list(_predict(Path(folder), options.units)),
        }
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _archive(folder: Path, most: int) -> Iterator[dict[str, Any]]:
    """Two jobs on all reports and on half of them; on a quarter two jobs, one job, other outputs and a plain loop."""
    paths = write_reports(folder / "all", most)
    quarter = most // 4
    runs = [(most, 2, "parquet"), (most // 2, 2, "parquet"), (quarter, 2, "parquet"), (quarter, 1, "parquet")]
    for count, jobs, output in [*runs, (quarter, 2, "csv"), (quarter, 2, "jsonl"), (quarter, 2, "xlsx")]:
        part = folder / f"part{count}"
        if not part.exists():
            part.mkdir()
            for path in paths[:count]:
                (part / path.name).hardlink_to(path)
        yield _labelled(part, folder / f"out.{output}", count, jobs, {"output": output})
    yield _plain_loop(paths[:quarter])


def _plain_loop(paths: list[Path]) -> dict[str, Any]:
    """The same functions called one after the other in this process, nothing kept safe."""
    from treatygrade.label import Job, rows_of
    from treatygrade.tables import write_rows

    began = time.monotonic()
    rows: list[dict[str, Any]] = []
    for path in paths:
        found = rows_of(path, path.name, Job())
        rows.extend(found if isinstance(found, list) else [])
    write_rows(rows, paths[0].with_name("loop.parquet"), Job().columns)
    seconds = time.monotonic() - began
    told = {"files": len(paths), "plain_loop": True, "seconds": round(seconds, 2)}
    return _print(told | {"per_second": round(len(paths) / seconds, 1)})


def _formats(folder: Path) -> Iterator[dict[str, Any]]:
    """The same reports as Markdown, HTML, Word and PDF, with one job and with two."""
    source = folder / "md"
    write_reports(source, CONVERTED)
    for suffix, tools in (("md", ()), ("html", ("pandoc",)), ("docx", ("pandoc",)), ("pdf", ("pandoc", "soffice"))):
        if missing := [tool for tool in tools if shutil.which(tool) is None]:
            yield _print({"format": suffix, "left_out": f"{missing[0]} is not installed"})
            continue
        target = _converted(source, folder / suffix, suffix)
        for jobs in (1, 2):
            yield _labelled(target, folder / "out.parquet", CONVERTED, jobs, {"format": suffix})


def _labelled(source: Path, output: Path, count: int, jobs: int, entry: dict[str, Any]) -> dict[str, Any]:
    measured = run("label", str(source), "-o", str(output), "--jobs", str(jobs))
    counts = json.loads(output.with_name(f"{output.name}.run.json").read_text(encoding="utf-8"))["counts"]
    entry |= {"files": count, "failed": counts["failed"], "units": counts["rows"], "jobs": jobs}
    return _told(entry, count, measured)


def _converted(source: Path, target: Path, suffix: str) -> Path:
    if suffix == "md":
        return source
    target.mkdir()
    middle = target if suffix != "pdf" else source.with_name("for_pdf")
    middle.mkdir(exist_ok=True)
    between = suffix if suffix != "pdf" else "docx"
    for path in source.glob("*.md"):
        # Pandoc takes "[C]: 16 (a)" for the definition of a link and drops it.
        text = re.sub(r"\[([A-F][12]?)\]", r"\\[\1\\]", path.read_text(encoding="utf-8"))
        command = ["pandoc", "-f", "markdown", "-o", str(middle / f"{path.stem}.{between}")]
        subprocess.run(command, input=text, text=True, check=True)
    if suffix == "pdf":
        command = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(target)]
        subprocess.run([*command, *map(str, middle.glob("*.docx"))], check=True, capture_output=True)
    return target


def _predict(folder: Path, most: int) -> Iterator[dict[str, Any]]:
    """Unit texts of the specimens, words shuffled in so that no two are alike, in tables of growing length."""
    from reports import SPECIMENS

    texts = []
    for path in sorted(SPECIMENS.glob("units/*.jsonl")):
        texts += [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    chance = random.Random(0)
    for count in (count for count in CURVE if count <= most):
        table = folder / f"units{count}.jsonl"
        with table.open("w", encoding="utf-8") as stream:
            for _ in range(count):
                unit, other = chance.sample(texts, 2)
                words = " ".join(chance.sample(other["text"].split(), 5))
                row = {"text": f"{unit['text']} {words}", "scheme": unit["scheme"], "language": unit["language"]}
                stream.write(json.dumps(row) + "\n")
        measured = run("predict", str(table), "-o", str(folder / "predicted.parquet"))
        yield _told({"units": count}, count, measured)


def _told(entry: dict[str, Any], count: int, measured: Measured) -> dict[str, Any]:
    return _print(
        entry
        | {
            "seconds": round(measured.seconds, 2),
            "cpu_seconds": round(measured.cpu_seconds, 2),
            "per_second": round(count / measured.seconds, 1),
            "pss_mb": round(measured.pss_mb),
            "rss_mb": round(measured.rss_mb),
            "load": round(measured.load, 1),
        }
    )


def _print(entry: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps(entry), flush=True)
    return entry


if __name__ == "__main__":
    main()
