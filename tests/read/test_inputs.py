"""What a path may lead to that is no file: refused at once and by name, never waited for."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest
from typer.testing import CliRunner

from treatygrade.cli.main import app
from treatygrade.errors import ReadError
from treatygrade.read import read


def nothing(path: Path) -> None:
    pass


def broken_link(path: Path) -> None:
    path.symlink_to(path.with_name("gone.md"))


def circle(path: Path) -> None:
    path.symlink_to(path)


def bound_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(path))


def linked_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to(path.with_name("pipe"))


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.touch()


KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (nothing, "no such file"),
    "a broken link": (broken_link, "no such file"),
    "below a file": (below_a_file, "no such file"),
    "a circle of links": (circle, "cannot be opened"),
    "a folder": (Path.mkdir, "a folder"),
    "a pipe": (os.mkfifo, "a pipe or a device"),
    "a link to a pipe": (linked_pipe, "a pipe or a device"),
    "a socket": (bound_socket, "a pipe or a device"),
    "a device without end": (lambda path: path.symlink_to("/dev/zero"), "a pipe or a device"),
    "a device without anything": (lambda path: path.symlink_to("/dev/null"), "a pipe or a device"),
    "an empty file": (Path.touch, "an empty file"),
    "white space": (lambda path: path.write_text(" \n\t"), "an empty file"),
    "a closed file": (lambda path: path.touch(mode=0), "cannot be opened"),
}


@pytest.fixture(params=KINDS)
def given(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    make, message = KINDS[request.param]
    path = tmp_path / "in" / "report.md"
    path.parent.mkdir()
    monkeypatch.chdir(tmp_path)  # the name of a socket may have a hundred characters
    make(path)
    if request.param == "a closed file" and os.access(path, os.R_OK):
        pytest.skip("the superuser reads everything")
    return path, message


def test_what_is_no_file_is_refused(given: tuple[Path, str]) -> None:
    path, message = given
    with pytest.raises(ReadError, match=message) as error:
        read(path)
    assert error.value.file == str(path)
    assert error.value.hint


@pytest.mark.parametrize("command", ["suggest", "check", "phrases", "audit", "history", "segment"])
def test_no_command_waits_for_a_pipe(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe.md")
    output = ["-o", "out.jsonl"] if command == "segment" else []
    done = CliRunner().invoke(app, [command, "pipe.md", *output])
    told = f"{done.stderr}{done.exception}"
    assert "pipe.md: " in told
    assert "a pipe or a device" in told or "no such file" in told
    assert done.exit_code in (1, 2)


@pytest.mark.parametrize("name", ["\0", "a\0.md", "x" * 300, "é\udcff.md"])
def test_a_name_that_no_file_can_have(name: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no such file|cannot be opened \(File name too long\)"):
        read(tmp_path / name)


def test_a_link_to_a_report_is_read(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Text", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("report.txt")
    assert read(tmp_path / "link.md").text == "Text"


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_what_a_shell_passes_as_a_pipe_is_read() -> None:
    """``treatygrade segment <(command)``: the other end is being written to."""
    ours, theirs = os.pipe()

    def say() -> None:
        with os.fdopen(theirs, "w") as stream:
            stream.write("The Committee welcomes this. " * 10_000)

    speaker = Thread(target=say)
    speaker.start()
    try:
        assert len(read(f"/dev/fd/{ours}").text) == 10_000 * 29 - 1
    finally:
        os.close(ours)
        speaker.join()
