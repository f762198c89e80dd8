"""Reading as a whole: old Word files through what is installed, long texts in parts, nothing left changed."""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.read.hostile import OLE
from treatygrade.errors import ReadError
from treatygrade.read import markdown, read

Programs = Callable[..., Path]


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """A system with these converters alone, each a script; returns the folder for the file to read."""

    def install(**scripts: str) -> Path:
        folder = tmp_path / "bin"
        folder.mkdir()
        for name in ("sh", "cat", "cp"):
            (folder / name).symlink_to(str(shutil.which(name)))
        for name, script in scripts.items():
            (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (folder / name).chmod(0o755)
        monkeypatch.setenv("PATH", str(folder))
        (tmp_path / "a.doc").write_bytes(OLE)
        return tmp_path / "a.doc"

    return install


def test_without_a_converter_it_is_said_what_to_install(programs: Programs) -> None:
    with pytest.raises(ReadError, match="nothing here can convert it") as error:
        read(programs())
    assert "LibreOffice" in error.value.hint
    assert "antiword" in error.value.hint


def test_antiword_where_it_is_all_there_is(programs: Programs) -> None:
    """It is asked for UTF-8 without wrapping, and given a copy of the file."""
    path = programs(antiword='[ "$1 $2 $3 $4" = "-m UTF-8.txt -w 0" ] && [ -s "$5" ] && echo "Évaluation [B]"')
    found = read(path)
    assert (found.text, found.format, found.name) == ("Évaluation [B]", "doc", str(path))


def test_libreoffice_goes_before_antiword(programs: Programs) -> None:
    with pytest.raises(ReadError, match="LibreOffice can convert"):
        read(programs(antiword="echo text", libreoffice="exit 0"))


def test_antiword_that_fails(programs: Programs) -> None:
    with pytest.raises(ReadError, match="cannot be converted"):
        read(programs(antiword="echo no >&2; exit 1"))


@pytest.mark.parametrize("name", [None, "draft of Ana.docx"])
def test_a_document_is_called_as_the_reader_says(name: str | None, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Text", encoding="utf-8")
    assert read(path, name=name).name == name or str(path)
    path.write_bytes(b"")
    with pytest.raises(ReadError) as error:
        read(path, name=name)
    assert error.value.file == (name or str(path))
    assert error.value.stage == "read"


@pytest.fixture(params=[True, False])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("data", [b"Text", b""])
def test_the_collector_is_as_before(data: bytes, collecting: bool, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    try:
        read(tmp_path / "a.txt")
    except ReadError:
        assert not data
    assert gc.isenabled() is collecting


PART = "# Heading {0}\n\nThe State party *has* amended law {0}.\n\n| a | {0} |\n|---|---|\n| c | d |\n\n- item {0}\n\n"


@pytest.mark.parametrize("end", ["", "[1]: https://x.example\n", "```\ncode\n", "Text[^1]\n\n[^1]: Note.\n"])
def test_a_long_text_is_read_in_parts_as_it_would_be_whole(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("".join(map(PART.format, range(40))) + end, encoding="utf-8")
    whole = read(path)
    monkeypatch.setattr(markdown, "_LONG", 400)
    assert len(list(markdown._parts(path.read_text("utf-8")))) == (1 if end else pytest.approx(11, abs=3))
    parts = read(path)
    assert (parts.text, parts.blocks, parts.notes, parts.pieces) == (
        whole.text,
        whole.blocks,
        whole.notes,
        whole.pieces,
    )
    assert [block.table for block in whole.blocks if block.table is not None][-1] == 39


def test_reading_text_imports_no_reader_of_another_format(tmp_path: Path) -> None:
    """Each reader's library is large, and most runs meet one or two formats."""
    (tmp_path / "a.txt").write_text("Text", encoding="utf-8")
    code = (
        "import sys; from treatygrade.read import read; read('a.txt');"
        "print([name for name in ('lxml', 'pypdfium2', 'cmarkgfm', 'docx', 'torch', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
