"""Sending forms as a browser does: with the token of the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response


def send(client: TestClient, path: str, page: str = "/", file: Path | None = None, **fields: Any) -> Response:
    """Fill the form of ``page`` and send it to ``path``."""
    token = re.search(r'name="csrf" value="([^"]+)"', client.get(page).text)
    assert token is not None
    files = {"file": (file.name, file.read_bytes())} if file else None
    return client.post(path, data={"csrf": token[1], **fields}, files=files)


def new_project(client: TestClient, file: Path, name: str = "Qalvera") -> str:
    """The address of a new review project."""
    answer = send(client, "/review", "/review", file, name=name)
    assert answer.status_code == 200, answer.text
    return answer.url.path
