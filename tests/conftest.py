"""Fixtures that all tests share."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

# Folders whose tests talk to a server of their own on this machine; nobody may talk to another one.
LOCAL_SERVERS = ("serve", "corpus")
_reachable: set[str] = set()  # an audit hook cannot be taken off again, so what it allows is kept here
ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Python tells before it opens a connection or asks for the address of a name."""
    if event == "socket.connect" and arguments[0].family in (socket.AF_INET, socket.AF_INET6):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0] or "127.0.0.1"
    else:
        return
    if str(host) not in _reachable:
        raise OSError(f"no connection may be opened: {host}")


sys.addaudithook(_watch)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test opens a connection; those of a server, and those marked ``loopback``, reach this machine alone."""
    folder = item.path.relative_to(ROOT / "tests").parts[0]
    _reachable.clear()
    if folder in LOCAL_SERVERS or item.get_closest_marker("loopback"):
        _reachable.update({"127.0.0.1", "::1", "localhost"})


@pytest.fixture(scope="session")
def specimens() -> Path:
    """The invented reports, with gold, that travel with the project."""
    return ROOT / "corpus" / "specimens"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The published reports beside the project; tests that need them skip where they are absent."""
    if not (SHARED / "seed").is_dir():
        pytest.skip("needs the published reports in ../shared")
    return SHARED


@pytest.fixture(scope="session")
def as_docx(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Turns a Markdown specimen into a Word file, such as drafters have."""
    if shutil.which("pandoc") is None:
        pytest.skip("pandoc is not installed")
    folder = tmp_path_factory.mktemp("drafts")

    def convert(specimen: Path) -> Path:
        draft = folder / f"{specimen.stem}.docx"
        if not draft.exists():
            # pandoc would take "[C]: Paragraph 16" for the definition of a link.
            text = re.sub(r"\[([A-F]\d?)\]", r"\\[\1\\]", specimen.read_text(encoding="utf-8"))
            subprocess.run(["pandoc", "-f", "gfm", "-o", str(draft)], input=text, text=True, check=True)
        return draft

    return convert
