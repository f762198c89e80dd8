"""Saved reports are kept under the symbol that they print; anything else is refused by name."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from typer.testing import CliRunner

from treatygrade.cli.main import app
from treatygrade.corpus.add import add
from treatygrade.corpus.store import Store
from treatygrade.label import find
from treatygrade.tables import read_rows

NAME = "CED_C_QRD_FCO_1_Add.1"


@pytest.fixture
def saved(specimens: Path, tmp_path: Path) -> Path:
    """A download folder: a report under a name that says nothing, the same again, and a shopping list."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    report = (specimens / "en" / f"{NAME}.md").read_bytes()
    (folder / "a report (1).md").write_bytes(report)
    (folder / "b same.md").write_bytes(report)
    (folder / "c reissued.md").write_bytes(report + b"\n\nFICTIONAL\n")
    (folder / "d list.txt").write_text("milk\nbread\n")
    return folder


def test_reports_are_recognised_by_what_they_print(saved: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "reports")
    one, same, reissued, other = add([saved], store)
    assert (one.symbol, one.path) == ("CED/C/QRD/FCO/1/Add.1", store.folder / f"{NAME}.en.md")
    assert (same.known, same.path) == (True, one.path)
    assert reissued.path not in (None, one.path)
    assert other.failure is not None
    assert other.path is None
    index = read_rows(store.folder / "index.csv")
    assert [row["symbol"] for row in index] == [one.symbol] * 2
    assert store.find(one.symbol, "en") is not None
    assert [item.known for item in add([saved], store)] == [True, True, True, False]


def test_a_letter_without_a_symbol_goes_by_that_of_the_reply(specimens: Path, tmp_path: Path) -> None:
    [letter] = add([specimens / "letters" / "INT_CAT_FUF_QAR_1.md"], Store(tmp_path))
    assert letter.symbol == "CAT/C/QAR/FCO/4"
    assert letter.path is not None


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("report", "txt"),
        ("report.download", "txt"),
        ("report.MD", "md"),
        ("report.md.gz", "md.gz"),
        ("report.gz", "txt.gz"),
    ],
)
def test_what_is_kept_is_found_again(specimens: Path, tmp_path: Path, name: str, kept: str) -> None:
    body = (specimens / "en" / f"{NAME}.md").read_bytes()
    (tmp_path / name).write_bytes(gzip.compress(body) if name.endswith(".gz") else body)
    [added] = add([tmp_path / name], Store(tmp_path / "reports"))
    assert added.path == tmp_path / "reports" / f"{NAME}.en.{kept}"
    assert find([tmp_path / "reports"]) == [added.path]


def test_the_command_tells_what_was_not_taken(saved: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["corpus", "add", str(saved), "--folder", str(tmp_path / "reports")])
    assert result.exit_code == 1
    assert result.stdout.count("CED/C/QRD/FCO/1/Add.1, 6 units") == 3
    assert "d list.txt" in result.stderr
