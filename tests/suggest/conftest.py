"""Fixtures for suggestions and precedents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.suggest.graded_units import TEXTS, unit
from treatygrade.cli.main import main


@pytest.fixture
def graded() -> list[dict[str, Any]]:
    return [unit(n, grade, text) for n, (grade, text) in enumerate(TEXTS.values())]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    """Runs a command: its exit code, what it prints, and what it says of errors."""

    def run(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["treatygrade", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return run
