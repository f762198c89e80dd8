"""Ratings files as people keep them, and what is wrong with bad ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from treatygrade.agreement.reading import read_ratings
from treatygrade.cli.main import app
from treatygrade.errors import TableError

WIDE = """Unit;Reviewers;;
;Anna;Ben;Çelik
16 (a);B;[b];C
16 (b);B/C;?;partially implemented
17;;-;A
18;D;E;D
"""


def _write(folder: Path, text: str) -> Path:
    path = folder / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_wide_file_with_merged_header_and_kinds_of_missing(tmp_path: Path) -> None:
    source = read_ratings(_write(tmp_path, WIDE))
    assert source.ratings.reviewers == ("Anna", "Ben", "Çelik")
    assert source.ratings.scale.ordinal == ("A", "B", "C")
    assert source.ratings.scale.off_scale == ("D", "E")
    assert [(entry.line, entry.reviewer, entry.kind) for entry in source.dropped] == [
        (4, "Anna", "two grades"), (4, "Ben", "undecided"), (5, "Anna", "blank"), (5, "Ben", "not graded"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "scheme", "said"),
    [
        ("unit,reviewer,grade\n1,x,A\n1,y,B\n2,x,G\n", "cmw", "line 4 'G' by x"),
        ("unit,reviewer,grade\n1,x,A\n1,y,B\n1,x,C\n", "", "line 2 (1 by x), line 4 (1 by x)"),
        ("unit,reviewer,grade,scheme\n1,x,A,cmw\n1,y,B,ced\n", "", "cmw: line 2; ced: line 3"),
        ("one,two\na,b\n", "", "no column of units among one, two"),
        ("unit,reviewer,grade\n1,x,?\n1,y,-\n", "", "no grade in it"),
        ("unit,reviewer,grade\n1,,A\n1,y,B\n", "", "line 2 has no reviewer"),
    ],
    ids=["outside the scheme", "duplicate rows", "two schemes", "wrong columns", "all missing", "no reviewer"],
)
def test_bad_files_name_the_rows(tmp_path: Path, text: str, scheme: str, said: str) -> None:
    with pytest.raises(TableError) as caught:
        read_ratings(_write(tmp_path, text), scheme)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,reviewer,grade\n1,x,A\n2,x,B\n", "one reviewer"),
        ("unit,reviewer,grade\n1,x,A\n2,y,B\n", "no unit is graded"),
    ],
)
def test_nothing_to_compare_says_so(tmp_path: Path, text: str, said: str) -> None:
    error = CliRunner().invoke(app, ["agreement", str(_write(tmp_path, text))]).exception
    assert isinstance(error, TableError)
    assert said in str(error)


def test_one_grade_only_is_not_defined_and_says_so(tmp_path: Path) -> None:
    path = _write(tmp_path, "unit,x,y\n1,A,A\n2,A,A\n")
    result = CliRunner().invoke(app, ["agreement", str(path), "--json", "--html", str(tmp_path / "page.html")])
    found = json.loads(result.stdout)["coefficients"]
    assert found["percent_agreement"]["estimate"] == 1
    assert found["cohen"]["estimate"] is None
    assert "not defined" in found["krippendorff_nominal"]["note"]
