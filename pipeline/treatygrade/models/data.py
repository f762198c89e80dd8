"""The graded units that a model learns from: which files, which rows, and what was left out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.corpus.groups import groups
from treatygrade.errors import ConfigError
from treatygrade.features import extract as features
from treatygrade.models.rows import Row, called, checked
from treatygrade.read.characters import evened
from treatygrade.schemes import mask, verdict_of
from treatygrade.tables import read_rows

NOT_TRAINED_ON = frozenset({"shared_text", "by_reference"})
REPORTS = frozenset({".md", ".txt", ".docx", ".doc", ".pdf", ".html", ".htm", ".odt", ".rtf"})


@dataclass(frozen=True, slots=True)
class Sources:
    """Rows read, the SHA-256 of each file they came from, and the paths that were not there."""

    rows: list[Row]
    files: dict[str, str]
    missing: list[str]


def read_units(paths: Iterable[Path]) -> Sources:
    """The graded rows of unit tables, and of reports (segmented), in the order given.

    Folders are searched for reports and for ``.jsonl`` tables. Rows without a text or grade, and those
    whose text has several grades or is a reference, are left out. A path that is not there is named in
    ``missing``; the caller says so.

    Raises:
        TableError, ConfigError: a cell that is not what it should be; names the file and the row (see :func:`checked`).
    """
    rows: list[Row] = []
    files: dict[str, str] = {}
    missing: list[str] = []
    for path in paths:
        if not path.exists():
            missing.append(path.as_posix())
            continue
        found = [path] if path.is_file() else sorted(p for p in path.rglob("*") if _is_input(p))
        for file in found:
            rows += [row for row in checked(_rows(file), file) if _usable(row)]
            files[file.as_posix()] = hashlib.sha256(file.read_bytes()).hexdigest()
    return Sources(rows, files, missing)


def _is_input(path: Path) -> bool:
    return path.suffix in REPORTS | {".jsonl"} and path.stem != "README"


def _rows(file: Path) -> list[Row]:
    if file.suffix not in REPORTS:
        return read_rows(file)
    from treatygrade.read import read
    from treatygrade.segment import segment

    return [row for report in segment(read(file)) for row in report.units(file.as_posix())]


def _usable(row: Row) -> bool:
    text, grade = row.get("text"), row.get("grade")
    return bool(text and text.strip()) and grade in GRADES and not NOT_TRAINED_ON & set(row.get("flags") or ())


@dataclass(frozen=True, slots=True)
class Examples:
    """Units ready to learn from or to be scored on; all sequences are aligned.

    ``texts`` are what a model may see of each, masked or shown, ``counts`` its features, ``gold`` and
    ``stated`` indices in A–F of the grade given and of the one that verdict sentences state (-1 for none),
    ``states`` the State of each, ``blocks`` the group that must stay on one side of a split (States that
    share near-duplicates), ``allowed`` (texts, grades) which grades each text's scheme has, ``published``
    whether a text is from a published report rather than invented. ``shown``: models may use ``stated``.
    """

    rows: Sequence[Row]
    texts: Sequence[str]
    counts: Sequence[Counter[str]]
    gold: NDArray[np.int64]
    states: NDArray[np.str_]
    blocks: NDArray[np.str_]
    allowed: NDArray[np.bool_]
    published: NDArray[np.bool_]
    stated: NDArray[np.int64]
    shown: bool

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, where: NDArray[np.int64]) -> Examples:
        """The examples at these positions."""
        return Examples(
            [self.rows[i] for i in where], [self.texts[i] for i in where], [self.counts[i] for i in where],
            self.gold[where], self.states[where], self.blocks[where], self.allowed[where], self.published[where],
            self.stated[where], self.shown,
        )  # fmt: skip


def prepare(published: Sequence[Row], invented: Sequence[Row] = (), *, shown: bool = False) -> Examples:
    """Features, gold and groups of graded rows. Features never see a verdict; ``texts`` do if ``shown``.

    Raises:
        ConfigError: there is no row, or one has a grade that its scheme lacks.
    """
    from treatygrade.models.model import possible

    rows = [*published, *invented]
    if not rows:
        raise ConfigError("no graded unit to learn from", hint="name unit tables that have `text` and `grade`")
    if odd := [row for row in rows if row["grade"] not in possible(row.get("scheme") or "")]:
        first = odd[0]
        one = f"{called(first)} has {first['grade']} by {first['scheme']}"
        raise ConfigError(
            f"{len(odd)} unit{'s have' if len(odd) > 1 else ' has'} a grade that the scheme lacks: {one}",
            hint="mend the grade or the scheme",
        )
    texts = [row["text"] if shown else visible(row) for row in rows]
    states = [str(row.get("iso3") or row.get("state") or "") for row in rows]
    together = groups([row["text"] for row in rows], states)
    return Examples(
        rows=rows,
        texts=texts,
        counts=[count(row) for row in rows],
        gold=np.array([GRADES.index(row["grade"]) for row in rows]),
        states=np.array(states),
        blocks=np.array([together[state] for state in states]),
        allowed=np.array([[grade in possible(row.get("scheme") or "") for grade in GRADES] for row in rows]),
        published=np.arange(len(rows)) < len(published),
        stated=np.array([stated(row) for row in rows]),
        shown=shown,
    )


def text_hash(text: str) -> str:
    """SHA-256 of a text as it stands (UTF-8), in hexadecimal: what the card lists."""
    return hashlib.sha256(text.encode()).hexdigest()


def visible(row: Row) -> str:
    """The text of a unit row without its verdict sentences."""
    return mask(evened(row["text"])[0], row.get("scheme") or None, row.get("language") or "en")


def count(row: Row) -> Counter[str]:
    """Feature counts of a unit row without its verdict sentences."""
    return features.count(visible(row), row.get("scheme") or "", row.get("language") or "en")


def stated(row: Row) -> int:
    """Index in A–F of the grade that the verdict sentences of a unit row state for it; -1 for none."""
    scheme = row.get("scheme")
    if not scheme:
        return -1
    grade = verdict_of(evened(row["text"])[0], scheme, row.get("language") or "en", row.get("scope") or "")
    return GRADES.index(grade) if grade else -1
