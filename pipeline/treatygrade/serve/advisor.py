"""The part of the server that thinks: one model and one index, loaded at the start, asked by many threads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from treatygrade.check import Check, check
from treatygrade.errors import ReadError, TableError, TreatygradeError
from treatygrade.label.find import SUFFIXES
from treatygrade.models import load
from treatygrade.read.document import Document
from treatygrade.resources import resource
from treatygrade.serve.settings import Settings
from treatygrade.suggest import suggest_units
from treatygrade.suggest.precedents import demonstration, open_index
from treatygrade.suggest.sources import read_draft, text_unit, units_of

Row = dict[str, Any]
_LONG = 500_000
"""Characters from which the evaluations of a draft are counted first; a report of many States has 200,000."""


class Advisor:
    """``name`` tells the model from any other. Raises ModelError and TableError when model or units are not usable."""

    def __init__(self, settings: Settings) -> None:
        self.model = load(settings.model)
        self.most: int = settings.limits["units"]
        self.index = demonstration() if settings.demo else open_index(settings.units) if settings.units else None
        folder = settings.model or resource("models", "default")
        self.name = f"{folder.name}@{sha256((folder / 'manifest.json').read_bytes()).hexdigest()[:12]}"

    def unit(self, text: str, scheme: str = "", language: str = "", recommendation: str = "") -> Row:
        """The suggestion for one evaluation's text, as JSON."""
        unit = text_unit(text, scheme=scheme or None, language=language or None)
        return self.units([{**unit, "recommendation": recommendation}])[0]

    def units(self, units: Sequence[Mapping[str, Any]]) -> list[Row]:
        return [found.to_dict() for found in suggest_units(units, model=self.model, index=self.index)]

    def draft(self, document: Document, scheme: str = "") -> Check:
        """The findings and suggestions for a whole draft; raises TreatygradeError for more than fits on a page."""
        if len(document.text) > _LONG and (count := len(units_of(document, scheme=scheme or None))) > self.most:
            raise TreatygradeError(
                f"{count:,} evaluations are too many for one page (at most {self.most:,})",
                file=document.name,
                hint="take `treatygrade check FILE -o said.txt`, or give the reports one by one",
            )
        return check(document, scheme=scheme or None, model=self.model, index=self.index)


def document_of(name: str, data: bytes) -> Document:
    """Read an upload; the file lies in a folder of its own until it is read, and is gone then.

    Raises:
        ReadError: the kind of file is not known, or it cannot be read.
    """
    shown = PurePosixPath(name.replace("\\", "/")).name or "draft"
    suffix = PurePosixPath(shown).suffix.lower()
    if suffix not in SUFFIXES:
        kinds = ", ".join(sorted(SUFFIXES))
        raise ReadError(f"a {suffix or 'nameless'} file is not a draft", file=shown, hint=f"give {kinds}")
    if not data:
        raise ReadError("the file is empty", file=shown)
    with TemporaryDirectory(prefix="treatygrade-") as folder:
        path = Path(folder) / f"draft{suffix}"
        path.write_bytes(data)
        try:
            return read_draft(path, name=shown)
        except ReadError as error:
            error.file = shown  # the folder's name would mean nothing to the reader
            raise


def rows_of(name: str, data: bytes) -> list[Row]:
    """The rows of an uploaded table of units; raises TableError."""
    from treatygrade.tables import read_rows

    with TemporaryDirectory(prefix="treatygrade-") as folder:
        path = Path(folder) / f"units{PurePosixPath(name).suffix.lower()}"
        path.write_bytes(data)
        try:
            return read_rows(path)
        except TableError as error:
            error.file = PurePosixPath(name.replace("\\", "/")).name
            raise
