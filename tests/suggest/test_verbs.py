"""The verbs of the package, though three of them are also the names of its stages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    "first",
    ["pass", "import treatygrade.read.document", "import treatygrade.segment, treatygrade.suggest", "t.predict(['x'])"],
)
def test_verbs_are_called_again_and_again_in_any_order(specimens: Path, first: str) -> None:
    report = specimens / "en" / "CMW_C_QLV_FCO_3_Add.1.md"
    program = f"""
import treatygrade as t
{first}
for _ in range(2):
    document = t.read({str(report)!r})
    assert len(t.segment(document)) == 1
    assert len(t.predict(["The Committee regrets it."])) == 1
    assert len(t.suggest("The Committee regrets it.")) == 1
from treatygrade.read import read
assert read is t.read.read
"""
    subprocess.run([sys.executable, "-c", program], check=True)
