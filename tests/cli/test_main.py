"""What the system refuses ends a command with a line and exit code 1, not with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.cli.main import main


def test_what_the_system_refuses_is_an_error_line(
    specimens: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    report, store = specimens / "en" / "CED_C_57_2.md", tmp_path / "file" / "store"
    monkeypatch.setattr("sys.argv", ["treatygrade", "corpus", "add", str(report), "--folder", str(store)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 1
    assert "Not a directory" in capsys.readouterr().err
