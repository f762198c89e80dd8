"""What the units of a ratings file are called, which of several gradings counts, and records of a store."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.agreement.test_reading import write
from treatygrade.agreement import agreement
from treatygrade.agreement.reading import from_records, read_ratings
from treatygrade.errors import TableError

UNITS = [
    pytest.param("unit,reviewer,grade\n1,x,A\n,y,B\n2,x,A\n,y,A\n", ("1", "2"), id="a unit printed once for its lines"),
    pytest.param("state,paragraph,x,y\nQ,16,A,B\nZ,16,A,B\n", ("Q 16", "Z 16"), id="named by State and paragraph"),
    pytest.param("symbol,para.,scope,x,y\nS,16,(a),A,B\nS,16,(b),A,B\n", ("S 16 (a)", "S 16 (b)"), id="and by scope"),
    pytest.param(
        "unit,May,,June,\n,x,y,x,y\n1,A,B,A,A\n", ("1 (May)", "1 (June)"), id="a reviewer under two headings",
    ),
    pytest.param("unit,unit,x,y\n1,7,A,B\n2,8,A,B\n", ("1", "2"), id="the first of two columns of units"),
    pytest.param("no.,x,y\n1,A,B\n,,\n2,B,B\n", ("1", "2"), id="a blank line in a wide file"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "units"), UNITS)
def test_what_the_units_are_called(text: str, units: tuple[str, ...], tmp_path: Path) -> None:
    ratings = read_ratings(write(tmp_path, text)).ratings
    assert ratings.units == units
    assert ratings.reviewers == ("x", "y")
    assert ratings.codes.shape == (len(units), 2)


@pytest.mark.parametrize(
    ("sessions", "kept", "order"),
    [
        (("9", "10"), "A", ("9",)),
        (("10", "9"), "B", ("9",)),  # the 9th session is before the 10th
        (("March 2", "March 10"), "A", ("March 2",)),
        (("39", "39"), None, ()),  # twice in one session is an error
        (("39", ""), None, ()),
    ],
)
def test_of_two_gradings_the_first_session_counts(
    sessions: tuple[str, str], kept: str | None, order: tuple[str, ...], tmp_path: Path
) -> None:
    first, second = sessions
    lines = f"unit,reviewer,grade,session\n1,x,A,{first}\n1,x,B,{second}\n1,y,A,{order[0] if order else 39}\n"
    path = write(tmp_path, lines)
    if kept is None:
        with pytest.raises(TableError, match="graded twice"):
            read_ratings(path)
        return
    source = read_ratings(path)
    assert source.ratings.scale.categories[source.ratings.codes[0, 0]] == kept
    assert source.ratings.sessions == order
    (again,) = source.again
    assert (again.first, again.later) == (kept, "B" if kept == "A" else "A")


def test_records_of_a_store_may_lack_anything_but_a_unit_and_a_reviewer() -> None:
    records = [
        {"unit": 1, "reviewer": "x", "grade": "A", "scheme": "CMW", "theme": None, "session": 39},
        {"unit": 1, "reviewer": "y", "grade": None},
        {"unit": 2, "reviewer": "y", "grade": "B"},
    ]
    source = from_records(records)
    assert source.ratings.units == ("1", "2")
    assert source.ratings.facts == {"session": ("39", "")}
    assert source.ratings.when is not None
    assert source.ratings.when.tolist() == [[0, -1], [-1, -1]]
    assert [(entry.line, entry.kind) for entry in source.dropped] == [(2, "blank")]


def test_who_grades_a_unit_again_in_a_later_session_is_compared_with_themselves(tmp_path: Path) -> None:
    lines = ["unit,reviewer,grade,session"]
    for n in range(6):
        lines += [f"{n},x,{'AB'[n % 2]},9", f"{n},y,B,9", f"{n},x,A,10"]
    found = agreement(write(tmp_path, "\n".join(lines)), samples=0)
    assert found["ratings"] == 12
    assert found["missing"] == {"graded again": 6}
    (own,) = found["with_themselves"]
    assert (own["reviewer"], own["again"], own["estimate"]) == ("x", 6, 0.5)
    assert any("x graded 6 units again, and 50% of them the same" in line for line in found["summary"]["where_not"])
