"""Blind grading: before a reviewer has graded, nothing tells the drafted grade, the suggestion or anybody's answer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serve.forms import new_project, send
from treatygrade.serve.views import blind
from treatygrade.tables import write_rows

TEXT = "The Committee regrets that the fictional plan is not applied."
UNIT = {"unit_id": "X#1", "text": TEXT, "scheme": "cmw", "language": "en", "paragraph": "16", "title": "Plan"}
SECRETS: dict[str, Any] = {
    "grade_raw": "C", "grade": "C", "grade_printed": "[C] secret", "header_grades": {"16": ["C secret"]},
    "verdict": "C", "flags": ["verdict_mismatch"], "previous": [{"round": 1, "grade_raw": "B secret", "symbol": "X"}],
    "predicted": "B", "confidence": 0.97, "probabilities": {"B": 0.97}, "prediction_set": ["B"],
    "predicted_label": "secret label", "phrases": [{"text": "secret", "start": 0, "end": 3}],
}  # fmt: skip


def project_of(client: TestClient, folder: Path, *units: dict[str, Any]) -> str:
    write_rows(units, folder / "units.jsonl")
    return new_project(client, folder / "units.jsonl")


def page_of(client: TestClient, project: str, who: str = "Bo", position: int = 1) -> tuple[str, dict[str, str]]:
    """A reviewer's page, the number of its project left out, and its headers."""
    answer = client.get(f"{project}/as/{who}/{position}")
    assert answer.status_code == 200
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    return answer.text.replace(project, "/review/N"), headers


def grade(client: TestClient, project: str, who: str, **fields: Any) -> Any:
    page = f"{project}/as/{who}/1"
    return send(client, page, page, **{"seen": 0, "grade": "E", "reason": "a private thought", **fields})


def test_a_page_is_the_same_whatever_grade_was_drafted_or_predicted(local: TestClient, tmp_path: Path) -> None:
    plain = project_of(local, tmp_path, UNIT)
    graded = project_of(local, tmp_path, UNIT | SECRETS)
    text, headers = page_of(local, graded)
    assert (text, headers) == page_of(local, plain)
    assert "secret" not in text


def test_a_page_is_the_same_whatever_others_answered_and_decided(local: TestClient, tmp_path: Path) -> None:
    project = project_of(local, tmp_path, UNIT)
    before = page_of(local, project)
    grade(local, project, "Ana", grade="E")
    grade(local, project, "Cai", grade="A")
    unit = re.search(r'id="unit-(\d+)"', local.get(f"{project}/adjudicate").text)
    assert unit is not None
    decided = send(local, f"{project}/adjudicate/{unit[1]}", project, person="Dee", grade="E", reason="so", seen=0)
    assert decided.status_code == 200
    assert page_of(local, project) == before


def test_no_suggestion_is_made_before_somebody_has_graded(local: TestClient, app: FastAPI, tmp_path: Path) -> None:
    project = project_of(local, tmp_path, UNIT)
    store, model = app.state.parts.store, app.state.parts.advisor.name
    (unit,) = store.units(int(project.rsplit("/", 1)[1]))
    page_of(local, project)
    grade(local, project, "Bo", grade="")  # refused
    grade(local, project, "Bo", reason="")
    grade(local, project, "Bo", seen=1)
    assert store.suggestion(unit, model) is None
    assert "Reads like" not in page_of(local, project)[0]
    assert "Reads like" in grade(local, project, "Bo").text
    assert store.suggestion(unit, model) is not None
    assert "Reads like" not in page_of(local, project, "Ana")[0]


def test_a_reviewer_cannot_skip_the_blind_answer(local: TestClient, tmp_path: Path) -> None:
    project = project_of(local, tmp_path, UNIT)
    late = grade(local, project, "Bo", seen=1)
    assert late.status_code == 409
    assert "Reads like" not in late.text
    assert local.get(f"{project}/export.csv?answers=all").text.count("\n") == 1


def test_only_the_first_answer_counts_as_blind(local: TestClient, tmp_path: Path) -> None:
    project = project_of(local, tmp_path, UNIT)
    grade(local, project, "Bo", grade="C")
    grade(local, project, "Bo", grade="B", seen=1, reason="followed it")
    assert ",Bo,C," in local.get(f"{project}/export.csv").text
    assert ",Bo,B," in local.get(f"{project}/export.csv?answers=final").text


