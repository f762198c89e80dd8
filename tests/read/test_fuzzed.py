"""What the fuzz run found: each is a file that once ended in an error of a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.errors import ReadError
from treatygrade.read import read


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
