"""Data sets: no leak between sides, the same bytes again, explicit columns, and everything left out is said."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from treatygrade.cli.main import app
from treatygrade.corpus.build import build, features, masked_texts
from treatygrade.corpus.collect import collect
from treatygrade.errors import TableError, UsageError
from treatygrade.tables import read_rows, write_rows

Row = dict[str, Any]
SIDES = ("train", "validation", "test")
STATES = [f"S{number:02}" for number in range(40)]


def unit(state: str, number: int, **changes: Any) -> Row:
    words = " ".join(f"{state.lower()}word{number}x{word}" for word in range(30))
    text = f"The Committee notes {words}. It considers that the recommendation has been partially implemented."
    return {"unit_id": f"{state}-{number}", "state": state, "iso3": state, "year": 2010 + number * 3, "scheme": "cmw",
            "language": "en", "text": text, "grade": "B", "grade_raw": "B", "flags": []} | changes  # fmt: skip


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """Forty States with five units; every seventh shares a text, word for word or nearly, with the one before."""
    rows = [unit(state, number) for state in STATES for number in range(5)]
    for index in range(1, len(STATES), 7):
        copied = unit(STATES[index - 1], 0)["text"]
        rows.append(unit(STATES[index], 9, text=copied if index % 2 else copied.replace("x29", " and so on")))
    write_rows(rows, tmp_path / "units.jsonl")
    return tmp_path / "units.jsonl"


def sides(folder: Path, configuration: str = "by_state") -> dict[str, list[Row]]:
    return {path.stem: read_rows(path) for path in sorted((folder / configuration).glob("*.parquet"))}


def leaks(split: dict[str, list[Row]]) -> list[tuple[str, str]]:
    """Pairs of units of two sides of one State, or with Jaccard of word 5-shingles >= 0.6: every pair is compared."""
    found = []
    for one, other in combinations(SIDES, 2):
        shingled = [(row, shingle(row["text"])) for row in split[other]]
        for row in split[one]:
            mine = shingle(row["text"])
            for theirs, set_ in shingled:
                alike = len(mine & set_) / max(1, len(mine | set_)) >= 0.6
                if alike or row["iso3"] == theirs["iso3"]:
                    found.append((row["unit_id"], theirs["unit_id"]))
    return found


def shingle(text: str) -> set[tuple[str, ...]]:
    words = text.lower().replace(".", " ").replace(",", " ").split()
    return {tuple(words[start : start + 5]) for start in range(max(1, len(words) - 4))}


def test_no_state_and_no_near_duplicate_on_two_sides(units: Path, tmp_path: Path) -> None:
    report = build(collect([units]), tmp_path / "out")
    split = sides(tmp_path / "out")
    assert leaks(split) == []
    assert set(split) == set(SIDES)
    assert len(report["kept_together"]) == 6
    # The rows alone, dealt out in turn, would leak: the test can fail.
    rows = [row for side in split.values() for row in side]
    assert leaks({side: rows[number::3] for number, side in enumerate(SIDES)})


@pytest.mark.shared
def test_no_leak_in_published_units(shared: Path, tmp_path: Path) -> None:
    build(collect([shared / "real" / "units"]), tmp_path / "out")
    assert leaks(sides(tmp_path / "out")) == []


def test_the_year_split_says_which_states_it_shares(units: Path, tmp_path: Path) -> None:
    report = build(collect([units]), tmp_path / "out")
    split = sides(tmp_path / "out", "by_year")
    years = {side: {row["year"] for row in rows} for side, rows in split.items()}
    assert max(years["train"]) < min(years["test"])
    held = {side: {row["state"] for row in rows} for side, rows in split.items()}
    assert report["by_year"]["states_shared_with_train"]["test"] == sorted(held["train"] & held["test"])


def test_the_same_units_in_any_order_give_the_same_bytes(units: Path, tmp_path: Path) -> None:
    build(collect([units]), tmp_path / "one")
    write_rows(reversed(read_rows(units)), units)
    source = collect([units])
    source.sources = dict.fromkeys(source.sources, "0" * 64)
    first = collect([units])
    first.sources = source.sources
    first.rows.reverse()
    build(first, tmp_path / "one")
    build(source, tmp_path / "two")
    files = sorted(path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.*"))
    assert len(files) == 7
    for path in files:
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes(), path


def test_columns_masked_text_and_provenance(units: Path, tmp_path: Path) -> None:
    build(collect([units]), tmp_path / "out")
    row = sides(tmp_path / "out")["train"][0]
    assert set(row) == set(features())
    assert row["text"].endswith("has been partially implemented.")
    assert "implemented" not in row["masked_text"]
    assert (row["source"], len(row["source_sha256"]), len(row["text_sha256"])) == (units.as_posix(), 64, 64)


def test_masking_in_processes_is_the_same(units: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = read_rows(units)
    monkeypatch.setattr("treatygrade.corpus.build._FEW", 50)
    assert masked_texts(rows, jobs=2) == masked_texts(rows)


def test_a_language_that_a_table_does_not_tell_is_recognised(units: Path, tmp_path: Path) -> None:
    spanish = "El Comité considera que la recomendación no se ha cumplido y que el Estado parte no ha dado información."
    write_rows([unit("S00", 0) | {"language": None}, unit("S01", 1, text=spanish, language="")], units)
    build(collect([units]), tmp_path / "out")
    assert {row["language"] for rows in sides(tmp_path / "out").values() for row in rows} == {"en", "es"}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"text": ""}, "no text"),
        ({"text": None}, "no text"),
        ({"grade": ""}, "no grade"),
        ({"flags": ["shared_text"]}, "shared_text"),
        ({"flags": ["by_reference"]}, "by_reference"),
    ],
)
def test_what_is_left_out_is_counted(tmp_path: Path, change: Row, reason: str) -> None:
    write_rows([unit("AAA", 1), unit("AAA", 2) | change], tmp_path / "units.jsonl")
    found = collect([tmp_path / "units.jsonl"])
    assert (len(found.rows), dict(found.left_out)) == (1, {reason: 1})


def test_reports_and_tables_of_a_folder(specimens: Path) -> None:
    found = collect([specimens / "letters", specimens / "units"])
    assert {Path(source).suffix for source in found.sources} == {".md", ".jsonl"}
    assert found.failures == []
    assert len(found.rows) > 300


def test_invented_states_are_marked(specimens: Path, tmp_path: Path) -> None:
    report = build(collect([specimens / "units"]), tmp_path / "out")
    assert report["fictional"] == report["units"]
    assert "FICTIONAL" in (tmp_path / "out" / "README.md").read_text()


def test_beside_published_units_invented_ones_only_train(tmp_path: Path) -> None:
    published = [unit(state, number) for state in ("AUT", "BEL", "CHE", "DNK") for number in range(5)]
    invented = [unit(f"QA{letter}", number) for letter in "ABCDEFGHIJ" for number in range(5)]
    write_rows([*published, *invented], tmp_path / "units.jsonl")
    report = build(collect([tmp_path / "units.jsonl"]), tmp_path / "out")
    split = sides(tmp_path / "out")
    assert {row["fictional"] for side in ("validation", "test") for row in split[side]} == {False}
    assert sum(row["fictional"] for row in split["train"]) == len(invented)
    assert report["by_year"]["left_out"] == len(invented)


def test_a_state_is_one_whether_or_not_a_table_has_its_code(tmp_path: Path) -> None:
    write_rows([unit(state, 1) | {"state": f"State of {state}"} for state in STATES], tmp_path / "a.jsonl")
    write_rows([unit(state, 2) | {"state": f"State of {state}", "iso3": ""} for state in STATES], tmp_path / "b.jsonl")
    build(collect([tmp_path / "a.jsonl", tmp_path / "b.jsonl"]), tmp_path / "out")
    held = [{row["state"] for row in rows} for rows in sides(tmp_path / "out").values()]
    assert sum(map(len, held)) == len(STATES)


def test_a_unit_known_from_another_source_is_taken_once(tmp_path: Path) -> None:
    rows = [unit("AUT", 1, paragraph="7"), unit("AUT", 1, paragraph="9")]
    write_rows(rows, tmp_path / "a.jsonl")
    write_rows([*rows, unit("AUT", 2)], tmp_path / "b.jsonl")
    found = collect([tmp_path / "a.jsonl", tmp_path / "b.jsonl"])
    assert (len(found.rows), dict(found.left_out)) == (3, {"known from another source": 2})


@pytest.mark.parametrize(("year", "stored"), [(2021, 2021), ("2021", 2021), ("", None), (None, None)])
def test_years_of_any_table(tmp_path: Path, year: object, stored: int | None) -> None:
    write_rows([unit("AUT", 1, year=year)], tmp_path / "units.jsonl")
    build(collect([tmp_path / "units.jsonl"]), tmp_path / "out")
    assert [row["year"] for rows in sides(tmp_path / "out").values() for row in rows] == [stored]


def test_a_year_that_is_no_number_is_named(tmp_path: Path) -> None:
    write_rows([unit("AUT", 1, year="soon")], tmp_path / "units.jsonl")
    with pytest.raises(TableError, match="unit AUT-1: year is no number: 'soon'"):
        build(collect([tmp_path / "units.jsonl"]), tmp_path / "out")


def test_nothing_else_is_overwritten(units: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(UsageError, match="something else"):
        build(collect([units]), tmp_path / "mine")
    write_rows([unit("AAA", 1, grade="")], tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="no graded unit"):
        build(collect([tmp_path / "none.jsonl"]), tmp_path / "out")


def test_the_command_says_what_it_left_out(units: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("milk\n")
    lacking = tmp_path / "lacking"
    arguments = ["corpus", "build", str(units), "-o", str(tmp_path / "out"), "--if-there", str(lacking), "--jobs", "1"]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, f"{lacking.as_posix()} is not there" in result.stdout) == (0, True)
    result = CliRunner().invoke(app, [*arguments, str(tmp_path / "list.txt")])
    assert (result.exit_code, "list.txt" in result.stderr) == (1, True)
    assert (tmp_path / "out" / "build.json").exists()


@pytest.mark.parametrize("call", ["load_dataset({folder!r}, {name!r})", "load_dataset('parquet', data_dir={inner!r})"])
def test_it_loads_without_this_package(units: Path, tmp_path: Path, call: str) -> None:
    folder = tmp_path / "out"
    build(collect([units]), folder)
    called = call.format(folder=str(folder), name="by_year", inner=str(folder / "by_year"))
    code = f"from datasets import load_dataset; d = {called}; import json; print(json.dumps(d.num_rows))"
    environment = os.environ | {"HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    expected = json.loads((folder / "build.json").read_text())["splits"]["by_year"]
    # No unit of these is of 2020 or 2021: a split without rows is left out.
    assert json.loads(done.stdout.splitlines()[-1]) == {side: count for side, count in expected.items() if count}
    assert expected["validation"] == 0
