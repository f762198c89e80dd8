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


def write(folder: Path, text: str) -> Path:
    path = folder / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_wide_file_with_merged_header_and_kinds_of_missing(tmp_path: Path) -> None:
    source = read_ratings(write(tmp_path, WIDE))
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
        (
            "unit,reviewer,grade,session,state\n1,x,A,9,Q\n1,y,B,9,Q\n1,x,A,10,Z\n",
            "",
            "line 2 (1 by x), line 4 (1 by x)",
        ),
        ("unit,reviewer,grade,scheme\n1,x,A,cmw\n1,y,B,ced\n", "", "cmw: line 2; ced: line 3"),
        ("unit,reviewer,grade\n1,x,A\n1,y,B\n2,x,G\n", "common", "line 4 'G' by x"),
        ("unit,reviewer,grade\n1,x,A\n1,y,B\n2,x,G\n", "", "line 4 'G' by x"),
        ("unit,reviewer,grade\n1,x,A\n1,y,B\n2,x,3\n", "", "2 letter, 1 number"),
        ("unit,reviewer,grade\n1,x,C2\n1,y,partially implemented\n", "", "different kinds"),
        ("unit,reviewer,grade,scheme\n1,x,A,cmw\n1,y,B,cwm\n", "", "line 3 'cwm'"),
        ("one,two\na,b\n", "", "no column of units among one, two"),
        ("unit,reviewer,grade\n1,x,?\n1,y,-\n", "", "no grade in it"),
        ("unit,reviewer,grade\n1,,A\n1,y,B\n", "", "line 2 has no reviewer"),
        ("unit,x,y\n1,A,B\n,,\n,A,\n", "", "line 4 has no unit"),
        ("unit,reviewer\n1,A\n2,B\n", "", "no reviewers among the columns unit, reviewer"),
        ("unit,x,x\n1,A,B\n", "", "line 2 (1 by x), line 2 (1 by x)"),
        ("unit,reviewer,grade\n" + "".join(f"{n},x,G\n" for n in range(15)), "cmw", "line 13 'G' by x and 3 more"),
        (f"unit,reviewer,grade\n1,x,{'z' * 900}\n", "cmw", f"line 2 '{'z' * 60}' by x"),
    ],
    ids=[
        "outside the scheme",
        "duplicate rows",
        "one number in two States",
        "two schemes",
        "outside the common scale",
        "not a letter as the others",
        "letters and numbers",
        "codes of two schemes",
        "no such scheme",
        "wrong columns",
        "all missing",
        "no reviewer",
        "a line without a unit in a wide file",
        "no column of grades",
        "two columns of one reviewer",
        "more lines than are shown",
        "a long cell is cut short",
    ],
)
def test_bad_files_name_the_rows(tmp_path: Path, text: str, scheme: str, said: str) -> None:
    with pytest.raises(TableError) as caught:
        read_ratings(write(tmp_path, text), scheme)
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,reviewer,grade\n1,x,A\n2,x,B\n", "one reviewer"),
        ("unit,reviewer,grade\n1,x,A\n2,y,B\n", "no unit is graded"),
    ],
)
def test_nothing_to_compare_says_so(tmp_path: Path, text: str, said: str) -> None:
    error = CliRunner().invoke(app, ["agreement", str(write(tmp_path, text))]).exception
    assert isinstance(error, TableError)
    assert said in str(error)


def test_one_grade_only_is_not_defined_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path, "unit,x,y\n1,A,A\n2,A,A\n")
    result = CliRunner().invoke(app, ["agreement", str(path), "--json", "--html", str(tmp_path / "page.html")])
    found = json.loads(result.stdout)["coefficients"]
    assert found["percent_agreement"]["estimate"] == 1
    assert found["cohen"]["estimate"] is None
    assert "not defined" in found["krippendorff_nominal"]["note"]


