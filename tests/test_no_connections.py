"""The tests themselves: nothing is reached but what a test says it reaches."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest


@pytest.mark.parametrize("host", ["127.0.0.1", "192.0.2.1"])
def test_no_connection_is_opened(host: str) -> None:
    with socket.socket() as one, pytest.raises(OSError, match="no connection may be opened"):
        one.connect((host, 9))


def test_no_name_is_looked_up() -> None:
    with pytest.raises(OSError, match="no connection may be opened"):
        socket.getaddrinfo("documents.example", 443)


@pytest.mark.loopback
def test_a_server_of_the_test_itself_can_be_reached_and_no_other() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    with socket.socket() as one, pytest.raises(OSError, match="no connection may be opened"):
        one.connect(("192.0.2.1", 9))


CONNECT = "import socket; socket.create_connection(('{}', 9), timeout=1)"


@pytest.mark.parametrize(
    "asked",
    [CONNECT.format("127.0.0.1"), CONNECT.format("192.0.2.1"), "import socket; socket.getaddrinfo('a.example', 443)"],
)
def test_nor_by_a_python_that_a_test_starts(asked: str) -> None:
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert "no connection may be opened" in done.stderr


def test_nor_by_one_that_it_starts_in_turn() -> None:
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CONNECT.format('192.0.2.1')!r}])"
    done = subprocess.run([sys.executable, "-c", inner], capture_output=True, text=True, check=False)
    assert "no connection may be opened" in done.stderr


@pytest.mark.loopback
def test_a_started_python_reaches_what_the_test_may_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = f"import socket; socket.create_connection({server.getsockname()!r}).close()"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
