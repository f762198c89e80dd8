"""Slips put into drafts by hand: each printed grade of each specimen in turn is spoilt, and has to be found out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from treatygrade.errors import SegmentError
from treatygrade.read import read
from treatygrade.segment import segment
from treatygrade.segment.findings import findings

_TAG = re.compile(r"(?m)^[^\w\n]*\[([A-F][12]?)\]")
Found = Counter[tuple[str, str]]


def looked_at(text: str, folder: Path) -> tuple[Found, list[tuple[str, str, str]]]:
    """What is found in a draft, as (code, paragraph), and its grades, as (paragraph, scope, grade as printed)."""
    path = folder / "draft.md"
    path.write_text(text, encoding="utf-8")
    found: Found = Counter()
    grades = []
    for report in segment(read(path)):
        found.update((finding.code, finding.paragraph) for finding in findings(report))
        grades += [(unit["paragraph"], unit["scope"], unit["grade_printed"]) for unit in report.units("draft.md")]
    return found, grades


@pytest.fixture(scope="module")
def tags(specimens: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int, int, str, Found]]:
    """(draft, start, end, paragraph, what is found in the draft as it is) of each grade of the current round.

    Letters of a legend or of an earlier round are left out: another letter in their place changes no unit.
    """
    folder = tmp_path_factory.mktemp("slips")

    def live(text: str) -> Iterator[tuple[str, int, int, str, Found]]:
        found, grades = looked_at(text, folder)
        for match in _TAG.finditer(text):
            start, end = match.start(1) - 1, match.end(1) + 1
            other = f"{text[:start]}[{'A' if match[1] != 'A' else 'B'}]{text[end:]}"
            changed = [new for old, new in zip(grades, looked_at(other, folder)[1], strict=True) if old != new]
            if changed:
                yield text, start, end, changed[0][0], found

    return [tag for path in sorted(specimens.glob("*/*.md")) for tag in live(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("[G]", {"unknown_grade"}),
        ("[C3]", {"unknown_grade"}),
        ("[ ]", {"item_ungraded"}),
        ("[…]", {"item_ungraded"}),
        ("", {"item_ungraded", "header_mismatch", "verdict_mismatch"}),
    ],
)
def test_a_spoilt_grade_is_found_out(
    tags: list[tuple[str, int, int, str, Found]], tmp_path: Path, printed: str, codes: set[str]
) -> None:
    missed, false = [], 0
    for text, start, end, paragraph, before in tags:
        try:
            found = looked_at(text[:start] + printed + text[end:], tmp_path)[0] - before
        except SegmentError:
            continue  # the only grade of a letter, which is no letter of a committee without it
        if not any((code, paragraph) in found for code in codes):
            missed.append(text[start - 40 : end + 40])
        false += sum(number != paragraph for _, number in found)
    assert len(tags) >= 140
    assert len(missed) <= 0.05 * len(tags), missed
    assert false <= len(tags) / 30


def test_a_grade_changed_in_the_header_is_found_out(specimens: Path, tmp_path: Path) -> None:
    def headers(text: str) -> list[dict[str, list[str]]]:
        (tmp_path / "draft.md").write_text(text, encoding="utf-8")
        return [report.header_grades for report in segment(read(tmp_path / "draft.md"))]

    tried, missed, false = 0, [], 0
    for path in sorted(specimens.glob("*/*.md")):
        text = path.read_text(encoding="utf-8")
        before, printed = looked_at(text, tmp_path)[0], headers(text)
        for match in re.finditer(r"(?<=\w)[^\w\n]*\[([A-F][12]?)\]", text):
            other = f"{text[: match.start(1)]}{'E' if match[1] != 'E' else 'A'}{text[match.end(1) :]}"
            changed = [
                number
                for old, new in zip(printed, headers(other), strict=True)
                for number in old
                if old[number] != new.get(number)
            ]
            if not changed:
                continue  # a grade in a sentence, or beside a text
            tried += 1
            found = looked_at(other, tmp_path)[0] - before
            if ("header_mismatch", changed[0]) not in found and ("missing_in_header", changed[0]) not in found:
                missed.append((path.name, text[match.start() - 40 : match.end()]))
            false += sum(number != changed[0] for _, number in found)
    assert tried >= 100
    assert len(missed) <= 0.05 * tried, missed
    assert false <= tried / 30
