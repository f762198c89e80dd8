"""Manifest and gold of the published reports, as facts: symbols, paragraphs, scopes, grades; no text.

Run ``python -m treatygrade.corpus.facts SHARED CORPUS`` where the material lies beside the project.
Three sources, the first that knows a report and State wins: gold made by hand from the whole report,
units typed from reports, header grades collected from reports (grades only, on the common scale).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from treatygrade.corpus.gold import load_gold
from treatygrade.schemes import choose, load, names
from treatygrade.tables import read_rows, write_rows

Row = dict[str, Any]

MANIFEST_COLUMNS = (
    "symbol", "symbol_inferred", "committee", "state", "iso3", "co_symbol", "reply_symbol", "session", "year",
    "scheme", "languages", "sources", "gold",
)  # fmt: skip
GOLD_COLUMNS = (
    "symbol", "co_symbol", "state", "iso3", "session", "year", "scheme", "paragraph", "scope", "grade_raw", "grade",
    "source", "header", "why",
)  # fmt: skip
HEADER_COLUMNS = ("symbol", "state", "iso3", "paragraph", "grades", "source")

LAST_SESSION_WITH_ONE_REPORT = 124
"""Until then the Human Rights Committee printed one report a session, CCPR/C/<session>/2."""


@dataclass(slots=True)
class Facts:
    """What the sources say. ``headers`` maps (symbol, iso3, paragraph) to the grades that the header prints."""

    reports: dict[tuple[str, str], Row] = field(default_factory=dict)
    gold: list[Row] = field(default_factory=list)
    headers: dict[tuple[str, str, str], Row] = field(default_factory=dict)

    def report(self, row: Row, source: str) -> Row:
        """The manifest row of a report and State; facts that an earlier source lacked are filled in."""
        key = (row["symbol"] or row["co_symbol"], row["iso3"])
        known = self.reports.setdefault(key, {"sources": [], "co_symbol": []})
        for column in ("symbol", "symbol_inferred", "committee", "state", "iso3", "reply_symbol", "session", "year",
                       "scheme", "languages"):  # fmt: skip
            if known.get(column) in (None, ""):
                known[column] = row.get(column, "")
        for column, value in (("sources", source), ("co_symbol", row["co_symbol"])):
            if value and value not in known[column]:
                known[column].append(value)
        return known


def collect(shared: Path) -> Facts:
    """Read hand-made gold, units and header facts of a folder laid out as ``../shared``."""
    facts = Facts()
    units = read_rows(shared / "real" / "units" / "ccpr.jsonl")
    years = {unit["session"]: unit["year"] for unit in units if unit["session"] == _session(unit["symbol"])}
    for folder, source in ((shared / "real" / "reports", "report"), (shared / "seed", "seed")):
        _from_reports(folder, source, facts, years)
    by_hand = set(facts.reports)
    for unit in units:
        session = _session(unit["symbol"]) or unit["session"]
        row = {**unit, "session": session, "year": years.get(session, unit["year"]), "languages": "en"}
        facts.report(row, "unit")
        if (unit["symbol"], unit["iso3"]) not in by_hand:
            facts.gold.append({**row, "source": "unit"})
    _from_headers(read_rows(shared / "real" / "facts.csv"), facts, years)
    return facts


def _session(symbol: str) -> int | None:
    match = re.match(r"CCPR/C/(\d+)/", symbol)
    return int(match[1]) if match else None


def _from_reports(folder: Path, source: str, facts: Facts, years: dict[int, int]) -> None:
    for gold in load_gold(folder):
        states = {entry["state"]: entry for entry in gold.states}
        for name, entry in states.items():
            year = entry["year"] or years.get(entry["session"], "")
            facts.report({**entry, "year": year, "languages": entry["language"]}, source)
            scheme = load(entry["scheme"])
            for paragraph, grades in entry["header_grades"].items():
                common = [scheme.common(code) for code in map(scheme.code, grades) if code]
                _header(facts, entry, paragraph, common, source)
            for unit in gold.units:
                if unit["state"] == name:
                    code = scheme.code(unit["grade"]) or ""
                    facts.gold.append(
                        {**entry, "year": year, "paragraph": unit["paragraph"], "scope": unit["scope"]}
                        | {"grade_raw": code, "grade": scheme.common(code), "source": source}
                    )


def _from_headers(rows: Iterable[Row], facts: Facts, years: dict[int, int]) -> None:
    for row in rows:
        session = _session(row["symbol"]) or int(row["session"])
        inferred = not row["symbol"] and session <= LAST_SESSION_WITH_ONE_REPORT
        symbol = f"CCPR/C/{session}/2" if inferred else row["symbol"]
        # The year of these rows is at times that of the concluding observations; the session's is sure.
        known = {"symbol": symbol, "session": session, "year": years.get(session, ""), "committee": "ccpr"}
        known |= {"scheme": choose("ccpr", session=session).name, "reply_symbol": row["fco_symbol"]}
        known |= {"symbol_inferred": "yes" if inferred else ""}
        facts.report({**row, **known}, "header")
        source = "header, matched by session" if inferred else "header"
        _header(facts, {**row, "symbol": symbol}, row["paragraph"], row["grades"].split("|"), source)


def _header(facts: Facts, row: Row, paragraph: str, grades: list[str], source: str) -> None:
    """Keep a header's grades; two rounds of one State in one report are joined, a better source is kept."""
    key = (row["symbol"] or row["co_symbol"], row["iso3"], paragraph)
    known = facts.headers.setdefault(
        key, {"symbol": row["symbol"], "state": row["state"], "iso3": row["iso3"], "paragraph": paragraph, "grades": [],
              "source": source},
    )  # fmt: skip
    if known["source"] == source:
        known["grades"] = known["grades"] + grades


