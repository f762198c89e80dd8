"""A data set appears whole or not at all, replaces the one before, and keeps alike texts together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.test_build import sides, unit
from treatygrade.corpus import build as building
from treatygrade.corpus.benchmark import COLUMNS, Verified, make, verify
from treatygrade.corpus.build import build, masked_texts
from treatygrade.corpus.collect import collect
from treatygrade.corpus.facts import Facts, _order, missing, write
from treatygrade.errors import TableError, UsageError
from treatygrade.tables import read_rows, write_rows

Row = dict[str, Any]
WORDS = " ".join(f"word{number}" for number in range(30))


@pytest.fixture
def units(tmp_path: Path) -> Path:
    path = tmp_path / "units.jsonl"
    write_rows([unit(f"S{number:02}", number % 5) for number in range(20)], path)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_that_fails_leaves_the_one_before(units: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(collect([units]), tmp_path / "out")
    before = files(tmp_path / "out")

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    write_rows([unit("S99", 1)], units)
    with monkeypatch.context() as patched:
        patched.setattr(building, "_readme", fails)
        with pytest.raises(OSError, match="No space"):
            build(collect([units]), tmp_path / "out")
    assert files(tmp_path / "out") == before
    build(collect([units]), tmp_path / "out")  # over what the failed one has left
    assert files(tmp_path / "out") != before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "units.jsonl"]


def test_nothing_of_an_earlier_build_stays(units: Path, tmp_path: Path) -> None:
    build(collect([units]), tmp_path / "out")
    assert "by_year/train.parquet" in files(tmp_path / "out")
    write_rows([unit("S01", 1, year=None)], units)
    build(collect([units]), tmp_path / "out")
    assert not any(name.startswith("by_year/") for name in files(tmp_path / "out"))


@pytest.mark.parametrize("kind", ["file", "in a file", "other files"])
def test_what_is_no_place_for_a_data_set_is_left_as_it_is(units: Path, tmp_path: Path, kind: str) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    places = {"file": "mine/thesis.txt", "in a file": "mine/thesis.txt/out", "other files": "mine"}
    with pytest.raises(UsageError):
        build(collect([units]), tmp_path / places[kind])
    assert files(tmp_path / "mine") == {"thesis.txt": b"years of work"}


def test_an_empty_folder_is_a_place_for_a_data_set(units: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert build(collect([units]), tmp_path / "out")["units"] == 20


def test_texts_that_differ_by_their_verdicts_alone_stay_together(tmp_path: Path) -> None:
    """Long verdicts hide that two short texts are one."""
    verdicts = (
        "The Committee considers that the recommendation contained in paragraph 12 (a) has been partially implemented.",
        "The Committee considers that its recommendation has not been implemented.",
    )
    short = "The draft law on the rights of migrants was sent back."
    rows = [unit(state, 1, text=f"{short} {verdict}") for state, verdict in zip(("S01", "S02"), verdicts, strict=True)]
    write_rows([*rows, unit("S03", 1)], tmp_path / "u.jsonl")
    masked, _ = masked_texts(rows)
    assert masked[0] == masked[1]
    assert build(collect([tmp_path / "u.jsonl"]), tmp_path / "out")["kept_together"] == [["S01", "S02"]]


def test_what_is_told_of_a_build_adds_up(units: Path, tmp_path: Path) -> None:
    report = build(collect([units]), tmp_path / "out")
    assert report == json.loads((tmp_path / "out" / "build.json").read_text(encoding="utf-8"))
    split = sides(tmp_path / "out")
    assert report["splits"]["by_state"] == {side: len(split.get(side, [])) for side in ("train", "validation", "test")}
    assert sum(report["splits"]["by_state"].values()) == report["units"] == 20
    by_year = report["splits"]["by_year"]
    assert sum(by_year.values()) + report["by_year"]["left_out"] == 20
    grades = report["grades"]
    assert {side: sum(grades[side].values()) for side in grades} == report["splits"]["by_state"]
    assert set(report["sources"]) == {units.as_posix()}


def test_texts_that_the_past_had_already_are_counted(tmp_path: Path) -> None:
    rows = [unit("S01", 1, year=2015), unit("S01", 1, year=2023, paragraph="9"), unit("S02", 2, year=2023)]
    write_rows(rows, tmp_path / "u.jsonl")
    report = build(collect([tmp_path / "u.jsonl"]), tmp_path / "out")
    assert report["by_year"]["texts_repeated_from_train"] == 1
    assert report["by_year"]["states_shared_with_train"]["test"] == ["S01"]


# The benchmark


def graded(state: str, paragraph: str = "1", **changes: Any) -> Row:
    return {**dict.fromkeys(COLUMNS, ""), "symbol": f"X/{state}", "iso3": state, "paragraph": paragraph, "grade": "B",
            "grade_raw": "B", "year": 2021, "text": f"{state} {paragraph} {WORDS} {state}"} | changes  # fmt: skip


def rows_of_states(count: int) -> list[Row]:
    texts = [" ".join(f"s{state}w{word}" for word in range(20)) for state in range(count)]
    return [graded(f"Q{state:02}", text=text) for state, text in enumerate(texts)]


def test_units_are_numbered_where_they_share_a_place(tmp_path: Path) -> None:
    made = make([graded("QAA", text="one " * 9), graded("QAA", text="two " * 9)], tmp_path, "1.0.0")
    assert [row["unit"] for row in made] == ["X/QAA#QAA#1##1", "X/QAA#QAA#1##2"]
    assert [row["characters"] for row in made] == [27, 27]
    assert [row["words"] for row in made] == [9, 9]


def test_paragraphs_are_in_the_order_of_numbers(tmp_path: Path) -> None:
    made = make([graded("QAA", number) for number in ("10", "9", "101")], tmp_path, "1.0.0")
    assert [row["paragraph"] for row in made] == ["9", "10", "101"]


def test_folds_are_of_about_one_size(tmp_path: Path) -> None:
    rows = rows_of_states(23)
    made = make(rows, tmp_path, "1.0.0")
    sizes = [sum(row["fold"] == fold for row in made) for fold in range(5)]
    assert max(sizes) - min(sizes) <= 1
    again = make(list(reversed(rows)), tmp_path / "other", "1.0.0")
    assert again == made


@pytest.mark.parametrize(
    ("year", "side"), [(2019, "train"), (2020, "validation"), (2021, "validation"), (2022, "test")]
)
def test_the_side_of_a_year_is_that_of_the_data_sets(tmp_path: Path, year: int, side: str) -> None:
    assert make([graded("QAA", year=year)], tmp_path, "1.0.0")[0]["year_split"] == side


@pytest.mark.parametrize("card", ["", "{", "[]", "{}", '{"sha256": "0"}'])
def test_a_benchmark_whose_card_does_not_fit_is_refused(tmp_path: Path, card: str) -> None:
    make(rows_of_states(2), tmp_path, "1.0.0")
    (tmp_path / "benchmark.json").write_text(card, encoding="utf-8")
    with pytest.raises(TableError) as raised:
        verify([], tmp_path)
    assert raised.value.hint == "get it anew"


def test_statuses_are_counted_by_any_column() -> None:
    units = [{"iso3": "QAA"}, {"iso3": "QAA"}, {"iso3": "QBB"}]
    verified = Verified(units, ["reproduced", "not there", "not there"])
    assert verified.counts()["all"] == {"reproduced": 1, "other grade": 0, "other text": 0, "not there": 2}
    assert {state: counts["not there"] for state, counts in verified.counts("iso3").items()} == {"QAA": 1, "QBB": 1}


# Facts


def fact(symbol: str, iso3: str = "MDG", **changes: Any) -> Row:
    return {"symbol": symbol, "co_symbol": "CCPR/C/MDG/CO/4", "iso3": iso3, "committee": "ccpr", "state": "Madagascar",
            "paragraph": "8", "grade": "B"} | changes  # fmt: skip


def test_an_earlier_source_wins_and_a_later_one_fills_in() -> None:
    facts = Facts()
    facts.report(fact("CCPR/C/130/2", session=130, year=""), "report")
    facts.report(fact("CCPR/C/130/2", session=131, year=2020, co_symbol="CCPR/C/MDG/CO/5"), "unit")
    facts.report(fact("CCPR/C/130/2", session=132, year=2021), "unit")
    (known,) = facts.reports.values()
    assert (known["session"], known["year"]) == (130, 2020)
    assert known["sources"] == ["report", "unit"]
    assert known["co_symbol"] == ["CCPR/C/MDG/CO/4", "CCPR/C/MDG/CO/5"]


def test_a_report_without_a_symbol_goes_by_its_concluding_observations() -> None:
    facts = Facts()
    facts.report(fact(""), "unit")
    facts.report(fact("", iso3="QAA"), "unit")
    assert list(facts.reports) == [("CCPR/C/MDG/CO/4", "MDG"), ("CCPR/C/MDG/CO/4", "QAA")]


def test_sessions_addenda_and_paragraphs_between_known_ones_are_missing() -> None:
    facts = Facts()
    for symbol in ("CCPR/C/120/2", "CCPR/C/123/2", "CCPR/C/123/2/Add.1", "CCPR/C/123/2/Add.4"):
        facts.report(fact(symbol), "unit")
    facts.gold = [fact("CCPR/C/120/2")]
    facts.headers = {("CCPR/C/120/2", "MDG", paragraph): {} for paragraph in ("8", "9")}
    told = [(row["kind"], row["what"]) for row in missing(facts) if row["committee"] == "ccpr"]
    assert told == [
        ("session", 121), ("session", 122), ("report", "CCPR/C/123/2/Add.2"), ("report", "CCPR/C/123/2/Add.3"),
        ("paragraph", "CCPR/C/120/2 MDG 9"),
    ]  # fmt: skip


def test_tables_of_facts_are_in_the_order_of_sessions_and_paragraphs(tmp_path: Path) -> None:
    facts = Facts()
    for symbol in ("CCPR/C/130/2/Add.10", "CCPR/C/130/2/Add.9", "CCPR/C/99/2"):
        facts.report(fact(symbol), "unit")
    facts.gold = [fact("CCPR/C/99/2", paragraph=number) for number in ("10", "9")]
    write(facts, tmp_path)
    assert [row["symbol"] for row in read_rows(tmp_path / "manifest.csv")] == [
        "CCPR/C/99/2", "CCPR/C/130/2/Add.9", "CCPR/C/130/2/Add.10",
    ]  # fmt: skip
    assert [row["paragraph"] for row in read_rows(tmp_path / "gold" / "ccpr.csv")] == ["9", "10"]
    assert [row["gold"] for row in read_rows(tmp_path / "manifest.csv")] == ["2", "0", "0"]


def test_symbols_are_ordered_by_committee_and_numbers() -> None:
    symbols = ["CMW/C/2", "CAT/C/10", "CAT/C/9", ""]
    assert sorted(symbols, key=_order) == ["", "CAT/C/9", "CAT/C/10", "CMW/C/2"]
