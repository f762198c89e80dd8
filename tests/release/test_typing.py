"""What a user writes against the public interface is checked by their types."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.release.conftest import ROOT

SCRIPT = '''"""What a user writes against the public interface."""

from pathlib import Path

import treatygrade
from treatygrade.agreement import agreement
from treatygrade.errors import TreatygradeError
from treatygrade.models import Prediction, load
from treatygrade.read import Document
from treatygrade.segment import Report
from treatygrade.suggest import Suggestion
from treatygrade.tables import read_rows, write_rows


def label(path: Path) -> list[str]:
    try:
        document: Document = treatygrade.read(path)
    except TreatygradeError as error:
        return [error.hint]
    reports: list[Report] = treatygrade.segment(document)
    texts = [str(unit["text"]) for report in reports for unit in report.units(path.name)]
    predictions: list[Prediction] = treatygrade.predict(texts, model=load(None))
    suggested: list[Suggestion] = treatygrade.suggest(texts[0])
    write_rows([{"text": text} for text in texts], path.with_suffix(".csv"))
    kappa: float | None = agreement(path)["coefficients"]["cohen"]["estimate"]
    assert kappa, read_rows(path)
    sure: list[float] = [one.confidence for one in predictions if one.confidence is not None]
    return [str(sure), suggested[0].ranked[0].grade]
'''
WRONG = SCRIPT.replace("if one.confidence is not None", "").replace("return [error.hint]", "return error.hint")


@pytest.mark.slow
@pytest.mark.parametrize(("script", "wrong"), [(SCRIPT, 0), (WRONG, 2)], ids=["right", "wrong"])
def test_a_users_script_is_typed(script: str, wrong: int, tmp_path: Path) -> None:
    (tmp_path / "script.py").write_text(script, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--ignore-missing-imports", "script.py"]
    cache = ROOT / ".mypy_cache" / "script"
    environment = {**os.environ, "MYPYPATH": str(ROOT / "pipeline")}
    done = subprocess.run(
        [*command, "--cache-dir", str(cache)],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count(": error:") == wrong, done.stdout
