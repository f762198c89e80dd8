"""How a value stands in a cell of a CSV or XLSX table, and how it is read back."""

from __future__ import annotations

import json
from typing import Any

from treatygrade.columns import INTEGERS, STRUCTURED

_FORMULA = ("=", "+", "-", "@")
_BOOLEANS = {"true": True, "false": False}
_NUMBERS = frozenset({"confidence"})
_TRUTHS = frozenset({"abstained"})


def to_cell(column: str, value: Any) -> str:
    """The text of a cell. A text that a spreadsheet would take for a formula gets an apostrophe."""
    if value is None:
        return ""
    if column in STRUCTURED or isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value)
    # An apostrophe before a formula sign is itself escaped, so that reading back is exact.
    if text.lstrip("'").startswith(_FORMULA) and not isinstance(value, int | float):
        return "'" + text
    return text


def from_cell(column: str, cell: str) -> Any:
    """The value of a cell; the inverse of :func:`to_cell` for the columns of the contract."""
    if column in STRUCTURED:
        return json.loads(cell) if cell else None
    if column in INTEGERS:
        return int(float(cell)) if cell else None
    if column in _NUMBERS:
        return float(cell) if cell else None
    if column in _TRUTHS:
        return _BOOLEANS.get(cell.lower()) if cell else None
    if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA):
        return cell[1:]
    return cell
