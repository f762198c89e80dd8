"""The tests themselves: nothing is reached but what a test says it reaches."""

from __future__ import annotations

import socket

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
