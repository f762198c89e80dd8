"""Which files a command works on: the paths that were given, and the reports in the folders among them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

SUFFIXES = frozenset(
    {".md", ".markdown", ".txt", ".text", ".htm", ".html", ".xhtml", ".docx", ".docm", ".doc", ".pdf", ".rtf", ".odt"}
)
"""Endings that a report may have in a folder, also before ``.gz``; a file that is named outright may have any.

Those that are not read (.rtf, .odt) are among them: such a file is a failure that says what to do, not passed over.
"""

STDIN = Path("-")


@dataclass(frozen=True, slots=True)
class Found:
    """``inputs`` in the order of work; ``skipped`` pairs what was passed over in folders with the reason."""

    inputs: list[Path]
    skipped: list[tuple[Path, str]]


def find(paths: Iterable[str | Path]) -> list[Path]:
    """The input files of ``paths``: see :func:`survey`, which also says what was passed over."""
    return survey(paths).inputs


def survey(paths: Iterable[str | Path]) -> Found:
    """Go through ``paths`` in the order given, folders recursively and sorted by name, each file once.

    A path that is no folder is taken as it is, also ``-`` and one that does not exist: reading it says
    what is wrong, and the others go on. In folders, hidden files, lock files of office programs,
    README files and endings that no report has are passed over.
    """
    inputs: dict[Path, None] = {}
    skipped: list[tuple[Path, str]] = []
    for given in map(Path, paths):
        if not given.is_dir():
            inputs[given] = None
            continue
        before = len(inputs)
        for path in _files(given):
            if reason := _reason_to_skip(path.relative_to(given)):
                skipped.append((path, reason))
            else:
                inputs[path] = None
        if len(inputs) == before and not any(given in path.parents for path in inputs):
            # An empty folder is asked for and gives nothing: it goes on as an input that fails by name.
            inputs[given] = None
    return Found(list(inputs), skipped)


def shown(path: Path) -> str:
    """The name of a file as tables have it: as given, ``/`` between folders, always valid text."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _files(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root, name) for name in sorted(names))


def _reason_to_skip(path: Path) -> str:
    if path.name.startswith(("~$", ".~lock.")):
        return "lock file of an office program"
    if any(part.startswith(".") for part in path.parts):
        return "hidden"
    if path.stem.lower() == "readme":
        return "describes its folder"
    if Path(path.name.lower().removesuffix(".gz")).suffix not in SUFFIXES:
        return f"ending {path.suffix or 'missing'}"
    return ""
