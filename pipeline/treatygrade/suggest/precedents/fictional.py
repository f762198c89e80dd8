"""Which units are about invented States: they may teach, but never count as precedents."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from treatygrade.resources import resource
from treatygrade.states import fictional


def is_fictional(unit: Mapping[str, Any]) -> bool:
    """Whether a unit is invented: by its State's code, or, where none is printed, by a specimen's symbol."""
    return fictional(str(unit.get("iso3") or "")) or str(unit.get("symbol") or "") in _specimen_symbols()


@cache
def _specimen_symbols() -> frozenset[str]:
    golds = resource("corpus", "specimens").rglob("*.gold.json")
    states = (state for path in golds for state in json.loads(path.read_text(encoding="utf-8"))["states"])
    return frozenset(state["symbol"] for state in states) - {""}
