"""treatygrade: from treaty-body follow-up reports to graded units, and what they tell.

The verbs are ``read``, ``segment``, ``predict`` and ``suggest``; each is imported when first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatygrade.models import predict as predict
    from treatygrade.read import read as read
    from treatygrade.segment import segment as segment

_VERBS = {"read": "treatygrade.read", "segment": "treatygrade.segment", "predict": "treatygrade.models"}

__all__ = ["predict", "read", "segment"]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_VERBS[name]), name)
