"""The whole report, as a stranger gets it: first page, tables, JSON and a page that needs no network."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from treatygrade.agreement import agreement
from treatygrade.agreement.simulate import Reviewers, simulated
from treatygrade.cli.main import app
from treatygrade.errors import UsageError

COEFFICIENTS = (
    "percent_agreement", "cohen", "cohen_linear", "cohen_quadratic", "conger", "fleiss", "krippendorff_nominal",
    "krippendorff_ordinal", "ac1", "ac2", "brennan_prediger",
)  # fmt: skip


@pytest.fixture(scope="module")
def ratings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A long file of three reviewers, the first lenient; 60 units of three themes, some off the scale or missing."""
    people = Reviewers((1.5, 0.0, -1.5), (-1.5, 1.5), unit_sd=2.0)
    drawn = simulated(people, units=60, seed=3, sessions=3)
    lines = ["unit,reviewer,grade,theme,session,year"]
    for u in range(60):
        for j, name in enumerate(("Anna", "Ben", "Çelik")):
            grade = "D" if u % 20 == 0 else "?" if (u, j) == (7, 1) else "ABC"[drawn.codes[u, j]]
            lines.append(
                f"U{u},{name},{grade},{('health', 'children', 'police')[u % 3]},{39 + u // 20},{2024 + u // 20}"
            )
    path = tmp_path_factory.mktemp("ratings") / "ratings.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found(ratings: Path) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["agreement", str(ratings), "--json"])
    assert result.exit_code == 0
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_all_coefficients_with_intervals_around_them(found: dict[str, Any]) -> None:
    assert tuple(found["coefficients"]) == COEFFICIENTS
    for value in found["coefficients"].values():
        assert -1 <= value["low"] <= value["estimate"] <= value["high"] <= 1
        assert value["analytic_low"] <= value["estimate"] <= value["analytic_high"]


def test_first_page_says_how_consistent_where_not_and_what_to_do(found: dict[str, Any]) -> None:
    page = found["summary"]
    assert (
        page["how_consistent"][0] == "3 reviewers gave 179 grades to 60 units, 60 of which two or more of them graded."
    )
    assert any("Anna is the most lenient and Çelik the strictest" in line for line in page["where_not"])
    assert any("1 undecided" in line for line in page["what_to_do"])
    assert any(line.startswith("Ordered: A > B > C. Off the scale: D.") for line in page["what_to_do"])


def test_a_theme_is_named_only_where_they_agree_less_than_on_all(tmp_path: Path) -> None:
    rows = [
        f"{n},{'A' if n % 2 else 'B'},{'A' if n % 2 or n < 20 else 'B'},{('police' if n < 20 else 'health')}"
        for n in range(60)
    ]
    path = tmp_path / "r.csv"
    path.write_text("\n".join(["unit,x,y,theme", *rows]), encoding="utf-8")
    told = agreement(path, samples=100)["summary"]["where_not"]
    assert "By theme, they agree least on police (50% of 20 units, of all 83%)." in told
    assert not any("health" in line for line in told)


def test_by_grade_pair_unit_theme_session_and_year(found: dict[str, Any]) -> None:
    assert list(found["per_grade"]) == ["A", "B", "C", "D"]
    assert found["per_grade"]["D"]["agreement"]["estimate"] == 1
    assert [(pair["first"], pair["second"]) for pair in found["pairs"]] == [
        ("Anna", "Ben"), ("Anna", "Çelik"), ("Ben", "Çelik"),
    ]  # fmt: skip
    assert set(found["by"]) == {"theme", "session", "year"}
    assert sum(entry["units"] for entry in found["by"]["theme"]) == 60
    assert all(len(set(entry["grades"].values())) > 1 for entry in found["split_units"])
    assert found["split_units"][0]["steps"] == 2
    assert [(entry["line"], entry["kind"]) for entry in found["dropped"]] == [(24, "undecided")]


def test_off_scale_grades_have_no_part_in_weighted_coefficients(found: dict[str, Any]) -> None:
    assert found["scale"]["off_scale"] == ["D"]
    assert found["coefficients"]["krippendorff_nominal"]["units"] == 60
    assert found["coefficients"]["krippendorff_ordinal"]["units"] == 57


