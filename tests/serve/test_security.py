"""Who may ask, from where, how much; and what every answer forbids the browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.serve.forms import send
from treatygrade.errors import UsageError
from treatygrade.serve.app import create_app
from treatygrade.serve.settings import Settings

TOKEN = "a-secret-of-many-characters"


@pytest.mark.parametrize("path", ["/", "/review", "/api", "/openapi.json", "/healthz", "/static/serve.js", "/nowhere"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", "/review", "/api"])
def test_pages_name_no_other_host_and_hold_no_inline_code(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text)
    assert "<script>" not in text
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:8000"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"host": "rebound.example"}, 400),
        ({"host": "rebound.example:8000"}, 400),
        ({"host": "127.0.0.1.rebound.example"}, 400),
        ({"host": ""}, 400),
    ],
)
def test_only_names_of_this_machine_are_served(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.get("/", headers=headers).status_code == status


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", "http://127.0.0.1:9999"])
def test_posts_from_other_sites_are_refused(client: TestClient, origin: str) -> None:
    answer = client.post("/api/unit", json={"text": "The Committee regrets it."}, headers={"origin": origin})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("token", ["", "guessed", "Zm9v"])
@pytest.mark.parametrize("path", ["/draft", "/review"])
def test_a_form_without_the_pages_token_is_refused(client: TestClient, path: str, token: str) -> None:
    client.get("/")
    answer = client.post(path, data={"csrf": token, "text": "The Committee regrets it.", "name": "x"})
    assert answer.status_code == 400
    assert "does not belong to the page" in answer.text


def test_a_form_is_accepted_by_a_server_that_was_restarted_meanwhile(tmp_path: Path) -> None:
    settings = Settings(db=f"sqlite:///{tmp_path / 'r.sqlite'}")
    with TestClient(create_app(settings), base_url="http://127.0.0.1") as before:
        token = re.search(r'name="csrf" value="([^"]+)"', before.get("/").text)[1]  # type: ignore[index]
        cookies = dict(before.cookies)
    with TestClient(create_app(settings), base_url="http://127.0.0.1", cookies=cookies) as after:
        assert after.post("/draft", data={"csrf": token, "text": "The Committee regrets it."}).status_code == 200


def test_too_large_a_request_is_refused_before_it_is_read(client: TestClient) -> None:
    assert client.post("/api/document", headers={"content-length": "999999999999"}).status_code == 413
    assert client.post("/api/document", headers={"content-length": "many"}).status_code == 413


def test_a_body_that_hides_its_size_is_cut_off(client: TestClient) -> None:
    def chunks() -> Any:
        yield from (b"x" * 1_000_000 for _ in range(25))

    answer = client.post("/api/unit", content=chunks(), headers={"content-type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"host": "0.0.0.0"}, "other machines"),
        ({"host": "192.168.1.5"}, "other machines"),
        ({"host": "::"}, "other machines"),
        ({"host": "0.0.0.0", "token": "short"}, "too short"),
    ],
)
def test_other_machines_need_a_token(options: dict[str, str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Settings(**options)  # type: ignore[arg-type]


@pytest.fixture
def guarded(tmp_path: Path) -> TestClient:
    settings = Settings("0.0.0.0", token=TOKEN, db=f"sqlite:///{tmp_path / 'r.sqlite'}")
    return TestClient(create_app(settings), base_url="http://office.example", follow_redirects=False)


@pytest.mark.parametrize("path", ["/", "/review", "/api", "/openapi.json", "/static/serve.css", "/?token=wrong"])
def test_without_the_token_nothing_is_shown(guarded: TestClient, path: str) -> None:
    answer = guarded.get(path)
    assert answer.status_code == 401
    assert "<" not in answer.text


def test_the_token_is_taken_once_and_leaves_the_address(guarded: TestClient) -> None:
    answer = guarded.get(f"/?token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert guarded.get("/").status_code == 200


def test_programs_send_the_token_in_a_header(guarded: TestClient) -> None:
    question = {"text": "The Committee regrets that nothing was done."}
    assert guarded.post("/api/unit", json=question).status_code == 401
    answer = guarded.post("/api/unit", json=question, headers={"authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200


def test_health_needs_no_token(guarded: TestClient) -> None:
    assert guarded.get("/healthz").json()["status"] == "ok"


SCRIPT = "<script>alert(1)</script>"


def test_scripts_in_every_field_stay_text(client: TestClient, qalvera: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "x<script>.md"
    text = qalvera.read_text(encoding="utf-8")
    for words in (
        "Migration policy and coordination",
        "Qalvera",
        "adopt a comprehensive",
        "The Committee recalls that",
    ):
        text = text.replace(words, f"{words} {SCRIPT} \"'><img src=x onerror=alert(1)>")
    hostile.write_text(text, encoding="utf-8")
    pages = [send(client, "/draft", "/", hostile), send(client, "/draft", text=f"The Committee regrets it. {SCRIPT}")]
    made = send(client, "/review", "/review", hostile, name=SCRIPT)
    project = made.url.path
    for who in (SCRIPT.replace("/", ""), '"><img src=x onerror=alert(1)>'):
        begun = send(client, f"{project}/reviewer", project, person=who)
        pages += [made, begun, send(client, begun.url.path, begun.url.path, seen=0, grade="A" if "img" in who else "B",
                                    reason=SCRIPT)]  # fmt: skip
    pages += [client.get(path) for path in ("/review", project, f"{project}/adjudicate")]
    for page in pages:
        assert page.status_code == 200, page.text
        assert "<script>" not in page.text
        assert "<img" not in page.text
    assert "&lt;script&gt;" in pages[-1].text
