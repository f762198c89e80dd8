"""Lines that cannot be read are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.agreement.grids import read_grid
from treatygrade.errors import TableError
from treatygrade.tables import read_rows

LINES = [
    ("a.jsonl", '{"text": "a"}\n\n{"year": ' + "9" * 5_000 + "}", "line 3: not JSON"),
    ("a.jsonl", '{"text": ' + "[" * 50_000 + "]" * 50_000 + "}", "line 1: not JSON"),
    ("a.jsonl", '{"text": "a"}\n"b"', "line 2: not a JSON object"),
    ("a.csv", "text,text\na,b", "line 1: two columns of one name: text"),
    ("a.csv", 'text,year\n"a,2024\nb,2025', "cannot be read: unexpected end of data"),
    ("a.csv", "text,confidence\na,0.5\nb,high", "line 3: confidence is not a number: high"),
    ("a.csv", "text,confidence\na,nan", "line 2: confidence is not a number: nan"),
    ("a.csv", "text,abstained\na,maybe", "line 2: abstained is not true or false: maybe"),
    ("a.csv", "text,flags\na,none", "line 2: flags is not JSON: none"),
    ("a.csv", "text,flags\na," + "[" * 50_000, r"line 2: flags is not JSON: \[{40}$"),
    ("a.csv", "text,session\na,39.5", "line 2: session is not a whole number: 39.5"),
    ("a.csv", "text,start\na,inf", "line 2: start is not a whole number: inf"),
    ("a.csv", "text,year\na," + "9" * 5_000, "line 2: year is not a whole number: 9{40}$"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "message"), LINES, ids=[f"{name}-{n}" for n, (name, *_) in enumerate(LINES)]
)
def test_a_line_that_cannot_be_read_is_named(name: str, content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        read_rows(tmp_path / name)


def test_one_long_cell_is_one_cell(tmp_path: Path) -> None:
    long = "x" * 3_000_000
    (tmp_path / "a.csv").write_text(f"text,year\n{long},2024\n", encoding="utf-8")
    assert read_rows(tmp_path / "a.csv") == [{"text": long, "year": 2024}]
    assert read_grid(tmp_path / "a.csv").lines == ((2, [long, "2024"]),)
