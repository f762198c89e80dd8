"""Manifest and gold as facts: what agrees with the headers, what is missing, and that no text is in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.corpus.facts import GOLD_COLUMNS, MANIFEST_COLUMNS, Facts, collect, judge, missing, write
from treatygrade.tables import read_rows

CORPUS = Path(__file__).parents[2] / "corpus"
KEY = ("CCPR/C/130/2/Add.2", "MDG", "8")


def facts(gold: str, header: str, source: str = "header") -> Facts:
    place = {"symbol": KEY[0], "co_symbol": "", "iso3": KEY[1], "paragraph": KEY[2], "committee": "ccpr"}
    made = Facts(gold=[{**place, "grade": grade} for grade in gold])
    made.reports[KEY[:2]] = place
    if header:
        made.headers[KEY] = {**place, "grades": list(header), "source": source}
    return made


@pytest.mark.parametrize(
    ("gold", "header", "verdicts", "why"),
    [
        ("BC", "BC", "agrees agrees", ""),
        ("CB", "BC", "agrees agrees", ""),
        ("B", "BC", "agrees", ""),
        ("A", "B", "differs", "the header prints B"),
        ("AB", "A", "agrees differs", "2 evaluations for the header's A"),
        ("BB", "BC", "agrees differs", "the header prints B|C"),
        ("B", "", "none", ""),
    ],
)
def test_gold_against_header_grades(gold: str, header: str, verdicts: str, why: str) -> None:
    made = facts(gold, header)
    judge(made)
    assert " ".join(row["header"] for row in made.gold) == verdicts
    assert {row["why"] for row in made.gold} - {""} == ({why} if why else set())


def test_a_header_matched_by_session_is_said_to_be_so() -> None:
    made = facts("A", "B", "header, matched by session")
    judge(made)
    assert made.gold[0]["why"].endswith("(header, matched by session)")


def test_missing_names_addenda_paragraphs_and_committees() -> None:
    made = facts("", "B")
    assert {row["what"] for row in missing(made)} == {
        "CCPR/C/130/2/Add.1", "CCPR/C/130/2/Add.2 MDG 8", "cat", "ced", "cedaw", "cerd", "cescr", "cmw",
    }  # fmt: skip


def test_committed_tables_hold_facts_only() -> None:
    manifest = read_rows(CORPUS / "manifest.csv")
    gold = [row for path in (CORPUS / "gold").glob("c*.csv") for row in read_rows(path)]
    assert tuple(manifest[0]) == MANIFEST_COLUMNS
    assert tuple(gold[0]) == GOLD_COLUMNS
    assert sum(int(row["gold"]) for row in manifest) == len(gold)
    assert max(len(str(cell)) for row in gold for cell in row.values()) < 90
    assert {row["grade"] for row in gold} <= set("ABCDEF")


@pytest.mark.shared
def test_committed_tables_are_what_the_sources_give(shared: Path, tmp_path: Path) -> None:
    write(collect(shared), tmp_path)
    made = sorted(path.relative_to(tmp_path) for path in tmp_path.rglob("*.csv"))
    assert len(made) == 5
    for path in made:
        assert (tmp_path / path).read_bytes() == (CORPUS / path).read_bytes(), path
