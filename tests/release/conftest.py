"""A wheel and an sdist built from this checkout, and the wheel installed where nothing else of the project is."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# Whoever opens a connection, or writes outside the folder of the run, is told that it is not done.
GUARD = """
import pathlib, sys
HERE = pathlib.Path.cwd().resolve()
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.bind", "socket.sendto"):
        raise OSError(f"no connection may be opened: {event} {arguments[1:]}")
    name, mode = arguments[:2] if event == "open" else ("", "")
    if isinstance(name, str) and isinstance(mode, str) and set(mode) & set("wax+"):
        path = pathlib.Path(name).resolve()
        if HERE not in path.parents and not str(path).startswith(("/dev/", "/proc/")):
            raise OSError(f"no file may be written outside: {path}")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
"""


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the wheel and the sdist; the wheel is built from the sdist."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def wheel(built: Path) -> Path:
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the installed command in a folder: no checkout on the path, no connection, no file outside the folder.

    The dependencies are those of this environment, so that nothing is fetched.
    """
    folder = tmp_path_factory.mktemp("installed")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    (folder / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    paths = [str(folder), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    home = tmp_path_factory.mktemp("home")

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        # -S: no .pth files, so that an editable install of this checkout is not found.
        command = [sys.executable, "-S", "-c", "import sitecustomize, treatygrade.cli.main as m; m.main()", *arguments]
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": os.pathsep.join(paths)}
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)

    return run