@pytest.mark.parametrize("name", ["bo", "Bo ", "BO", "Bo."])
def test_an_answer_belongs_to_one_name(local: TestClient, tmp_path: Path, name: str) -> None:
    project = project_of(local, tmp_path, UNIT)
    grade(local, project, "Bo")
    assert "a private thought" not in page_of(local, project, name)[0]


def test_one_project_tells_nothing_of_another(local: TestClient, tmp_path: Path) -> None:
    first, second = project_of(local, tmp_path, UNIT), project_of(local, tmp_path, UNIT)
    grade(local, first, "Bo")
    assert "a private thought" not in page_of(local, second)[0]
    unit = re.search(r'id="unit-(\d+)"', local.get(f"{first}/adjudicate").text)
    assert unit is None  # one answer is no disagreement
    wrong = send(local, f"{second}/adjudicate/1", second, person="Dee", grade="E", reason="so", seen=0)
    assert wrong.status_code == 422


def test_the_api_has_no_way_to_answers(app: FastAPI) -> None:
    open_ = {route for route in app.openapi()["paths"] if "review" in route or "kept" in route}
    assert open_ == set()


VERDICTS = [
    ("It considers that the recommendation has been partially implemented.", "cmw", "en"),
    ("It considers that the recommendation has been partially implemented.", "cmw", ""),
    ("It considers that the recommendation has been partially implemented.", "", "en"),
    ("It considers that the recommendation has been partially implemented.", "", ""),
    ("El Comité considera que la recomendación no se ha aplicado.", "cedaw", ""),
    ("Le Comité considère que la recommandation n’a pas été mise en œuvre.", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "scheme", "language"), VERDICTS)
def test_a_verdict_is_left_out_also_where_scheme_or_language_is_not_told(
    verdict: str, scheme: str, language: str
) -> None:
    before, after = "The plan of 2020 exists.", "Funds lack."
    shown = blind({"text": f"{before} {verdict}\n{after}", "scheme": scheme, "language": language})
    assert shown == [f"{before} […]", after]


@pytest.mark.parametrize("scheme", ["", "cmw", "cedaw", "ccpr-2017"])
def test_a_text_without_a_verdict_is_shown_whole(scheme: str) -> None:
    text = "It welcomes the law but regrets the delay.\n\nIt asks what will be done, and by whom."
    assert blind({"text": text, "scheme": scheme, "language": "en"}) == text.split("\n\n")


# Kept drafts are not reviews, and reviews are no kept drafts.


@pytest.fixture
def keeping(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser on the same store, at a server that keeps drafts."""
    from dataclasses import replace

    monkeypatch.setattr(app.state.parts, "settings", replace(app.state.parts.settings, keep=True))
    return TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)


def test_a_review_is_not_opened_as_a_kept_draft(keeping: TestClient, tmp_path: Path) -> None:
    number = project_of(keeping, tmp_path, UNIT | SECRETS).rsplit("/", 1)[1]
    answer = keeping.get(f"/kept/{number}")
    assert answer.status_code == 422
    assert "secret" not in answer.text


@pytest.mark.parametrize("rest", ["", "/as/Bo", "/as/Bo/1", "/adjudicate", "/export.csv"])
def test_a_kept_draft_is_not_opened_as_a_review(keeping: TestClient, app: FastAPI, rest: str) -> None:
    assert send(keeping, "/draft", text=TEXT).status_code == 200
    number = app.state.parts.store.projects("draft")[0]["id"]
    assert keeping.get(f"/kept/{number}").status_code == 200
    assert keeping.get(f"/review/{number}{rest}").status_code == 422
    assert send(keeping, f"/review/{number}/purge", confirm="Pasted text").status_code == 422
    assert keeping.get(f"/kept/{number}").status_code == 200


def test_a_server_that_keeps_nothing_shows_nothing_kept(local: TestClient) -> None:
    answer = local.get("/kept/1")
    assert answer.status_code == 422
    assert "keeps no drafts" in answer.text
