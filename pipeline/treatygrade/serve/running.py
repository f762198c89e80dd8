"""Running the server."""

from __future__ import annotations

import socket
from collections.abc import Callable
from urllib.parse import quote

import uvicorn

from treatygrade.errors import UsageError
from treatygrade.serve.app import create_app
from treatygrade.serve.settings import Settings
from treatygrade.serve.store import Store


def run(settings: Settings, *, announce: Callable[[str], object] = print) -> None:
    """Serve until interrupted. The address is announced once the server can be asked.

    Raises:
        UsageError: the address is taken or not this machine's.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Without the protocol asyncio does not take it for TCP and leaves answers waiting 40 ms for company.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
    except OSError as error:
        raise UsageError(f"cannot listen on {settings.host}:{settings.port}: {error.strerror}") from error
    app = create_app(settings)
    listener.listen()
    host = f"[{settings.host}]" if family == socket.AF_INET6 else settings.host
    query = f"?token={quote(settings.token, safe='')}" if settings.token else ""
    announce(f"treatygrade is at http://{host}:{listener.getsockname()[1]}/{query}")
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
    server.run(sockets=[listener])


def purge_all(settings: Settings) -> int:
    """Delete every project in the store, with all that belongs to it; returns how many there were."""
    store = Store(settings.db, create=False)
    try:
        return store.purge()
    finally:
        store.close()
