"""The benchmark without text: which units, with which grade, recognised by the hash of their text, in frozen folds.

Whoever has the published reports can rebuild the same units and cite figures on the same folds.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from treatygrade.corpus.collect import Row
from treatygrade.corpus.groups import groups
from treatygrade.corpus.splits import by_year
from treatygrade.corpus.texts import digest, normalise
from treatygrade.errors import TableError, UsageError
from treatygrade.resources import config
from treatygrade.tables import read_rows, write_rows

COLUMNS = (
    "unit", "symbol", "co_symbol", "committee", "scheme", "state", "iso3", "session", "year", "language", "paragraph",
    "scope", "grade_raw", "grade", "characters", "words", "sha256", "source", "group", "fold", "year_split",
)  # fmt: skip
UNITS, CARD = "units.csv", "benchmark.json"
STATUSES = ("reproduced", "other grade", "other text", "not there")


def make(rows: Iterable[Row], folder: Path, version: str) -> list[Row]:
    """Write the benchmark of units (with text, which is not written). A State keeps the fold that it had.

    Raises:
        UsageError: States that were in different folds now share near-duplicates: that takes a new benchmark.
    """
    units = sorted(
        rows, key=lambda row: (_report(row), row["iso3"], row["paragraph"].zfill(4), row["scope"], row["text"])
    )
    group = groups([row["text"] for row in units], [row["iso3"] for row in units])
    frozen = {row["iso3"]: int(row["fold"]) for row in read_rows(folder / UNITS)} if (folder / UNITS).exists() else {}
    folds = _folds(Counter(group[row["iso3"]] for row in units), _frozen(group, frozen))
    number: Counter[str] = Counter()
    made = []
    for row in units:
        place = f"{_report(row)}#{row['iso3']}#{row['paragraph']}#{row['scope']}"
        number[place] += 1
        of_group = group[row["iso3"]]
        made.append(
            {column: row.get(column) for column in COLUMNS}
            | {"unit": f"{place}#{number[place]}", "characters": len(normalise(row["text"]))}
            | {"words": len(row["text"].split()), "sha256": digest(row["text"])}
            | {"group": of_group, "fold": folds[of_group], "year_split": by_year(row["year"])}
        )
    write_rows(made, folder / UNITS, COLUMNS)
    card = {"name": "treatygrade benchmark", "version": version, "units": len(made),
            "sha256": hashlib.sha256((folder / UNITS).read_bytes()).hexdigest(),
            "text": "NFKC, case folded, letters and digits only, SHA-256 of the UTF-8 bytes"}  # fmt: skip
    (folder / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    return made


def _report(row: Row) -> str:
    return str(row["symbol"] or row["co_symbol"])


def _frozen(group: Mapping[str, str], frozen: Mapping[str, int]) -> dict[str, int]:
    held: dict[str, int] = {}
    for state, fold in frozen.items():
        name = group.get(state, state)
        if held.setdefault(name, fold) != fold:
            raise UsageError(f"{state} and {name} share near-duplicates but are frozen in two folds")
    return held


def _folds(sizes: Counter[str], frozen: Mapping[str, int]) -> dict[str, int]:
    """Folds of about equal size: the largest group first, always into the smallest fold."""
    count: int = config("corpus.yaml")["splits"]["folds"]
    folds = {name: fold for name, fold in frozen.items() if name in sizes}
    filled = [sum(sizes[name] for name, fold in folds.items() if fold == number) for number in range(count)]
    for name, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        if name not in folds:
            folds[name] = filled.index(min(filled))
            filled[folds[name]] += size
    return folds


@dataclass(frozen=True, slots=True)
class Verified:
    """Each benchmark unit with what a user's copies say of it: one of ``STATUSES``."""

    units: list[Row]
    status: list[str]

    def counts(self, key: str | None = None) -> dict[str, dict[str, int]]:
        """How many units have each status, by a column of the benchmark (None: in all)."""
        result: dict[str, dict[str, int]] = {}
        for unit, status in zip(self.units, self.status, strict=True):
            name = str(unit[key]) if key else "all"
            result.setdefault(name, dict.fromkeys(STATUSES, 0))[status] += 1
        return result


def verify(rows: Iterable[Row], folder: Path) -> Verified:
    """How much of the benchmark in ``folder`` the units of a user's own copies reproduce.

    Raises:
        UsageError: no benchmark in the folder.
        TableError: the benchmark is not what its card says.
    """
    try:
        body = (folder / UNITS).read_bytes()
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    except OSError as error:
        hint = f"name a folder with {UNITS} and {CARD}"
        raise UsageError(f"no benchmark: {error.strerror}", file=folder, hint=hint) from None
    except ValueError as error:
        raise TableError(f"not JSON: {error}", file=folder / CARD, hint="get it anew") from None
    if not isinstance(card, dict) or hashlib.sha256(body).hexdigest() != card.get("sha256"):
        raise TableError("not the benchmark that its card describes", file=folder / UNITS, hint="get it anew")
    units = read_rows(folder / UNITS)
    texts: dict[tuple[str, str], set[str]] = {}
    places = set()
    for row in rows:
        texts.setdefault((digest(row["text"]), row.get("iso3") or ""), set()).add(row["grade"])
        places.add(_place(row))
    return Verified(units, [_status(unit, texts, places) for unit in units])


def _place(row: Row) -> tuple[str, ...]:
    names = ("iso3", "paragraph", "scope")
    return (row.get("symbol") or row.get("co_symbol") or "", *(str(row.get(name) or "") for name in names))


def _status(unit: Row, texts: Mapping[tuple[str, str], set[str]], places: set[tuple[str, ...]]) -> str:
    grades = texts.get((unit["sha256"], unit["iso3"]))
    if grades is not None:
        return "reproduced" if unit["grade"] in grades else "other grade"
    return "other text" if _place(unit) in places else "not there"
