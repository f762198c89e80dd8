"""A data set on Parquet, which `datasets` loads as a ``DatasetDict``: split by State, and again by year."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from treatygrade.corpus.collect import Collected, Row
from treatygrade.corpus.groups import groups
from treatygrade.corpus.splits import SPLITS, by_state, by_year
from treatygrade.corpus.texts import digest
from treatygrade.errors import SegmentError, TableError, UsageError
from treatygrade.schemes.verdicts import mask
from treatygrade.segment.language import language as language_of
from treatygrade.states import fictional

if TYPE_CHECKING:
    import datasets
    import pyarrow as pa

REPORT = "build.json"
CONFIGURATIONS = ("by_state", "by_year")

_TEXTS = (
    "unit_id", "symbol", "co_symbol", "committee", "scheme", "state", "iso3", "language", "paragraph", "scope",
    "title", "recommendation", "text", "masked_text", "grade_raw", "grade", "source", "source_sha256", "text_sha256",
    "group",
)  # fmt: skip
_FEW = 2_000  # texts that are masked faster than a second process starts


def features() -> datasets.Features:
    """The columns of a data set. ``group`` names the States that stay together; texts are hashed normalised."""
    from datasets import Features, List, Value

    columns: dict[str, Any] = {name: Value("string") for name in _TEXTS}
    columns |= {"session": Value("int32"), "year": Value("int32"), "fictional": Value("bool")}
    columns["flags"] = List(Value("string"))
    return Features(columns)


def build(collected: Collected, folder: Path, *, jobs: int = 1) -> dict[str, Any]:
    """Write ``by_state`` and ``by_year`` with their splits (not an empty one), ``README.md`` and ``build.json``.

    The same units give the same bytes. The folder appears when everything in it is complete.

    Returns:
        what ``build.json`` holds: counts, groups of States, States that the year split shares, what was left out.

    Raises:
        UsageError: no unit to build from, or ``folder`` is a file or holds something else.
    """
    if not collected.rows:
        raise UsageError("no graded unit with a text", hint="give reports, or tables with `text`, `grade` and `state`")
    if (folder.exists() and not folder.is_dir()) or folder.parent.is_file():
        raise UsageError("a file, or in one", file=folder, hint="name a folder")
    if folder.exists() and any(folder.iterdir()) and not (folder / REPORT).exists():
        raise UsageError("holds something else than a data set", file=folder, hint="name another folder")
    table, kept_together = _table(collected, jobs)
    sides = _sides(table)
    report = _report(collected, table, sides, kept_together)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    for configuration, places in sides.items():
        _write(table, places, part / configuration)
    (part / REPORT).write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (part / "README.md").write_text(_readme(report), encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return report


def _sides(table: pa.Table) -> dict[str, list[str | None]]:
    """Where each unit goes in either configuration.

    Beside published units, invented ones only train and are of no year: figures come from what committees wrote.
    """
    listed = list(zip(*(table[name].to_pylist() for name in ("group", "year", "fictional")), strict=True))
    published = {group for group, _, invented in listed if not invented}
    placed = by_state(published or {group for group, _, _ in listed})
    return {
        "by_state": [placed.get(group, "train") for group, _, _ in listed],
        "by_year": [by_year(year) if year and not (invented and published) else None for _, year, invented in listed],
    }


def masked_texts(rows: Sequence[Row], jobs: int = 1) -> tuple[list[str], list[str | None]]:
    """The text of each unit without verdict sentences, and its language, recognised where a table does not tell it.

    ``jobs`` is how many processes do it.
    """
    texts = [row["text"] for row in rows]
    schemes = [row.get("scheme") or None for row in rows]
    languages = [row.get("language") or None for row in rows]
    if jobs == 1 or len(rows) < _FEW:
        return _apart(map(_masked, texts, schemes, languages))
    # A process that is spawned, not forked, does not come to hold a copy of all units.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return _apart(pool.map(_masked, texts, schemes, languages, chunksize=_FEW))


def _apart(pairs: Iterable[tuple[str, str | None]]) -> tuple[list[str], list[str | None]]:
    texts, languages = zip(*pairs, strict=True)
    return list(texts), list(languages)


def _masked(text: str, scheme: str | None, language: str | None) -> tuple[str, str | None]:
    """One language's lexicon is enough where it is known, or clear from the text."""
    with suppress(SegmentError):
        language = language or language_of(text)
    return mask(text, scheme, language), language


