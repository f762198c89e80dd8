"""The guard: hosts, origins, lengths, methods, and what a browser may keep or frame."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.serve.forms import new_project
from treatygrade.serve.settings import is_loopback

QUESTION = {"text": "The Committee regrets that the law was not adopted."}


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("127.1", False),
        ("2130706433", False),
        ("0x7f.0.0.1", False),
        ("localhost.elsewhere.example", False),
        ("192.168.1.5", False),
        ("fe80::1", False),
        ("", False),
    ],
)
def test_which_names_are_this_machines(host: str, ours: bool) -> None:
    assert is_loopback(host) is ours


@pytest.mark.parametrize("host", ["[", "[::1", "127.0.0.1@elsewhere.example", "elsewhere.example#@127.0.0.1", "127.1"])
def test_a_host_that_is_none_is_refused(local: TestClient, host: str) -> None:
    assert local.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8000", 200),
        ("http://127.0.0.1", 403),
        ("http://127.0.0.1:80000", 403),
        ("http://127.0.0.1:8000.elsewhere.example", 403),
        ("http://127.0.0.1:8000@elsewhere.example", 403),
        ("http://elsewhere.example@127.0.0.1:8000", 403),
        ("http://[", 403),
        ("http://", 403),
        ("file://", 403),
        ("null", 403),
        ("nonsense", 403),
    ],
)
def test_a_form_of_another_origin_is_refused(local: TestClient, origin: str, status: int) -> None:
    assert local.post("/api/unit", json=QUESTION, headers={"origin": origin}).status_code == status


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"])
def test_no_method_but_get_comes_from_elsewhere(local: TestClient, method: str) -> None:
    assert local.request(method, "/", headers={"origin": "http://elsewhere.example"}).status_code == 403


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null"])
def test_nobody_is_told_that_other_sites_may_read(local: TestClient, origin: str) -> None:
    preflight = {"origin": origin, "access-control-request-method": "POST"}
    for answer in (
        local.get("/openapi.json", headers={"origin": origin}),
        local.options("/api/unit", headers=preflight),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("length", "status"),
    [("0", 422), ("20000001", 413), ("9" * 18, 413), ("9" * 5000, 413), ("-1", 413), ("1e3", 413), ("٣", 413)],
    ids=lambda value: ascii(value)[:12],
)
def test_lengths(local: TestClient, length: str, status: int) -> None:
    headers = {"content-length": length.encode(), "content-type": b"application/json"}
    assert local.post("/api/unit", headers=headers).status_code == status  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["/", "/static/serve.js", "/api/unit"])
def test_no_socket_passes(app: FastAPI, path: str) -> None:
    sent: list[dict[str, Any]] = []

    async def connect() -> None:
        async def receive() -> dict[str, Any]:
            return {"type": "websocket.connect"}

        async def keep(message: Any) -> None:
            sent.append(message)

        await app({"type": "websocket", "path": path, "headers": [], "query_string": b""}, receive, keep)

    asyncio.run(connect())
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize(
    ("header", "method"),
    [("X-HTTP-Method-Override", "DELETE"), ("X-HTTP-Method", "PUT"), ("X-Method-Override", "GET")],
)
def test_a_method_is_the_one_that_was_sent(local: TestClient, qalvera: Path, header: str, method: str) -> None:
    project = new_project(local, qalvera)
    assert local.get(f"{project}/purge", headers={header: "POST"}).status_code == 405
    assert local.post(f"{project}?_method={method}", headers={header: method}).status_code == 405
    assert local.get(project).status_code == 200


PRIVATE = ("", "/as/Ana/1", "/adjudicate", "/export.csv", "/nowhere")


@pytest.mark.parametrize("path", ["/", "/review", "/kept/1", "/static/serve.js", "/api", *PRIVATE])
def test_no_browser_or_proxy_keeps_or_frames_a_page(local: TestClient, qalvera: Path, path: str) -> None:
    where = new_project(local, qalvera) + path if path in PRIVATE else path
    headers = local.get(
        where, headers={"if-none-match": "*", "if-modified-since": "Fri, 31 Dec 2100 23:59:59 GMT"}
    ).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["frame-ancestors"] == policy["default-src"] == policy["base-uri"] == "'none'"
    assert {policy[kind] for kind in ("script-src", "style-src", "img-src", "connect-src", "form-action")} == {"'self'"}
    if not where.startswith("/static"):
        assert "etag" not in headers
        assert "last-modified" not in headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/static/serve.js", "javascript"), ("/static/serve.css", "text/css"), ("/static/page.css", "text/css"),
     ("/static/icon.svg", "image/svg"), ("/openapi.json", "application/json"), ("/", "text/html; charset=utf-8"),
     ("/nowhere", "text/html"), ("/api/nowhere", "application/json")],
)  # fmt: skip
def test_each_answer_says_what_it_is(local: TestClient, path: str, kind: str) -> None:
    assert kind in local.get(path).headers["content-type"]
