"""What a file is by its bytes, and whether it is whole."""

from __future__ import annotations

import io
import zipfile

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind(body: bytes) -> str:
    """``docx``, ``pdf``, ``doc``, ``html``, or "" for anything else."""
    if body.startswith(b"PK\x03\x04"):
        return "docx"
    if body.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if body.startswith(_OLD_WORD):
        return "doc"
    start = body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")) else ""


def damage(body: bytes) -> str:
    """What is wrong with a file of its kind; "" where it is whole as far as its format can tell."""
    what = kind(body)
    if what == "pdf" and b"%%EOF" not in body[-2048:]:
        return "the PDF has no end"
    if what != "docx":
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            if "word/document.xml" not in archive.namelist():
                return "a ZIP archive, but not a Word document"
            return "" if archive.testzip() is None else "a part of the Word document is damaged"
    except (zipfile.BadZipFile, EOFError):
        return "the Word document is cut off"
