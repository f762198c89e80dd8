"""A wheel and an sdist built from this checkout, and the wheel installed where nothing else of the project is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
# Whoever opens a connection, writes outside the folder of the run, or imports what an installation without extras
# would not have, is told that it is not done.
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
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.addaudithook(watch)
sys.meta_path.insert(0, Absent())
"""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def brought(wanted: list[str]) -> Iterator[str]:
    """The distributions that pip would install for these requirements, themselves among them."""
    todo, seen = [Requirement(one) for one in wanted], set[str]()
    while todo:
        one = todo.pop()
        key = f"{plain(one.name)}[{','.join(sorted(one.extras))}]"
        if key in seen:
            continue
        seen.add(key)
        yield plain(one.name)
        try:
            needs = requires(one.name) or []
        except PackageNotFoundError:
            continue
        for need in map(Requirement, needs):
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in one.extras or {""}):
                todo.append(need)


@pytest.fixture(scope="session")
def absent() -> set[str]:
    """Modules of this environment that an installation without any extra does not have."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    there = set(brought(project["dependencies"]))
    return {
        module
        for module, owners in packages_distributions().items()
        if module != "treatygrade" and not {plain(owner) for owner in owners} & there
    }


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
def installed(
    wheel: Path, absent: set[str], tmp_path_factory: pytest.TempPathFactory
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs the installed command in a folder: no checkout on the path, no connection, no file outside the folder.

    The dependencies are those of this environment, so that nothing is fetched; what only an extra brings is hidden.
    ``--`` as the first argument: the next one is Python code.
    """
    folder = tmp_path_factory.mktemp("installed")
    install = ["install", "--quiet", "--no-deps", "--no-index", "--no-compile", "--target", str(folder), str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, capture_output=True)
    (folder / "sitecustomize.py").write_text(f"ABSENT = {sorted(absent)}\n{GUARD}", encoding="utf-8")
    paths = [str(folder), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    home = tmp_path_factory.mktemp("home")

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        # -S: no .pth files, so that an editable install of this checkout is not found.
        code = arguments[1] if arguments[:1] == ("--",) else "import treatygrade.cli.main as m; m.main()"
        command = [sys.executable, "-S", "-c", f"import sitecustomize\n{code}", *arguments]
        environment = {"PATH": os.environ["PATH"], "HOME": str(home), "PYTHONPATH": os.pathsep.join(paths)}
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)

    return run
