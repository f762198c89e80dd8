"""Wrong arguments: the exit code of the contract, a message that names what is wrong, and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.test_help import ALL, plain

UNITS = [
    {"text": "The Committee regrets the delay.", "grade": grade, "grade_raw": grade, "scheme": "cmw", "iso3": "QLV",
     "state": "Qalvera", "language": "en", "paragraph": paragraph}
    for paragraph, grade in (("7", "B"), ("9", "A"))
]  # fmt: skip
NEEDS = {name for name, entry in ALL.items() if any(param.required for param in entry.params)}
TEXT = "The Committee regrets the delay."


@pytest.fixture
def place(command: Command, tmp_path: Path, specimens: Path) -> Path:
    """The empty folder of the command, with what the cases name."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "empty.md").touch()
    (tmp_path / "empty.csv").touch()
    for name in ("bytes.yaml", "bytes.csv", "bytes.json"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "other.json").write_text('{"files": 1}', encoding="utf-8")
    (tmp_path / "list.yaml").write_text("- 1\n", encoding="utf-8")
    (tmp_path / "ratings.csv").write_text("unit,reviewer,grade\n1,a,A\n1,b,A\n2,a,B\n2,b,C\n", encoding="utf-8")
    (tmp_path / "units.jsonl").write_text("".join(json.dumps(unit) + "\n" for unit in UNITS), encoding="utf-8")
    (tmp_path / "report.md").write_bytes((specimens / "en" / "CED_C_QRD_FCO_1_Add.1.md").read_bytes())
    return tmp_path


@pytest.mark.parametrize("name", ALL)
def test_an_unknown_option_is_wrong_usage(command: Command, name: str) -> None:
    done = command(*name.split(), "--nonsense")
    assert (done.code, done.out) == (2, "")
    assert "No such option: --nonsense" in plain(done.err) or "Missing argument" in plain(done.err)
    assert f"treatygrade {name} -h" in plain(done.err)


@pytest.mark.parametrize("name", sorted(NEEDS))
def test_a_missing_argument_is_wrong_usage_and_named(command: Command, name: str) -> None:
    done = command(*name.split())
    assert (done.code, done.out) == (2, "")
    assert "Missing" in done.err
    assert f"treatygrade {name} -h" in plain(done.err)


@pytest.mark.parametrize("name", ["nonsense", "corpus nonsense", "model nonsense", "labels", "--nonsense"])
def test_an_unknown_command_is_wrong_usage(command: Command, name: str) -> None:
    done = command(*name.split())
    assert (done.code, done.out) == (2, "")
    assert "No such" in done.err


# What is not there, is a folder, or is empty: code, words of the message, and of what to do

