"""What the fuzz run found: each is a file that once ended in an error of a library."""

from __future__ import annotations

import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.fuzz.files import any_bytes, damaged, originals, suffixes
from treatygrade.errors import ReadError
from treatygrade.read import Document, read


@pytest.mark.parametrize(
    "text", ["</p>", "<!-- a -->", "<?php x ?>", "</p> </div>", "<!DOCTYPE html>", "<!-- a", "<!", "<?"]
)
@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_nothing_but_markup_is_no_text(text: str, suffix: str, tmp_path: Path) -> None:
    if (text, suffix) == ("<!", ".md"):
        pytest.skip("these two characters are text in Markdown")
    path = tmp_path / f"report{suffix}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match="holds no text"):
        read(path)


@pytest.mark.parametrize("inside", [b"", b"stream\n", b"endstream\n", b"/Filter/FlateDecode>>stream\r\nnot packed"])
def test_a_large_pdf_without_a_stream_is_damaged(inside: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n" + inside + b"PK\3\4 what follows is no PDF " * 2_000)
    with pytest.raises(ReadError, match="damaged PDF"):
        read(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("anything")


def holds(found: Document) -> None:
    """What is true of any document: its blocks are its text in order, its pieces lie in it, its characters print."""
    text = found.text
    assert text == "\n".join(found.block_text(block) for block in found.blocks)
    assert all(block.start < block.end for block in found.blocks)
    assert all(0 <= piece.start < piece.end <= len(text) for piece in found.pieces)
    assert all(before.end <= after.start for before, after in pairwise(found.pieces))
    assert all(note.start is None or 0 <= note.start <= len(text) for note in found.notes)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\ud800-\udfff\ufffe\u200b\u2028\u2029]|  |^ | $|\n\n", text, re.MULTILINE)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(any_bytes(), st.binary(max_size=200), damaged()), suffix=suffixes())
@example(data=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 2, suffix=".doc")
def test_anything_is_a_document_or_refused(
    data: bytes, suffix: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)  # a converter takes seconds for each
    path = folder / f"file{suffix}"
    path.write_bytes(data)
    try:
        holds(read(path))
    except ReadError as error:
        if error.file != str(path) or not error.hint:
            raise
    finally:
        path.unlink()


@pytest.mark.parametrize("suffix", [".txt", ".doc", ".pdf", ".docx", ".md", ".zip", "", ".unheard of", ".PDF"])
@pytest.mark.parametrize("kind", originals())
def test_what_a_file_is_does_not_follow_from_its_name(kind: str, suffix: str, folder: Path) -> None:
    """A page without its head alone is known by its name: see test_sources."""
    (folder / f"report{suffix}").write_bytes(originals()[kind])
    (folder / "report.bin").write_bytes(originals()[kind])
    called, other = read(folder / f"report{suffix}"), read(folder / "report.bin")
    holds(called)
    assert called.text == other.text
