"""The model beside its peers, on the same folds: `python bench/models.py [--seeds 5]`.

Quality by State-grouped cross-validation on the published units, verdicts masked; time and memory of learning
from all of them and predicting them, each system in a process of its own. Results go to bench/results.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from measure import machine
from peers import PEERS, accelerated

from treatygrade.evaluate.crossval import cross_validate
from treatygrade.evaluate.result import figures
from treatygrade.evaluate.systems import OURS, SYSTEMS, System
from treatygrade.features.extract import extract
from treatygrade.models.data import Examples, prepare, read_units
from treatygrade.models.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "configs" / "train" / "default.yaml"
SLOW = {"fine-tuned MiniLM", "spaCy textcat, bag of words"}
"""Measured with one seed."""
ON_GPU = "fine-tuned MiniLM"
"""Measured again only where there is a GPU; elsewhere its figures of the last time are kept."""
SHOWN = ("accuracy", "macro_f1", "qwk", "log_loss")


def systems() -> dict[str, System]:
    """All that is compared, ours first."""
    return SYSTEMS | {name: peer.system() for name, peer in PEERS.items()}


def examples(settings: Settings) -> Examples:
    """The published units with the invented ones."""
    read = [read_units([ROOT / path for path in paths]) for paths in (settings.published, settings.invented)]
    if read[0].missing:
        raise SystemExit(f"{read[0].missing[0]}: the published units are not there")
    return prepare(read[0].rows, read[1].rows)


def quality(name: str, data: Examples, settings: Settings, seeds: int) -> dict[str, Any]:
    """Figures of one system, with intervals."""
    turns = [settings.seed + turn for turn in range(1 if name in SLOW else seeds)]
    predictions = cross_validate(data, settings, {name: systems()[name]}, count=5, seeds=turns, kinds=["masked"])
    found = figures(predictions["masked"][name])
    kept = {key: [round(found[key], 3), *(round(end, 3) for end in found["intervals"][key])] for key in SHOWN}
    recall = {grade: round(of["recall"], 3) for grade, of in found["per_grade"].items()}
    return {"seeds": len(turns), **kept, "recall": recall}


def cost(name: str) -> dict[str, float]:
    """Seconds to learn from all units and texts predicted a second, in this process; its peak memory."""
    settings = read_settings(CONFIG)
    data = examples(settings)
    began = time.perf_counter()
    predict = systems()[name].learn(data, settings)
    asked = data.take(np.flatnonzero(data.published))
    learned = time.perf_counter()
    predict(again(asked) if name == OURS else asked)
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return {
        "train_seconds": round(learned - began, 2),
        "texts_per_second": round(data.published.sum() / (done - learned)),
        "peak_memory_mb": round(peak),
    }


def again(examples: Examples) -> Examples:
    """The same with features taken from the texts anew, as they are when texts come from outside."""
    kinds = [(row.get("scheme") or "", row.get("language") or "en") for row in examples.rows]
    found = [extract(text, *kind) for text, kind in zip(examples.texts, kinds, strict=True)]
    return replace(examples, counts=[Counter(feature.name for feature in each) for each in found])


def markdown(result: dict[str, Any]) -> str:
    """The result as a table."""
    lines = [
        f"# The model and its peers, {result['machine']['date']}",
        "",
        f"{result['units']} published units (SHA-256 {result['data_sha256'][:12]}…), 5 folds by State, seed "
        f"{result['seed']}; {result['machine']['processor']}, {result['machine']['cores']} cores. 95% intervals by "
        "bootstrap over States. Verdicts masked. Ours and the fine-tuned encoder also learn from the invented units.",
        "",
        "| system | seeds | accuracy | macro F1 | QWK A-C | log loss | recall A/B/C/D/E | train s | texts/s | MB |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for name, row in result["systems"].items():
        cells = [f"{row[key][0]:.3f} [{row[key][1]:.2f}, {row[key][2]:.2f}]" for key in SHOWN]
        recall = "/".join(f"{value:.2f}" for value in row["recall"].values())
        costs = [str(row[key]) for key in ("train_seconds", "texts_per_second", "peak_memory_mb")]
        lines.append("| " + " | ".join([name, str(row["seeds"]), *cells, recall, *costs]) + " |")
    lines += [
        "",
        *(f"{name}: {row['machine']}.\n" for name, row in result["systems"].items() if "machine" in row),
        "Texts a second: features included, texts masked beforehand, one process. Training time includes calibration",
        f"on held-out folds. The shipped model has {result['shipped_model_mb']} MB on disk, MiniLM 91 MB.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run all, or with ``--cost NAME`` print the cost of one as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--only", nargs="*", help="systems to run again; the others keep their figures")
    parser.add_argument("--cost", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.cost:
        print(json.dumps(cost(options.cost)))
        return
    settings = read_settings(CONFIG)
    data = examples(settings)
    target = ROOT / "bench" / "results" / "models.json"
    old = json.loads(target.read_text())["systems"] if target.exists() else {}
    rows = {}
    for name in systems():
        if (options.only and name not in options.only) or (name == ON_GPU and not accelerated()):
            if name in old:
                rows[name] = old[name]
            continue
        print(name, flush=True)
        child = subprocess.run([sys.executable, __file__, "--cost", name], check=True, capture_output=True, text=True)
        rows[name] = quality(name, data, settings, options.seeds) | json.loads(child.stdout.splitlines()[-1])
    file = ROOT / settings.published[0]
    size = sum(path.stat().st_size for path in (ROOT / "models" / "default").iterdir())
    result = {
        "machine": machine(), "seed": settings.seed, "units": int(data.published.sum()),
        "data_sha256": hashlib.sha256(file.read_bytes()).hexdigest(), "shipped_model_mb": round(size / 2**20, 2),
        "systems": rows,
    }  # fmt: skip
    target.write_text(json.dumps(result, indent=1) + "\n")
    target.with_suffix(".md").write_text(markdown(result))


if __name__ == "__main__":
    main()
