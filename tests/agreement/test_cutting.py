"""Reviewers who cut paragraphs differently: units matched, and agreement on cuts and grades told apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from treatygrade.agreement.cutting import Place, match, place_of
from treatygrade.agreement.ratings import Rating
from treatygrade.agreement.reading import read_ratings
from treatygrade.cli.main import app

Row = tuple[str, str, str]


def _rating(unit: str, reviewer: str = "x", **facts: str) -> Rating:
    return Rating(1, unit, reviewer, "A", facts=facts, composed=not unit)


@pytest.mark.parametrize(
    ("rating", "place"),
    [
        (_rating("16 (a)–(b)"), Place("16", ("(a)", "(b)"))),
        (_rating("16(a) and (c)"), Place("16", ("(a)", "(c)"))),
        (_rating("36 (b)(i)"), Place("36", ("(b)(i)",))),
        (_rating("16"), Place("16", ())),
        (_rating("CMW/C/ZRT/FCO/2#ZRT#16#(a)|(b)#1"), Place("CMW/C/ZRT/FCO/2 ZRT 16", ("(a)", "(b)"))),
        (_rating("S#ZRT#16#(a)#2"), Place("S ZRT 16 (2)", ("(a)",))),
        (_rating("", paragraph="16", scope="(a)|(b)", symbol="S"), Place("S 16", ("(a)", "(b)"))),
        (_rating("", paragraph="16", scope="b) à d)"), Place("16", ("(b)", "(c)", "(d)"))),
        (_rating("", paragraph="16 (a)"), Place("16", ("(a)",))),
        (_rating("16", scope="(a)|(b)"), Place("16", ("(a)", "(b)"))),
        (_rating("first case", scope="(c)"), Place("first case", ("(c)",))),
        (_rating("first case"), None),
    ],
)
def test_where_a_rating_belongs(rating: Rating, place: Place | None) -> None:
    assert place_of(rating) == place


CUTS = [
    pytest.param(  # the issue of reviewers who keep (a)-(b) together, or the whole
        [("16 (a)-(b)", "x", "B"), ("16 (c)", "x", "C"), ("16", "y", "C")],
        [("16 (a)-(b)", "x", "B"), ("16 (a)-(b)", "y", "C"), ("16 (c)", "x", "C"), ("16 (c)", "y", "C")],
        id="whole against parts",
    ),
    pytest.param(
        [("16 (a)", "x", "B"), ("16(b)", "x", "C"), ("16 (a)", "y", "B"), ("16 (b)", "y", "C")],
        [("16 (a)", "x", "B"), ("16 (a)", "y", "B"), ("16(b)", "x", "C"), ("16(b)", "y", "C")],
        id="alike, spelt differently",
    ),
    pytest.param(
        [("16 (a)-(b)", "x", "B"), ("16 (c)", "x", "C"), ("16 (a)", "y", "B"), ("16 (b)-(c)", "y", "C")],
        [("16 (a)", "x", "B"), ("16 (a)", "y", "B"), ("16 (b)", "x", "B"), ("16 (b)", "y", "C"), ("16 (c)", "x", "C"),
         ("16 (c)", "y", "C")],
        id="overlapping cuts",
    ),
    pytest.param(  # only (a) was graded by y; that there is a (b) follows from there being an (a)
        [("16", "x", "B"), ("16 (a)", "y", "C")],
        [("16 (a)", "x", "B"), ("16 (a)", "y", "C"), ("16 (b)", "x", "B")],
        id="whole against one item",
    ),
    pytest.param(
        [("16", "x", "B"), ("16 (b)(i)", "y", "C"), ("16 (b)(ii)", "y", "C")],
        [("16 (a)", "x", "B"), ("16 (b)(i)", "x", "B"), ("16 (b)(i)", "y", "C"), ("16 (b)(ii)", "x", "B"),
         ("16 (b)(ii)", "y", "C")],
        id="nested items",
    ),
    pytest.param(
        [("16", "x", "B"), ("17", "x", "C"), ("16", "y", "B")],
        [("16", "x", "B"), ("17", "x", "C"), ("16", "y", "B")],
        id="nothing is cut",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "matched"), CUTS)
def test_ratings_matched_item_by_item(rows: list[Row], matched: list[Row]) -> None:
    graded = [(Rating(number, unit, reviewer, grade), grade) for number, (unit, reviewer, grade) in enumerate(rows)]
    found = match(graded)
    assert sorted((row.unit, row.reviewer, grade) for row, grade in found.graded) == sorted(matched)
    assert found.out == []


def test_narrower_scope_of_one_reviewer_wins_and_what_is_left_out_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("unit,reviewer,grade\n16,x,C\n16 (a),x,B\n16 (b),x,C\n16 (a),y,B\n16 (b),y,C\n", encoding="utf-8")
    source = read_ratings(path)
    assert [(entry.line, entry.unit, entry.kind) for entry in source.dropped] == [
        (2, "16", "graded by its items as well")
    ]
    assert source.ratings.units == ("16 (a)", "16 (b)")


def test_where_to_cut_is_reported_apart_from_the_grades(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    lines = ["Symbol,Paragraph,Scope,Reviewer,Grade"]
    for number in range(8):  # half of the paragraphs are cut differently, all grades agree
        lines += [f"S,{number},(a)-(b),Anna,B", f"S,{number},(c),Anna,{'BC'[number % 2]}"]
        lines += [f"S,{number},(a)-(b),Ben,B", f"S,{number},(c),Ben,C"] if number % 2 else [f"S,{number},,Ben,B"]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = json.loads(CliRunner().invoke(app, ["agreement", str(path), "--json"]).stdout)
    assert found["coefficients"]["percent_agreement"]["estimate"] == 1
    cutting = found["cutting"]
    assert (cutting["paragraphs"], cutting["cut_differently"], cutting["same_cut"]["estimate"]) == (8, 4, 0.5)
    # Of the three pairs of items Anna puts (a)(b) together and two apart; Ben's whole puts all together.
    assert cutting["item_pairs"]["estimate"] == pytest.approx((4 * 3 + 4 * 1) / 24)
    assert cutting["where"][0] == {"paragraph": "S 0", "cuts": {"Anna": ["(a) (b)", "(c)"], "Ben": ["(a) (b) (c)"]}}
    assert any("cut 4 differently" in line for line in found["summary"]["how_consistent"])


def test_a_wide_file_whose_reviewers_filled_in_other_lines(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text("Unit,Anna,Ben\n16 (a)–(b),B,\n16 (c),C,\n16,,C\n17,A,A\n", encoding="utf-8")
    source = read_ratings(path)
    assert source.ratings.units == ("16 (a)–(b)", "16 (c)", "17")
    assert source.ratings.codes.tolist() == [[1, 2], [2, 2], [0, 0]]
    assert {entry.kind for entry in source.dropped} == {"blank"}


def test_units_that_hold_one_scope_each_stay_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    rows = "".join(f"{n},{scope},{reviewer},B\n" for n, scope in ((1, "(a)"), (2, "(b)"), (3, "")) for reviewer in "xy")
    path.write_text(f"unit,scope,reviewer,grade\n{rows}", encoding="utf-8")
    assert read_ratings(path).ratings.units == ("1", "2", "3")
