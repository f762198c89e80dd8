"""The table of figures in the README, from the files that the benchmarks wrote into ``bench/results``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "bench" / "results"
BEGIN, END = "<!-- figures: written by `make docs` from bench/results -->\n", "<!-- end of figures -->\n"


def table() -> str:
    """One row for each figure: what, how much, how it was measured."""
    rows = [*_models(), *_segmentation(), *_speed(), *_fuzz(), *_mutants()]
    head = "| what | figure | measured by |\n|---|---|---|\n"
    return head + "".join(f"| {what} | {figure} | {how} |\n" for what, figure, how in rows)


def put_in(readme: str) -> str:
    """The README with its table made again."""
    before, _, rest = readme.partition(BEGIN)
    return before + BEGIN + table() + END + rest.partition(END)[2]


def _read(name: str) -> Any:
    path = RESULTS / f"{name}.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else None


def _models() -> Iterator[tuple[str, str, str]]:
    result = _read("models")
    if not result:
        return
    how = (
        f"`python bench/models.py`, {result['machine']['date']}, seed {result['seed']}, "
        f"{result['units']} published units (SHA-256 {result['data_sha256'][:12]}…)"
    )
    ours, peer = result["systems"]["treatygrade"], result["systems"]["TF-IDF + logistic regression"]
    named = (("accuracy", "accuracy"), ("macro_f1", "macro F1"), ("qwk", "QWK, A to C"))
    for key, name in named:
        value, low, high = ours[key]
        figure = f"**{value:.2f}** [{low:.2f}, {high:.2f}]; TF-IDF {peer[key][0]:.2f}"
        yield f"{name}, grades of States never seen, verdicts masked", figure, how
    recall = ", ".join(f"{grade} {share:.2f}" for grade, share in ours["recall"].items())
    yield "recall by grade", recall, "the same"


def _segmentation() -> Iterator[tuple[str, str, str]]:
    for name, what in (("gold-reports", "published reports"), ("gold-specimens", "invented specimens")):
        result = _read(name)
        if result:
            total = result["total"]
            figure = f"F1 **{total['f1']:.3f}** of {total['gold']} units; text {total['text']['share']:.3f}"
            yield (
                f"grade, scope and paragraph found in {what}",
                figure,
                f"`make gold`, {result['date']}, {result['commit']}",
            )


def _speed() -> Iterator[tuple[str, str, str]]:
    result = _read("label")
    if result:
        run, machine = result["archive"][0], result["machine"]
        figure = f"{run['per_second']:.0f} reports a second, {run['pss_mb']} MB, {run['jobs']} processes"
        how = f"`make bench`, {machine['date']}, {machine['processor']}, {machine['cores']} cores"
        yield f"labelling {run['files']:,} reports of {result['report_bytes'] // 1000} KB", figure, how


def _fuzz() -> Iterator[tuple[str, str, str]]:
    result = _read("fuzz")
    if result:
        figure = f"{result['inputs']:,} in {result['seconds'] // 60} minutes, {len(result['failures'])} failures"
        yield "hostile strings, files and reports tried", figure, f"`make fuzz`, {result['date']}, {result['commit']}"


def _mutants() -> Iterator[tuple[str, str, str]]:
    result = _read("mutation")
    if result:
        share = f"**{result['killed_of_not_equivalent']:.1%}** of {result['tried'] - result['equivalent']:,}"
        figure = f"{share} that make a difference, {result['left']} left"
        what = "changes to schemes, scopes, agreement and metrics that a test notices"
        yield what, figure, f"`make mutate`, {result['date']}, {result['commit']}"
