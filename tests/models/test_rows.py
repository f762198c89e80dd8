"""Tables as people give them: a cell that is not what it should be is named with its file and row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from treatygrade.errors import ConfigError, TableError, TreatygradeError
from treatygrade.models import Model, add_predictions
from treatygrade.models.data import prepare, read_units
from treatygrade.models.rows import called

TEXT = "The Committee regrets that no measures were taken."
GOOD = {"id": "good", "text": TEXT, "scheme": "ccpr-2017", "grade": "C"}
ODD: list[tuple[dict[str, Any], type[TreatygradeError], str]] = [
    ({"text": 5}, TableError, "row 2, unit “5”: text is not a string: 5"),
    ({"text": ["a"], "id": "x"}, TableError, "row 2, unit x: text is not a string: ['a']"),
    ({"text": {"a": 1}, "unit_id": "u", "id": "x"}, TableError, "row 2, unit u: text is not a string"),
    ({"text": "a", "scheme": 5}, TableError, "row 2, unit “a”: scheme is not a string: 5"),
    ({"text": "a", "language": ["en"]}, TableError, "row 2, unit “a”: language is not a string"),
    ({"text": "a", "scope": True}, TableError, "row 2, unit “a”: scope is not a string: True"),
    ({"text": "a", "flags": 5}, TableError, "row 2, unit “a”: flags is not a list of strings: 5"),
    ({"text": "a", "flags": "shared_text"}, TableError, "flags is not a list of strings: 'shared_text'"),
    ({"text": "a", "flags": [["shared_text"]]}, TableError, "flags is not a list of strings"),
    ({"text": "a", "flags": {"shared_text": 1}}, TableError, "flags is not a list of strings"),
    ({"text": "half \ud800"}, TableError, r"row 2, unit “half \ud800”: text is not valid Unicode"),
    ({"text": "a", "scheme": "nope"}, ConfigError, "row 2, unit “a”: there is no grading scheme 'nope'"),
    ({"text": "a", "scheme": "../cmw"}, ConfigError, "there is no grading scheme '../cmw'"),
    ({"text": "a", "scheme": "CMW"}, ConfigError, "there is no grading scheme 'CMW'"),
    ({"text": "", "scheme": "nope"}, ConfigError, "there is no grading scheme 'nope'"),
]
ids = [message.partition(": ")[2] or message for _, _, message in ODD]


@pytest.mark.parametrize(("row", "error", "said"), ODD, ids=ids)
def test_rows_to_predict(small: Model, row: dict[str, Any], error: type[TreatygradeError], said: str) -> None:
    with pytest.raises(error) as raised:
        add_predictions([GOOD, row], model=small)
    assert said in str(raised.value)


@pytest.mark.parametrize(("row", "error", "said"), ODD, ids=ids)
def test_rows_to_learn_from(tmp_path: Path, row: dict[str, Any], error: type[TreatygradeError], said: str) -> None:
    table = tmp_path / "units.jsonl"
    table.write_text(f"{json.dumps(GOOD)}\n\n{json.dumps(row | {'grade': 'A'})}\n")
    with pytest.raises(error) as raised:
        read_units([table])
    assert raised.value.file == str(table)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"unit_id": "u", "id": "i", "text": "t"}, "u"),
        ({"unit_id": "", "id": "i", "text": "t"}, "i"),
        ({"id": 7}, "7"),
        (
            {"text": "The Committee\n regrets  the lack of measures taken."},
            "“The Committee regrets the lack of measur”",
        ),
        ({"text": None}, "“”"),
        ({}, "“”"),
    ],
)
def test_what_a_unit_is_called(row: dict[str, Any], name: str) -> None:
    assert called(row) == name


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""}, {"text": " \n"}, {"text": None}, {"grade": ""}, {"grade": None}, {"grade": "B1"},
        {"grade": ["A"]}, {"flags": ["shared_text"]}, {"flags": ["by_reference", "verdict_mismatch"]},
    ],
)  # fmt: skip
def test_what_cannot_teach_is_left_out(tmp_path: Path, more: dict[str, Any]) -> None:
    (tmp_path / "units.jsonl").write_text(f"{json.dumps(GOOD)}\n{json.dumps(GOOD | more)}\n")
    assert [row["id"] for row in read_units([tmp_path / "units.jsonl"]).rows] == ["good"]


def test_flags_that_do_not_matter_keep_a_row(tmp_path: Path) -> None:
    rows = [GOOD | {"flags": flags} for flags in ([], None, ["header_mismatch"], ["seen_in_training"])]
    (tmp_path / "units.jsonl").write_text("\n".join(map(json.dumps, rows)))
    assert len(read_units([tmp_path / "units.jsonl"]).rows) == 4


def test_folders_give_their_tables_and_reports_in_order(tmp_path: Path, specimens: Path) -> None:
    report = specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md"
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.jsonl").write_text(json.dumps(GOOD | {"id": "last of a"}))
    (tmp_path / "b.md").write_bytes(report.read_bytes())
    for ignored in ("README.md", "b.gold.csv", "notes.json", "c.yaml"):
        (tmp_path / ignored).write_text("{")
    found = read_units([tmp_path, tmp_path / "nowhere.jsonl"])
    assert found.missing == [f"{tmp_path.as_posix()}/nowhere.jsonl"]
    assert [Path(name).name for name in found.files] == ["z.jsonl", "b.md"]
    assert found.rows[0]["id"] == "last of a"
    assert {row["symbol"] for row in found.rows[1:]} == {"CMW/C/QLV/FCO/3/Add.1"}
    assert all(len(sha) == 64 for sha in found.files.values())


def test_a_grade_that_its_scheme_lacks() -> None:
    rows = [
        GOOD,
        {"text": TEXT, "scheme": "cescr", "grade": "B"},
        {"id": "x", "text": TEXT, "scheme": "cerd", "grade": "E"},
    ]
    with pytest.raises(ConfigError) as raised:
        prepare(rows)
    assert str(raised.value).startswith("2 units have a grade that the scheme lacks: “The Committee regrets that no ")
    assert str(raised.value).endswith("” has B by cescr")


def test_examples_are_aligned() -> None:
    verdict = " The Committee considers that the recommendation has been implemented."
    rows = [
        GOOD | {"iso3": "BBB", "state": "A name"},
        GOOD | {"text": f"It welcomes the law.{verdict}", "scheme": "cmw", "iso3": "", "state": "A", "grade": "A"},
        GOOD | {"text": "No text like the others stands here at all.", "scheme": "", "iso3": "CCC", "grade": "F"},
    ]
    found = prepare(rows[:2], rows[2:])
    assert len(found) == 3
    assert found.gold.tolist() == [2, 0, 5]
    assert found.states.tolist() == ["BBB", "A", "CCC"]
    assert found.published.tolist() == [True, True, False]
    assert found.stated.tolist() == [-1, 0, -1]
    assert found.allowed.sum(axis=1).tolist() == [5, 6, 6]
    assert "implemented" not in found.texts[1]
    assert prepare(rows, shown=True).texts[1] == rows[1]["text"]
    assert prepare(rows, shown=True).counts == prepare(rows).counts
    one = found.take(found.gold[:1])
    assert (len(one), one.rows, one.states.tolist(), one.gold.tolist()) == (1, [rows[2]], ["CCC"], [5])


def test_states_that_share_a_text_stay_together() -> None:
    long = "The Committee regrets that no measures were taken to end detention in the northern province of the country."
    rows = [GOOD | {"text": long, "iso3": "BBB"}, GOOD | {"text": long, "iso3": "AAA"}]
    rows.append(GOOD | {"text": "It welcomes that a law on asylum was adopted and applied by courts.", "iso3": "CCC"})
    assert prepare(rows).blocks.tolist() == ["AAA", "AAA", "CCC"]


def test_nothing_to_learn_from() -> None:
    with pytest.raises(ConfigError, match="no graded unit to learn from") as raised:
        prepare([])
    assert "`text` and `grade`" in raised.value.hint
