"""Unit rows as people give them: what their cells have to be before a history is read from them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from treatygrade.columns import GRADES
from treatygrade.errors import ConfigError, TableError
from treatygrade.models.rows import called
from treatygrade.schemes import load

Row = dict[str, Any]
TEXTS = ("symbol", "committee", "scheme", "state", "iso3", "co_symbol", "paragraph", "scope", "grade", "grade_raw")
WHOLE = ("session", "year", "round")


def checked(rows: Iterable[Row], file: str | Path = "") -> Iterator[Row]:
    """The rows as they come, numbers as numbers and texts as texts, however the file holds them.

    A paragraph may be the number 16 and a session the text "112" or, as pandas leaves a column with gaps, 112.0.

    Raises:
        TableError: a cell that is not what its column holds, or a scheme that does not exist; names the row, counted
            from 1 without a header, and the unit.
    """
    for number, row in enumerate(rows, 1):
        try:
            yield row | _checked(row)
        except (ValueError, ConfigError) as error:
            place = f"row {number}, unit {called(row)}"
            raise TableError(str(error), file=file, place=place, hint="mend the cell") from None


def _checked(row: Row) -> Row:
    found: Row = {name: _text(name, row.get(name)) for name in TEXTS}
    found |= {name: _whole(name, row.get(name)) for name in WHOLE}
    if found["grade"] not in ("", *GRADES):
        raise ValueError(f"grade is not one of {', '.join(GRADES)}: {found['grade']}")
    if found["scheme"]:
        load(found["scheme"])
    flags, previous = (_list(name, row.get(name)) for name in ("flags", "previous"))
    if not all(isinstance(each, dict) and "round" in each for each in previous):
        raise ValueError(f"previous is not a list of rounds: {previous!r:.60}")
    earlier = [
        {"round": _whole("round", each["round"]) or 0}
        | {name: _text(name, each.get(name)) for name in ("grade_raw", "symbol")}
        for each in previous
    ]
    return found | {"flags": flags, "previous": earlier}


def _text(name: str, value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0:
        return str(int(value))
    raise ValueError(f"{name} is neither a text nor a whole number: {value!r:.60}")


def _whole(name: str, value: Any) -> int | None:
    text = _text(name, value).strip()
    if text and not text.isdecimal():
        raise ValueError(f"{name} is not a whole number: {text:.60}")
    return int(text) if text else None


def _list(name: str, value: Any) -> list[Any]:
    if value is not None and not isinstance(value, list | tuple):
        raise ValueError(f"{name} is not a list: {value!r:.60}")
    return list(value or ())
