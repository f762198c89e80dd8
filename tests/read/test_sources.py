"""Files that are not what they are called, or cannot be read: what the error says. Encodings."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from tests.read.hostile import OLE
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
        ("a.docx", b"PK\x05\x06" + bytes(18), "empty zip"),
        ("a.docx", zipped(**{"ppt/presentation.xml": "<a/>"}), "a PowerPoint file"),
        ("a.odt", zipped(**{"content.xml": "<a/>"}), "an OpenDocument file"),
        ("a.zip", zipped(**{"report.md": REPORT}), "a zip file, not a Word document"),
        ("a.zip", zipped(**{"inner.zip": "PK\x03\x04"}), "a zip file, not a Word document"),
        (
            "a.docx",
            zipped(**{"_rels/.rels": RELATIONS.replace("word/", "../"), "../document.xml": "<a/>"}),
            "a zip file",
        ),
        (
            "a.docx",
            zipped(**{"_rels/.rels": RELATIONS.replace("<Relationship I", '<Relationship TargetMode="External" I')}),
            "a zip",
        ),
        ("a.docx", zipped(**{"_rels/.rels": RELATIONS, "word/document.xml": "<a/>"}), "strict form"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(40), "a picture"),
        ("a.tif", b"II*\x00" + bytes(40), "TIFF"),
        ("a.xml", b"<?xml version='1.0'?><report/>", "XML file"),
        ("a.doc", OLE + "PowerPoint Document".encode("utf-16-le"), "PowerPoint"),
        ("a.msg", OLE + "__properties_version1.0".encode("utf-16-le"), "Outlook"),
        ("a.docx", b"text" * 2_000 + b"\0", "no Word document"),
        ("a.gz", gzip.compress(b"text", mtime=0)[:-8] + bytes(8), "damaged gzip"),
        ("a.gz", gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), "binary"),
        ("a.gz", gzip.compress(b" ", mtime=0), "empty file"),
        ("a.txt", b"\x1f\x8b\x07" + bytes(20), "damaged gzip"),
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


def test_a_gzip_file_of_several_members_is_read_whole(tmp_path: Path) -> None:
    """As bgzip and ``cat one.gz two.gz`` make them; what stands after the last is padding."""
    members = [gzip.compress(part.encode(), mtime=0) for part in ("The law ", "was ", "amended.")]
    for name, data in (("a.gz", b"".join(members)), ("padded.gz", b"".join(members) + bytes(512))):
        (tmp_path / name).write_bytes(data)
        assert read(tmp_path / name).text == "The law was amended."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029"])
def test_line_ends(end: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(f"One.{end}{end}Two.{end}".encode())
    assert read(tmp_path / "a.txt").text == "One.\nTwo."


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
        ("a", b"Just text.", "txt"),
        ("a", b"# A heading\n\ntext", "md"),
        ("a.pdf", b"Just text.", "txt"),
        ("a.doc", "Just text.".encode("utf-16"), "txt"),
        ("a.html", b"<p>A fragment</p>", "html"),
        ("a.xhtml", b"<?xml version='1.0'?>\n<html><p>Text</p></html>", "html"),
        ("a.md", b"\xef\xbb\xbf<!-- saved -->\n<HTML><p>Text</p></HTML>", "html"),
        ("a.md", b"<p>A paragraph</p>\n\nof *Markdown*", "md"),
        ("a.txt", REPORT.encode() * 5, "md"),
        ("a.txt", b"# of cases: 5\n\nJust text.", "txt"),
        ("a.md", (b"x" * 150 + b"\n") * 6, "txt"),
        ("a.md", (b"x" * 150 + b"\n") * 5, "md"),
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
