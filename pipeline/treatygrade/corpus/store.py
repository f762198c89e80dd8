"""Where a user's copies of published reports lie, each with its hash and where it came from."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatygrade.tables import read_rows, write_rows

COLUMNS = ("symbol", "language", "format", "file", "sha256", "bytes", "source")
INDEX = "index.csv"
Row = dict[str, Any]


@dataclass(slots=True)
class Store:
    """A folder of reports and its ``index.csv``. A file counts as there only if its hash is the index's."""

    folder: Path

    def rows(self) -> list[Row]:
        """What the index lists."""
        path = self.folder / INDEX
        return read_rows(path) if path.exists() else []

    def find(self, symbol: str, language: str) -> Path | None:
        """A report that is there, whole."""
        for row in self.rows():
            if (row["symbol"], row["language"]) == (symbol, language):
                path = self.folder / str(row["file"])
                if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"]:
                    return path
        return None

    def put(self, body: bytes, *, symbol: str, language: str, suffix: str, source: str, beside: bool = False) -> Path:
        """Keep a report: the file is renamed into place when it is complete, then the index is.

        ``beside``: another copy under this name stays, and the new one bears its hash.
        """
        digest = hashlib.sha256(body).hexdigest()
        name = re.sub(r"[^\w.-]+", "_", symbol) or f"unnamed-{digest[:12]}"
        path = self.folder / f"{name}.{language}.{suffix}"
        if beside and path.exists():
            path = path.with_name(f"{name}-{digest[:12]}.{language}.{suffix}")
        self.folder.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.part")
        part.write_bytes(body)
        part.replace(path)
        row = {"symbol": symbol, "language": language, "format": suffix, "file": path.name, "sha256": digest,
               "bytes": len(body), "source": source}  # fmt: skip
        others = [other for other in self.rows() if other["file"] != path.name]
        write_rows(sorted([*others, row], key=lambda r: r["file"]), self.folder / INDEX, COLUMNS)
        return path

    def holds(self, body: bytes) -> str | None:
        """The name under which these very bytes are kept."""
        digest = hashlib.sha256(body).hexdigest()
        return next((row["file"] for row in self.rows() if row["sha256"] == digest), None)
