"""What the reference says of each command's JSON is what the command writes: every entry, by its name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from tests.docs.test_pages import ROOT
from treatygrade.cli.main import app
from treatygrade.columns import GRADES, PREDICTION_COLUMNS, UNIT_COLUMNS

TOLD = yaml.safe_load((ROOT / "docs" / "columns.yaml").read_text("utf-8"))["json"]
SPECIMEN = ROOT / "corpus" / "specimens" / "en" / "CMW_C_QNT_FCO_1_Add.1.md"
LETTERS = ROOT / "corpus" / "specimens" / "letters"
TEXT = "The Committee regrets that no measure has been taken and reiterates its recommendation."
RATINGS = "unit,reviewer,grade\n" + "".join(f"{n},{who},{grade}\n" for n in range(6) for who, grade in ("aA", "bB"))
ARGUMENTS = {
    "suggest": ("--demo", "--scheme", "cmw", TEXT),
    "check": (str(SPECIMEN),),
    "phrases": (TEXT,),
    "history": (str(LETTERS),),
    "audit": (str(SPECIMEN),),
    "agreement": ("ratings.csv", "--samples", "20"),
}
# Entries by the name of something in the text, the scheme or the ratings, and those of parts that are told elsewhere.
NAMED = {*UNIT_COLUMNS, *PREDICTION_COLUMNS, *GRADES}
DEEPER = {"suggest": 3, "check": 2, "phrases": 1, "history": 3, "audit": 2, "agreement": 1}


def entries(found: Any, depth: int) -> Iterator[str]:
    """Names of entries, down to a depth; a list is as deep as its items."""
    if isinstance(found, list):
        for item in found:
            yield from entries(item, depth)
    elif isinstance(found, dict) and depth:
        for name, value in found.items():
            if re.fullmatch(r"[a-z][a-z0-9_]*", name):
                yield name
            yield from entries(value, depth - 1)


@pytest.fixture(scope="module", params=list(ARGUMENTS))
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Any]:
    folder = tmp_path_factory.mktemp("json")
    ratings = folder / "ratings.csv"
    ratings.write_text(RATINGS, encoding="utf-8")
    arguments = [str(ratings) if one == ratings.name else one for one in ARGUMENTS[request.param]]
    done = CliRunner().invoke(app, [request.param, *arguments, "--json", str(folder / "found.json")])
    assert done.exit_code == 0, done.output
    return request.param, json.loads((folder / "found.json").read_text("utf-8"))


def told(command: str) -> set[str]:
    """Names in back quotes, and those in the mapping with which a section begins."""
    section = TOLD[f"JSON of {command}"]
    spans = re.findall(r"`([^`]+)`", section)
    return {name for span in spans for name in re.findall(r"[a-z][a-z0-9_]*", span)}


@pytest.mark.slow
def test_every_entry_is_told(written: tuple[str, Any]) -> None:
    command, found = written
    known = told(command) | NAMED | (told("suggest") | told("phrases") if command in ("check", "suggest") else set())
    if command == "agreement":  # what a row of the first tables says stands in the terminal, too
        found = {**found, "coefficients": list(found["coefficients"].values())}
        known |= {
            "source",
            "seed",
            "bootstrap_samples",
            "units",
            "units_graded_twice",
            "reviewers",
            "ratings",
            "missing",
        }
        known |= {"unused_columns"}
    assert set(entries(found, DEEPER[command])) - known == set()


@pytest.mark.slow
def test_every_name_told_is_there(written: tuple[str, Any]) -> None:
    command, found = written
    there = set(entries(found, 6)) | NAMED
    values = set(re.findall(r"[a-z_]{3,}", json.dumps(found)))
    optional = {
        "audit": {"error", "hint", "thresholds", "groups", "committee", "year", "states", "shifts", "units"},
        "suggest": {"fits", "possible", "unlikely", "conflicts"},
        "agreement": {"note", "session", "theme", "width", "drift", "own_thresholds", "scheme"},
    }
    assert told(command) - there - values - optional.get(command, set()) == set()


def test_each_command_with_json_is_told() -> None:
    assert {name.removeprefix("JSON of ") for name in TOLD} == {*ARGUMENTS, "evaluate"}
