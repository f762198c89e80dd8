"""Help: every command says what it is for, what each option does and what it is by itself, and gives an example."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from tests.cli.conftest import Command
from treatygrade.cli.main import COMMANDS, app

HEAVY = (
    "alembic", "cleanlab", "datasets", "datasketch", "distributed", "docx", "fastapi", "httpx", "jinja2", "lxml",
    "matplotlib", "numpy", "openpyxl", "pandas", "pyarrow", "pycountry", "pypdfium2", "safetensors", "scipy", "sklearn",
    "spacy", "sqlalchemy", "statsmodels", "torch", "transformers", "uvicorn", "yaml",
)  # fmt: skip


def walk(name: str, entry: Any) -> Iterator[tuple[str, Any]]:
    below = getattr(entry, "commands", {})
    if not below:
        yield name, entry
    for key, sub in below.items():
        yield from walk(f"{name} {key}".strip(), sub)


ALL = dict(walk("", typer.main.get_command(app)))
OPTIONS = [(name, param) for name, entry in ALL.items() for param in entry.params if "--help" not in param.opts]


def plain(text: str) -> str:
    return " ".join(re.sub(r"\x1b\[[0-9;]*m|[│╭╮╰╯─]", " ", text).split())


def test_every_command_is_here() -> None:
    assert {name.split()[0] for name in ALL} == set(COMMANDS)
    assert len(ALL) == 21


@pytest.mark.parametrize("name", ALL)
def test_help_tells_purpose_options_and_an_example(
    command: Command, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    done = command(*name.split(), "--help")
    assert (done.code, done.err) == (0, "")
    shown = plain(done.out)
    purpose = ALL[name].help.strip().split("\n\n")[0]
    assert plain(purpose) in shown
    assert len(purpose) > 15
    assert purpose.endswith(".")
    for param in ALL[name].params:
        for option in param.opts if param.param_type_name == "option" else ():
            assert option in done.out
    assert f"Example: treatygrade {name}" in shown
    assert command(*name.split(), "-h").out == done.out


@pytest.mark.parametrize(("name", "param"), OPTIONS, ids=lambda part: getattr(part, "name", part))
def test_every_option_is_described_with_its_default(name: str, param: Any) -> None:
    assert param.help, f"{name} {param.name} has no description"
    assert re.match(r"[A-Zall—\-c-z]", param.help)
    assert param.help[-1] in ".?…)", param.help
    assert "  " not in param.help
    if param.param_type_name == "option" and not param.required and not param.is_flag and param.default is not None:
        assert param.show_default


@pytest.mark.parametrize("name", ALL)
def test_the_example_is_one_that_the_command_takes(name: str) -> None:
    """Parsed as when it is run, and not run: what it does is tested where the command is."""
    words = shlex.split(ALL[name].epilog.removeprefix("Example: "))
    assert " ".join(words[: 1 + len(name.split())]) == f"treatygrade {name}"
    ALL[name].make_context(name, words[1 + len(name.split()) :])


@pytest.mark.parametrize("arguments", ["", "corpus", "model"])
def test_a_name_alone_lists_what_it_can_do(command: Command, arguments: str) -> None:
    done = command(*arguments.split())
    listed = plain(done.out + done.err)
    assert done.code == 2
    below = [name.removeprefix(arguments).split()[0] for name in ALL if name.startswith(arguments)]
    assert all(f" {name} " in listed for name in below)


def test_the_version_is_that_of_the_package(command: Command) -> None:
    from importlib.metadata import version

    done = command("--version")
    assert (done.code, done.out, done.err) == (0, f"treatygrade {version('treatygrade')}\n", "")
    assert command("--version", "nonsense").out == done.out


def test_no_help_loads_a_heavy_package() -> None:
    """One process: the imports of all commands and every help."""
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom treatygrade.cli.main import app\n"
        f"loaded = {set(HEAVY)!r} & set(sys.modules)\nassert not loaded, loaded\nassert 'rich' not in sys.modules\n"
        f"for name in {list(ALL)!r}:\n    assert CliRunner().invoke(app, [*name.split(), '--help']).exit_code == 0\n"
        f"    loaded = {set(HEAVY)!r} & set(sys.modules)\n    assert not loaded, (name, loaded)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Completion of a shell: the scripts, and what they ask for


def completed(shell: str, **words: str) -> str:
    environment = {**os.environ, "_TREATYGRADE_COMPLETE": shell, **words}
    code = "import sys; sys.argv = ['treatygrade']; from treatygrade.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("shell", "script"),
    [
        ("bash", "complete -o default -F _treatygrade_completion treatygrade"),
        ("zsh", "#compdef treatygrade"),
        ("fish", "complete --command treatygrade --no-files"),
    ],
)
def test_a_shell_is_given_its_script(shell: str, script: str) -> None:
    given = completed(f"source_{shell}")
    assert script in given
    assert f"_TREATYGRADE_COMPLETE=complete_{shell}" in given


@pytest.mark.parametrize(
    ("words", "at", "offered"),
    [
        ("treatygrade la", 1, ["label"]),
        ("treatygrade corpus ", 2, ["check", "fetch", "add", "build", "verify", "stats"]),
        ("treatygrade label --engine ", 3, ["process", "dask"]),
        ("treatygrade segment --rou", 2, ["--rounds"]),
    ],
)
def test_words_are_completed(words: str, at: int, offered: list[str]) -> None:
    assert completed("complete_bash", COMP_WORDS=words, COMP_CWORD=str(at)).split() == offered
