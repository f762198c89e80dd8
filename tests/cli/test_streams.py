"""Where things are said: data alone on standard output, in UTF-8, to whatever reads it and for as long as it does."""

from __future__ import annotations

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command
from treatygrade.cli.main import main

TEXT = "The Committee welcomes the law – “a step” – but regrets the delay in its application."
NAME = "CED_C_QRD_FCO_1_Add.1"


@pytest.fixture
def place(command: Command, tmp_path: Path, specimens: Path) -> Path:
    """The empty folder of the command, with a report, its gold, ratings and units."""
    for path in (specimens / "en").glob(f"{NAME}.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (tmp_path / f"{NAME}.md").read_text(encoding="utf-8").replace(" law", " “law” (« loi »)")
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    (tmp_path / f"{NAME}.md").unlink()
    (tmp_path / "ratings.csv").write_text("unit,reviewer,grade\n1,a,A\n1,b,A\n2,a,B\n2,b,C\n", encoding="utf-8")
    units = [{"text": TEXT, "grade": grade, "state": "Qalvéra", "iso3": "QLV", "scheme": "cmw", "language": "en",
              "paragraph": str(n), "grade_raw": grade} for n, grade in enumerate("AB")]  # fmt: skip
    (tmp_path / "units.jsonl").write_text("".join(json.dumps(unit) + "\n" for unit in units), encoding="utf-8")
    return tmp_path


JSON = {
    "agreement ratings.csv --samples 0 --json": dict,
    "audit report.md --json": dict,
    "check report.md --json": dict,
    "evaluate units.jsonl --json": dict,
    "history units.jsonl --json": dict,
    "phrases report.md --json": list,
    "suggest report.md --json": list,
    "corpus stats units.jsonl --json": dict,
    "corpus verify units.jsonl --json": dict,
}


@pytest.mark.parametrize("line", JSON)
def test_bare_json_is_all_that_stands_on_standard_output(command: Command, place: Path, line: str) -> None:
    done = command(*line.split())
    assert done.code == 0, done.err
    assert isinstance(json.loads(done.out), JSON[line])
    assert done.out.endswith("\n")


@pytest.mark.parametrize("line", list(JSON)[:6:2])
def test_json_in_a_file_is_the_same_and_the_rest_is_printed(command: Command, place: Path, line: str) -> None:
    """Dates differ from run to run; nothing else may."""
    printed = command(*line.split())
    done = command(*line.split(), "told/here.json")
    written = (place / "told" / "here.json").read_text(encoding="utf-8")
    assert undated(json.loads(written)) == undated(json.loads(printed.out))
    assert done.out.strip()
    assert not done.out.startswith(("{", "["))


def undated(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: undated(one) for key, one in value.items() if key not in ("date", "created", "seconds")}
    return [undated(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", ["label", "segment"])
def test_rows_alone_stand_on_standard_output(command: Command, place: Path, name: str) -> None:
    done = command(name, "report.md", "none.md", "-o", "-")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert (done.code, len(rows)) == (1, 6)
    assert "none.md: no such file\n  check the path\n" in done.err
    assert "1 of 2 files, 6 units" in done.err
    assert not {path.name for path in place.iterdir()} & {"-", "-.run.json", "-.parts"}


@pytest.mark.parametrize(
    "line", ["predict units.jsonl -o p.csv", "segment report.md -o s.csv", "label report.md -o l.csv"]
)
def test_a_table_in_a_file_leaves_standard_output_alone(command: Command, place: Path, line: str) -> None:
    done = command(*line.split())
    assert (done.code, done.out) == (0, "")


@pytest.mark.parametrize("name", ["suggest", "phrases", "check"])
def test_a_draft_is_read_from_standard_input(command: Command, place: Path, name: str) -> None:
    from_file = command(name, "report.md", "--json")
    piped = command(name, "-", "--json", stdin=(place / "report.md").read_bytes())
    assert piped.code == from_file.code == 0
    assert len(json.loads(piped.out)) == len(json.loads(from_file.out))


def test_a_text_from_standard_input_is_one_evaluation(command: Command) -> None:
    assert command("suggest", "-", "--json", stdin=TEXT.encode()).out == command("suggest", TEXT, "--json").out
    assert command("suggest", "-", stdin=b"").code == 1


# Locales, terminals, and readers that have enough: a process each


def run(*arguments: str, place: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "treatygrade", *arguments]
    environment = {**os.environ, "TERM": "xterm", **options.pop("env", {})}
    return subprocess.run(command, cwd=place, env=environment, check=False, **{"capture_output": True, **options})


ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.parametrize(
    ("line", "environment"),
    [
        ("segment report.md -o -", ASCII),
        ("check report.md", {"PYTHONIOENCODING": "latin-1"}),
        ("history units.jsonl", ASCII),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_piped_is_utf_8_in_any_locale(place: Path, line: str, environment: dict[str, str]) -> None:
    done = run(*line.split(), place=place, env=environment)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False), done.stderr
    assert not done.stdout.decode("utf-8").isascii()


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_a_terminal_is_sent_what_it_can_show(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    shown = Screen(encoding)
    monkeypatch.setattr("sys.stdout", shown)
    monkeypatch.setattr("sys.argv", ["treatygrade", "suggest", TEXT])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code in (0, None)
    shown.flush()
    told = shown.sent.getvalue().decode(encoding)
    assert "Reads like" in told
    assert "·" in told  # which all of these have
    assert ("“" in told) == (encoding != "latin-1")


class Screen(io.TextIOWrapper):
    """A terminal of some encoding; what it was sent is in ``sent``."""

    def __init__(self, encoding: str) -> None:
        self.sent = io.BytesIO()
        super().__init__(self.sent, encoding=encoding)

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("line", ["segment report.md -o -", "check report.md", "corpus stats"])
def test_a_reader_that_has_enough_is_no_error_to_tell(place: Path, line: str) -> None:
    """As ``| head`` does: the other end of the pipe is closed before anything is written."""
    reading, writing = os.pipe()
    os.close(reading)
    done = run(*line.split(), place=place, capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.returncode == 1
    for said in (b"Traceback", b"Exception ignored", b"Broken pipe"):
        assert said not in done.stderr


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "30"}])
def test_a_terminal_gets_colour_unless_it_asks_for_none(place: Path, environment: dict[str, str]) -> None:
    ours, theirs = pty.openpty()
    done = run("corpus", "check", "--nonsense", place=place, env=environment, capture_output=False, stdout=theirs,
               stderr=theirs, stdin=theirs)  # fmt: skip
    os.close(theirs)
    told = os.read(ours, 65_536)
    os.close(ours)
    assert done.returncode == 2
    assert b"nonsense" in told
    coloured = b"\x1b[3" in told or b"\x1b[1;3" in told
    assert coloured is not bool({"NO_COLOR", "TERM"} & set(environment))


def test_a_pipe_gets_no_colour_and_no_bar(place: Path) -> None:
    done = run("label", "report.md", "-o", "u.csv", "--summary", place=place)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"\r" not in done.stderr
    assert done.stderr.count(b"\n") == 1  # one line: the run
