"""Requests as bytes, to a server in a process of its own: what proxies, scanners and broken programs send."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.live_server import Server

UNIT = b'{"text": "The Committee regrets that the law was not adopted."}'
JSON = b"Content-Type: application/json\r\n"
SECOND = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
"""A request that hides in the body of another: it must not be answered."""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    server = Server("--db", f"sqlite:///{tmp_path_factory.mktemp('wire') / 'r.sqlite'}")
    yield int(server.url.rsplit(":", 1)[1])
    server.kill()


def told(port: int, request: bytes) -> bytes:
    """All that the server answers, ``END`` where it hung up."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.settimeout(0.5)
        heard = b""
        try:
            connection.sendall(request)
            while part := connection.recv(65_536):
                heard += part
            return heard + b"END"
        except TimeoutError:
            return heard
        except (ConnectionResetError, BrokenPipeError):
            return heard + b"END"


def statuses(answer: bytes) -> list[int]:
    return [int(code) for code in re.findall(rb"HTTP/1\.1 (\d{3})", answer)]


def get(path: bytes = b"/healthz", headers: bytes = b"") -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + headers + b"\r\n"


def post(headers: bytes, body: bytes) -> bytes:
    return b"POST /api/unit HTTP/1.1\r\nHost: 127.0.0.1\r\n" + JSON + headers + b"\r\n" + body


def test_two_requests_on_one_connection_are_answered_one_after_the_other(port: int) -> None:
    length = b"Content-Length: %d\r\n" % len(UNIT)
    assert statuses(told(port, post(length, UNIT) + get())) == [200, 200]


CHUNKED = b"Transfer-Encoding: chunked\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (b"Content-Length: 40\r\n" + CHUNKED, b"0\r\n\r\n" + SECOND),
        (CHUNKED + b"Content-Length: 5\r\n", b"0\r\n\r\n" + SECOND),
        (b"Content-Length: 0\r\nContent-Length: 60\r\n", SECOND),
        (b"Content-Length: 0, 60\r\n", SECOND),
        (b"Content-Length : 0\r\n", SECOND),
        (b"Content-Length: +0\r\n", SECOND),
        (b"Content-Length: -1\r\n", SECOND),
        (b"Content-Length: 0x0\r\n", SECOND),
        (b"Transfer-Encoding: xchunked\r\n", b"0\r\n\r\n" + SECOND),
        (b"Transfer-Encoding: chunked, identity\r\n", b"0\r\n\r\n" + SECOND),
        (CHUNKED + CHUNKED, b"0\r\n\r\n" + SECOND),
        (b"Transfer-Encoding:\x0bchunked\r\n", b"0\r\n\r\n" + SECOND),
        (CHUNKED, b"-1\r\n\r\n" + SECOND),
        (CHUNKED, b"0x0\r\n\r\n" + SECOND),
        (CHUNKED, b"0\r\nX: a\0b\r\n\r\n" + SECOND),
    ],
    ids=lambda part: ascii(part)[2:50],
)  # fmt: skip
def test_no_request_is_smuggled_in_the_body_of_another(port: int, headers: bytes, body: bytes) -> None:
    answer = told(port, post(headers, body))
    assert statuses(answer) == [400]
    assert answer.endswith(b"END"), "what follows on this connection is not read"


@pytest.mark.parametrize(
    "request_",
    [
        get(headers=b"X: a\0b\r\n"),
        get(headers=b"X: a\rSet-Cookie: b\r\n"),
        get(headers=b"X : a\r\n"),
        get(headers=b": a\r\n"),
        get(headers=b"Host: elsewhere.example\r\n"),
        get(path=b"/\0"),
        get(path=b"/a b"),
        b"GET /healthz HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"GET\r\n\r\n",
        b"\r\n" * 3 + b"nonsense\r\n\r\n",
    ],
    ids=lambda request: ascii(request)[2:60],
)
def test_what_is_no_request_is_refused_and_the_connection_ends(port: int, request_: bytes) -> None:
    answer = told(port, request_)
    assert statuses(answer) == [400]
    assert answer.endswith(b"END")


