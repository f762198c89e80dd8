"""Every committee in every language with its grades set in every way, the whole of each row."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.committees import COMMITTEES, LANGUAGES, LETTERED, UNITS, VERDICTS, WORDED, code, made, worded
from tests.segment.reports import reports, rows

CASES = [
    (name, language, arrangement)
    for name, committee in COMMITTEES.items()
    for language in LANGUAGES
    for arrangement in (LETTERED if committee.letters else WORDED)
]


def text_of(case: tuple[str, str, str]) -> str:
    return (made if COMMITTEES[case[0]].letters else worded)(*case)


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_units(case: tuple[str, str, str], tmp_path: Path) -> None:
    name, language, arrangement = case
    found = rows(text_of(case), tmp_path)
    sentence = arrangement in ("in a sentence", "in a numbered paragraph")
    texts = {
        grade: " ".join([LANGUAGES[language][grade], *([VERDICTS[name][language][grade][0]] if sentence else [])])
        for _, _, grade in UNITS
    }
    assert [(unit["paragraph"], unit["scope"], unit["grade_raw"], unit["text"]) for unit in found] == [
        (number, "|".join(f"({item})" for item in items), code(name, grade), texts[grade])
        for number, items, grade in UNITS
    ]
    assert all(unit["verdict"] for unit in found) is sentence
    assert not any(
        flag in unit["flags"] for unit in found for flag in ("shared_text", "verdict_mismatch", "unknown_grade")
    )


@pytest.mark.parametrize("case", CASES, ids=" ".join)
def test_what_the_units_share(case: tuple[str, str, str], tmp_path: Path) -> None:
    name, language, _ = case
    committee, words = COMMITTEES[name], LANGUAGES[language]
    [report] = reports(text_of(case), tmp_path)
    assert (report.committee, report.scheme, report.language) == (name.partition("-")[0], committee.scheme, language)
    assert (report.session, report.year, report.round) == (committee.session, committee.year, 1)
    assert (report.iso3, report.state.removeprefix("la ")) == ("FRD", "Freedonie" if language == "fr" else "Freedonia")
    assert report.co_symbol == f"{committee.prefix}/FRD/CO/4"
    assert report.reply_symbol == f"{committee.prefix}/FRD/FCO/4"
    for paragraph in report.paragraphs:
        whole = "24" if paragraph.number == "24" else ""
        assert report.text(paragraph.reply) == words[f"said {whole}".strip()]
        if committee.kind == "letter":
            assert report.text(paragraph.recommendation) == words[f"asked {whole}".strip()]
            continue
        assert report.text(paragraph.recommendation).startswith(words[paragraph.number])
        assert paragraph.labels() == (() if whole else ("(a)", "(b)", "(c)"))
