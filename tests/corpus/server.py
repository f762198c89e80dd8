"""A real HTTP server on this machine that answers each symbol as it is told to, well or badly."""

from __future__ import annotations

import io
import time
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit


def docx() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document>FICTIONAL</document>" * 50)
    return buffer.getvalue()


DOCX = docx()
PDF = b"%PDF-1.7\n" + b"FICTIONAL " * 300 + b"\n%%EOF\n"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
FORMATS = {"docx": DOCX, "pdf": PDF, "doc": DOC}

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        query = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        symbol, self.form = query.get("s", ""), query.get("t", "")
        self.server.seen.append((symbol, self.form, time.monotonic()))
        plan = self.server.plans[symbol]
        answer = plan.pop(0) if len(plan) > 1 else plan[0] if plan else status(404)
        with suppress(BrokenPipeError, ConnectionResetError):
            answer(self)

    def send(self, body: bytes, code: int = 200, length: int | None = None, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.plans: dict[str, list[Answer]] = defaultdict(list)
        self.seen: list[tuple[str, str, float]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving() -> Iterator[Server]:
    server = Server()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def good(handler: Handler) -> None:
    handler.send(FORMATS[handler.form])


def only(form: str) -> Answer:
    return lambda handler: handler.send(FORMATS[form]) if handler.form == form else handler.send(b"", 404)


def status(code: int, **headers: str) -> Answer:
    return lambda handler: handler.send(b"sorry", code, **headers)


def web_page(handler: Handler) -> None:
    handler.send(b"<!DOCTYPE html><html><body>There is no document matching your request.</body></html>")


def truncated(handler: Handler) -> None:
    handler.send(FORMATS[handler.form][:200], length=len(FORMATS[handler.form]))
    handler.close_connection = True


def cut_off(handler: Handler) -> None:
    """Ends early, and its length says so: only the format can tell."""
    handler.send(FORMATS[handler.form][:200])


def dripping(handler: Handler) -> None:
    handler.send(b"", length=len(DOCX))
    for byte in DOCX[:100]:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.02)


def silent(handler: Handler) -> None:
    time.sleep(0.6)
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def redirect(location: str) -> Answer:
    return lambda handler: handler.send(b"", 302, Location=location)


def circle(handler: Handler) -> None:
    handler.send(b"", 302, Location=handler.path)


def endless(handler: Handler) -> None:
    handler.send(b"x" * 300_000)


def wrong_type(handler: Handler) -> None:
    handler.send(b"GIF89a" + bytes(300))


def empty(handler: Handler) -> None:
    handler.send(b"")