@pytest.mark.parametrize(
    "request_",
    [
        get(headers=b"X: " + b"a" * 200_000 + b"\r\n"),
        get(headers=b"".join(b"X%d: a\r\n" % number for number in range(20_000))),
        get(headers=b"Cookie: " + b"a=b; " * 40_000 + b"\r\n"),
        get(path=b"/" + b"a" * 200_000),
        get(path=b"/?token=" + b"a" * 200_000),
    ],
    ids=["one header", "many headers", "cookies", "path", "query"],
)
def test_a_head_of_any_size_is_not_read_to_its_end(port: int, request_: bytes) -> None:
    answer = told(port, request_)
    assert statuses(answer) in ([400], [])  # a connection that is reset may lose the answer
    assert answer.endswith(b"END")


@pytest.mark.parametrize("host", [b"[", b"[::1", b"\xe2\x84\x80.example", b"127.0.0.1.elsewhere.example", b"a@b:c"])
def test_a_host_that_is_no_name_of_this_machine_is_refused(port: int, host: bytes) -> None:
    assert statuses(told(port, b"GET / HTTP/1.1\r\nConnection: close\r\nHost: " + host + b"\r\n\r\n")) == [400]


def test_a_page_of_an_old_browser_without_a_host_is_refused(port: int) -> None:
    assert statuses(told(port, b"GET / HTTP/1.0\r\n\r\n")) == [400]


@pytest.mark.parametrize(
    "request_",
    [
        get(path=b"http://elsewhere.example/"),
        b"CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n",
    ],
    ids=["absolute", "connect", "star"],
)
def test_it_is_no_proxy(port: int, request_: bytes) -> None:
    assert statuses(told(port, request_)) == [404]


@pytest.mark.parametrize("protocol", [b"websocket", b"h2c"])
def test_the_protocol_is_not_changed(port: int, protocol: bytes) -> None:
    headers = b"Connection: close, Upgrade\r\nUpgrade: " + protocol + b"\r\nSec-WebSocket-Version: 13\r\n"
    assert statuses(told(port, get(headers=headers))) == [200]


def test_a_body_that_is_too_large_is_refused_before_it_is_sent(port: int) -> None:
    answer = told(port, post(b"Connection: close\r\nExpect: 100-continue\r\nContent-Length: 999999999\r\n", b""))
    assert statuses(answer) == [413]  # not "100 Continue" first


def test_no_answer_tells_what_the_server_is_made_of(port: int) -> None:
    for request in (get(), get(path=b"/nowhere"), get(path=b"/\0")):
        head = told(port, request).partition(b"\r\n\r\n")[0].lower()
        assert b"server:" not in head
        assert b"x-powered-by" not in head
        assert b"uvicorn" not in head


@pytest.mark.parametrize("path", [b"/review/", b"/api/", b"/static", b"//review"])
@pytest.mark.parametrize("forwarded", [b"X-Forwarded-Host", b"X-Original-URL", b"X-Rewrite-URL", b"Forwarded"])
def test_no_header_sends_a_visitor_to_another_host(port: int, path: bytes, forwarded: bytes) -> None:
    answer = told(port, get(path=path, headers=forwarded + b": elsewhere.example\r\n"))
    assert b"elsewhere" not in answer


def test_the_log_does_not_hold_the_address_with_its_token(tmp_path: Path) -> None:
    token = "a-secret+of/many=characters&more"
    log = tmp_path / "log"
    with log.open("wb") as stream:
        server = Server("--token", token, "--db", f"sqlite:///{tmp_path / 'r.sqlite'}", stderr=stream)
    try:
        port, _, query = server.url.rsplit(":", 1)[1].partition("/?")
        answer = told(int(port), get(path=b"/?" + query.encode()))
        assert statuses(answer) == [303], "the address as it was printed opens the page"
        assert statuses(told(int(port), get(path=b"/?token=wrong-but-long-enough"))) == [401]
    finally:
        server.kill()
    assert b"secret" not in log.read_bytes()
    assert b"wrong-but" not in log.read_bytes()
