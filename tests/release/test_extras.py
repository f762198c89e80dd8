"""Without an extra all else works, and what needs the extra names it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from treatygrade.cli.main import COMMANDS

pytestmark = pytest.mark.slow
Run = Callable[..., subprocess.CompletedProcess[str]]

HELP = """
from typer.testing import CliRunner
from treatygrade.cli.main import app
for name in {commands}:
    done = CliRunner().invoke(app, [name, "--help"])
    assert done.exit_code == 0 and "Usage:" in done.output, (name, done.output)
"""
IMPORTS = """
import importlib, pkgutil, treatygrade
for module in pkgutil.walk_packages(treatygrade.__path__, "treatygrade.", onerror=lambda name: None):
    if module.name.endswith("__main__") or "._resources" in module.name:
        continue
    try:
        importlib.import_module(module.name)
    except ModuleNotFoundError as error:
        print(module.name.split(".")[1], error.name)
"""
EMBED = """
from treatygrade.errors import ConfigError
from treatygrade.features.embeddings import embed
from treatygrade.models.encoder import Encoder
for ask in (lambda: embed(["a text"]), Encoder):
    try:
        ask()
    except ConfigError as error:
        print(error.hint)
"""


def test_the_dependencies_alone_answer_every_help(installed: Run, tmp_path: Path) -> None:
    done = installed("--", HELP.format(commands=COMMANDS), cwd=tmp_path)
    assert done.returncode == 0, done.stderr


def test_only_the_pages_and_the_cluster_import_what_an_extra_brings(installed: Run, tmp_path: Path) -> None:
    done = installed("--", IMPORTS, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {line.split()[0] for line in done.stdout.splitlines()} == {"serve"}


@pytest.mark.parametrize(
    ("extra", "arguments"),
    [
        ("serve", ("serve",)),
        ("serve", ("serve", "--db", "sqlite:///reviews.db")),
        ("serve", ("agreement", "--db", "sqlite:///reviews.db")),
        ("cluster", ("label", ".", "-o", "units.csv", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:2]),
)
def test_what_needs_an_extra_names_it(extra: str, arguments: tuple[str, ...], installed: Run, tmp_path: Path) -> None:
    done = installed(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert f"pip install 'treatygrade[{extra}]'" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_sentence_embeddings_name_their_extra(installed: Run, tmp_path: Path) -> None:
    done = installed("--", EMBED, cwd=tmp_path)
    assert done.stdout == "pip install 'treatygrade[transformer]'\n" * 2, done.stderr
