"""Precedents: near in meaning, never the unit itself, never invented ones by accident."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.suggest.graded_units import TEXTS, unit
from treatygrade.errors import TableError
from treatygrade.suggest.precedents import build, conflicts, demonstration, is_fictional, open_index, precedents
from treatygrade.suggest.precedents.index import assemble
from treatygrade.suggest.precedents.space import unit_length
from treatygrade.tables import write_rows

ASKED = "It is concerned about overcrowding in prisons, where cells for two persons hold six."
Rows = list[dict[str, Any]]


def found(rows: Rows, **asked: Any) -> list[str]:
    return [precedent.unit_id for precedent in precedents(build(rows), {"text": ASKED, "language": "en", **asked})]


def test_the_nearest_in_meaning_come_first(graded: Rows) -> None:
    assert set(found(graded)[:2]) == {"T/0#1", "T/1#1"}


def test_the_recommendation_counts_too(graded: Rows) -> None:
    rows = [{**row, "recommendation": "Build prisons."} if row["symbol"] == "T/4" else row for row in graded]
    before = [p.likeness for p in precedents(build(rows), {"text": ASKED}, 5) if p.symbol == "T/4"]
    asked = {"text": ASKED, "recommendation": "The State should build prisons."}
    after = [p.likeness for p in precedents(build(rows), asked, 5) if p.symbol == "T/4"]
    assert after > before


@pytest.mark.parametrize(
    "asked",
    [
        {"symbol": "T/0", "paragraph": "1", "round": 1},
        {"unit_id": "T/0#1", "paragraph": "1", "round": 1},
        {"text": TEXTS["prison"][1]},
        {"text": TEXTS["prison"][1] + " It asks for the number of cells."},
        {"text": TEXTS["prison"][1].replace("no new", "too few")},
    ],
)
def test_the_unit_and_its_earlier_drafts_are_left_out(graded: Rows, asked: dict[str, Any]) -> None:
    assert "T/0#1" not in found(graded, **asked)
    assert "T/1#1" in found(graded, **asked)


ALIKE = "The Committee regrets that overcrowding in prisons persists."


@pytest.mark.parametrize("order", [1, -1], ids=["as given", "turned round"])
@pytest.mark.parametrize("more", [0, 5])
def test_of_equals_the_first_in_the_table_come_first(graded: Rows, order: int, more: int) -> None:
    rows = [unit(10 + n, "C", ALIKE) for n in range(40)][::order]
    among = [row["unit_id"] for row in rows]
    some = [name for name in found([*graded[:more], *rows]) if name in among]
    assert some == among[: len(some)]
    assert len(some) >= 3


def test_however_many_drafts_of_the_unit_there_are_others_are_found(graded: Rows) -> None:
    place = {"symbol": "T/50", "paragraph": "1", "round": 1}
    drafts = [unit(50, "C", ALIKE, unit_id=f"T/50#{n}") for n in range(60)]
    assert set(found([*drafts, *graded], **place)[:2]) == {"T/0#1", "T/1#1"}
    copies = [unit(100 + n, "C", ASKED) for n in range(60)]
    assert set(found([*copies, *graded])[:2]) == {"T/0#1", "T/1#1"}
    assert found(drafts, **place) == []


@pytest.mark.parametrize(("shared", "draft"), [(9, True), (6, True), (4, False)])
def test_how_much_wording_makes_an_earlier_draft(graded: Rows, shared: int, draft: bool) -> None:
    """Of ten sentences of five words so many are the same: half of the runs of five words make it a draft."""
    own = [f"Prisons hold many of these{n}" for n in range(10)]
    theirs = [*own[:shared], *(f"Cells were too few there{n}" for n in range(10 - shared))]
    rows = [unit(70, "C", ". ".join(theirs) + ". Overcrowding persists."), *graded]
    assert ("T/70#1" not in found(rows, text=". ".join(own) + ". Overcrowding grew.")) is draft


@pytest.mark.parametrize("count", [0, 1, 3, 50])
def test_as_many_as_asked_for_and_no_more(graded: Rows, count: int) -> None:
    some = precedents(build(graded), {"text": ASKED, "language": "en"}, count)
    every = precedents(build(graded), {"text": ASKED, "language": "en"}, 100)
    assert some == every[:count]
    assert [one.likeness for one in every] == sorted((one.likeness for one in every), reverse=True)
    assert all(0 < one.likeness <= 1 for one in every)


@pytest.mark.parametrize(
    ("asked", "itself"),
    [
        ({"symbol": "t/0", "paragraph": "1", "round": 1}, True),  # however it is written
        ({"symbol": " T/0 ", "paragraph": " 1", "round": "1"}, True),
        ({"symbol": "T/0", "paragraph": "2", "round": 1}, False),  # another paragraph of the report
        ({"symbol": "T/0", "paragraph": "1", "round": 2}, False),
        ({"symbol": "", "paragraph": "1", "round": 1}, False),
        ({"symbol": None, "paragraph": "1", "round": 1}, False),
        ({"symbol": "T/01", "paragraph": "1", "round": 1}, False),
    ],
)
def test_which_place_is_the_units_own(graded: Rows, asked: dict[str, Any], itself: bool) -> None:
    assert ("T/0#1" not in found(graded, **asked)) is itself


@pytest.mark.parametrize("column", ["grade_raw", "state", "iso3", "title", "year"])
def test_grades_and_names_do_not_make_two_alike(graded: Rows, column: str) -> None:
    plain = [(p.unit_id, p.likeness) for p in precedents(build(graded), {"text": ASKED})]
    marked = [row | {column: f"overcrowding {n}"} for n, row in enumerate(graded)]
    assert [(p.unit_id, p.likeness) for p in precedents(build(marked), {"text": ASKED, column: "prisons"})] == plain


def test_a_verdict_does_not_make_two_alike(graded: Rows) -> None:
    verdict = " The Committee considers that the recommendation has been partially implemented."
    plain = [(p.unit_id, p.likeness) for p in precedents(build(graded), {"text": ASKED, "language": "en"})]
    judged = [row | {"text": row["text"] + verdict * (n == 3)} for n, row in enumerate(graded)]
    asked = {"text": ASKED + verdict, "language": "en"}
    assert [(p.unit_id, p.likeness) for p in precedents(build(judged), asked)] == plain


def test_an_earlier_round_of_the_same_recommendation_is_a_precedent(graded: Rows) -> None:
    rows = [{**row, "co_symbol": "CO/1", "round": 1} for row in graded]
    assert "T/0#1" in found(rows, co_symbol="CO/1", paragraph="1", round=2)
    assert "T/0#1" not in found(rows, co_symbol="CO/1", paragraph="1", round=1)


def test_the_matching_sentences_are_named(graded: Rows) -> None:
    rows = [unit(9, "C", "A bill was drafted. Overcrowding in prisons has grown worse. Data were not given."), *graded]
    text = "Elections were held. The Committee notes overcrowding in prisons."
    first = next(p for p in precedents(build(rows), {"text": text, "language": "en"}) if p.symbol == "T/9")
    assert first.sentence == "Overcrowding in prisons has grown worse."
    assert text[slice(*first.own)] == "The Committee notes overcrowding in prisons."


def test_close_precedents_with_different_grades_are_pointed_out() -> None:
    words = "overcrowding in prisons persists although cells were built for detainees"
    rows = [unit(0, "C", f"The Committee regrets that {words}."), unit(1, "B", f"It welcomes that {words} of late.")]
    rows += [unit(2, "C", f"There {words}, it is said by some.", scheme="cmw"), unit(3, "A", "Elections were free.")]
    hits = precedents(build(rows), {"text": f"Reports say {words[:40]} in many places.", "language": "en"})
    assert {(a.symbol, b.symbol) for a, b in conflicts(hits)} <= {("T/0", "T/1"), ("T/1", "T/0")}
    assert conflicts(hits)


@pytest.mark.parametrize("text", ["", "   ", "xyzzy plugh", "42"])
def test_a_text_without_known_words_has_none(graded: Rows, text: str) -> None:
    assert found(graded, text=text) == []


@pytest.mark.parametrize(
    ("row", "invented"),
    [
        ({"iso3": "QLV"}, True),
        ({"iso3": "ZLK"}, True),
        ({"iso3": "ZMB"}, False),
        ({"iso3": "XKX"}, False),
        ({"iso3": "SUN"}, False),
        ({"iso3": "", "symbol": "CMW/C/QLV/FCO/3/Add.1"}, True),
        ({"iso3": "", "symbol": "CCPR/C/120/2"}, False),
        ({}, False),
    ],
)
def test_what_is_fictional(row: dict[str, Any], invented: bool) -> None:
    assert is_fictional(row) is invented


def test_invented_units_are_precedents_in_a_demonstration_only(graded: Rows) -> None:
    invented = [{**row, "iso3": "QLV", "symbol": f"F{n}"} for n, row in enumerate(graded)]
    assert not any(symbol.startswith("F") for symbol in found([*graded, *invented]))
    shown = precedents(build([*graded, *invented], demonstration=True), {"text": ASKED, "language": "en"})
    assert shown
    assert all(precedent.fictional and precedent.symbol.startswith("F") for precedent in shown)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "no unit has both"),
        ([unit(0, "", "Text without a grade.")], "no unit has both"),
        ([unit(0, "A", "")], "no unit has both"),
        ([unit(0, "A", "Invented.", iso3="QLV")], "FICTIONAL"),
    ],
)
def test_units_that_cannot_serve_are_named(rows: Rows, message: str) -> None:
    with pytest.raises(TableError, match=message) as raised:
        build(rows)
    assert "treatygrade segment" in raised.value.hint


@pytest.mark.parametrize("name", ["units.jsonl", "units.csv", "units.parquet", "units.xlsx"])
def test_the_index_is_kept_on_disk_and_gives_the_same(tmp_path: Path, graded: Rows, name: str) -> None:
    write_rows(graded, tmp_path / name)
    asked = {"text": ASKED, "language": "en"}
    first = precedents(open_index(tmp_path / name), asked)
    stamp = (tmp_path / f"{name}.index" / "manifest.json").stat().st_mtime_ns
    assert precedents(open_index(tmp_path / name), asked) == first == precedents(build(graded), asked)
    assert (tmp_path / f"{name}.index" / "manifest.json").stat().st_mtime_ns == stamp
    assert not [path for path in tmp_path.rglob("*") if path.suffix in {".pkl", ".pickle", ".joblib"}]


def test_a_changed_table_is_indexed_anew(tmp_path: Path, graded: Rows) -> None:
    table = tmp_path / "units.jsonl"
    write_rows(graded[:2], table)
    assert len(open_index(table)) == 2
    write_rows(graded, table)
    assert len(open_index(table)) == 5


def test_two_who_ask_at_once_get_one_index(tmp_path: Path, graded: Rows) -> None:
    write_rows(graded, tmp_path / "units.jsonl")
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(open_index, [tmp_path / "units.jsonl"] * 4))
    assert [len(index) for index in opened] == [5] * 4


def test_an_index_is_opened_where_nothing_can_be_written(
    tmp_path: Path, graded: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    write_rows(graded, tmp_path / "units.jsonl")
    open_index(tmp_path / "units.jsonl")
    monkeypatch.setattr("os.open", refuses)  # what a lock, or a new file, would need
    assert len(open_index(tmp_path / "units.jsonl")) == 5


def test_a_folder_of_parquet_tables_is_one_set(tmp_path: Path, graded: Rows) -> None:
    (tmp_path / "built" / "train").mkdir(parents=True)
    write_rows(graded[:3], tmp_path / "built" / "train" / "0.parquet")
    write_rows(graded[3:], tmp_path / "built" / "1.parquet")
    assert len(open_index(tmp_path / "built")) == 5


@pytest.mark.parametrize("file", ["vectors.safetensors", "terms.json", "units.parquet"])
def test_a_damaged_index_is_named(tmp_path: Path, graded: Rows, file: str) -> None:
    write_rows(graded, tmp_path / "units.jsonl")
    open_index(tmp_path / "units.jsonl")
    (tmp_path / "units.jsonl.index" / file).write_bytes(b"{")
    with pytest.raises(TableError, match="damaged"):
        open_index(tmp_path / "units.jsonl")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"none\.jsonl"):
        open_index(tmp_path / "none.jsonl")


def test_among_100_000_units_within_100_ms(graded: Rows) -> None:
    words = sorted({word for row in graded for word in row["text"].split()})
    draw = np.random.default_rng(0)
    some = build([unit(n, "ABC"[n % 3], " ".join(draw.choice(words, 40))) for n in range(1_000)])
    copies = np.arange(100_000) % len(some)
    noise = draw.normal(scale=0.01, size=(len(copies), some.vectors.shape[1])).astype(np.float32)
    index = assemble(some.units.take(copies), unit_length(some.vectors[copies] + noise), some.space, fictional=False)
    times = []
    for _ in range(20):
        start = time.perf_counter()
        assert len(precedents(index, {"text": ASKED, "language": "en"})) == 5
        times.append(time.perf_counter() - start)
    assert np.median(times) < 0.1


def test_the_demonstration_is_all_fictional(specimens: Path) -> None:
    index = demonstration()
    assert len(index) > 200
    found = precedents(index, {"text": "The Committee regrets that migrant workers are detained.", "language": "en"})
    assert found
    assert all(precedent.fictional and precedent.symbol for precedent in found)
