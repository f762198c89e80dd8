"""Files made to harm: refused with a reason, or read, in little time either way. Any bytes at all: the same."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.fuzz.files import any_bytes
from tests.read.hostile import OLE, READ, REFUSED
from treatygrade.errors import ReadError, TreatygradeError
from treatygrade.read import Document, read

SECONDS = 10  # of one core; the slowest takes two


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    data, reason = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(data)
    begun = time.process_time()
    with pytest.raises(ReadError, match=reason) as error:
        read(path)
    assert error.value.hint
    assert "\n" not in str(error.value.args[0])
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("name", READ)
def test_read_within_limits(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(READ[name])
    begun = time.process_time()
    found = read(path)
    assert found.text
    assert "root:" not in found.text
    assert time.process_time() - begun < SECONDS
    assert not (tmp_path.parent / "etc").exists()


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(any_bytes(), st.sampled_from([".txt", ".md", ".html", ".docx", ".pdf", ".doc", ".gz", ".xlsx", ""]))
def test_any_bytes_are_a_document_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes, end: str) -> None:
    path = tmp_path_factory.getbasetemp() / f"any{end}"
    path.write_bytes(data)
    assume(not data.startswith(OLE[:8]))  # LibreOffice would be started for each
    try:
        found = read(path)
    except TreatygradeError:
        return
    assert isinstance(found, Document)
    for block in found.blocks:
        assert found.block_text(block).strip() == found.block_text(block) != ""
    for piece in found.pieces:
        assert 0 <= piece.start < piece.end <= len(found.text)
