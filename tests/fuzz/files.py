"""Bytes for the readers: anything at all, and files of every format that were damaged on the way."""

from __future__ import annotations

import gzip
import io
import shutil
import subprocess
import zipfile
from functools import cache
from pathlib import Path

import docx
from hypothesis import strategies as st

from tests.read.hostile import drawing, page
from treatygrade.label.find import SUFFIXES

ROOT = Path(__file__).parents[2]
MARKS = [
    b"PK\x03\x04", b"%PDF-1.7\n", b"\x1f\x8b\x08", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf", b"<html>", b"<?xml",
    b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"[C]: 16", b"| a | b |\n|---|---|\n",
    b"\xed\xa0\x80", b"\xe2\x80\xae", b"<table>" * 30, b"> " * 50, b"- " * 50, b"</p>", b"&#0;", b"\xc2\xa0",
]  # fmt: skip


def any_bytes() -> st.SearchStrategy[bytes]:
    """Pieces that mean something to a reader, in any order, with anything between."""
    return st.lists(st.one_of(st.sampled_from(MARKS), st.binary(max_size=60)), max_size=20).map(b"".join)


def suffixes() -> st.SearchStrategy[str]:
    """What a file may be called: as the formats that are read, some that are not, packed or not, anything else."""
    known = sorted({*SUFFIXES, ".gz", ".zip", ".xml", ".PDF", ".Md", ""})
    anything = st.text("abcdefxyz.~ é_-", max_size=9).map(lambda text: f".{text}")
    return st.tuples(st.one_of(st.sampled_from(known), anything), st.sampled_from(["", ".gz"])).map("".join)


def whole(specimen: Path) -> dict[str, bytes]:
    """One report in the formats that can be made here."""
    text = specimen.read_text("utf-8")
    word = docx.Document()
    for paragraph in text.split("\n\n"):
        word.add_paragraph(paragraph)
    table = word.add_table(2, 2)
    table.cell(0, 0).text = "[C]"
    stream = io.BytesIO()
    word.save(stream)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    return {
        "md": text.encode(), "html": f"<html><body>{body}</body></html>".encode(), "pdf": printed(text),
        "docx": stream.getvalue(),
        "gz": gzip.compress(text.encode(), mtime=0), "utf16": text.encode("utf-16"),
        "cp1252": text.encode("cp1252", "replace"),
    }  # fmt: skip


def printed(text: str) -> bytes:
    """A PDF that prints the beginning of a text on two pages, and a line of each page through a form."""
    lines = [line.encode("cp1252", "replace").translate(None, b"()\\") for line in text.split("\n")[:40]]
    shown = b"BT /F 12 Tf 72 760 Td " + b"".join(b"(%s) Tj 0 -14 Td " % line[:90] for line in lines) + b"ET /X Do"
    form = drawing(b"BT /F 8 Tf 72 40 Td (A form.) Tj ET", 6)
    return page(shown, form, kids=b"3 0 R 3 0 R")


def old_word(folder: Path) -> bytes:
    """The report as an old Word file; nothing where LibreOffice, which makes it and reads it, is not there."""
    office = shutil.which("soffice")
    if office is None:
        return b""
    (folder / "whole.docx").write_bytes(originals()["docx"])
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(folder),
        str(folder / "whole.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (folder / "whole.doc").read_bytes()


@cache
def originals() -> dict[str, bytes]:
    return whole(ROOT / "corpus" / "specimens" / "en" / "CED_C_57_2.md")


def damaged_once(data: bytes) -> st.SearchStrategy[bytes]:
    """One file with bytes lost, changed or put in."""
    return st.composite(_damage)(data)


def damaged() -> st.SearchStrategy[bytes]:
    """A report of some format with bytes lost, changed or put in; in a Word file, also inside its parts."""

    @st.composite
    def draw_one(draw: st.DrawFn) -> bytes:
        kind = draw(st.sampled_from(sorted(originals())))
        data = originals()[kind]
        if kind == "docx" and draw(st.booleans()):
            return _with_damaged_part(draw, data)
        return _damage(draw, data)

    return draw_one()


def _damage(draw: st.DrawFn, data: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        place = draw(st.integers(0, len(data)))
        length = draw(st.integers(0, 200))
        data = data[:place] + draw(st.one_of(st.sampled_from(MARKS), st.binary(max_size=20))) + data[place + length :]
    return data


def _with_damaged_part(draw: st.DrawFn, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as after:
        hit = draw(st.sampled_from(before.namelist()))
        for name in before.namelist():
            after.writestr(name, _damage(draw, before.read(name)) if name == hit else before.read(name))
    return stream.getvalue()
