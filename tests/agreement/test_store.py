"""Ratings of the review store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

pytest.importorskip("sqlalchemy")

from treatygrade.cli.main import app
from treatygrade.errors import TreatygradeError
from treatygrade.serve.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Three units, graded by two people; one of them changed an answer after the suggestion was shown."""
    url = f"sqlite:///{tmp_path / 'reviews.sqlite'}"
    store = Store(url)
    units = [
        {
            "unit_id": f"CMW/C/QLV/FCO/1#QLV#{16 + n}##1",
            "text": "…",
            "scheme": "cmw",
            "session": 41,
            "title": "Children",
        }
        for n in range(3)
    ]
    project = store.add_project("Qalvera", units)
    for unit, (ana, ben) in zip(store.units(project), ("BB", "CB", "AA"), strict=True):
        store.respond(unit, "Ana", ana, "", seen=0)
        store.respond(unit, "Ben", ben, "", seen=0)
        store.respond(unit, "Ben", "C", "after the suggestion", seen=1)
    store.close()
    return url


def test_only_answers_given_blind_are_compared(url: str) -> None:
    found = json.loads(CliRunner().invoke(app, ["agreement", "--db", url, "--json"]).stdout)
    assert found["coefficients"]["percent_agreement"]["estimate"] == pytest.approx(2 / 3)
    assert found["by"]["theme"][0]["value"] == "Children"
    assert [entry["unit"] for entry in found["split_units"]] == ["CMW/C/QLV/FCO/1#QLV#17##1"]


def test_one_unit_in_two_projects_is_a_unit_of_each(url: str) -> None:
    store = Store(url)
    project = store.add_project("again", [{"unit_id": "CMW/C/QLV/FCO/1#QLV#16##1", "text": "…", "scheme": "cmw"}])
    (unit,) = store.units(project)
    store.respond(unit, "Ana", "A", "", seen=0)
    store.respond(unit, "Ben", "B", "", seen=0)
    store.close()
    found = json.loads(CliRunner().invoke(app, ["agreement", "--db", url, "--json"]).stdout)
    assert found["units"] == 4


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    error = CliRunner().invoke(app, ["agreement", "--db", f"sqlite:///{tmp_path / 'none.sqlite'}"]).exception
    assert isinstance(error, TreatygradeError)
    assert not (tmp_path / "none.sqlite").exists()
