"""treatygrade: from treaty-body follow-up reports to graded units, and what they tell.

The verbs are ``read``, ``segment``, ``predict`` and ``suggest``; each is imported when first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from treatygrade.models import predict as predict
    from treatygrade.read import read as read
    from treatygrade.segment import segment as segment
    from treatygrade.suggest import suggest as suggest

_VERBS = {
    "read": "treatygrade.read",
    "segment": "treatygrade.segment",
    "predict": "treatygrade.models",
    "suggest": "treatygrade.suggest",
}

__all__ = ["predict", "read", "segment", "suggest"]


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_VERBS[name]), name)


class _Stage(ModuleType):
    """A stage's package that is called like its verb: ``treatygrade.read`` is both, whoever imported it first."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return getattr(self, self.__name__.rpartition(".")[2])(*arguments, **options)


class _Package(ModuleType):
    def __setattr__(self, name: str, value: object) -> None:
        # Importing treatygrade.read sets the attribute `read` of this package to that module.
        if name in _VERBS and isinstance(value, ModuleType):
            value.__class__ = _Stage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
