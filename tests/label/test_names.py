"""Names that archives have: any bytes, any length, links in circles, copies. Each file is one `file` of the rows."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from tests.label.test_run import JOB, Inline
from treatygrade.errors import TreatygradeError, UsageError, printable
from treatygrade.label import Failure, label, shown
from treatygrade.label.find import find, survey
from treatygrade.label.progress import Lines
from treatygrade.tables import FORMATS, read_rows

NAMES = [
    "a\nb.md",
    "tab\tin it.md",
    "carriage\rreturn.md",
    "\x1b[2Jcleared.md",
    "\u202efdp.md",
    "line\u2028separator.md",
    "$(touch pwned).md",
    "; rm -rf x.md",
    "-o.md",
    "--errors=x.md",
    "~.md",
    "=1+1.md",
    "é.md",
    "e\u0301.md",
    "文書.md",
    "😀.md",
    " leading and trailing .md",
    "a.b.c.md",
    "'\".md",
    "[red]x[bold].md",
    "%s%n{0}.md",
    "x" * 250 + ".md",
]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_name_is_one_file_of_the_table(archive: Path, suffix: str) -> None:
    for name in NAMES:
        Path("in", name).write_text(f"text of {name}", encoding="utf-8")
    run = label(["in"], Path(f"out{suffix}"), job=JOB, engine=Inline(), errors=Path(f"errors{suffix}"))
    assert (run.files, run.failures) == (len(NAMES), [])
    rows = read_rows(Path(f"out{suffix}"))
    assert [row["unit_id"] for row in rows] == [f"in/{name}#{n}" for name in sorted(NAMES) for n in (1, 2)]
    assert not Path("pwned").exists()
    assert sorted(path.name for path in archive.iterdir()) == sorted(
        ["in", f"out{suffix}", f"out{suffix}.run.json", f"errors{suffix}"]
    )


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_failure_of_any_name_is_one_line_that_a_terminal_does_not_obey(archive: Path, name: str) -> None:
    Path("in", name).write_text("bad", encoding="utf-8")
    stream = io.StringIO()
    run = label(["in"], Path("out.csv"), job=JOB, engine=Inline(), errors=Path("errors.csv"), reporter=Lines(stream))
    told = stream.getvalue().split("\n")
    assert told == [f"treatygrade: {printable(f'in/{name}')}: no evaluation", "  check the document", ""]
    assert not any(mark in stream.getvalue() for mark in "\x1b\r\u202e\u2028\t")
    assert read_rows(Path("errors.csv"))[0]["file"] == f"in/{name}"
    assert json.loads(Path("out.csv.run.json").read_text(encoding="utf-8"))["failed"][0]["file"] == f"in/{name}"
    assert run.failures[0].file == f"in/{name}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\nb", "a\\nb"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\u202e", "\\u202e"),
        ("\ufeff\u200b", "\\ufeff\\u200b"),
        ("\ud800", "\\ud800"),
        ("\x85\x9b", "\\x85\\x9b"),
        ("é “文” 😀\xa0a\\n", "é “文” 😀\xa0a\\n"),
    ],
    ids=ascii,
)
def test_printable(text: str, told: str) -> None:
    assert printable(text) == told
    for error in (TreatygradeError("wrong", file=text), TreatygradeError(text), Failure(text, "read", "wrong")):
        assert told in str(error)
        assert str(error).isprintable() or "\xa0" in text


def test_bytes_that_are_no_text_are_shown_as_such(archive: Path) -> None:
    name = b"in/caf\xe9.md"
    Path(os.fsdecode(name)).write_text("words", encoding="utf-8")
    run = label(["in"], Path("out.jsonl"), job=JOB, engine=Inline())
    assert (run.files, run.failures) == (1, [])
    assert {row["unit_id"] for row in read_rows(Path("out.jsonl"))} == {"in/caf\\xe9.md#1", "in/caf\\xe9.md#2"}


def test_a_name_that_is_too_long_costs_itself_alone(archive: Path) -> None:
    Path("in/a.md").write_text("a", encoding="utf-8")
    run = label(["x" * 5_000, "in/a.md"], Path("out.jsonl"), job=JOB, engine=Inline())
    assert [failure.message for failure in run.failures] == ["cannot be opened: File name too long"]
    assert len(read_rows(Path("out.jsonl"))) == 2


# Links and copies


@pytest.mark.parametrize("loop", [".", "..", "../in", "deeper"])
def test_links_to_folders_lead_nowhere_and_are_told(archive: Path, loop: str) -> None:
    Path("in/deeper").mkdir()
    Path("in/deeper/a.md").touch()
    Path("in/loop").symlink_to(loop)
    found = survey(["in"])
    assert found.inputs == [Path("in/deeper/a.md")]
    assert found.skipped == [(Path("in/loop"), "link to a folder")]


def test_a_link_that_leads_to_itself_or_to_nothing_costs_itself_alone(archive: Path) -> None:
    Path("in/circle.md").symlink_to("circle.md")
    Path("in/gone.md").symlink_to("nothing.md")
    Path("in/z.md").write_text("words", encoding="utf-8")
    run = label(["in"], Path("out.jsonl"), job=JOB, engine=Inline())
    assert [failure.file for failure in run.failures] == ["in/circle.md", "in/gone.md"]
    assert all(failure.hint for failure in run.failures)
    assert len(read_rows(Path("out.jsonl"))) == 2


def test_a_link_to_a_report_is_a_report(archive: Path) -> None:
    Path("elsewhere.md").write_text("words", encoding="utf-8")
    Path("in/a.md").symlink_to("../elsewhere.md")
    assert label(["in"], Path("out.jsonl"), job=JOB, engine=Inline()).rows == 2


def test_copies_are_rows_of_their_own_in_their_own_place(archive: Path) -> None:
    for name in ("c", "a", "b"):
        Path("in", f"{name}.md").write_text("the same words", encoding="utf-8")
    label(["in/c.md", "in"], Path("out.jsonl"), job=JOB, engine=Inline())
    rows = read_rows(Path("out.jsonl"))
    assert [row["unit_id"] for row in rows] == [f"in/{name}.md#{n}" for name in "cab" for n in (1, 2)]


@pytest.mark.parametrize("given", [["in", "in"], ["in/a.md", "in"], ["in", "./in"], ["in/a.md", "in//a.md"], ["in/"]])
def test_a_file_that_is_named_twice_is_done_once(archive: Path, given: list[str]) -> None:
    Path("in/a.md").touch()
    assert find(given) == [Path("in/a.md")]


@pytest.mark.parametrize("output", ["out.csv", "./out.csv", "in/../out.csv", "link.csv"])
def test_one_file_is_not_two_outputs(archive: Path, output: str) -> None:
    Path("link.csv").symlink_to("out.csv")
    with pytest.raises(UsageError, match="named for two outputs"):
        label(["in"], Path("out.csv"), job=JOB, engine=Inline(), errors=Path(output))


def test_an_output_in_the_folder_that_is_read_is_no_input_of_the_next_run(archive: Path) -> None:
    Path("in/a.md").write_text("words", encoding="utf-8")
    for _ in range(2):
        run = label(["in"], Path("in/out.csv"), job=JOB, engine=Inline(), also=[Path("in/page.html")])
        Path("in/page.html").write_text("<p>made by the caller</p>", encoding="utf-8")
        assert run.files == 1


def test_a_name_is_shown_with_strokes(archive: Path) -> None:
    assert shown(Path("in") / "a.md") == "in/a.md"
    assert shown(Path("/in/../b.md")) == "/in/../b.md"