def test_leniency_and_drift(found: dict[str, Any]) -> None:
    shifts = [entry["shift"] for entry in found["leniency"]["reviewers"].values()]
    assert shifts == sorted(shifts, reverse=True)
    assert found["leniency"]["equal_shifts"]["p_value"] < 0.001
    assert found["leniency"]["drift"]["sessions"] == ["39", "40", "41"]


def test_terminal_lists_what_the_json_has(ratings: Path) -> None:
    told = CliRunner().invoke(app, ["agreement", str(ratings)]).stdout
    for title in ("How consistent", "Where not", "What to do", "Coefficients", "Pairs", "By theme", "Left out"):
        assert title in told


def test_page_needs_no_network(ratings: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert CliRunner().invoke(app, ["agreement", str(ratings), "--html", str(page)]).exit_code == 0
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"/]+", text)) <= {"http://www.w3.org"}  # the namespace of SVG
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\((?!#)", text)
    for title in ("Leniency", "thresholds", "Drift", "Anna and Ben: kappa"):
        assert title in text


def test_same_seed_same_report(ratings: Path) -> None:
    assert agreement(ratings, samples=50, seed=1) == agreement(ratings, samples=50, seed=1)


def test_a_file_and_a_store_at_once_is_wrong_usage(ratings: Path) -> None:
    for arguments in (["agreement"], ["agreement", str(ratings), "--db", "sqlite:///x.sqlite"]):
        assert isinstance(CliRunner().invoke(app, arguments).exception, UsageError)


def test_scheme_gives_categories_that_nobody_used(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("unit,x,y\n1,A,A\n2,A,B\n3,B,B\n4,B,B\n", encoding="utf-8")
    observed, whole = agreement(path, samples=0), agreement(path, scheme="cmw", samples=0)
    assert observed["scale"]["categories"] == ["A", "B"]
    assert whole["scale"]["categories"] == ["A", "B", "C", "D", "E", "F"]
    # Brennan and Prediger: p_e is 1/2 with two categories and 1/6 with six.
    assert observed["coefficients"]["brennan_prediger"]["estimate"] == pytest.approx((0.75 - 1 / 2) / (1 - 1 / 2))
    assert whole["coefficients"]["brennan_prediger"]["estimate"] == pytest.approx((0.75 - 1 / 6) / (1 - 1 / 6))
    assert observed["coefficients"]["cohen"]["estimate"] == whole["coefficients"]["cohen"]["estimate"]


DEGENERATE = [
    ("one grade only", "unit,x,y\n1,A,A\n2,A,A\n", {"percent_agreement": 1.0, "cohen": None, "fleiss": None}),
    ("one unit", "unit,x,y\n1,A,B\n", {"percent_agreement": 0.0, "cohen": 0.0, "krippendorff_nominal": 0.0}),
    ("never the same", "unit,x,y\n1,A,B\n2,B,A\n", {"percent_agreement": 0.0, "cohen": -1.0, "fleiss": -1.0}),
    ("no ordered grade", "unit,x,y\n1,D,E\n2,E,E\n", {"cohen_linear": None, "krippendorff_ordinal": None, "ac2": None}),
]


@pytest.mark.parametrize(("text", "values"), [case[1:] for case in DEGENERATE], ids=[case[0] for case in DEGENERATE])
def test_degenerate_files_have_a_defined_value_or_a_note(
    text: str, values: dict[str, float | None], tmp_path: Path
) -> None:
    path = tmp_path / "r.csv"
    path.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["agreement", str(path), "--json", "--html", str(tmp_path / "page.html")])
    assert result.exit_code == 0
    assert "NaN" not in result.stdout
    coefficients = json.loads(result.stdout)["coefficients"]
    for name, expected in values.items():
        assert coefficients[name]["estimate"] == (None if expected is None else pytest.approx(expected))
        assert coefficients[name]["estimate"] is not None or coefficients[name]["note"]
    if text.count("\n") == 2:
        assert all(value["low"] is None for value in coefficients.values())


def test_analytic_and_bootstrap_intervals_of_many_reviewers_agree() -> None:
    from treatygrade.agreement.intervals import coefficients

    people = Reviewers(tuple(np.linspace(-1, 1, 6)), (-1.0, 1.0))
    for name, value in coefficients(simulated(people, units=400, seed=0, missing=0.3)).items():
        assert value.low is not None, name
        assert value.analytic_low == pytest.approx(value.low, abs=0.012), name
        assert value.analytic_high == pytest.approx(value.high, abs=0.012), name
