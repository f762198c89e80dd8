"""How far the model carries: `python bench/studies.py`. Results go to bench/results/studies.{json,md}.

By year; to schemes and languages of which there are only invented reports, and back; with fewer States to learn
from; without each block of features. Verdicts are masked unless a line says otherwise. The published units are
needed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from measure import machine

from treatygrade.evaluate.compare import compare
from treatygrade.evaluate.crossval import Predictions, cross_validate, split_once
from treatygrade.evaluate.curve import SHARES, some
from treatygrade.evaluate.result import figures
from treatygrade.evaluate.systems import OURS, SYSTEMS
from treatygrade.models.data import Row, prepare, read_units
from treatygrade.models.settings import Settings, read_settings

ROOT = Path(__file__).parents[1]
TFIDF = "TF-IDF + logistic regression"
TWO = {name: SYSTEMS[name] for name in (OURS, TFIDF)}
LAST_YEAR = 2019
BLOCKS = {"w": "words", "k": "stems", "c": "concepts", "d": "discourse", "q": "amounts", "s": "scheme"}


def line(study: str, system: str, predictions: Predictions) -> dict[str, Any]:
    """One line of the table."""
    found = figures(predictions, times=500)
    ends = found["intervals"]
    kept = {key: [round(found[key], 3), *(round(x, 3) for x in ends[key])] for key in ("accuracy", "macro_f1")}
    more = {key: round(found[key], 3) for key in ("qwk", "log_loss", "set_coverage", "set_size", "accuracy_surest_80")}
    recall = {grade: round(of["recall"], 2) for grade, of in found["per_grade"].items()}
    return {"study": study, "system": system, "n": predictions.texts, **kept, **more, "recall": recall}


def lines(
    study: str, found: Mapping[str, Mapping[str, Predictions]], kinds: tuple[str, ...]
) -> Iterator[dict[str, Any]]:
    """A line for each kind and system, and the difference between the two."""
    for kind in kinds:
        for name, predictions in found[kind].items():
            yield line(f"{study}, verdicts {kind}", name, predictions)
        difference = compare(found[kind][OURS], found[kind][TFIDF], times=500)["accuracy"]
        yield {
            "study": f"{study}, verdicts {kind}",
            "accuracy_over_tfidf": {k: round(v, 3) for k, v in difference.items()},
        }


def by_year(published: list[Row], invented: list[Row], settings: Settings) -> Iterator[dict[str, Any]]:
    """Learned from the reports up to ``LAST_YEAR``, tested on later ones."""
    examples = prepare(published, invented)
    late = np.array([int(row["year"]) > LAST_YEAR for row in published] + [False] * len(invented))
    split = {"train": np.flatnonzero(~late), "test": np.flatnonzero(late)}
    yield from lines(f"trained to {LAST_YEAR}, tested after", split_once(examples, settings, TWO, **split), ("masked",))


def across(published: list[Row], reports: list[Row], units: list[Row], settings: Settings) -> Iterator[dict[str, Any]]:
    """The invented reports of all schemes and languages: by folds, from CCPR alone, and back."""
    # The reports stand as published: they are what is tested, and both systems learn from them.
    both = prepare(reports, [*published, *units])
    found = cross_validate(both, settings, TWO, count=5, seeds=[settings.seed, settings.seed + 1])
    yield from lines("invented reports by folds of States", found, ("masked", "shown"))
    stated = np.tile(both.stated[: len(reports)] >= 0, 2)
    shown = found["shown"][OURS]
    right = shown.probabilities.argmax(axis=1) == shown.gold
    slips = np.tile(["verdict_mismatch" in (row.get("flags") or ()) for row in reports], 2)
    yield {
        "study": "invented reports, verdicts shown, where a verdict states the unit's grade",
        "n": int(stated.sum() / 2), "accuracy": round(float(right[stated].mean()), 3),
        "accuracy_without_deliberate_slips": round(float(right[stated & ~slips].mean()), 3),
    }  # fmt: skip
    joint = prepare([*published, *reports])
    ccpr, others = np.arange(len(published)), np.arange(len(published), len(joint))
    there = split_once(joint, settings, TWO, train=ccpr, test=others)
    yield from lines("from published CCPR alone to invented reports", there, ("masked",))
    back = split_once(joint, settings, TWO, train=others, test=ccpr)
    yield from lines("from invented reports alone to published CCPR", back, ("masked",))


def learning_curve(published: list[Row], invented: list[Row], settings: Settings) -> Iterator[dict[str, Any]]:
    """Cross-validation with a share of the training States."""
    examples = prepare(published, invented)
    for share in SHARES:
        system = replace(SYSTEMS[OURS], learn=lambda train, s, share=share: SYSTEMS[OURS].learn(some(train, share), s))
        found = cross_validate(examples, settings, {OURS: system}, count=5, seeds=[settings.seed], kinds=["masked"])
        yield line(f"{share:.0%} of the published training States", OURS, found["masked"][OURS])


def ablation(published: list[Row], invented: list[Row], settings: Settings) -> Iterator[dict[str, Any]]:
    """Cross-validation without each block of features, and without the invented evaluations."""
    examples = prepare(published, invented)
    seeds = [settings.seed, settings.seed + 1, settings.seed + 2]
    for block, name in {"": "", **BLOCKS}.items():
        less = replace(settings, blocks={key: value for key, value in settings.blocks.items() if key != block})
        found = cross_validate(examples, less, {OURS: SYSTEMS[OURS]}, count=5, seeds=seeds, kinds=["masked"])
        yield line(f"without {name}" if block else "all blocks", OURS, found["masked"][OURS])
    found = cross_validate(prepare(published), settings, {OURS: SYSTEMS[OURS]}, count=5, seeds=seeds, kinds=["masked"])
    yield line("without invented evaluations", OURS, found["masked"][OURS])


def markdown(result: dict[str, Any]) -> str:
    """The result as a table."""
    table = [
        f"# How far the model carries, {result['machine']['date']}, seed {result['seed']}",
        "",
        "| study | system | n | accuracy | macro F1 | QWK A-C | log loss | sets: coverage, size | recall |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    notes = []
    for row in result["lines"]:
        if "system" not in row:
            notes.append("- " + ", ".join(f"{key}: {value}" for key, value in row.items()))
            continue
        main = [f"{row[key][0]:.3f} [{row[key][1]:.2f}, {row[key][2]:.2f}]" for key in ("accuracy", "macro_f1")]
        recall = " ".join(f"{grade} {value:.2f}" for grade, value in row["recall"].items())
        sets = f"{row['set_coverage']:.2f}, {row['set_size']:.2f}"
        cells = [row["study"], row["system"], str(row["n"]), *main, f"{row['qwk']:.3f}", f"{row['log_loss']:.3f}", sets]
        table.append("| " + " | ".join([*cells, recall]) + " |")
    return "\n".join([*table, "", *notes, ""])


def main() -> None:
    """Run every study and write the results."""
    settings = read_settings(ROOT / "configs" / "train" / "default.yaml")
    published = read_units([ROOT / path for path in settings.published]).rows
    if not published:
        raise SystemExit("the published units are not there")
    units = read_units([ROOT / "corpus" / "specimens" / "units"]).rows
    reports = read_units([ROOT / "corpus" / "specimens" / name for name in ("en", "fr", "es", "letters")]).rows
    invented = [*units, *reports]
    studies = [
        *by_year(published, invented, settings),
        *across(published, reports, units, settings),
        *learning_curve(published, invented, settings),
        *ablation(published, invented, settings),
    ]
    result = {"machine": machine(), "seed": settings.seed, "lines": studies}
    target = ROOT / "bench" / "results" / "studies.json"
    target.write_text(json.dumps(result, indent=1) + "\n")
    target.with_suffix(".md").write_text(markdown(result))


if __name__ == "__main__":
    main()
