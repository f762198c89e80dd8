"""How fast agreement is computed, and how often the leniency intervals cover the truth; into bench/results.

python bench/agreement.py                     all of it (some minutes on two cores)
python bench/agreement.py --simulations 50    a quick look
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import resource
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from measure import machine, run

from treatygrade.agreement.breakdown import every_pair
from treatygrade.agreement.intervals import coefficients
from treatygrade.agreement.leniency import Leniency
from treatygrade.agreement.ratings import Ratings
from treatygrade.agreement.simulate import Reviewers, simulated

RESULTS = Path(__file__).parent / "results"
# Reviewers and units, share missing, and whether samples are drawn.
SIZES = ((20, 20_000, 0.5, 1000), (200, 2_000, 0.0, 0))
SCENES = {
    "three reviewers, 100 units": (Reviewers((0.6, 0.0, -0.6), (-1.0, 1.2)), 100, 0.0),
    "four reviewers, 150 units, a third missing": (Reviewers((0.8, -0.5, 0.2, -0.5), (-1.0, 1.2)), 150, 1 / 3),
    "three reviewers who drift, 120 units in four sessions": (
        Reviewers((0.3, 0.0, -0.3), (-1.0, 1.2), drifts=(0.4, -0.1, -0.3)), 120, 0.0,
    ),
    "five grades, six reviewers, 80 units": (
        Reviewers((1.0, 0.5, 0.0, -0.2, -0.5, -0.8), (-2.0, -0.7, 0.7, 2.0), unit_sd=2.0), 80, 0.0,
    ),
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--simulations", type=int, default=500)
    parser.add_argument("--only", choices=("speed", "coverage"), help="one half; the other is left as it was")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS / "agreement.json")
    options = parser.parse_args()
    figures = json.loads(options.output.read_text(encoding="utf-8")) if options.output.exists() else {}
    if options.only != "coverage":
        figures["speed"] = {"machine": machine(), "functions": list(_functions()), "command": list(_command())}
    if options.only != "speed":
        figures["coverage"] = list(_coverage(options.simulations))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _ratings(reviewers: int, units: int, missing: float) -> Ratings:
    chance = random.Random(0)
    shifts = [chance.gauss(0, 0.5) for _ in range(reviewers)]
    people = Reviewers(tuple(shift - sum(shifts) / reviewers for shift in shifts), (-2.0, -0.7, 0.7, 2.0))
    return simulated(people, units=units, seed=0, missing=missing)


def _functions() -> Iterator[dict[str, Any]]:
    """The two sizes that were asked for, as functions: coefficients with intervals, and every pair."""
    for reviewers, units, missing, samples in SIZES:
        ratings = _ratings(reviewers, units, missing)
        work = {"coefficients": partial(coefficients, ratings, samples=samples), "pairs": partial(every_pair, ratings)}
        for name, call in work.items():
            began, used = time.monotonic(), time.process_time()
            call()
            yield _print({
                "function": name, "reviewers": reviewers, "units": units, "missing": missing,
                "samples": samples if name == "coefficients" else 0, "seconds": round(time.monotonic() - began, 1),
                "cpu_seconds": round(time.process_time() - used, 1),
                "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
            })  # fmt: skip


def _command() -> Iterator[dict[str, Any]]:
    """The same as `treatygrade agreement FILE --json --html`, reading the file and the whole report included."""
    for reviewers, units, missing, _ in SIZES:
        ratings = _ratings(reviewers, units, missing)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            path = Path(folder) / "ratings.csv"
            with path.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(["unit", "reviewer", "grade"])
                for u, j in zip(*np.nonzero(ratings.codes >= 0), strict=True):
                    grade = ratings.scale.categories[ratings.codes[u, j]]
                    writer.writerow([ratings.units[u], ratings.reviewers[j], grade])
            told = run("agreement", str(path), "--json", f"{folder}/out.json", "--html", f"{folder}/out.html")
        yield _print({
            "reviewers": reviewers, "units": units, "missing": missing, "samples": 1000,
            "seconds": round(told.seconds, 1), "cpu_seconds": round(told.cpu_seconds, 1), "peak_mb": round(told.rss_mb),
            "load": round(told.load, 1),
        })  # fmt: skip


def _coverage(simulations: int) -> Iterator[dict[str, Any]]:
    """How many of the 95% intervals hold the truth that the grades were simulated with."""
    for name, (people, units, missing) in SCENES.items():
        began = time.process_time()
        hits: dict[str, list[bool]] = defaultdict(list)
        rejected = []
        for seed in range(simulations):
            sessions = 4 if people.drifts else 1
            fitted = Leniency(simulated(people, units=units, seed=seed, missing=missing, sessions=sessions))
            for kind, true, interval in _compared(people, fitted):
                hits[kind].append(interval[1] is not None and interval[1] <= true <= interval[2])
            rejected.append(_type_one(people, units, missing, seed))
        yield _print({
            "scene": name, "simulations": simulations,
            "covered": {kind: round(float(np.mean(values)), 4) for kind, values in hits.items()},
            "equal_shifts_rejected_where_equal": round(float(np.mean(rejected)), 4),
            "cpu_seconds": round(time.process_time() - began, 1),
        })  # fmt: skip


def _compared(people: Reviewers, fitted: Leniency) -> Iterator[tuple[str, float, Any]]:
    """What is covered, the truth, and the interval. With drift, shifts change, and only the drift has one truth."""
    if people.drifts:
        yield from (("drifts", true, fitted.drift(j)) for j, true in enumerate(people.drifts))
        return
    yield from (("shifts", true, fitted.shift(j)) for j, true in enumerate(people.shifts))
    yield from (("thresholds", true, fitted.threshold(k)) for k, true in enumerate(people.thresholds))
    for j, shift in enumerate(people.shifts):
        for k, true in enumerate(people.thresholds):
            yield "own thresholds", true + shift, fitted.own_threshold(j, k)


def _type_one(people: Reviewers, units: int, missing: float, seed: int) -> bool:
    """Whether the test at 5% tells equal reviewers apart."""
    equal = Reviewers((0.0,) * len(people.shifts), people.thresholds, people.unit_sd)
    return Leniency(simulated(equal, units=units, seed=seed, missing=missing)).equal_shifts().p_value < 0.05


def _print(entry: dict[str, Any]) -> dict[str, Any]:
    print(json.dumps(entry), flush=True)
    return entry


if __name__ == "__main__":
    main()
