"""`treatygrade predict` on every format, and `treatygrade train` twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from treatygrade.cli.main import main
from treatygrade.columns import PREDICTION_COLUMNS
from treatygrade.resources import resource
from treatygrade.tables import read_rows, write_rows

Row = dict[str, Any]
ROWS: list[Row] = [
    {"id": "a", "text": "The Committee regrets that no measures were taken.", "scheme": "ccpr-2017", "language": "en",
     "note": "=1+1"},
    {"id": "b", "text": "", "scheme": "cmw", "language": "fr", "note": ""},
    {"id": "c", "text": None, "scheme": "", "language": "", "note": "x"},
    {"id": "d", "text": "Le Comité prend note\nde la loi, mais regrette les délais.", "scheme": "ced", "language": "fr",
     "note": "é"},
]  # fmt: skip
FORMATS = ("csv", "jsonl", "parquet", "xlsx")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int:
    monkeypatch.setattr("sys.argv", ["treatygrade", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return int(left.value.code or 0)


@pytest.mark.parametrize("given", FORMATS)
@pytest.mark.parametrize("wanted", FORMATS)
def test_the_same_rows_with_predictions(
    given: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    units, out = tmp_path / f"units.{given}", tmp_path / f"out.{wanted}"
    write_rows(ROWS, units)
    assert run(monkeypatch, "predict", units, "-o", out) == 0
    found = read_rows(out)
    assert list(found[0]) == [*ROWS[0], "flags", *PREDICTION_COLUMNS]
    for row, before in zip(found, ROWS, strict=True):
        assert {name: row[name] or "" for name in before} == {name: value or "" for name, value in before.items()}
        empty = not before["text"]
        assert (row["predicted"] is None) is (row["confidence"] is None) is empty
        assert bool(row["prediction_set"]) is bool(row["probabilities"]) is not empty
        assert row["abstained"] is True or not empty


def test_predictions_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `predict` wrote can be predicted again: no column stands twice, no old prediction stays."""
    once, twice = tmp_path / "once.jsonl", tmp_path / "twice.jsonl"
    write_rows([{**ROWS[0], "predicted": "A"}], tmp_path / "units.jsonl")
    assert run(monkeypatch, "predict", tmp_path / "units.jsonl", "-o", once) == 0
    assert run(monkeypatch, "predict", once, "-o", twice) == 0
    assert once.read_bytes() == twice.read_bytes()
    assert read_rows(once)[0]["predicted"] != "A"


@pytest.mark.parametrize(
    ("row", "code", "said"),
    [
        ({"txt": "a"}, 1, "no column `text`"),
        ({"text": 5}, 1, "units.jsonl: row 1, unit “5”: text is not a string: 5"),
        ({"text": "a", "id": "x", "scheme": ["cmw"]}, 1, "units.jsonl: row 1, unit x: scheme is not a string"),
        ({"text": "a", "flags": "seen"}, 1, "units.jsonl: row 1, unit “a”: flags is not a list of strings: 'seen'"),
        ({"text": "a", "scheme": "nope"}, 2, "units.jsonl: row 1, unit “a”: there is no grading scheme 'nope'"),
        ({"text": "a", "scheme": "ccpr-words"}, 0, "has not seen the scheme ccpr-words"),
        ({"text": "a", "language": "ar"}, 0, "has not seen the language ar"),
    ],
)
def test_what_is_odd_is_said(
    row: Row, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "units.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert run(monkeypatch, "predict", tmp_path / "units.jsonl", "-o", tmp_path / "out.csv") == code
    told = capsys.readouterr().err
    assert said in told
    assert (tmp_path / "out.csv").exists() is (code == 0)
    assert code == 0 or "has not seen" not in told


def test_rows_are_counted_through_a_long_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [json.dumps({"text": "", "id": f"n{n}"}) for n in range(2500)] + [json.dumps({"text": 5, "id": "odd"})]
    (tmp_path / "units.jsonl").write_text("\n".join(rows))
    assert run(monkeypatch, "predict", tmp_path / "units.jsonl", "-o", tmp_path / "out.jsonl") == 1
    assert "units.jsonl: row 2501, unit odd: text is not a string: 5" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


def test_training_twice_writes_the_same_files(tmp_path: Path) -> None:
    """In two processes, with other hashes of strings and other numbers of threads."""
    config = tmp_path / "small.yaml"
    default = resource("configs", "train", "default.yaml").read_text(encoding="utf-8")
    config.write_text(default.replace("invented: [corpus/specimens]", "invented: []"), encoding="utf-8")
    units = resource("corpus", "specimens", "units", "ccpr_en.jsonl")
    folders = []
    for number in ("1", "2"):
        folder = tmp_path / f"model{number}"
        command = ["-m", "treatygrade", "train", config, "--units", units, "--date", "2026-01-01", "-o", folder]
        environment = os.environ | {"PYTHONHASHSEED": number, "OMP_NUM_THREADS": number, "OPENBLAS_NUM_THREADS": number}
        subprocess.run([sys.executable, *map(str, command)], env=environment, check=True, capture_output=True)
        folders.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert folders[0] == folders[1]


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (["--units", "nowhere.jsonl"], 2, "nowhere.jsonl: no such file"),
        (["--date", "yesterday"], 2, "not a date"),
        (["--units", "number.jsonl"], 1, "text is not a string: 5"),
        (["--units", "lacks.jsonl"], 2, "1 unit has a grade that the scheme lacks: one has E by cescr"),
        (["--units", "empty.jsonl"], 2, "no graded unit"),
        (["-o", "full"], 1, "thesis.docx"),
    ],
)
def test_training_says_what_is_wrong(
    options: list[str],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.docx").touch()
    (tmp_path / "number.jsonl").write_text('{"text": 5, "grade": "A"}')
    (tmp_path / "lacks.jsonl").write_text('{"id": "one", "text": "It regrets it.", "grade": "E", "scheme": "cescr"}')
    (tmp_path / "empty.jsonl").touch()
    config = resource("configs", "train", "split.yaml")
    arguments = ["train", config, *(["-o", "model"] if "-o" not in options else []), *options]
    assert run(monkeypatch, *arguments) == code
    assert said in capsys.readouterr().err
    assert not (tmp_path / "model").exists()
