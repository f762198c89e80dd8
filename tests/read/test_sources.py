"""Files that are not what they are called, or cannot be read: what the error says. Encodings."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from treatygrade.errors import ReadError
from treatygrade.read import read

REPORT = "# Évaluation\n\n**[B]**\n\nLe Comité note l’adoption de la loi nº 7 – et s’en félicite.\n"


def zipped(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.docx", b"PK\x03\x04rubbish", "damaged zip"),
        ("a.docx", zipped(**{"xl/workbook.xml": "<a/>"}), "an Excel workbook"),
        ("a.docx", zipped(**{"_rels/.rels": RELATIONS, "word/document.xml": "<!DOCTYPE a><a/>"}), "DOCTYPE"),
        ("a.docx", zipped(**{"_rels/.rels": RELATIONS, "word/document.xml": "<a>" + " " * 3_000_000}), "zip bomb"),
        ("a.docx", zipped(**{"_rels/.rels": RELATIONS, "word/document.xml": "<a>"}), "not well-formed"),
        ("a.pdf", b"%PDF-1.4 rubbish", "damaged PDF"),
        ("a.pdf", b"\x00\x01\x02" * 50, "no PDF"),
        ("a.md", b"", "empty file"),
        ("a.md", b" \n\n", "empty file"),
        ("a.md", bytes(range(256)) * 20, "binary"),
        ("a.md", gzip.compress(b"text" * 50, mtime=0)[:-12], "cut off"),
        ("a.md", gzip.compress(b"text" * 50, mtime=0)[:10], "cut off"),  # the head of a gzip file alone
        ("a.html", b"\x1f\x8b", "cut off"),
        ("a.docx", b"{\\rtf1 text}", "Rich Text"),
        ("~$a.docx", b"lock", "lock file"),
    ],
)
def test_error_says_what_it_is_and_what_to_do(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=message) as error:
        read(path)
    assert error.value.file == str(path)
    assert error.value.hint


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "none.md")
    with pytest.raises(ReadError, match="a folder"):
        read(tmp_path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings(tmp_path: Path, encoding: str, newline: str) -> None:
    path = tmp_path / "a.md"
    path.write_bytes((REPORT * 4).replace("\n", newline).encode(encoding))
    plain = tmp_path / "b.md"
    plain.write_text(REPORT * 4, encoding="utf-8")
    assert read(path).text == read(plain).text
    assert read(path).text.startswith("Évaluation\n[B]\nLe Comité note l’adoption")


@pytest.mark.parametrize(
    ("name", "data", "format"),
    [
        ("a.docx", REPORT.encode(), "md"),
        ("a.md.gz", gzip.compress(REPORT.encode(), mtime=0), "md"),
        ("a.txt", b"<!DOCTYPE html><html><p>Text</p></html>", "html"),
        ("a.txt", b"Just text.", "txt"),
    ],
)
def test_content_decides(tmp_path: Path, name: str, data: bytes, format: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read(path).format == format


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    document = read("-")
    assert (document.name, document.format) == ("standard input", "md")
