"""Reports that the user has saved, recognised by what they print and kept under their symbol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from treatygrade.corpus.kinds import kind
from treatygrade.corpus.store import Store
from treatygrade.label import Failure, Job, find, rows_of, shown
from treatygrade.label.find import SUFFIXES


@dataclass(frozen=True, slots=True)
class Added:
    """What came of one file: ``path`` in the store, or why it was not taken. ``known``: these bytes were there."""

    file: str
    symbol: str = ""
    units: int = 0
    path: Path | None = None
    known: bool = False
    failure: Failure | None = None


def add(paths: Iterable[str | Path], store: Store) -> Iterator[Added]:
    """Copy each report into the store. A file that is no follow-up report is refused; the others go on.

    A report without a symbol of its own (a letter) goes by that of the reply, or of the concluding
    observations. A second copy with other bytes is kept beside the first, its hash in the name.
    """
    for path in find(paths):
        name = shown(path)
        rows = rows_of(path, name, Job(predict=False))
        if isinstance(rows, Failure):
            yield Added(name, failure=rows)
            continue
        first = rows[0]
        symbol = first["symbol"] or first["reply_symbol"] or first["co_symbol"] or ""
        body = path.read_bytes()
        kept = store.holds(body)
        if kept is not None:
            yield Added(name, symbol, len(rows), store.folder / kept, known=True)
            continue
        where = store.put(
            body, symbol=symbol, language=first["language"], suffix=_suffix(path, body), source=name, beside=True
        )
        yield Added(name, symbol, len(rows), where)


def _suffix(path: Path, body: bytes) -> str:
    """An ending by which the file is found among reports: its own, or what its bytes are."""
    packed = ".gz" if path.name.lower().endswith(".gz") else ""
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    return (suffix[1:] if suffix in SUFFIXES else kind(body) or "txt") + packed
