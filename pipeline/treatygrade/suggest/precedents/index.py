"""The index of graded units on disk: built once for a table of units, opened in a moment.

A folder of ``manifest.json`` (what was indexed), ``terms.json``, ``vectors.safetensors`` and
``units.parquet``. Nothing is unpickled.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from treatygrade.errors import TableError
from treatygrade.schemes.verdicts import mask
from treatygrade.suggest.precedents.fictional import is_fictional
from treatygrade.suggest.precedents.space import Floats, Space, unit_length

Row = dict[str, Any]
VERSION = 1
COLUMNS = (
    "unit_id", "symbol", "co_symbol", "state", "iso3", "scheme", "language", "year", "round", "paragraph", "scope",
    "title", "recommendation", "text", "grade_raw", "grade",
)  # fmt: skip
AXES = 96
THEME = 0.3
"""How much of the likeness is the recommendation's; the rest is the evaluation's own."""
_SEED = 0
_DIGITS = 5
"""Decimals of a cosine: what lies behind them is the order in which numbers were summed."""


@dataclass(frozen=True, slots=True)
class Index:
    """``units`` with :data:`COLUMNS`; ``vectors`` (n, 2k): the evaluation's and the recommendation's, weighted.

    Rows of ``vectors`` have unit length. ``threads`` holds the threads of a search back.
    ``fictional`` tells that the units are invented, which only a demonstration may show.
    """

    units: Any
    vectors: Floats
    space: Space
    threads: Any
    fictional: bool

    def __len__(self) -> int:
        return len(self.vectors)

    def unit(self, number: int) -> Row:
        row: Row = self.units.slice(number, 1).to_pylist()[0]
        return row

    def nearest(self, vector: Floats) -> Iterator[tuple[int, float]]:
        """The numbers of the units and their cosines to a row vector: the nearest first, equals as in the table."""
        # One thread for one search: several of them at once share the cores better than their threads do.
        with self.threads.limit(limits=1):
            cosines = np.round(self.vectors @ vector[0], _DIGITS)
        for number in np.argsort(-cosines, kind="stable").tolist():
            yield number, float(cosines[number])

    def embed(self, unit: Mapping[str, Any]) -> Floats:
        """The row vector of a unit that is asked about, (1, 2k)."""
        return _embed(self.space, [_substance(unit)], [_cell(unit.get("recommendation"))])


def build(rows: Sequence[Row], *, demonstration: bool = False) -> Index:
    """Index the graded rows that have a text; invented ones only, and all of them, in a demonstration.

    Raises:
        TableError: no row can serve as a precedent; says why.
    """
    import pyarrow as pa

    graded = [row for row in rows if row.get("grade") and str(row.get("text") or "").strip()]
    kept = [row for row in graded if is_fictional(row) == demonstration]
    if not kept:
        reason = "every graded unit is FICTIONAL" if graded else "no unit has both a grade and a text"
        raise TableError(
            reason, hint="build units from published reports: `treatygrade segment REPORTS -o units.jsonl`"
        )
    units = pa.table({column: [_cell(row.get(column)) for row in kept] for column in COLUMNS})
    texts, recommendations = [_substance(row) for row in kept], [_cell(row.get("recommendation")) for row in kept]
    space = Space.learn([*texts, *recommendations], AXES, _SEED)
    return assemble(units, _embed(space, texts, recommendations), space, demonstration)


def open_index(units: Path) -> Index:
    """The index of a table of units, or of a folder of Parquet tables, kept beside it as ``NAME.index``.

    It is built when it is missing or when the table has changed since.

    Raises:
        TableError: the table cannot be read, holds no precedent, or its folder cannot be written.
    """
    from filelock import FileLock

    from treatygrade.tables import read_rows

    files = sorted(units.rglob("*.parquet")) if units.is_dir() else [units]
    folder = units.with_name(f"{units.name}.index")
    try:
        manifest = {"format": "treatygrade-precedents", "version": VERSION, "units": [_sha256(file) for file in files]}
    except OSError as error:
        raise TableError(f"cannot be read: {error.strerror}", file=units, hint="check the path") from None
    if _read_manifest(folder) != manifest:
        try:
            # Of two who ask at once, one builds it and the other waits.
            with FileLock(folder.with_name(f".{folder.name}.lock")):
                if _read_manifest(folder) != manifest:
                    _save(build([row for file in files for row in read_rows(file)]), folder, manifest)
        except OSError as error:
            raise TableError(f"the index cannot be written: {error.strerror}", file=folder) from error
    return _load(folder)


def _substance(unit: Mapping[str, Any]) -> str:
    """A unit's text without its verdicts: that two evaluations close alike does not make them alike."""
    language = _cell(unit.get("language")) or "en"
    return mask(_cell(unit.get("text")), language=language)


def _embed(space: Space, texts: Sequence[str], recommendations: Sequence[str]) -> Floats:
    own, theme = space.embed(texts), space.embed(recommendations)
    both = np.hstack([own * np.sqrt(1 - THEME), theme * np.sqrt(THEME)])
    return unit_length(both.astype(np.float32))


def assemble(units: Any, vectors: Floats, space: Space, fictional: bool) -> Index:
    """An index of a table with :data:`COLUMNS` and its row vectors, ready to be searched."""
    from threadpoolctl import ThreadpoolController

    return Index(units, vectors, space, ThreadpoolController(), fictional)


def _save(index: Index, folder: Path, manifest: Row) -> None:
    import pyarrow.parquet as pq
    from safetensors.numpy import save_file

    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    pq.write_table(index.units, part / "units.parquet")
    arrays = {"vectors": index.vectors, "idf": index.space.idf, "axes": np.ascontiguousarray(index.space.axes)}
    save_file(arrays, part / "vectors.safetensors")
    (part / "terms.json").write_text(json.dumps(index.space.terms, ensure_ascii=False), encoding="utf-8")
    (part / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.replace(folder)


def _load(folder: Path) -> Index:
    import pyarrow.parquet as pq
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        arrays = load_file(folder / "vectors.safetensors")
        terms = tuple(json.loads((folder / "terms.json").read_text(encoding="utf-8")))
        units = pq.read_table(folder / "units.parquet")
    except (OSError, ValueError, SafetensorError) as error:
        raise TableError("the index is damaged", file=folder, hint="remove the folder; it is built anew") from error
    return assemble(units, arrays["vectors"], Space.of(terms, arrays["idf"], arrays["axes"]), fictional=False)


def _read_manifest(folder: Path) -> Row | None:
    try:
        manifest: Row = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return manifest


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
