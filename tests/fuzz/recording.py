"""Runs what compiles regular expressions and prints each as JSON. A process of its own: nothing is compiled yet."""

from __future__ import annotations

import json
import pkgutil
import re
import sys
from importlib import import_module
from inspect import signature
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline" / "treatygrade"
FOUND: dict[tuple[str, str, int, str, bool], None] = {}


def record() -> None:
    """From here on, every pattern that the package asks ``re`` for is kept."""
    compile_ = re._compile  # type: ignore[attr-defined]

    def recording(pattern: Any, flags: Any) -> Any:
        caller = sys._getframe(2)
        path = Path(caller.f_code.co_filename)
        if PACKAGE in path.parents and not isinstance(pattern, re.Pattern):
            place = f"{path.relative_to(PACKAGE).as_posix()}:{caller.f_lineno}"
            verb = sys._getframe(1).f_code.co_name
            binary = isinstance(pattern, bytes)
            text = pattern.decode("latin-1") if binary else pattern
            FOUND[place, verb, int(flags), text, binary] = None
        return compile_(pattern, flags)

    re._compile = recording  # type: ignore[attr-defined]


def main() -> None:
    record()
    import treatygrade

    for module in pkgutil.walk_packages(treatygrade.__path__, "treatygrade."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            import_module(module.name)
    exercise()
    fields = ("place", "verb", "flags", "pattern", "binary")
    json.dump([dict(zip(fields, entry, strict=True)) for entry in FOUND], sys.stdout)


def exercise() -> None:
    """Call all that compiles patterns on first use: each cached function, for each language and scheme."""
    from treatygrade.schemes.scheme import names

    choices = {"language": ("en", "fr", "es"), "scheme": names()}
    for module in [module for name, module in sys.modules.items() if name.startswith("treatygrade.")]:
        for function in vars(module).values():
            if hasattr(function, "cache_parameters") and function.__module__ == module.__name__:
                parameters = list(signature(function).parameters)
                if set(parameters) <= set(choices):
                    for arguments in product(*(choices[name] for name in parameters)):
                        function(*arguments)


if __name__ == "__main__":
    main()
