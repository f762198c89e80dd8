"""Importing a module does nothing else: it says nothing, starts nothing, opens no file but code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Imported when they are asked for, so that `treatygrade --help` and `import treatygrade` stay quick.
HEAVY = {"numpy", "scipy", "sklearn", "spacy", "torch", "transformers", "pyarrow", "matplotlib", "datasets",
         "statsmodels", "openpyxl", "fastapi", "sqlalchemy", "distributed", "lxml", "pypdfium2", "jinja2"}  # fmt: skip

WATCH = """
import importlib, io, json, os, pathlib, pkgutil, sys, sysconfig, threading
LIBRARIES = sysconfig.get_path("purelib")
root, offences, current = pathlib.Path(sys.argv[1]), [], "start"
def ours(frame):
    # Whose code asks: the first frame that is neither Python's own nor a library's.
    while frame is not None and not frame.f_code.co_filename.startswith((str(root), LIBRARIES)):
        frame = frame.f_back
    return frame is not None and frame.f_code.co_filename.startswith(str(root / "pipeline"))
STARTS = ("subprocess.Popen", "os.system", "socket.connect", "socket.bind", "socket.getaddrinfo", "os.mkdir")
def watch(event, arguments):
    if event in ("open", *STARTS) and ours(sys._getframe(1)):
        if event != "open":
            offences.append([current, event])
        elif isinstance(arguments[0], (str, os.PathLike)):
            path, mode = pathlib.Path(arguments[0]).absolute(), str(arguments[1] or "")
            if (root in path.parents and path.suffix not in (".py", ".pyc")) or set(mode) & set("wax+"):
                offences.append([current, f"opened {path}"])
paths = [path.relative_to(root / "pipeline").with_suffix("") for path in (root / "pipeline").rglob("*.py")]
names = sorted(".".join(path.parts).removesuffix(".__init__") for path in paths if path.name != "__main__")
names = [name for name in names if ".migrations." not in name]  # Alembic runs those
said = sys.stdout = io.StringIO()
sys.addaudithook(watch)
for current in names:
    before = threading.active_count(), os.getcwd()
    importlib.import_module(current)
    if (threading.active_count(), os.getcwd()) != before:
        offences.append([current, "started a thread, or went elsewhere"])
    if said.getvalue():
        offences.append([current, f"said {said.getvalue()[:80]}"])
        said.truncate(said.seek(0))
sys.__stdout__.write(json.dumps({"names": names, "offences": offences}))
"""


def test_importing_the_package_brings_nothing_heavy() -> None:
    code = "import sys, treatygrade, treatygrade.cli.main; print(' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


@pytest.mark.slow
def test_importing_a_module_does_nothing_else(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "pipeline"), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", WATCH, str(ROOT)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told["names"]) > 200
    assert not told["offences"]
    assert not list(tmp_path.iterdir())
