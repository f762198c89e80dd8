"""How a value stands in a cell of a CSV or XLSX table, and how it is read back."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import isfinite
from typing import Any

from treatygrade.columns import INTEGERS, STRUCTURED

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_BOOLEANS = {"true": True, "false": False}


def to_cell(column: str, value: Any) -> str:
    """The text of a cell: JSON for lists and mappings, "" for None."""
    if value is None:
        return ""
    if column in STRUCTURED or isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def from_cell(column: str, cell: str) -> Any:
    """The value of a cell; the inverse of :func:`to_cell` for the columns of the contract.

    Raises:
        ValueError: the cell is not what its column holds; names the column and what it holds.
    """
    if not cell and column in _EMPTY_IS_NONE:
        return None
    for columns, what, value_of in _KINDS:
        if column in columns:
            try:
                return value_of(cell)
            except (ValueError, KeyError, RecursionError):
                raise ValueError(f"{column} is not {what}: {cell[:40]}") from None
    return cell


def escape_formula(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, behind an apostrophe (OWASP, *CSV injection*).

    An apostrophe before a formula sign is itself escaped, so that :func:`unescape_formula` is exact.
    """
    return "'" + cell if cell.lstrip("'").startswith(_FORMULA) else cell


def unescape_formula(cell: str) -> str:
    """The inverse of :func:`escape_formula`."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell


def _integer(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        number = float(cell)  # pandas writes a column of whole numbers with a gap as 39.0
    if not number.is_integer():
        raise ValueError
    return int(number)


def _number(cell: str) -> float:
    if not isfinite(number := float(cell)):
        raise ValueError
    return number


_KINDS: tuple[tuple[frozenset[str], str, Callable[[str], Any]], ...] = (
    (STRUCTURED, "JSON", json.loads),
    (INTEGERS, "a whole number", _integer),
    (frozenset({"confidence"}), "a number", _number),
    (frozenset({"abstained"}), "true or false", lambda cell: _BOOLEANS[cell.lower()]),
)
_EMPTY_IS_NONE = frozenset({"predicted"}).union(*(columns for columns, _, _ in _KINDS))
