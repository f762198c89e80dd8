"""What key phrases are worth to a classifier: `python bench/phrases.py [--seeds 3]`.

State-grouped cross-validation on the published units, verdicts masked: words alone, phrases alone, both, both
without each category, and the shipped model with phrases on top. Results go to bench/results/phrases.{json,md}.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from measure import machine

from treatygrade.evaluate.compare import compare
from treatygrade.evaluate.crossval import Predictions, cross_validate
from treatygrade.evaluate.result import figures
from treatygrade.evaluate.systems import OURS, SYSTEMS, System, from_pipeline
from treatygrade.models.data import Examples, prepare, read_units
from treatygrade.models.settings import Settings, read_settings
from treatygrade.phrases import categories, phrases
from treatygrade.phrases.matching import label

ROOT = Path(__file__).parents[1]
WORDS = "words (TF-IDF)"
BOTH = "words and phrases"
WITH = "shipped model and phrases"


def counts(text: str, without: str = "") -> Counter[str]:
    """Phrases of a text by category, by category and target, and by category and place of the sentence."""
    found = [phrase for phrase in phrases(text) if phrase.category != without]
    return Counter(
        name
        for phrase in found
        for name in (label(phrase), f"{label(phrase)} > {phrase.target}", f"{label(phrase)} @ {phrase.sentence}")
    )


def all_counts(texts: Iterable[str], without: str = "") -> list[Counter[str]]:
    """:func:`counts` of texts."""
    return [counts(text, without) for text in texts]


def learner(*, words: bool, with_phrases: bool, without: str = "") -> Callable[[], Any]:
    """A balanced logistic regression of words, of phrases, or of both side by side."""

    def make() -> Any:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.feature_extraction.text import TfidfTransformer, TfidfVectorizer
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline, make_union
        from sklearn.preprocessing import FunctionTransformer

        count = FunctionTransformer(partial(all_counts, without=without))
        parts = [TfidfVectorizer(ngram_range=(1, 2))] if words else []
        if with_phrases:
            parts.append(make_pipeline(count, DictVectorizer(), TfidfTransformer(sublinear_tf=True)))
        return make_pipeline(make_union(*parts), LogisticRegression(class_weight="balanced", max_iter=2000))

    return make


def with_phrases(settings: Settings) -> System:
    """Ours, with the phrases as one more block of features."""
    more = replace(settings, blocks={**settings.blocks, "p": 0.8})

    def add(examples: Examples) -> Examples:
        each = [
            count + Counter({f"p:{name}": n for name, n in counts(text).items()})
            for count, text in zip(examples.counts, examples.texts, strict=True)
        ]
        return replace(examples, counts=each)

    def learn(train: Examples, _: Settings) -> Any:
        predict = SYSTEMS[OURS].learn(add(train), more)
        return lambda test: predict(add(test))

    return System(learn, reads_texts=False)


def row(predictions: Predictions, base: Predictions) -> dict[str, Any]:
    """The figures of a line, and its difference to a system with fewer or more features."""
    found = figures(predictions, times=500)
    kept = {name: [round(found[name], 3), *(round(end, 3) for end in found["intervals"][name])] for name in SHOWN}
    apart = {
        name: {k: round(v, 3) for k, v in of.items()} for name, of in compare(predictions, base, times=500).items()
    }
    return {**kept, "recall": {g: round(of["recall"], 2) for g, of in found["per_grade"].items()}, "difference": apart}


SHOWN = ("accuracy", "macro_f1", "qwk", "log_loss")


def markdown(result: dict[str, Any]) -> str:
    """The results as tables."""

    def line(name: str, base: str, of: dict[str, Any]) -> str:
        main = [f"{of[key][0]:.3f} [{of[key][1]:.2f}, {of[key][2]:.2f}]" for key in SHOWN]
        apart = "; ".join(
            f"{key} {of['difference'][key]['estimate']:+.3f} [{of['difference'][key]['low']:+.2f}, "
            f"{of['difference'][key]['high']:+.2f}]"
            for key in ("macro_f1", "log_loss")
        )
        recall = " ".join(f"{grade} {value:.2f}" for grade, value in of["recall"].items())
        return "| " + " | ".join([name, *main, recall, f"{apart}, against {base}" if base != name else ""]) + " |"

    return "\n".join(
        [
            f"# What key phrases are worth, {result['machine']['date']}",
            "",
            f"{result['units']} published units, 5 folds by State, {result['seeds']} seeds from {result['seed']}, "
            "verdicts masked;",
            "95% intervals (bootstrap over States, paired for differences). Made by `python bench/phrases.py`.",
            "",
            "| features | accuracy | macro F1 | QWK A-C | log loss | recall | difference |",
            "|---|---|---|---|---|---|---|",
            *(line(name, of["against"], of) for name, of in result["systems"].items()),
            "",
        ]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure all and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args(arguments)
    settings = read_settings(ROOT / "configs" / "train" / "default.yaml")
    published = read_units([ROOT / path for path in settings.published]).rows
    if not published:
        raise SystemExit("the published units are not there")
    examples = prepare(published, read_units([ROOT / path for path in settings.invented]).rows)
    systems = {
        WORDS: (WORDS, from_pipeline(learner(words=True, with_phrases=False))),
        "phrases": (WORDS, from_pipeline(learner(words=False, with_phrases=True))),
        BOTH: (WORDS, from_pipeline(learner(words=True, with_phrases=True))),
        **{
            f"both without {name}": (BOTH, from_pipeline(learner(words=True, with_phrases=True, without=name)))
            for name in categories()
        },
        "shipped model": ("shipped model", SYSTEMS[OURS]),
        WITH: ("shipped model", with_phrases(settings)),
    }
    seeds = [settings.seed + turn for turn in range(options.seeds)]
    found: dict[str, Predictions] = {}
    for name, (_, system) in systems.items():
        print(name, flush=True)
        found[name] = cross_validate(examples, settings, {name: system}, count=5, seeds=seeds, kinds=["masked"])[
            "masked"
        ][name]
    result = {
        "machine": machine(), "seed": settings.seed, "seeds": options.seeds, "units": int(np.sum(examples.published)),
        "systems": {name: {"against": base, **row(found[name], found[base])} for name, (base, _) in systems.items()},
    }  # fmt: skip
    target = ROOT / "bench" / "results" / "phrases.json"
    target.write_text(json.dumps(result, indent=1) + "\n")
    target.with_suffix(".md").write_text(markdown(result))


if __name__ == "__main__":
    main()
