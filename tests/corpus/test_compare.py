"""Segmented rows against gold: every kind of mistake is seen, and the totals are those of the shared definition."""

from __future__ import annotations

import importlib.util
import json
import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from treatygrade.corpus.compare import Comparison, compare, same_state, scope, wrong_ends
from treatygrade.corpus.gold import Gold, load_gold
from treatygrade.errors import UsageError

Row = dict[str, Any]
FIELDS = ("symbol", "co_symbol", "reply_symbol", "session", "year", "committee", "scheme", "language")


def perfect(gold: Gold) -> list[Row]:
    """The rows that a flawless segmentation gives."""
    rows = []
    for unit in gold.units:
        state = next(s for s in gold.states if same_state(s["state"], unit["state"]))
        entries = [p for p in state["paragraphs"] if p["paragraph"] == unit["paragraph"]]
        # Letters may take the items of one paragraph one by one.
        entry = next((p for p in entries if set(scope(unit["scope"])) & set(p["items"])), entries[0] if entries else {})
        ends = entry.get("recommendation_start", ""), entry.get("recommendation_end", "")
        rows.append(
            {key: state.get(key) for key in FIELDS}
            | {"state": unit["state"], "paragraph": unit["paragraph"], "scope": unit["scope"]}
            | {"grade_raw": unit["grade"], "text": f"{unit['evaluation_start']} and so on {unit['evaluation_end']}"}
            | {"recommendation": " then ".join(ends), "header_grades": state.get("header_grades")}
        )
    return rows


@pytest.fixture(scope="module")
def golds(specimens: Path) -> list[Gold]:
    return load_gold(specimens)


@pytest.fixture
def gold(golds: list[Gold]) -> Gold:
    return next(g for g in golds if g.name == "CMW_C_QLV_FCO_3_Add.1")


def test_a_flawless_segmentation_is_all_right(golds: list[Gold]) -> None:
    for gold in golds:
        result = compare(perfect(gold), gold)
        wrong = result.missed + result.invented + result.wrong_scope + result.wrong_grade
        assert (len(result.right), wrong) == (len(gold.units), [])
        assert result.text.wrong + result.recommendation.wrong + result.header.wrong == []


def drop(rows: list[Row]) -> None:
    del rows[0]


def add(rows: list[Row]) -> None:
    rows.append(rows[0] | {"paragraph": "999"})


def repeat(rows: list[Row]) -> None:
    rows.append(dict(rows[0]))


def rescope(rows: list[Row]) -> None:
    rows[0]["scope"] = "(z)"


def regrade(rows: list[Row]) -> None:
    rows[0]["grade_raw"] = "E"


@pytest.mark.parametrize(
    ("mistake", "counts"),
    [
        (drop, (1, 0, 0, 0)),
        (add, (0, 1, 0, 0)),
        (repeat, (0, 1, 0, 0)),
        (rescope, (0, 0, 1, 0)),
        (regrade, (0, 0, 0, 1)),
    ],
)
def test_each_mistake_is_named(gold: Gold, mistake: Callable[[list[Row]], None], counts: tuple[int, ...]) -> None:
    rows = perfect(gold)
    mistake(rows)
    result = compare(rows, gold)
    found = (result.missed, result.invented, result.wrong_scope, result.wrong_grade)
    assert tuple(map(len, found)) == counts
    assert result.found == len(rows)
    assert result.gold == len(gold.units)


@pytest.mark.parametrize(
    ("key", "respect"),
    [("text", "text"), ("recommendation", "recommendation"), ("co_symbol", "header"), ("header_grades", "header")],
)
def test_a_wrong_field_is_counted(gold: Gold, key: str, respect: str) -> None:
    rows = [row | {key: {"1": ["A"]} if key == "header_grades" else "wrong"} for row in perfect(gold)]
    assert getattr(compare(rows, gold), respect).wrong


@pytest.mark.parametrize(
    ("text", "start", "end", "wrong"),
    [
        ("The Committee’s view **stands** [here](#).", "the committee's view", "stands here.", ""),
        ("reply on imple-\n mentation by the State", "reply on implementation", "by the State", ""),
        ("It ends earlier", "It ends", "ends earlier, not here", "end"),
        ("A heading before. It ends", "It ends", "It ends", "start"),
        ("", "words", "words", "start and end"),
        (None, "words", "words", "start and end"),
    ],
)
def test_bounds(text: str | None, start: str, end: str, wrong: str) -> None:
    assert wrong_ends(text, start, end) == wrong


@pytest.mark.parametrize(
    ("printed", "items"),
    [("(b)|(a)", ("(a)", "(b)")), ("(a)(ii)|(a)(iii)", ("(a)(ii)", "(a)(iii)")), ("", ()), (None, ())],
)
def test_scope(printed: str, items: tuple[str, ...]) -> None:
    assert scope(printed) == items


def test_a_folder_without_gold_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no gold here") as caught:
        load_gold(tmp_path)
    assert ".gold.csv" in caught.value.hint


def totals(result: Comparison) -> list[int]:
    tallies = (result.text, result.recommendation, result.header)
    return [len(result.right), result.found, result.gold, *(n for t in tallies for n in (len(t.right), t.total))]


def spoil(rows: list[Row], dice: random.Random) -> list[Row]:
    spoilt = []
    for row in rows:
        for _ in range(dice.choice([0, 1, 1, 1, 2])):
            key = dice.choice([*row, "none", "none", "none"])
            spoilt.append(row | ({key: {} if key == "header_grades" else "other"} if key in row else {}))
    return spoilt


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["specimens", "real/reports", "seed"])
def test_totals_are_those_of_the_shared_definition(shared: Path, folder: str) -> None:
    module = _score(shared / "tools" / "score.py")
    for seed, gold in enumerate(load_gold(shared / folder)):
        rows = spoil(perfect(gold), random.Random(seed))
        meta = json.loads(json.dumps({"states": gold.states}))
        assert totals(compare(rows, gold)) == module.score(rows, list(gold.units), meta), gold.name


def _score(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