INPUTS = [
    ("demo none.md", 1, "none.md: no such file", "check the path"),
    ("demo folder -o d", 1, "folder: a folder without any report", "reports end in"),
    ("label none.md -o u.csv", 1, "none.md: no such file", "check the path"),
    ("label folder -o u.csv", 1, "folder: a folder without any report", "reports end in"),
    ("segment none.md -o u.csv", 1, "none.md: no such file", "check the path"),
    ("predict none.csv -o u.csv", 1, "none.csv: no such file", "check the path"),
    ("predict folder -o u.csv", 1, "folder: not a table", "give a"),
    ("predict empty.csv -o u.csv", 1, "empty.csv: an empty table", "names the columns"),
    ("predict ratings.csv -o u.csv", 1, "ratings.csv: no column `text`", "there are: unit, reviewer, grade"),
    ("predict bytes.csv -o u.csv", 1, "bytes.csv: cannot be read", "UTF-8"),
    ("train none.yaml -o m", 2, "none.yaml: no such file", "check the path"),
    ("train folder -o m", 2, "folder: cannot be read: Is a directory", "name a YAML file"),
    ("train bytes.yaml -o m", 2, "bytes.yaml: cannot be read: not a text in UTF-8", "name a YAML file"),
    ("train list.yaml -o m", 2, "list.yaml: not a list of entries", "configs/train/default.yaml"),
    ("evaluate none.csv", 2, "no such file or folder: none.csv", "check the path"),
    ("evaluate folder", 2, "no unit with a text and a grade", "column `grade`"),
    ("suggest none.docx", 2, "none.docx: no such file", "check the path"),
    ("suggest drafts/none", 2, "drafts/none: no such file", "check the path"),
    ("suggest folder", 2, "folder: a folder", "give a file in it"),
    ("suggest empty.md", 1, "empty.md: an empty file", "fetch it again"),
    ("suggest text --units none.jsonl", 1, "none.jsonl: cannot be read", "check the path"),
    ("suggest text --model folder", 1, "missing from the model", "treatygrade train"),
    ("suggest text --scheme nonsense", 2, "no grading scheme 'nonsense'", "the schemes are"),
    ("suggest text --units units.jsonl --demo", 2, "--units and --demo exclude each other", ""),
    ("check none.docx", 1, "none.docx: no such file", "check the path"),
    ("check folder", 1, "folder: a folder", "give a file in it"),
    ("check report.md --recommendations none.md", 1, "none.md: no such file", "check the path"),
    ("agreement none.csv", 1, "none.csv: no such file", "check the path"),
    ("agreement folder", 1, "folder: not a table", "give a"),
    ("agreement empty.csv", 1, "empty.csv: no ratings in it", "column names"),
    ("agreement ratings.csv --db sqlite:///r", 2, "not both", ""),
    ("agreement --db sqlite:///none.sqlite", 1, "none.sqlite: no such database", "treatygrade serve --db"),
    ("agreement --db nonsense", 2, "'nonsense' is not a database address", "sqlite:///"),
    ("audit none.md", 1, "none.md: no such file", "check the path"),
    ("audit report.md --fail-on nonsense", 2, "no code nonsense", "the codes are"),
    ("history none.md", 1, "none.md: no such file", "check the path"),
    ("history ratings.csv", 1, "no graded recommendation of a State", "treatygrade label"),
    ("phrases none.md", 2, "none.md: no such file", "check the path"),
    ("phrases folder", 2, "folder: a folder", "give a file in it"),
    ("phrases text --language de", 2, "--language de: there are rules for en, fr, es only", ""),
    ("corpus check none", 2, "none: no gold here", "NAME.gold.csv"),
    ("corpus add none.md", 1, "none.md: no such file", "check the path"),
    ("corpus build none.csv", 2, "no such file or folder: none.csv", "check the path"),
    ("corpus build empty.csv", 1, "empty.csv: an empty table", "names the columns"),
    ("corpus verify none.csv", 2, "no such file or folder: none.csv", "check the path"),
    ("corpus verify units.jsonl --benchmark none", 2, "none: no benchmark", "units.csv and benchmark.json"),
    ("corpus verify units.jsonl --benchmark folder", 2, "folder: no benchmark", "units.csv and benchmark.json"),
    ("corpus stats none.csv", 2, "no such file or folder: none.csv", "check the path"),
    ("corpus stats --phrases p.md", 2, "--phrases needs texts", "the benchmark has hashes only"),
    ("corpus fetch", 2, "nothing to fetch", "give symbols"),
    ("corpus fetch --committee nonsense", 2, "no report of 'nonsense'", "committees listed"),
    ("corpus fetch X/1 --format exe --dry-run", 2, "no format exe", "the formats are docx, pdf, doc"),
    ("corpus fetch X/1 --language ../../x --dry-run", 2, "no language '../../x'", "two letters"),
    ("corpus fetch X/1 --base-url nonsense", 2, "not an address: 'nonsense'", "https://host"),
    ("model show none", 1, "none: no such model folder", "treatygrade train"),
    ("model verify file", 1, "file: no such model folder", "treatygrade train"),
    ("model verify folder", 1, "missing from the model", "treatygrade train"),
    ("serve --host 0.0.0.0", 2, "0.0.0.0 can be reached from other machines", "--token"),
    ("serve --units units.jsonl --demo", 2, "--units and --demo exclude each other", ""),
]


def refused(command: Command, line: str, code: int, message: str, hint: str) -> None:
    """The exit code, what is wrong, and after it what to do."""
    done = command(*line.split())
    assert done.code == code
    assert message in done.err
    assert hint in done.err.split(message)[1]


@pytest.mark.parametrize(("line", "code", "message", "hint"), INPUTS, ids=[case[0] for case in INPUTS])
def test_an_input_that_cannot_be_used(
    command: Command, place: Path, line: str, code: int, message: str, hint: str
) -> None:
    refused(command, line, code, message, hint)


