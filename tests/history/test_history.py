"""What became of recommendations: rounds joined, quotations weighed, transitions counted."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from treatygrade.cli.main import main
from treatygrade.history import Transition, history, transitions
from treatygrade.history.page import write_page
from treatygrade.history.recommendations import overlap
from treatygrade.history.show import as_json, path, print_history
from treatygrade.tables import write_rows


def row(round: int, grade_raw: str, scope: str = "", **other: Any) -> dict[str, Any]:
    return {
        "symbol": f"CCPR/C/{110 + round}/2", "committee": "ccpr", "scheme": "ccpr-2017", "state": "Peru", "iso3": "PER",
        "co_symbol": "CCPR/C/PER/CO/5", "paragraph": "16", "scope": scope, "round": round, "year": 2014 + round,
        "grade_raw": grade_raw, "grade": grade_raw[:1], "previous": [], "flags": [],
    } | other  # fmt: skip


def quoting(round: int, grade_raw: str, *earlier: tuple[int, str], **other: Any) -> dict[str, Any]:
    previous = [{"round": number, "grade_raw": code, "symbol": ""} for number, code in earlier]
    return row(round, grade_raw, previous=previous, **other)


def told(*rows: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["paragraph"], path(each["rounds"])) for each in as_json(history(rows))["recommendations"]]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(1, "C"), row(2, "B")], [("16", "1: C · 2: B")]),
        ([row(2, "B"), row(1, "C")], [("16", "1: C · 2: B")]),
        ([quoting(2, "B", (1, "C"))], [("16", "1: [C] · 2: B")]),
        ([row(1, "C"), quoting(2, "B", (1, "C"))], [("16", "1: C · 2: B")]),
        ([quoting(3, "A", (1, "C"), (2, "B")), quoting(2, "B", (1, "C"))], [("16", "1: [C] · 2: B · 3: A")]),
        ([row(1, "C", "(a)|(b)"), row(1, "B", "(c)")], [("16", "1: (a) (b) C, (c) B")]),
        ([quoting(2, "B", (1, "C2"))], [("16", "1: [C2] · 2: B")]),
        ([quoting(2, "B", (1, "action taken"))], [("16", "2: B")]),
        (
            [quoting(2, "B", (1, "C1"), (1, "B2"), scope="(a)"), quoting(2, "A", (1, "C1"), (1, "B2"), scope="(b)")],
            [("16", "1: [C1], [B2] · 2: (a) B, (b) A")],
        ),
        (
            [quoting(2, "B", (1, "C1"), scope="(a)"), quoting(2, "A", (1, "C1"), scope="(b)")],
            [("16", "1: [(a) C1], [(b) C1] · 2: (a) B, (b) A")],
        ),
        ([row(1, "B", paragraph="16"), row(1, "C", paragraph="9")], [("9", "1: C"), ("16", "1: B")]),
        ([quoting(1, "B", (0, "C"))], [("16", "earlier: [C] · 1: B")]),
        ([row(1, "C"), quoting(2, "B", (0, "C"))], [("16", "1: C · 2: B")]),
        ([row(1, "", grade="")], []),
        ([row(1, "B", state="", iso3="")], []),
    ],
)
def test_a_recommendation_over_its_rounds(rows: list[Any], expected: list[tuple[str, str]]) -> None:
    assert told(*rows) == expected


def unnumbered(session: int, grade_raw: str, scope: str = "", **other: Any) -> dict[str, Any]:
    made = row(0, grade_raw, scope, **{"session": session, "symbol": f"CCPR/C/{session}/2", "year": None} | other)
    del made["round"]
    return made


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([unnumbered(112, "B"), unnumbered(109, "C")], [("16", "1: C · 2: B")]),
        ([unnumbered(112, "B"), unnumbered(112, "C", "(a)")], [("16", "1: B, (a) C")]),
        ([unnumbered(112, "B") | {"round": 2}, unnumbered(112, "C", "(a)")], [("16", "2: B, (a) C")]),
        ([unnumbered(112, "B") | {"round": 2}, unnumbered(115, "A")], [("16", "2: B · 3: A")]),
        (
            [unnumbered(112, "B", co_symbol="other"), unnumbered(109, "C")],
            [("16", "1: C"), ("16", "1: B")],
        ),
        ([unnumbered(112, "B", co_symbol=""), unnumbered(109, "C", co_symbol="")], [("16", "1: B, C")]),
        (
            [unnumbered(112, "B"), unnumbered(112, "B2", grade="B"), unnumbered(112, "E", year=2014)],
            [("16", "1: B2, E")],
        ),
        ([unnumbered(112, "E"), unnumbered(112, "", grade="E", year=2014) | {"round": 1}], [("16", "1: E")]),
        ([unnumbered(112, "B", symbol=""), unnumbered(109, "C", symbol="")], [("16", "1: C · 2: B")]),
        ([unnumbered(0, "B", symbol="", year=2015), unnumbered(0, "C", symbol="", year=2014)], [("16", "1: C · 2: B")]),
        ([unnumbered(0, "B", symbol="S/10"), unnumbered(0, "C", symbol="S/9")], [("16", "1: C · 2: B")]),
        (
            [unnumbered(112, "B", iso3="", state="Chile"), unnumbered(109, "C", iso3="")],
            [("16", "1: B"), ("16", "1: C")],
        ),
        ([unnumbered(112, "B", committee="cat"), unnumbered(109, "C")], [("16", "1: B"), ("16", "1: C")]),
        ([unnumbered(112, "B") | {"session": None}, unnumbered(109, "C")], [("16", "1: B · 2: C")]),
    ],
)
def test_rounds_follow_from_the_sessions_where_a_table_has_none(rows: list[Any], expected: list[Any]) -> None:
    assert told(*rows) == expected


def test_cycles_are_kept_apart_and_names_of_a_state_together() -> None:
    found = history([row(1, "C"), row(1, "A", co_symbol="CCPR/C/PER/CO/6", state="Pérou")]).recommendations
    assert [(each.cycle.state, each.cycle.co_symbol) for each in found] == [
        ("Peru", "CCPR/C/PER/CO/5"),
        ("Peru", "CCPR/C/PER/CO/6"),
    ]


def test_a_quotation_that_differs_is_told_and_does_not_count() -> None:
    found = history([row(1, "C", "(a)"), quoting(2, "B", (1, "A"), scope="(a)|(b)")])
    assert path(as_json(found)["recommendations"][0]["rounds"]) == "1: (a) C · 2: (a) (b) B"
    (conflict,) = found.conflicts
    assert (conflict.round, conflict.published, conflict.quoted, conflict.quoted_by) == (1, "C", "A", "CCPR/C/112/2")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "(a)", True), ("(a)|(b)", "(b)", True), ("(a)", "(b)", False), ("(a)(ii)", "(a)", True), ("", "", True),
     ("(a)(i)", "(a)(ii)", False), ("(i)", "(ii)", False)],
)  # fmt: skip
def test_scopes_overlap(one: str, other: str, expected: bool) -> None:
    assert overlap(one, other) is overlap(other, one) is expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row(1, "C"), row(2, "B"), row(3, "B")], {("C", "B"): 1, ("B", "B"): 1}),
        ([row(1, "C"), row(3, "A")], {("C", "A"): 1}),
        ([row(1, "C"), row(2, "B", "(a)"), row(2, "C", "(b)")], {("C", "B"): 1, ("C", "C"): 1}),
        ([row(1, "C", "(a)"), row(2, "B", "(b)")], {}),
        ([row(1, "C"), row(1, "B", co_symbol="other")], {}),
        ([row(1, "C"), row(1, "B", flags=["shared_text"]), row(2, "B")], {("C", "B"): 1}),
        ([quoting(2, "B", (1, "C1"), (1, "B2"))], {}),
        ([row(1, "C"), row(1, "A"), row(2, "B")], {("C", "B"): 1, ("A", "B"): 1}),
        ([row(1, "C"), row(1, "A"), row(2, "B"), row(2, "C")], {}),
        (
            [row(1, "C"), row(1, "A"), row(2, "B", "(a)"), row(2, "C", "(a)")],
            {("C", "B"): 1, ("C", "C"): 1, ("A", "B"): 1, ("A", "C"): 1},
        ),
        ([quoting(2, "B", (1, "C1"))], {("C", "B"): 1}),
    ],
)
def test_transitions(rows: list[Any], expected: dict[tuple[str, str], int]) -> None:
    found = transitions(history(rows).recommendations)
    assert {(each.before, each.after): each.count for each in found} == expected


def test_a_transition_has_its_share_and_wilsons_interval() -> None:
    rows = [row(1, "C", paragraph=str(n)) for n in range(10)]
    rows += [row(2, "C" if n < 8 else "B", paragraph=str(n)) for n in range(10)]
    first, second = transitions(history(rows).recommendations)
    assert (first.before, first.after, first.count, first.of) == ("C", "B", 2, 10)
    # Wilson (1927) for 8 of 10 at 95%: 0.4902 to 0.9433.
    assert second == Transition("C", "C", 8, 10, 0.8, pytest.approx(0.4902, abs=1e-4), pytest.approx(0.9433, abs=1e-4))


def test_invented_states_are_marked_and_counted_apart(tmp_path: Path) -> None:
    invented = {"state": "Xyrene", "iso3": "XYR", "co_symbol": "CCPR/C/XYR/CO/1"}
    found = history([row(1, "C"), row(2, "B"), row(1, "A", **invented), row(2, "A", **invented)])
    assert {name: len(rows) for name, rows in as_json(found)["transitions"].items()} == {
        "ccpr": 1,
        "ccpr (FICTIONAL)": 1,
    }
    stream = io.StringIO()
    print_history(as_json(found), stream)
    write_page(found, tmp_path / "h.html")
    for text in (stream.getvalue(), (tmp_path / "h.html").read_text(encoding="utf-8")):
        assert text.count("Xyrene") == text.count("Xyrene (FICTIONAL)") >= 1


def test_a_table_without_grades_is_no_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rows([{"text": "a"}], tmp_path / "units.csv")
    monkeypatch.setattr("sys.argv", ["treatygrade", "history", str(tmp_path / "units.csv")])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1


def test_the_command_reads_tables_and_writes_json_and_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_rows([row(1, "C")], tmp_path / "old.csv")
    write_rows([row(2, "B"), row(1, "F", committee="cmw", scheme="cmw")], tmp_path / "new.parquet")
    names = [str(tmp_path / name) for name in ("old.csv", "new.parquet")]
    monkeypatch.setattr(
        "sys.argv",
        ["treatygrade", "history", *names, "--json", str(tmp_path / "h.json"), "--html", str(tmp_path / "h.html")],
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    written = json.loads((tmp_path / "h.json").read_text(encoding="utf-8"))
    assert written["transitions"]["ccpr"][0]["before"] == "C"
    assert [(each["co_symbol"], each["round"], each["year"], each["grades"]) for each in written["cycles"]] == [
        ("CCPR/C/PER/CO/5", 1, 2015, {"C": 1}),
        ("CCPR/C/PER/CO/5", 2, 2016, {"B": 1}),
        ("CCPR/C/PER/CO/5", 1, 2015, {"F": 1}),
    ]
    assert (tmp_path / "h.html").read_text(encoding="utf-8").count("<svg") == 3
