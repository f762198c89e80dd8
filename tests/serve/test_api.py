"""The JSON API and its description."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from treatygrade.columns import PREDICTION_COLUMNS, UNIT_COLUMNS


def test_health_names_the_model(client: TestClient) -> None:
    answer = client.get("/healthz").json()
    assert answer["status"] == "ok"
    assert answer["model"].startswith("default@")


def test_one_unit(client: TestClient) -> None:
    question = {"text": "The Committee regrets that the law was not adopted.", "scheme": "ccpr-2017"}
    row = client.post("/api/unit", json=question).json()
    assert {*UNIT_COLUMNS, *PREDICTION_COLUMNS} <= set(row)
    assert row["predicted"] in "ABCDE"
    assert row["ranked"][0]["grade"] == row["predicted"]
    assert row["precedents"] == []


def test_a_document(client: TestClient, qalvera: Path) -> None:
    answer = client.post("/api/document", files={"file": (qalvera.name, qalvera.read_bytes())}).json()
    assert len(answer["units"]) == 8
    assert answer["headers"][0]["right"] is False


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ({}, 422),
        ({"text": ""}, 400),
        ({"text": 7}, 422),
        ({"text": "It regrets it.", "scheme": "nonsense"}, 400),
        ({"text": "It regrets it.", "language": "de"}, 422),
        ({"text": "The Committee regrets it. " * 200_000}, 400),
        ({"text": "\ud800 lone".encode("utf-16", "surrogatepass").decode("utf-16", "replace")}, 200),
        ({"text": "nul \0 and \u202e marks"}, 200),
    ],
)
def test_a_question_is_answered_or_refused_in_words(
    client: TestClient, question: dict[str, object], status: int
) -> None:
    answer = client.post("/api/unit", json=question)
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.json()["error"]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"text": "\\ud800 regrets"}', b"\xff\xfe", b"[" * 100_000, b'{"text": ' + b"9" * 5_000 + b"}"],
)
def test_any_body_is_answered_in_words(client: TestClient, body: bytes) -> None:
    answer = client.post("/api/unit", content=body, headers={"content-type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


@pytest.mark.parametrize("name", ["draft.exe", "", "draft.md"])
def test_a_document_that_cannot_be_read_is_refused_in_words(client: TestClient, name: str) -> None:
    answer = client.post("/api/document", files={"file": (name, b"# Nothing")})
    assert 400 <= answer.status_code < 500
    assert answer.json()["error"]


def test_the_description_is_complete_and_shown_without_other_hosts(client: TestClient) -> None:
    api = client.get("/openapi.json").json()
    assert set(api["paths"]) == {"/healthz", "/api/unit", "/api/document"}
    page = client.get("/api").text
    assert all(path in page for path in api["paths"])
    assert "cdn" not in page
    assert client.get("/docs").status_code == 404
