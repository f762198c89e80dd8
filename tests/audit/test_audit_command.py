"""The command: gates, silence, thresholds, places in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.audit.test_codes import DONE
from tests.segment.reports import report_text
from treatygrade.audit import known_codes
from treatygrade.audit.auditing import place
from treatygrade.cli.main import app
from treatygrade.errors import GateMissed, UsageError


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ({"paragraph": "36", "scope": "(b)|(c)", "page": 4}, "paragraph 36 (b) (c), page 4"),
        ({"paragraph": "36", "scope": "", "page": None}, "paragraph 36"),
        ({"paragraph": "36"}, "paragraph 36"),
        ({"paragraph": "", "scope": "", "page": 2}, "the State as a whole, page 2"),
    ],
)
def test_a_place_as_far_as_it_is_known(unit: dict[str, Any], words: str) -> None:
    assert place(unit) == words


def test_codes_are_known_or_named() -> None:
    assert known_codes(["wrong_scope", "wrong_scope"]) == {"wrong_scope"}
    with pytest.raises(UsageError, match="there is no code b, c") as caught:
        known_codes(["c", "wrong_scope", "b"])
    assert "wrong_scope" in caught.value.hint


@pytest.mark.parametrize(
    ("options", "code", "error"),
    [
        ([], 0, None),
        (["--fail-on", "header_mismatch"], 3, GateMissed),
        (["--fail-on", "wrong_scope"], 0, None),
        (["--fail-on", "wrong_scope", "--fail-on", "header_mismatch"], 3, GateMissed),
        (["--fail-on", "header_mismatch", "--silence", "header_mismatch"], 0, None),
        (["--fail-on", "nonsense"], 2, UsageError),
    ],
)
def test_the_command(options: list[str], code: int, error: type[GateMissed] | None, tmp_path: Path) -> None:
    (tmp_path / "r.md").write_text(report_text(f"[B]: (a)–(e){DONE}", grades="10 [C]"), encoding="utf-8")
    target = tmp_path / "a.json"
    result = CliRunner().invoke(app, ["audit", str(tmp_path), *options, "--json", str(target)])
    if error is None:
        assert result.exit_code == code
    else:
        assert isinstance(result.exception, error)
        assert result.exception.exit_code == code
    if code != 2:  # a gate that is missed does not keep the findings back
        written = json.loads(target.read_text(encoding="utf-8"))
        assert list(written) == ["files", "units", "findings", "failures", "thresholds"]
        assert len(written["findings"]) == ("--silence" not in options)
        assert "header_mismatch" in result.stdout or "--silence" in options


def test_the_thresholds_are_compared_when_asked_for(specimens: Path, tmp_path: Path) -> None:
    report = specimens / "en" / "CMW_C_ZRT_FCO_2_Add.1.md"
    page = tmp_path / "a.html"
    result = CliRunner().invoke(app, ["audit", str(report), "--thresholds", "--json", "--html", str(page)])
    assert result.exit_code == 0
    found = json.loads(result.stdout)["thresholds"]
    assert set(found) == {"groups", "units", "left_out", "warning"}
    assert found["groups"] == []
    assert "No committee has ten units of three States" in page.read_text(encoding="utf-8")
