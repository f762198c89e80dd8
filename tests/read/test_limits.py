"""Each limit of ``configs/limits.yaml`` on reading: what meets it is read, what goes one beyond is refused by name.

The limits are lowered here, so that no file of 200 MB is needed; what files of that size give is in test_hostile.
"""

from __future__ import annotations

import gzip
import io
import os
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.read.hostile import OLE, TEXT, again, body, laughs, page, word
from treatygrade.errors import ReadError
from treatygrade.read import read
from treatygrade.read.pdfforms import check_forms
from treatygrade.resources import config

TESTS = Path(__file__).parents[1]
SAID = "<w:p><w:r><w:t>Text</w:t></w:r></w:p>"


def rows(*counts: int) -> bytes:
    """A page of tables of one row."""
    tables = (f"<table><tr>{'<td>x</td>' * count}</tr></table>" for count in counts)
    return f"<!DOCTYPE html><html>{''.join(tables)}</html>".encode()


def word_rows(count: int) -> bytes:
    return word(body(f"<w:tbl><w:tr>{f'<w:tc>{SAID}</w:tc>' * count}</w:tr></w:tbl>"))


def nested(depth: int) -> bytes:
    """``depth`` elements around a text, those of the page itself included."""
    return f"<!DOCTYPE html><html><body>{'<div>' * (depth - 2)}x{'</div>' * (depth - 2)}</body></html>".encode()


def word_nested(depth: int) -> bytes:
    """``depth`` levels of blocks, the body included."""
    return word(body("<w:sdt>" * (depth - 1) + SAID + "</w:sdt>" * (depth - 1)))


def unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(info.file_size for info in archive.infolist())


def shown(count: int) -> bytes:
    """A page of so many objects, which are texts."""
    return page(b"BT /F 12 Tf 72 700 Td " + b"(word) Tj 0 -14 Td " * count + b"ET")


WORD = word(body(SAID))

CASES: dict[str, tuple[str, int, bytes, bytes]] = {
    "file_bytes": ("a.txt", 40, b"x" * 40, b"x" * 41),
    "file_bytes of what is packed": ("a.gz", 60, gzip.compress(b"x" * 900, mtime=0), gzip.compress(os.urandom(90))),
    "unpacked_bytes of a gzip file": (
        "a.gz", 900, gzip.compress(b"x" * 900, mtime=0), gzip.compress(b"x" * 901, mtime=0)
    ),
    "unpacked_bytes of several gzip files in one": (
        "a.gz", 900, gzip.compress(b"x" * 450, mtime=0) * 2, gzip.compress(b"x" * 451, mtime=0) * 2
    ),
    "unpacked_bytes of a Word file": ("a.docx", unpacked(WORD), WORD, word(body(SAID) + " ")),
    "zip_entries": ("a.docx", 3, word(body(SAID), one="x"), word(body(SAID), one="x", two="x")),
    "text_characters": ("a.txt", 40, "é".encode() * 40, "é".encode() * 41),
    "text_characters of a PDF": ("a.pdf", 24, page(TEXT, kids=b"3 0 R " * 2), page(TEXT, kids=b"3 0 R " * 3)),
    "text_lines": ("a.txt", 3, b"a\nb\rc\r\nd", b"a\nb\rc\r\nd\n"),
    "line_characters": ("a.md", 40, b"one\n" * 30 + b"x" * 40, b"one\n" * 30 + b"x" * 41),
    "xml_bytes": ("a.docx", len(body(SAID * 9)), word(body(SAID * 9)), word(body(SAID * 9) + " ")),
    "table_cells of a page": ("a.html", 12, rows(12), rows(13)),
    "table_cells of all tables": ("a.html", 12, rows(6, 6), rows(6, 7)),
    "table_cells in Word": ("a.docx", 12, word_rows(12), word_rows(13)),
    "table_cells in Markdown": ("a.md", 4, b"|a|b|\n|-|-|\n|c|d|\n", b"|a|b|\n|-|-|\n|c|d|\n|e|f|\n"),
    "xml_depth of a page": ("a.html", 20, nested(20), nested(21)),
    "xml_depth in Word": ("a.docx", 20, word_nested(20), word_nested(21)),
    "xml_depth in Markdown": ("a.md", 8, b"> " * 5 + b"x", b"> " * 6 + b"x"),
    "pdf_pages": ("a.pdf", 4, page(TEXT, kids=b"3 0 R " * 4), page(TEXT, kids=b"3 0 R " * 5)),
    "pdf_objects": ("a.pdf", 30, shown(30), shown(31)),
    "pdf_objects of all pages": ("a.pdf", 5, page(TEXT, kids=b"3 0 R " * 5), page(TEXT, kids=b"3 0 R " * 6)),
    "pdf_stream_bytes": ("a.pdf", 5_000, page(TEXT.ljust(5_000)), page(TEXT.ljust(5_001))),
}  # fmt: skip
"""what: (file, the limit, what meets it, what goes beyond)"""


