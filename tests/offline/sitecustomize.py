"""No connection is opened: watched in the tests' own process and, as ``sitecustomize``, in each Python they start.

``tests/conftest.py`` puts this folder on PYTHONPATH. TESTS_REACH lists the hosts that may be reached, if any; it is
read each time, since an audit hook cannot be taken off again.
"""

from __future__ import annotations

import os
import socket
import sys
from typing import Any


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Python tells before it opens a connection or asks for the address of a name."""
    if event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0] or "127.0.0.1"
    else:
        return
    if str(host) not in os.environ.get("TESTS_REACH", "").split():
        raise OSError(f"no connection may be opened: {host}")


sys.addaudithook(_watch)