OUTPUTS = [
    ("label report.md -o u.pdf", 2, "cannot tell the format from 'u.pdf'", "name the file"),
    ("label report.md -o folder", 2, "cannot tell the format from 'folder'", "name the file"),
    ("label report.md -o file/u.csv", 1, "file/u.csv: cannot write: its folder is a file", "name another output"),
    ("label report.md -o u.csv --errors folder/../u.csv", 2, "named for two outputs", ""),
    ("label report.md -o u.csv --html folder", 2, "folder: is a folder", "name a file in it"),
    ("label report.md -o report.md", 2, "cannot tell the format", "name the file"),
    ("predict units.jsonl -o u.pdf", 1, "u.pdf: cannot tell the format", "name the output"),
    ("predict units.jsonl -o file/u.csv", 1, "file/u.csv: cannot write: its folder is a file", "name another output"),
    ("train configs.yaml -o file", 2, "configs.yaml: no such file", "check the path"),
    ("suggest text -o folder", 2, "folder: cannot write a nameless kind", ".docx, .txt or .md"),
    ("suggest text -o out.docx", 2, "out.docx: comments can be written into a .docx draft only", "name a .txt file"),
    ("suggest text -o file/x.txt", 1, "file/x.txt: cannot write: its folder is a file", "name another output"),
    ("suggest text --json folder", 1, "folder: cannot write: Is a directory", "name another output"),
    ("suggest text --remove-comments", 2, "--remove-comments needs a .docx draft", "-o COPY.docx"),
    ("check report.md -o x.docx", 2, "x.docx: comments can be written into a .docx draft only", "name a .txt file"),
    ("check report.md --remove-comments -o x.docx", 2, "report.md: comments can be in a .docx draft only", "give the"),
    ("agreement ratings.csv --samples 0 --json file/x", 1, "file/x: cannot write: its folder", "name another output"),
    ("audit report.md --json folder", 1, "folder: cannot write: Is a directory", "name another output"),
    ("history units.jsonl --json file/x", 1, "file/x: cannot write: its folder is a file", "name another output"),
    ("phrases text --json folder", 1, "folder: cannot write: Is a directory", "name another output"),
    ("corpus add report.md --folder file", 1, "file", ""),
    ("corpus build units.jsonl -o file", 2, "file: a file, or in one", "name a folder"),
    ("corpus build units.jsonl -o file/x", 2, "file/x: a file, or in one", "name a folder"),
    ("corpus stats units.jsonl --phrases folder", 1, "folder: cannot write: Is a directory", "name another output"),
]


@pytest.mark.parametrize(("line", "code", "message", "hint"), OUTPUTS, ids=[case[0] for case in OUTPUTS])
def test_an_output_that_cannot_be_written(
    command: Command, place: Path, line: str, code: int, message: str, hint: str
) -> None:
    refused(command, line, code, message, hint)
    assert (place / "file").read_text(encoding="utf-8") == "x"
    assert list((place / "folder").iterdir()) == []
    assert not [path.name for path in place.rglob("*.part")]


@pytest.mark.parametrize("against", ["bytes.json", "list.json", "other.json", "none.json", "no-such-commit"])
def test_nothing_to_compare_a_check_with(command: Command, place: Path, specimens: Path, against: str) -> None:
    gold = place / "gold"
    gold.mkdir()
    for path in (specimens / "en").glob("CED_C_QRD_FCO_1_Add.1.*"):
        (gold / path.name).write_bytes(path.read_bytes())
    done = command("corpus", "check", "gold", "--against", against)
    assert done.code == 2
    assert "a commit of this project" in done.err


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
@pytest.mark.parametrize("name", ["suggest", "phrases"])
def test_an_empty_text_is_wrong_usage(command: Command, name: str, text: str) -> None:
    done = command(name, text)
    assert (done.code, done.out) == (2, "")
    assert "the text is empty\n  give" in done.err


@pytest.mark.parametrize("option", ["--cv 0x1", "--cv 5", "--cv 5x5", "--fail-under qwk", "--fail-under x=1",
                                    "--fail-under accuracy=nan", "--train-to 2020", "--learning-curve",
                                    "--cv 2x1 --train-to 2020", "--cv 2x1 --model m"])  # fmt: skip
def test_figures_that_make_no_sense(command: Command, place: Path, option: str) -> None:
    done = command("evaluate", "units.jsonl", *option.split())
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("treatygrade: ")


@pytest.mark.parametrize(
    "line",
    ["label x.md -o u.csv --jobs 0", "label x.md -o u.csv --jobs many", "label x.md -o u.csv --time-limit 0",
     "segment x.md -o u.csv --rounds some", "label x.md -o u.csv --engine threads", "suggest text --language de",
     "agreement r.csv --samples -1", "agreement r.csv --width 0", "serve --port 70000", "serve --port -1",
     "corpus build x -o d --jobs 0", "corpus fetch X --attempts 0", "corpus fetch X --pause -1",
     "corpus fetch X --from x"],
)  # fmt: skip
def test_a_value_out_of_bounds_is_named_with_its_option(command: Command, line: str) -> None:
    done = command(*line.split())
    assert (done.code, done.out) == (2, "")
    option = [word for word in line.split() if word.startswith("--")][-1]
    assert f"Invalid value for '{option}'" in plain(done.err)


def test_what_is_there_is_replaced_whole(command: Command, place: Path) -> None:
    """An output that exists is the last run's: it is written anew, and a failure in between leaves it as it was."""
    old = place / "u.jsonl"
    old.write_text("old", encoding="utf-8")
    assert command("predict", "bytes.csv", "-o", "u.jsonl").code == 1
    assert old.read_text(encoding="utf-8") == "old"
    assert command("predict", "units.jsonl", "-o", "u.jsonl").code == 0
    assert [json.loads(line)["paragraph"] for line in old.read_text(encoding="utf-8").splitlines()] == ["7", "9"]
