"""The errors that treatygrade raises on purpose; everything else is a bug."""

from __future__ import annotations

import unicodedata
from pathlib import Path

_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def printable(text: str) -> str:
    """The text on one line; what a terminal would obey (escapes, changes of direction) is written out: ``\\x1b``."""
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _OBEYED else char for char in text
    )


class TreatygradeError(Exception):
    """Something about the input that the user can mend.

    ``message`` says what is wrong, ``file`` and ``place`` where, ``hint`` what to do next.
    ``stage`` names the stage of the pipeline (``read``, ``segment`` …) for error tables.
    """

    exit_code = 1
    stage = ""

    def __init__(
        self, message: str, *, file: str | Path = "", place: str = "", hint: str = "", stage: str = ""
    ) -> None:
        super().__init__(message)
        self.message = message
        self.file = str(file)
        self.place = place
        self.hint = hint
        self.stage = stage or type(self).stage

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.place) if part)
        return printable(f"{where}: {self.message}" if where else self.message)

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions with keyword-only arguments do not survive a process pool by themselves.
        return _rebuild, (type(self), self.message, self.file, self.place, self.hint, self.stage)


def unwritten(error: OSError) -> str:
    """What the system says of an output; for a folder that is no folder it says "File exists"."""
    wrong_folder = isinstance(error, FileExistsError | NotADirectoryError)
    return f"cannot write: {'its folder is a file' if wrong_folder else error.strerror or error}"


def _rebuild(
    kind: type[TreatygradeError], message: str, file: str, place: str, hint: str, stage: str
) -> TreatygradeError:
    return kind(message, file=file, place=place, hint=hint, stage=stage)


class ReadError(TreatygradeError):
    """A file that cannot be read as a document."""

    stage = "read"


class SegmentError(TreatygradeError):
    """A document in which no evaluation was found, or that is of another kind."""

    stage = "segment"


class ModelError(TreatygradeError):
    """A model folder that cannot be trusted or used."""

    stage = "predict"


class TableError(TreatygradeError):
    """A table of units or ratings that cannot be read or written."""

    stage = "table"


class ConfigError(TreatygradeError):
    """A YAML file in ``configs/``, or one given by the user, that is not what it should be."""

    exit_code = 2
    stage = "config"


class UsageError(TreatygradeError):
    """A command called in a way that makes no sense (exit code 2)."""

    exit_code = 2
    stage = "usage"


class GateMissed(TreatygradeError):
    """A ``--fail-under`` or ``--fail-on`` gate was missed (exit code 3)."""

    exit_code = 3
    stage = "gate"
