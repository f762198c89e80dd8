"""Rows of other people's tables: what is read as what, and which row is named where a cell cannot be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.history.test_history import row
from treatygrade.cli.main import app
from treatygrade.errors import TableError
from treatygrade.history import history
from treatygrade.history.rows import checked
from treatygrade.history.show import as_json, path
from treatygrade.tables import write_rows

NAN = float("nan")


@pytest.mark.parametrize(
    ("column", "given", "read"),
    [
        ("paragraph", 16, "16"), ("paragraph", 16.0, "16"), ("paragraph", "16 bis", "16 bis"), ("paragraph", None, ""),
        ("session", "112", 112), ("session", 112.0, 112), ("session", NAN, None), ("session", "", None),
        ("session", " 112 ", 112), ("round", "2", 2), ("round", 0, 0), ("year", None, None), ("scope", None, ""),
        ("state", NAN, ""), ("state", 5, "5"), ("flags", None, []), ("flags", ("shared_text",), ["shared_text"]),
        ("previous", None, []),
        ("previous", [{"round": "1", "grade_raw": "C"}], [{"round": 1, "grade_raw": "C", "symbol": ""}]),
        ("previous", [{"round": None, "symbol": "S"}], [{"round": 0, "grade_raw": "", "symbol": "S"}]),
    ],
)  # fmt: skip
def test_a_cell_however_the_file_holds_it(column: str, given: Any, read: Any) -> None:
    (found,) = checked([row(1, "B") | {column: given, "own": 7}])
    assert (found[column], type(found[column])) == (read, type(read))
    assert found["own"] == 7  # columns of the user's own are left as they are


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"session": "soon"}, "session is not a whole number: soon"),
        ({"session": "-1"}, "session is not a whole number: -1"),
        ({"round": 1.5}, "round is neither a text nor a whole number: 1.5"),
        ({"year": float("inf")}, "year is neither a text nor a whole number: inf"),
        ({"round": True}, "round is neither a text nor a whole number: True"),
        ({"state": ["Peru"]}, r"state is neither a text nor a whole number: \['Peru'\]"),
        ({"scope": {"a": 1}}, "scope is neither a text nor a whole number"),
        ({"grade": "G"}, "grade is not one of A, B, C, D, E, F: G"),
        ({"grade": 5}, "grade is not one of A, B, C, D, E, F: 5"),
        ({"scheme": "nope"}, "there is no grading scheme 'nope'"),
        ({"flags": "shared_text"}, "flags is not a list: 'shared_text'"),
        ({"previous": "C"}, "previous is not a list: 'C'"),
        ({"previous": ["C"]}, r"previous is not a list of rounds: \['C'\]"),
        ({"previous": [{"grade_raw": "C"}]}, "previous is not a list of rounds"),
        ({"previous": [{"round": "first"}]}, "round is not a whole number: first"),
    ],
    ids=str,
)
def test_a_cell_that_cannot_be_is_named_with_its_row(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        list(checked([row(1, "B"), row(1, "B") | {"unit_id": "u2"} | changes], "own.jsonl"))
    assert (caught.value.file, caught.value.place) == ("own.jsonl", "row 2, unit u2")


def test_the_command_names_file_and_row(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text(json.dumps(row(1, "B")), encoding="utf-8")
    bad.write_text(json.dumps(row(2, "B", session="soon")), encoding="utf-8")
    error = CliRunner().invoke(app, ["history", str(good), str(bad)]).exception
    assert isinstance(error, TableError)
    assert (error.file, error.place[:5], error.exit_code) == (str(bad), "row 1", 1)


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet", ".xlsx"])
def test_the_history_is_the_same_from_every_format(suffix: str, tmp_path: Path) -> None:
    rows = [
        row(1, "C", "(a)"), row(2, "B2", grade="B", previous=[{"round": 1, "grade_raw": "C", "symbol": ""}]),
        row(1, "E", paragraph="9", year=None), row(1, "", paragraph="10"),
    ]  # fmt: skip
    write_rows(rows, tmp_path / f"units{suffix}")
    result = CliRunner().invoke(app, ["history", str(tmp_path / f"units{suffix}"), "--json"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == json.loads(json.dumps(as_json(history(rows))))


def test_rounds_that_texts_number_stand_in_their_order() -> None:
    rows = [row(2, "B") | {"round": "10"}, row(2, "C") | {"round": "9", "symbol": "S/9"}]
    (found,) = as_json(history(checked(rows)))["recommendations"]
    assert path(found["rounds"]) == "9: C · 10: B"


def test_an_index_above_a_number_is_no_number() -> None:
    found = history([row(1, "B", paragraph="16²"), row(1, "C", paragraph="9")]).recommendations
    assert [each.paragraph for each in found] == ["9", "16²"]