@pytest.fixture
def lowered(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    return lambda name, to: monkeypatch.setitem(config("limits.yaml")["read"], name, to)


@pytest.mark.parametrize("what", CASES)
def test_what_meets_a_limit_is_read_and_what_goes_beyond_is_not(
    what: str, lowered: Callable[[str, int], None], tmp_path: Path
) -> None:
    file, most, within, beyond = CASES[what]
    name = what.split(maxsplit=1)[0]
    path = tmp_path / file
    lowered(name, most)
    path.write_bytes(within)
    assert read(path).text
    path.write_bytes(beyond)
    refused(path, name, most)


def refused(path: Path, name: str, most: int) -> None:
    """A refusal says which file, and which limit it goes beyond."""
    with pytest.raises(ReadError) as error:
        read(path)
    assert str(error.value).startswith(f"{path}: ")
    assert f"the limit is {most:,} ({name} in configs/limits.yaml)" in error.value.hint


@pytest.mark.parametrize("kind", ["gz", "docx"])
def test_a_ratio_counts_above_its_floor_alone(kind: str, lowered: Callable[[str, int], None], tmp_path: Path) -> None:
    spread = body(SAID * 400)
    data = gzip.compress(spread.encode(), mtime=0) if kind == "gz" else word(spread)
    path = tmp_path / f"a.{kind}"
    path.write_bytes(data)
    lowered("zip_ratio", 10)
    assert read(path).text
    lowered("zip_ratio_floor", len(spread))
    assert read(path).text
    lowered("zip_ratio_floor", len(spread) - 1)
    refused(path, "zip_ratio", 10)
    lowered("zip_ratio", 1_000)
    assert read(path).text


@pytest.mark.parametrize(
    ("forms", "tried"), [(laughs(1, 3), False), (laughs(2, 10), False), (laughs(3, 10), True), (again(3), False)]
)
def test_forms_that_draw_little_are_read(
    forms: bytes, tried: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where a file may draw more than the limit, a process of its own tries first."""
    started: list[object] = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *given, **how: (started.append(given), run(*given, **how))[1])
    monkeypatch.setitem(config("limits.yaml")["read"], "pdf_objects", 10_000)
    assert check_forms(forms) is None
    assert bool(started) is tried


def test_pdf_seconds(lowered: Callable[[str, int], None], tmp_path: Path) -> None:
    lowered("pdf_seconds", 1)
    path = tmp_path / "a.pdf"
    path.write_bytes(laughs(8, 10))
    refused(path, "pdf_seconds", 1)


@pytest.mark.parametrize(
    "disguise",
    [
        lambda data: data.replace(b"/Subtype/Form", b"/Subtype/F#6frm"),
        lambda data: data.replace(b"/Subtype/Form", b"/Subtype/Image/Subtype/Form"),
        lambda data: data.replace(b"/Type/XObject", b"/DecodeParms null"),
    ],
    ids=["a name in numbers", "said twice", "packed in another way"],
)
def test_a_disguise_does_not_hide_a_form(disguise: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    tried = SimpleNamespace(returncode=1)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: tried)
    with pytest.raises(ReadError, match="draw one another"):
        check_forms(disguise(laughs(8, 10)))


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Puts a script in the place of LibreOffice; returns the folder that it may write to."""

    def install(script: str) -> Path:
        (tmp_path / "bin").mkdir(exist_ok=True)
        office = tmp_path / "bin" / "soffice"
        office.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        office.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
        return tmp_path

    return install


def test_convert_seconds(converter: Callable[[str], Path], lowered: Callable[[str, int], None]) -> None:
    """What the converter started ends with it: soffice is a script that starts what does the work."""
    folder = converter('sleep 60 & echo $! > "$0.pid"; wait')
    lowered("convert_seconds", 3)  # time enough to have started, however busy the machine is
    (folder / "a.doc").write_bytes(OLE)
    refused(folder / "a.doc", "convert_seconds", 3)
    worker = int((folder / "bin" / "soffice.pid").read_text("ascii"))
    until = time.monotonic() + 20
    while _runs(worker) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text("ascii").split()[2] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("script", "message"),
    [("exit 3", "cannot be converted"), ("exit 0", "no.*LibreOffice can convert"), ("kill -9 $$", "cannot be conv")],
)
def test_a_converter_that_fails(converter: Callable[[str], Path], script: str, message: str) -> None:
    folder = converter(script)
    (folder / "a.doc").write_bytes(OLE)
    with pytest.raises(ReadError, match=message) as error:
        read(folder / "a.doc")
    assert error.value.hint


def test_what_a_converter_makes_is_read_under_the_same_limits(
    converter: Callable[[str], Path], lowered: Callable[[str, int], None]
) -> None:
    folder = converter('cp "$(dirname "$0")/../made.docx" "$6/report.docx"')
    (folder / "made.docx").write_bytes(word_rows(3))
    (folder / "a.doc").write_bytes(OLE)
    assert read(folder / "a.doc").text == "Text\nText\nText"
    lowered("table_cells", 2)
    refused(folder / "a.doc", "table_cells", 2)


def test_no_limit_is_without_a_case() -> None:
    """Those of other sections are each named by a test of their own."""
    limits = config("limits.yaml")
    cases = {what.split(maxsplit=1)[0] for what in CASES}
    assert cases | {"zip_ratio", "zip_ratio_floor", "pdf_seconds", "convert_seconds"} == set(limits["read"])
    others = {name for section, names in limits.items() if section != "read" for name in names}
    tests = "".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py") if path != Path(__file__))
    assert [name for name in sorted(others) if name not in tests] == []
