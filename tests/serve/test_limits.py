"""Each limit of the section ``serve`` of ``configs/limits.yaml``: what meets it is taken, one more is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.serve.forms import new_project, send
from treatygrade.resources import config

TEXT = "The Committee regrets that the fictional plan is not applied."
Lower = Callable[[str, int], None]


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> Lower:
    return lambda name, to: monkeypatch.setitem(config("limits.yaml")["serve"], name, to)


def table(folder: Path, count: int) -> Path:
    path = folder / "units.jsonl"
    path.write_text((json.dumps({"text": TEXT}) + "\n") * count, encoding="utf-8")
    return path


def test_upload_bytes(client: TestClient, lowered: Lower) -> None:
    """Counted as the bytes come, whatever length was announced."""
    body = json.dumps({"text": TEXT}).encode()

    def post(data: bytes, **how: str) -> int:
        return client.post("/api/unit", content=data, headers={"content-type": "application/json", **how}).status_code

    lowered("upload_bytes", len(body))
    assert post(body) == 200
    assert post(body + b" ") == 413
    assert client.post("/api/unit", content=iter([body, b" "])).status_code == 413


def test_paste_characters(client: TestClient, lowered: Lower) -> None:
    lowered("paste_characters", len(TEXT))
    assert send(client, "/draft", text=TEXT, scheme="cmw").status_code == 200
    refused = send(client, "/draft", text=TEXT + ".", scheme="cmw")
    assert refused.status_code == 400
    assert f"text has more than {len(TEXT):,} characters" in refused.text


def test_field_characters(client: TestClient, lowered: Lower, tmp_path: Path) -> None:
    project = new_project(client, table(tmp_path, 1))
    lowered("field_characters", 200)
    refused = send(client, f"{project}/as/Ana/1", project, seen=0, grade="A", reason="x" * 201)
    assert refused.status_code == 400
    assert "reason has more than 200 characters" in refused.text
    assert send(client, f"{project}/as/Ana/1", project, seen=0, grade="A", reason="x" * 200).status_code == 200


def test_units(client: TestClient, lowered: Lower, tmp_path: Path) -> None:
    lowered("units", 3)
    new_project(client, table(tmp_path, 3))
    refused = send(client, "/review", "/review", table(tmp_path, 4), name="too many")
    assert refused.status_code == 422
    assert "4 units are too many for one project" in refused.text
    assert "too many" not in client.get("/review").text


def test_no_limit_is_without_a_test() -> None:
    tests = {name.removeprefix("test_") for name in globals() if name.startswith("test_")}
    assert set(config("limits.yaml")["serve"]) <= tests