def _workbook(path: Path) -> Path:
    """A title, a header in two rows with merged cells, blanks, and a note below."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.append(["Exercise of March"])
    sheet.append([])
    sheet.append(["Unit", "Reviewers", None, "State"])
    sheet.append([None, "Anna", "Ben", None])
    for row in (
        ("16 (a)", "B", "[B]", "Qalvera"),
        ("16 (b)", "B/C", None, None),
        ("17", "Partially implemented", "c", "Zorinthia"),
    ):
        sheet.append(row)
    for area in ("A1:D1", "A3:A4", "B3:C3", "D3:D4", "D5:D6"):
        sheet.merge_cells(area)
    book.create_sheet("April").append(["Unit"])
    book.create_sheet("empty")
    book.save(path)
    return path


def test_workbook_as_people_keep_it(tmp_path: Path) -> None:
    source = read_ratings(_workbook(tmp_path / "ratings.xlsx"))
    assert source.ratings.reviewers == ("Anna", "Ben")
    assert source.ratings.units == ("16 (a)", "17")
    assert source.ratings.codes.tolist() == [[0, 0], [0, 1]]
    assert source.ratings.facts["state"] == ("Qalvera", "Zorinthia")
    assert [(entry.line, entry.unit, entry.kind) for entry in source.dropped] == [
        (6, "16 (b)", "two grades"), (6, "16 (b)", "blank"),
    ]  # fmt: skip
    assert source.unused_columns == ("sheet April",)


@pytest.mark.parametrize("wide", [False, True])
def test_parquet_with_numbers_and_nulls(wide: bool, tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    grades = [1.0, 2.0, 5.0, None, 3.0, 3.0]
    if wide:
        table = {"unit": ["a", "b", "c"], "x": grades[::2], "y": grades[1::2]}
    else:
        table = {"unit_id": [*"aabbcc"], "reviewer": [*"xyxyxy"], "grade": grades, "year": [2024.0] * 6}
    pq.write_table(pa.table(table), tmp_path / "ratings.parquet")
    source = read_ratings(tmp_path / "ratings.parquet")
    assert source.ratings.scale.ordinal == ("1", "2", "3", "5")
    assert source.ratings.codes.tolist() == [[0, 1], [3, -1], [2, 2]]
    assert [entry.kind for entry in source.dropped] == ["blank"]
    assert wide or source.ratings.facts["year"] == ("2024",) * 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_text_files_of_any_spreadsheet(encoding: str, delimiter: str, tmp_path: Path) -> None:
    rows = [("Unit", "Reviewer", "Grade"), ("1", "Chloé", "B"), ("1", "François", "Largely satisfactory")]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    path = tmp_path / "ratings.csv"
    path.write_bytes(text.encode(encoding))
    assert read_ratings(path, "ccpr-2017").ratings.reviewers == ("Chloé", "François")


SCALES = [
    pytest.param("A,B,C,E", "", "common", ("A", "B", "C"), ("E",), id="letters"),
    pytest.param("B1,C2,D1,A", "", "ccpr-2013", ("A", "B1", "C2"), ("D1",), id="letters with steps"),
    pytest.param("B1,C2,D1,A", "common", "common", ("A", "B", "C", "D", "E", "F"), (), id="steps on the common scale"),
    pytest.param(
        "implemented,substantially implemented,not implemented", "", "cedaw",
        ("implemented", "substantially implemented", "not implemented"), (), id="words",
    ),
    pytest.param("implemented,B", "cedaw", "common", ("A", "B", "C", "D", "E"), (), id="words and letters"),
    pytest.param("3,1,10,2.0", "", "", ("1", "2", "3", "10"), (), id="numbers"),
    pytest.param("yes,no,yes", "", "", (), ("no", "yes"), id="words of no scheme"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "scheme", "name", "ordinal", "off_scale"), SCALES)
def test_scale_that_cells_are_read_by(
    cells: str, scheme: str, name: str, ordinal: tuple[str, ...], off_scale: tuple[str, ...], tmp_path: Path
) -> None:
    rows = "".join(f"{n},x,{cell}\n{n},y,{cell}\n" for n, cell in enumerate(cells.split(",")))
    scale = read_ratings(write(tmp_path, f"unit,reviewer,grade\n{rows}"), scheme).ratings.scale
    assert scale.name == name
    if scheme:
        assert scale.categories[: len(ordinal)] == ordinal
    else:
        assert (scale.ordinal, scale.off_scale) == (ordinal, off_scale)


def test_two_schemes_compared_on_the_common_scale(tmp_path: Path) -> None:
    text = (
        "unit,reviewer,grade,scheme\n1,x,A,CMW\n1,y,B,cmw\n2,x,not implemented,cedaw\n2,y,C,cedaw\n3,x,c1,ccpr-2013\n"
    )
    source = read_ratings(write(tmp_path, text), "common")
    assert source.ratings.codes.tolist() == [[0, 1], [2, 2], [2, -1]]


@pytest.mark.parametrize(("grades", "fits"), [(25, True), (26, False), (300, False)])
def test_more_grades_than_a_scale_has_are_refused(grades: int, fits: bool, tmp_path: Path) -> None:
    """A column of remarks, or scores out of 100: they would take hours, and say nothing of a scale."""
    path = write(tmp_path, "unit,x,y\n" + "".join(f"{n},{n},{n}\n" for n in range(grades)))
    if fits:
        assert len(read_ratings(path).ratings.scale.ordinal) == grades
        return
    with pytest.raises(
        TableError, match=rf"{grades} different grades \(0, 1, 2, .* …\), more than a scale has"
    ) as caught:
        read_ratings(path)
    assert "a column of remarks" in caught.value.hint
