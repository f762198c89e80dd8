"""Which files a command works on: the paths that were given, and the reports in the folders among them."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from treatygrade.errors import UsageError

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


def survey(paths: Iterable[str | Path], outputs: Collection[Path] = ()) -> Found:
    """Go through ``paths`` in the order given, folders recursively and sorted by name, each file once.

    A path that is no folder is taken as it is, also ``-`` and one that does not exist: reading it says
    what is wrong, and the others go on; so does a folder that cannot be opened. In folders, hidden files, lock files
    of office programs, README files, endings that no report has, links to folders (they may lead in a circle) and
    the ``outputs`` of this run are passed over.

    Raises:
        UsageError: a path is also an output, which would destroy it.
    """
    written = {os.path.realpath(path) for path in outputs if path != STDIN}
    inputs: dict[Path, None] = {}
    skipped: list[tuple[Path, str]] = []
    for given in map(Path, paths):
        if not os.path.isdir(given):  # noqa: PTH112  (a name that is too long is no folder)
            if given != STDIN and os.path.realpath(given) in written:
                raise UsageError("is read and would be overwritten", file=given, hint="name another output")
            inputs[given] = None
            continue
        before = len(inputs)
        for path, reason in _contents(given, written):
            if reason:
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


def _contents(folder: Path, written: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Each file below a folder with the reason to pass over it, "" for none; and the folders that stay closed."""
    closed: list[Path] = []
    for root, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders.sort()
        yield from ((Path(root, name), "link to a folder") for name in folders if Path(root, name).is_symlink())
        for path in (Path(root, name) for name in sorted(names)):
            ours = os.path.realpath(path) in written
            yield path, "written by this run" if ours else _reason_to_skip(path.relative_to(folder))
    yield from ((path, "") for path in closed)


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
