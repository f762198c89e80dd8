"""The benchmark without text: recognised by hash, frozen folds, and nothing of the texts in it."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from treatygrade.cli.main import app
from treatygrade.corpus.benchmark import COLUMNS, make, verify
from treatygrade.corpus.published import published
from treatygrade.errors import TableError, UsageError
from treatygrade.tables import read_rows, write_rows

CORPUS = Path(__file__).parents[2] / "corpus"
Row = dict[str, Any]


def unit(state: str, paragraph: int = 1, **changes: Any) -> Row:
    text = " ".join(f"{state}{paragraph}word{number}" for number in range(20))
    return {"symbol": f"CCPR/C/{state}", "co_symbol": "", "committee": "ccpr", "scheme": "ccpr-2017", "state": state,
            "iso3": state, "session": 130, "year": 2021, "paragraph": str(paragraph), "scope": "", "grade_raw": "B",
            "grade": "B", "text": text, "source": "typed"} | changes  # fmt: skip


ROWS = [unit(state, paragraph) for state in ("QAA", "QBB", "XAA", "XBB", "XCC", "ZAA") for paragraph in (1, 2)]


def folds(folder: Path) -> dict[str, str]:
    return {row["iso3"]: row["fold"] for row in read_rows(folder / "units.csv")}


def test_no_text_is_written(tmp_path: Path) -> None:
    make(ROWS, tmp_path, "1.0.0")
    written = (tmp_path / "units.csv").read_text()
    assert "word" not in written.partition("\n")[2]
    assert json.loads((tmp_path / "benchmark.json").read_text())["units"] == len(ROWS)


def test_states_keep_their_folds(tmp_path: Path) -> None:
    make(ROWS[:8], tmp_path, "1.0.0")
    before = folds(tmp_path)
    make(ROWS, tmp_path, "1.1.0")
    assert before.items() <= folds(tmp_path).items()
    assert len(set(folds(tmp_path).values())) == 5


def test_near_duplicates_share_a_fold_or_ask_for_a_new_benchmark(tmp_path: Path) -> None:
    alike = [*ROWS, unit("QBB", 3, text=ROWS[0]["text"])]
    make(alike, tmp_path / "new", "1.0.0")
    assert folds(tmp_path / "new")["QAA"] == folds(tmp_path / "new")["QBB"]
    make(ROWS, tmp_path / "old", "1.0.0")
    with pytest.raises(UsageError, match="frozen in two folds"):
        make(alike, tmp_path / "old", "1.1.0")


@pytest.mark.parametrize(
    ("copy", "status"),
    [
        ({}, "reproduced"),
        ({"text": ROWS[0]["text"].upper().replace(" ", "-\n") + "."}, "reproduced"),
        ({"paragraph": "7"}, "reproduced"),
        ({"grade": "C"}, "other grade"),
        ({"text": "Something else."}, "other text"),
        ({"text": "Something else.", "paragraph": "7"}, "not there"),
        ({"iso3": "XZZ"}, "not there"),
    ],
)
def test_what_a_copy_reproduces(tmp_path: Path, copy: Row, status: str) -> None:
    make(ROWS, tmp_path, "1.0.0")
    verified = verify([ROWS[0] | copy], tmp_path)
    assert verified.status[0] == status
    assert verified.counts()["all"]["not there"] >= len(ROWS) - 1


def test_a_changed_benchmark_is_refused(tmp_path: Path) -> None:
    make(ROWS, tmp_path, "1.0.0")
    path = tmp_path / "units.csv"
    path.write_text(path.read_text().replace(",B,B,", ",A,A,"))
    with pytest.raises(TableError, match="not the benchmark"):
        verify(ROWS, tmp_path)


def test_the_shipped_benchmark_is_whole_and_splits_by_state() -> None:
    verified = verify([], CORPUS / "benchmark")
    assert tuple(verified.units[0]) == COLUMNS
    assert max(len(str(cell)) for row in verified.units for cell in row.values()) <= 64
    assert len({row["unit"] for row in verified.units}) == len(verified.units)
    sides = defaultdict(set)
    for row in verified.units:
        sides[row["iso3"]].add(row["fold"])
    assert {len(held) for held in sides.values()} == {1}


def test_the_command(tmp_path: Path) -> None:
    make(ROWS, tmp_path / "benchmark", "1.0.0")
    write_rows(ROWS[:3], tmp_path / "mine.jsonl")
    arguments = ["corpus", "verify", str(tmp_path / "mine.jsonl"), "--benchmark", str(tmp_path / "benchmark")]
    result = CliRunner().invoke(app, [*arguments, "--json"], catch_exceptions=False)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["all"]["reproduced"] == 3


@pytest.mark.shared
def test_published_units_reproduce_the_shipped_benchmark(shared: Path) -> None:
    # What segmentation read right when the benchmark was made it must still read; a unit that was then typed may
    # since be read from its report, so the typed ones are all there.
    rows = [*published(shared, CORPUS), *read_rows(shared / "real" / "units" / "ccpr.jsonl")]
    counts = verify(rows, CORPUS / "benchmark").counts()["all"]
    assert counts["reproduced"] == sum(counts.values())
