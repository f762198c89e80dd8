"""How long `corpus build` takes, and how much memory, for 100,000 units: `python bench/corpus.py`.

The units are varied copies of those in each table. Each keeps the State, year and grade of
its source, and has one word in eight replaced by a word of another unit. The figures go to bench/results/corpus.json.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from typing import Any

from measure import machine, run

from treatygrade.tables import read_rows, write_rows

ROOT = Path(__file__).parents[1]
SOURCES = (
    ROOT / "corpus" / "specimens" / "units" / "ccpr_en.jsonl",
    ROOT.parent / "shared" / "real" / "units" / "ccpr.jsonl",  # published; where it is there
)


def copies(sources: list[dict[str, Any]], number: int, seed: int) -> list[dict[str, Any]]:
    """``number`` varied copies of the sources, in turn."""
    dice = random.Random(seed)
    others = [word for source in sources for word in source["text"].split()]
    made = []
    for count in range(number):
        source = sources[count % len(sources)]
        words = source["text"].split()
        for place in range(dice.randrange(8), len(words), 8):
            words[place] = dice.choice(others)
        made.append({**source, "unit_id": f"copy {count}", "text": " ".join(words)})
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--source",
        type=Path,
        nargs="+",
        default=[path for path in SOURCES if path.exists()],
        help="tables of units to copy from",
    )
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "bench" / "results" / "corpus.json")
    given = parser.parse_args()
    figures = {"machine": machine(), "builds": [_build(source, given) for source in given.source]}
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _build(source: Path, given: argparse.Namespace) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / "units.jsonl"
        write_rows(copies(read_rows(source), given.units, given.seed), table)
        measured = run("corpus", "build", str(table), "-o", str(Path(name) / "dataset"), "--jobs", str(given.jobs))
    told = {
        "units": given.units,
        "copied_from": source.name,
        "seed": given.seed,
        "jobs": given.jobs,
        "seconds": round(measured.seconds, 1),
        "cpu_seconds": round(measured.cpu_seconds, 1),
        "peak_mb": round(measured.pss_mb),
        "load": round(measured.load, 1),
    }
    print(json.dumps(told), flush=True)
    return told


if __name__ == "__main__":
    main()
