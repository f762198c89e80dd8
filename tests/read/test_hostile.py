"""Files made to harm: refused with a reason, or read, in little time either way."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.read.hostile import READ, REFUSED
from treatygrade.errors import ReadError
from treatygrade.read import read

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
