"""Contradictions within a report: the recorded slips of the specimens, and the two of the seed."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.segment.reports import report_text, reports
from treatygrade.read import read
from treatygrade.segment import segment
from treatygrade.segment.findings import findings

Place = tuple[str, str, str]


def _found(report: Path) -> set[Place]:
    """(paragraph, scope, code) of the certain findings of a file."""
    places = set()
    for part in segment(read(report)):
        scopes = ["|".join(e.scope) for paragraph in part.paragraphs for e in paragraph.evaluations]
        for finding in findings(part):
            if finding.severity == "error":
                assert len(finding.quotations) == 2
                scope = scopes[finding.evaluation] if finding.evaluation is not None else ""
                places.add((finding.paragraph, scope, finding.code))
    return places


def test_the_recorded_slips_are_found_and_little_else(specimens: Path) -> None:
    recorded: set[tuple[str, Place]] = set()
    found: set[tuple[str, Place]] = set()
    units = 0
    for gold in sorted(specimens.rglob("*.gold.csv")):
        with gold.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        units += len(rows)
        recorded |= {(gold.name, (row["paragraph"], row["scope"], row["slip"])) for row in rows if row["slip"]}
        report = gold.with_name(gold.name.replace(".gold.csv", ".md"))
        found |= {(gold.name, place) for place in _found(report)}
    assert len(recorded & found) / len(recorded) >= 0.95
    assert len(found - recorded) / units <= 1 / 30


def test_the_seed_has_two_contradictions_and_nothing_else(shared: Path) -> None:
    (report,) = (shared / "seed").glob("*_evaluation.md")
    assert _found(report) == {
        ("36", "(b)|(c)|(d)|(e)", "verdict_mismatch"),
        ("60", "(b)|(c)", "verdict_mismatch"),
    }
    assert [finding.code for part in segment(read(report)) for finding in findings(part)] == ["verdict_mismatch"] * 2


TEXT = "The Committee notes the law."
WELL = "The Committee considers the reply largely satisfactory."
BADLY = "The Committee considers the reply not satisfactory."
ALL = "(a)–(e)"

# The header's grades of paragraph 10, its evaluation, and the findings: code, which evaluation, how sure.
CONTRADICTIONS = {
    "nothing": ("10 [B]", f"[B]\n\n{TEXT}", []),
    "no header": ("", f"[B]\n\n{TEXT}", []),
    "another grade": ("10 [C]", f"[B]\n\n{TEXT}", [("header_mismatch", 0, "error")]),
    "one grade once for two texts": ("10 [B]", f"[B]: (a)\n\n{TEXT}\n\n[B]: (b)–(e)\n\n{TEXT}", []),
    "another order": ("10 [C] [B]", f"[B]: (a)\n\n{TEXT}\n\n[C]: (b)–(e)\n\n{TEXT}", []),
    "one of two left out": (
        "10 [B]", f"[B]: (a)\n\n{TEXT}\n\n[C]: (b)–(e)\n\n{TEXT}", [("missing_in_header", 1, "error")],
    ),
    "one too many": ("10 [B] [C]", f"[B]\n\n{TEXT}", [("header_mismatch", None, "error")]),
    "two others": (
        "10 [A] [C]", f"[B]: (a)\n\n{TEXT}\n\n[D]: (b)–(e)\n\n{TEXT}",
        [("header_mismatch", 0, "error"), ("header_mismatch", 1, "error")],
    ),
    "the paragraph left out": ("20 [B]", f"[B]\n\n{TEXT}", [("missing_in_header", 0, "error")]),
    "a grade of no scheme": ("", f"[G]\n\n{TEXT}", [("unknown_grade", 0, "error")]),
    "a grade of another scheme": ("", f"[B1]\n\n{TEXT}", [("unknown_grade", 0, "error")]),
    "no grade yet": ("", f"[ ]\n\n{TEXT}", [("item_ungraded", 0, "hint")]),
    "an item that is none": ("", f"[B]: (g)\n\n{TEXT}", [("wrong_scope", 0, "error")]),
    "an item of an item": ("", f"[B]: (a) (iii)\n\n{TEXT}", [("wrong_scope", 0, "error")]),
    "items left out": ("", f"[B]: (a)\n\n{TEXT}", [("item_ungraded", None, "hint")]),
    "an item in one of its own": ("", f"[B]: (a) (i), (b), (c), (d) and (e)\n\n{TEXT}", []),
    "an item twice": (
        "", f"[B]: {ALL}\n\n{TEXT}\n\n[C]: (b)\n\n{TEXT}", [("graded_twice", 0, "hint"), ("graded_twice", 1, "hint")],
    ),
    "two grades on one text": ("", f"[B] [C]: {ALL}\n\n{TEXT}", []),
    "a verdict of the same": ("", f"[C]\n\n{TEXT} {BADLY}", []),
    "a verdict of another": ("", f"[B]\n\n{TEXT} {BADLY}", [("verdict_mismatch", 0, "error")]),
    "a verdict and silence": ("", f"[D]\n\n{TEXT} {BADLY}", []),
    "two verdicts, the last one counts": ("", f"[C]\n\n{WELL} {BADLY}", []),
    "each of two grades has its verdict": ("", f"[A] [C]\n\n{WELL} {BADLY}", []),
    "two grades and another verdict": (
        "", f"[B] [D]\n\n{WELL}", [("verdict_mismatch", 0, "error"), ("verdict_mismatch", 1, "error")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_what_contradicts_itself(case: str, tmp_path: Path) -> None:
    header, evaluation, expected = CONTRADICTIONS[case]
    [report] = reports(report_text(evaluation, grades=header), tmp_path)
    found = findings(report)
    assert [(finding.code, finding.evaluation, finding.severity) for finding in found] == expected
    assert all(finding.paragraph == "10" and finding.quotations and all(finding.quotations) for finding in found)


def test_a_finding_quotes_both_places(tmp_path: Path) -> None:
    text = report_text(f"[B]: (a)\n\n{TEXT} {BADLY}", f"[C]\n\n{TEXT}", grades="10 [A], 20 [C]")
    [report] = reports(text, tmp_path)
    quoted = {finding.code: finding.quotations for finding in findings(report)}
    assert quoted["verdict_mismatch"] == ("[B]", BADLY)
    assert quoted["header_mismatch"] == ("[B]", "10 [A]")
    assert quoted["item_ungraded"] == ("(b), (c), (d), (e)", "(a)")