def _table(collected: Collected, jobs: int) -> tuple[pa.Table, list[list[str]]]:
    """All units with masked text, provenance and group; and the States that share near-duplicates."""
    import pyarrow as pa

    rows = sorted(collected.rows, key=lambda row: (row["source"], _unit(row), row["text"]))
    masked, languages = masked_texts(rows, jobs)
    codes = {row["state"]: row["iso3"] for row in rows if row.get("state") and row.get("iso3")}
    states = [str(row.get("iso3") or codes.get(row.get("state")) or row.get("state") or "") for row in rows]
    texts = [row["text"] for row in rows]
    # Two texts may be alike only once their verdicts are gone.
    cut = [i for i, (text, short) in enumerate(zip(texts, masked, strict=True)) if text != short]
    group = groups([*texts, *(masked[i] for i in cut)], [*states, *(states[i] for i in cut)])
    made: dict[str, list[Any]] = {
        "unit_id": list(map(_unit, rows)),
        "masked_text": masked,
        "language": languages,
        "source_sha256": [collected.sources[row["source"]] for row in rows],
        "text_sha256": list(map(digest, texts)),
        "group": [group[state] for state in states],
        "fictional": [fictional(row.get("iso3") or "") for row in rows],
        "flags": [list(row.get("flags") or ()) for row in rows],
        "session": [_whole(row, "session") for row in rows],
        "year": [_whole(row, "year") for row in rows],
    }
    columns = {name: made.get(name) or [row.get(name) for row in rows] for name in features()}
    together: dict[str, list[str]] = {}
    for state, name in sorted(group.items()):
        together.setdefault(name, []).append(state)
    schema = features().arrow_schema
    return pa.table(columns, schema=schema), [names for names in together.values() if len(names) > 1]


def _unit(row: Row) -> str:
    return str(row.get("unit_id") or row.get("id") or "")


def _whole(row: Row, column: str) -> int | None:
    """A whole number, also where a table has it as text."""
    value = row.get(column)
    if value in (None, ""):
        return None
    try:
        return int(value)
    except (TypeError, ValueError):
        raise TableError(f"{column} is no number: {value!r}", file=row["source"], place=f"unit {_unit(row)}") from None


def _write(table: pa.Table, places: Sequence[str | None], folder: Path) -> None:
    from datasets import Dataset

    folder.mkdir(parents=True)
    for side in SPLITS:  # one at a time: a ``DatasetDict`` of all would copy every text once more
        if side in places:  # `datasets` does not load a split without rows
            Dataset(table.filter([place == side for place in places])).to_parquet(folder / f"{side}.parquet")


def _report(
    collected: Collected, table: pa.Table, sides: dict[str, list[str | None]], together: list[list[str]]
) -> dict[str, Any]:
    years, states, grades = sides["by_year"], table["state"].to_pylist(), table["grade"].to_pylist()
    held = {side: {state for state, place in zip(states, years, strict=True) if place == side} for side in SPLITS}
    hashes = table["text_sha256"].to_pylist()
    past = {text for text, place in zip(hashes, years, strict=True) if place == "train"}
    repeated = sum(text in past for text, place in zip(hashes, years, strict=True) if place in SPLITS[1:])
    return {
        "units": len(table),
        "fictional": sum(table["fictional"].to_pylist()),
        "splits": {name: {side: places.count(side) for side in SPLITS} for name, places in sides.items()},
        "grades": {
            side: _counts(grades, sides["by_state"], side)
            for side in SPLITS
        },
        "kept_together": together,
        "by_year": {
            "left_out": years.count(None),
            "states_shared_with_train": {side: sorted(held[side] & held["train"]) for side in SPLITS[1:]},
            "texts_repeated_from_train": repeated,
        },
        "left_out": dict(sorted(collected.left_out.items())),
        "not_there": collected.missing,
        "failed": [f"{failure.file}: {failure.message}" for failure in collected.failures],
        "sources": collected.sources,
    }  # fmt: skip


def _counts(values: list[str], places: list[str | None], side: str) -> dict[str, int]:
    return dict(sorted(Counter(value for value, place in zip(values, places, strict=True) if place == side).items()))


def _readme(report: dict[str, Any]) -> str:
    """A card whose head tells ``datasets.load_dataset`` where each configuration lies."""
    lines = ["---", "configs:"]
    for number, name in enumerate(CONFIGURATIONS):
        lines += [f"- config_name: {name}", *(["  default: true"] if number == 0 else []), "  data_files:"]
        sides = report["splits"][name]
        lines += [f"  - {{split: {side}, path: {name}/{side}.parquet}}" for side in SPLITS if sides[side]]
    counts = "\n".join(
        f"- `{name}`: " + ", ".join(f"{side} {count}" for side, count in sides.items())
        for name, sides in report["splits"].items()
    )
    invented = f", {report['fictional']} of them FICTIONAL (column `fictional`)" if report["fictional"] else ""
    return "\n".join(lines) + (
        "\n---\n# Units of follow-up reports\n\n"
        f"{report['units']} units{invented}; made by `treatygrade corpus build`.\n\n"
        f"{counts}\n\nThe texts are the committees' own and stay where they are: do not pass this folder on.\n"
    )
