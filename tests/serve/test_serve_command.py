"""``treatygrade serve`` as a command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.serve.live_server import Server
from treatygrade.serve.store import Store


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "treatygrade", "serve", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def test_it_says_where_it_is_and_answers_there(serve: Callable[..., Server], tmp_path: Path) -> None:
    server = serve("--db", f"sqlite:///{tmp_path / 'r.sqlite'}")
    assert server.url.startswith("http://127.0.0.1:")
    assert httpx.get(f"{server.url}/healthz").json()["status"] == "ok"


def test_with_a_token_the_address_carries_it(serve: Callable[..., Server], tmp_path: Path) -> None:
    server = serve("--token", "a-secret-of-many-characters", "--db", f"sqlite:///{tmp_path / 'r.sqlite'}")
    assert server.url.endswith("?token=a-secret-of-many-characters")
    with httpx.Client(follow_redirects=True) as client:
        assert client.get(server.url).status_code == 200
        assert client.get(server.url.split("?")[0]).status_code == 200
    assert httpx.get(server.url.split("?")[0]).status_code == 401


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--host", "0.0.0.0"), 2, "--token"),
        (("--host", "0.0.0.0", "--token", "short"), 2, "too short"),
        (("--host", "203.0.113.9", "--token", "a-secret-of-many-characters"), 2, "cannot listen"),
        (("--model", "missing"), 1, "no such model folder"),
        (("--units", "missing.jsonl"), 1, "missing.jsonl"),
        (("--keep", "--db", "mysql://host/db"), 2, "not supported"),
        (("--purge", "--db", "sqlite:///missing.sqlite"), 1, "no such database"),
    ],
)
def test_what_cannot_be_served_is_said_with_its_exit_code(arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_purge_deletes_all_projects(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'r.sqlite'}"
    store = Store(url)
    store.add_project("one", [{"text": "x"}])
    store.add_project("two", [], kind="draft")
    store.close()
    assert "2 projects deleted" in run("--purge", "--db", url).stdout
    again = Store(url)
    assert again.projects() == again.projects("draft") == []
    again.close()