def judge(facts: Facts) -> None:
    """Set ``header`` (agrees, differs, none) and ``why`` of every gold row."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in facts.gold:
        groups[row["symbol"] or row["co_symbol"], row["iso3"], row["paragraph"]].append(row)
    for key, rows in groups.items():
        printed = facts.headers.get(key)
        left: Counter[str] = Counter(printed["grades"]) if printed else Counter()
        for row in rows:
            row["header"], row["why"] = ("none", "") if printed is None else ("agrees", "")
            if printed is not None and not left[row["grade"]]:
                row["header"], row["why"] = "differs", _why(rows, printed)
            left[row["grade"]] -= 1


def _why(rows: list[Row], printed: Row) -> str:
    grades = "|".join(printed["grades"])
    certainty = f" ({printed['source']})" if printed["source"] != "header" else ""
    if len(rows) > len(printed["grades"]):
        return f"{len(rows)} evaluations for the header's {grades}{certainty}"
    return f"the header prints {grades}{certainty}"


def missing(facts: Facts) -> list[Row]:
    """What the manifest shows to be missing: sessions and addenda between known ones, committees, paragraphs."""
    known = {row["symbol"] for row in facts.reports.values() if row["committee"] == "ccpr"}
    sessions = sorted({session for symbol in known if (session := _session(symbol))})
    rows = [
        {"committee": "ccpr", "kind": "session", "what": session, "why": "between known sessions; no report known"}
        for session in range(sessions[0], sessions[-1]) if session not in sessions
    ]  # fmt: skip
    addenda: dict[str, list[int]] = defaultdict(list)
    for symbol in known:
        stem, separator, number = symbol.partition("/Add.")
        if separator:
            addenda[stem].append(int(number))
    rows += [
        {"committee": "ccpr", "kind": "report", "what": f"{stem}/Add.{number}", "why": "numbered before a known one"}
        for stem, numbers in sorted(addenda.items()) for number in range(1, max(numbers)) if number not in numbers
    ]  # fmt: skip
    graded = {(row["symbol"] or row["co_symbol"], row["iso3"], row["paragraph"]) for row in facts.gold}
    rows += [
        {"committee": "ccpr", "kind": "paragraph", "what": f"{symbol} {iso3} {paragraph}", "why": "header grades only"}
        for symbol, iso3, paragraph in facts.headers if (symbol, iso3, paragraph) not in graded
    ]  # fmt: skip
    committees = {row["committee"] for row in facts.reports.values()}
    rows += [
        {"committee": committee, "kind": "committee", "what": committee, "why": "no published report known here"}
        for committee in sorted({load(name).committee for name in names()}) if committee not in committees
    ]  # fmt: skip
    return rows


def write(facts: Facts, corpus: Path) -> None:
    """Write ``manifest.csv``, ``missing.csv`` and ``gold/`` of a corpus folder."""
    judge(facts)
    counts = Counter((row["symbol"] or row["co_symbol"], row["iso3"]) for row in facts.gold)
    manifest = [
        {**row, "co_symbol": "|".join(row["co_symbol"]), "sources": "|".join(row["sources"]), "gold": counts[key]}
        for key, row in sorted(facts.reports.items(), key=lambda item: (*_order(item[0][0]), item[0][1]))
    ]
    write_rows(manifest, corpus / "manifest.csv", MANIFEST_COLUMNS)
    write_rows(missing(facts), corpus / "missing.csv", ("committee", "kind", "what", "why"))
    gold = sorted(facts.gold, key=lambda row: (*_order(row["symbol"]), row["iso3"], _number(row["paragraph"])))
    for committee in sorted({row["committee"] for row in gold}):
        rows = [row for row in gold if row["committee"] == committee]
        write_rows(rows, corpus / "gold" / f"{committee}.csv", GOLD_COLUMNS)
    headers = sorted(facts.headers.values(), key=lambda r: (*_order(r["symbol"]), r["iso3"], _number(r["paragraph"])))
    rows = [{**row, "grades": "|".join(row["grades"])} for row in headers]
    write_rows(rows, corpus / "gold" / "headers.csv", HEADER_COLUMNS)


def _order(symbol: str) -> tuple[str, tuple[int, ...]]:
    return symbol.partition("/")[0], tuple(int(number) for number in re.findall(r"\d+", symbol))


def _number(paragraph: str) -> int:
    return int(paragraph) if paragraph.isdigit() else 0


if __name__ == "__main__":
    write(collect(Path(sys.argv[1])), Path(sys.argv[2]))
