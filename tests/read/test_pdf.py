"""PDF files that have no text to read; what one with text gives is in test_formats."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.errors import ReadError
from treatygrade.read import read


def test_scanned_pdf_says_to_run_ocr(tmp_path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    document.new_page(500, 700)
    document.save(tmp_path / "scan.pdf")
    with pytest.raises(ReadError, match="scanned") as error:
        read(tmp_path / "scan.pdf")
    assert "OCR" in error.value.hint


def test_encrypted_pdf_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import pypdfium2

    def refuse(*_: object) -> None:
        raise pypdfium2.PdfiumError("Failed to load document (PDFium: Incorrect password error).")

    monkeypatch.setattr(pypdfium2, "PdfDocument", refuse)
    (tmp_path / "secret.pdf").write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(ReadError, match="encrypted"):
        read(tmp_path / "secret.pdf")
