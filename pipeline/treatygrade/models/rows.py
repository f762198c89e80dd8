"""Unit rows as people give them: what their cells have to be before a model learns from them or predicts them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from treatygrade.errors import ConfigError, TableError

Row = dict[str, Any]
_SHOWN = 40


def called(row: Row) -> str:
    """How messages name a unit: by its id; without one, by how its text begins."""
    name = row.get("unit_id") or row.get("id")
    shown = str(name) if name else f"“{' '.join(str(row.get('text') or '').split()):.{_SHOWN}}”"
    return shown.encode(errors="backslashreplace").decode()


def checked(rows: Iterable[Row], file: str | Path = "") -> Iterator[Row]:
    """The rows as they come; messages count them from 1, a header not among them.

    Raises:
        TableError: a text, scheme, language or scope is not a string, a text is not valid Unicode, or the flags are
            not a list of strings.
        ConfigError: a scheme that does not exist.
    """
    from treatygrade.models.model import possible

    for number, row in enumerate(rows, 1):
        try:
            _check(row)
            possible(row.get("scheme") or "")
        except (TableError, ConfigError) as error:
            place = f"row {number}, unit {called(row)}"
            raise type(error)(error.message, file=file, place=place, hint=error.hint) from None
        yield row


def _check(row: Row) -> None:
    for name in ("text", "scheme", "language", "scope"):
        value = row.get(name)
        if value is not None and not isinstance(value, str):
            raise TableError(f"{name} is not a string: {value!r:.{_SHOWN}}")
    flags = row.get("flags") or []
    if not isinstance(flags, list | tuple) or not all(isinstance(flag, str) for flag in flags):
        raise TableError(f"flags is not a list of strings: {flags!r:.{_SHOWN}}")
    try:
        (row.get("text") or "").encode()
    except UnicodeEncodeError:
        raise TableError("text is not valid Unicode") from None
