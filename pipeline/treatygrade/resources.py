"""Where the files that are not code live: ``configs/``, ``models/default``, ``corpus/``.

In a checkout they lie at the top of the repository; in an installed wheel they travel inside the
package, under ``_resources/``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from treatygrade.errors import ConfigError

_INSTALLED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parents[2]


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder, e.g. ``resource("configs", "schemes", "cmw.yaml")``.

    Raises:
        ConfigError: nothing of that name is shipped.
    """
    for root in (_INSTALLED, _CHECKOUT):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise ConfigError(
        f"{'/'.join(parts)} does not exist among the files that treatygrade ships",
        hint="check the name; `treatygrade --help` lists what can be asked for",
    )


@cache
def config(*parts: str) -> Any:
    """A shipped YAML file of ``configs/``, parsed once a process. Treat the result as read-only."""
    return load_yaml(resource("configs", *parts))


def limit(part: str, name: str) -> int:
    """A limit of ``configs/limits.yaml``."""
    return int(config("limits.yaml")[part][name])


def load_yaml(path: Path) -> Any:
    """Parse a YAML file.

    Raises:
        ConfigError: the file is missing or is not YAML; names the line.
    """
    import yaml

    try:
        with path.open(encoding="utf-8") as stream:
            return yaml.load(stream, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both are safe)
    except FileNotFoundError:
        raise ConfigError("no such file", file=path, hint="check the path") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not a text in UTF-8"
        raise ConfigError(f"cannot be read: {reason}", file=path, hint="name a YAML file") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}" if mark else ""
        raise ConfigError("not valid YAML", file=path, place=place) from error
