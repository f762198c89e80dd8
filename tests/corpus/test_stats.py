"""Counts, the page with plots, the data card, and gold facts against what is read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from treatygrade.cli.main import app
from treatygrade.corpus.card import card
from treatygrade.corpus.collect import collect
from treatygrade.corpus.readings import readings
from treatygrade.corpus.stats import stats
from treatygrade.states import fictional
from treatygrade.tables import write_rows

CORPUS = Path(__file__).parents[2] / "corpus"
Row = dict[str, Any]
ROWS: list[Row] = [
    {"iso3": "XAA", "symbol": "S/1", "scheme": "cmw", "year": 2020, "grade": "A", "text": "one two three"},
    {"iso3": "XAA", "symbol": "S/1", "scheme": "cmw", "year": 2021, "grade": "B", "text": "one"},
    {"iso3": "XBB", "symbol": "", "co_symbol": "S/2", "scheme": "ced", "year": None, "grade": "B", "words": "5"},
]


def test_counts() -> None:
    counts = stats(ROWS)
    assert (counts["units"], counts["states"], counts["reports"]) == (3, 2, 2)
    assert counts["grade"] == {"A": 1, "B": 2}
    assert counts["year"] == {"2020": 1, "2021": 1, "unknown": 1}
    assert counts["grades_by_scheme"] == {"ced": {"B": 1}, "cmw": {"A": 1, "B": 1}}
    assert counts["words"] == {"least": 1, "tenth": 1, "median": 3, "nine_tenths": 5, "most": 5}


@pytest.mark.parametrize("rows", [[], ROWS[:1]])
def test_few_units(rows: list[Row]) -> None:
    assert stats(rows)["units"] == len(rows)


def test_the_command_writes_json_and_a_page(tmp_path: Path) -> None:
    write_rows(ROWS[:2], tmp_path / "units.jsonl")
    page = tmp_path / "page.html"
    arguments = ["corpus", "stats", str(tmp_path / "units.jsonl"), "--html", str(page), "--json"]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert json.loads(result.stdout)["fictional"] == 2
    text = page.read_text()
    assert text.count("<svg") == 3
    assert "FICTIONAL" in text
    assert not re.search(r"(?:src|href)=.https?:", text)


def test_key_phrases_with_grades(tmp_path: Path) -> None:
    page = tmp_path / "phrases.md"
    units = str(CORPUS / "specimens" / "units" / "ccpr_en.jsonl")
    arguments = ["corpus", "stats", units, "--phrases", str(page), "--html", str(tmp_path / "c.html"), "--json"]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    found = {(row["category"], row["grade"]): row for row in json.loads(result.stdout)["phrases"]}
    assert found["regret", "A"]["high"] < 0 < found["refusal", "E"]["low"]
    text = page.read_text(encoding="utf-8")
    assert "220 evaluations of" in text
    assert "`ccpr_en.jsonl` (SHA-256" in text
    assert "| refusal |" in text
    assert "refusal" in (tmp_path / "c.html").read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["corpus", "stats", "--phrases", str(page)]).exit_code != 0


def test_the_committed_card_is_what_the_tables_give() -> None:
    assert (CORPUS / "README.md").read_text(encoding="utf-8") == card(CORPUS), (
        "run `treatygrade corpus stats --card corpus/README.md`"
    )


def test_specimens_are_fictional_and_marked(specimens: Path) -> None:
    found = collect([specimens])
    assert found.failures == []
    assert all(fictional(row["iso3"]) for row in (*found.rows, *found.others))
    assert "FICTIONAL" in (specimens / "README.md").read_text()


@pytest.mark.parametrize(
    ("read", "verdict"), [("CB", "same"), ("BC", "same"), ("B", "differs"), ("BCC", "differs"), ("", "not read")]
)
def test_gold_facts_against_what_is_read(tmp_path: Path, read: str, verdict: str) -> None:
    place = {"symbol": "S/1", "iso3": "XAA", "paragraph": "7"}
    (tmp_path / "gold").mkdir()
    write_rows([place | {"co_symbol": "", "grade": grade} for grade in "BC"], tmp_path / "gold" / "ccpr.csv")
    write_rows([place | {"grades": "A"}], tmp_path / "gold" / "headers.csv")
    rows = [place | {"grade": grade} for grade in read] + [place | {"paragraph": "8", "grade": "A"}]
    assert [(row["gold"], row["verdict"]) for row in readings(rows, tmp_path)] == [("B|C", verdict)]


def test_a_report_and_a_table_of_its_units_are_not_counted_together(tmp_path: Path) -> None:
    place = {"symbol": "S/1", "iso3": "XAA", "paragraph": "7"}
    (tmp_path / "gold").mkdir()
    write_rows([place | {"co_symbol": "", "grade": grade} for grade in "BC"], tmp_path / "gold" / "ccpr.csv")
    rows = [place | {"grade": grade, "source": source} for source in ("a.md", "units.jsonl") for grade in "BC"]
    rows.append(place | {"grade": "B", "source": "part.md"})
    assert [(row["read"], row["verdict"]) for row in readings(rows, tmp_path)] == [("B|C", "same")]


def test_header_grades_stand_in_for_gold(tmp_path: Path) -> None:
    place = {"symbol": "S/1", "iso3": "XAA", "paragraph": "7"}
    (tmp_path / "gold").mkdir()
    write_rows([place | {"grades": "A|B"}], tmp_path / "gold" / "headers.csv")
    assert [row["source"] for row in readings([place | {"grade": "A"}], tmp_path)] == ["header"]
    assert readings([place | {"symbol": "S/2", "grade": "A"}], tmp_path) == []
