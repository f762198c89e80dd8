"""Documents without an evaluation: one clear line each, saying what it is and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.segment.reports import report_text, reports
from treatygrade.errors import SegmentError

ENGLISH = "The State party should ensure that all the persons in its custody are treated with respect. " * 20
FRENCH = "Le Gouvernement a pris des mesures pour les personnes dans les prisons et dans les postes de police. " * 20
GERMAN = "Der Vertragsstaat hat sicherzustellen, dass alle Personen in Haft menschlich behandelt werden. " * 20


CASES = {
    "concluding observations themselves": f"Concluding observations on the fourth periodic report\n\n{ENGLISH}",
    "the concluding": f"Observations finales concernant le quatrième rapport de Y\n\n{FRENCH}",
    "State's own reply": f"Information received from Freedonia on follow-up to concluding observations\n\n{ENGLISH}",
    "evaluates no State": f"Assessment of replies\n\nA Satisfactory\n\nB Partial\n\n{ENGLISH}",
    "does not look like a follow-up report": f"A recipe for bread.\n\n{ENGLISH}",
    "mixes English and French": f"{ENGLISH}\n\n{FRENCH}",
    "none of the languages": GERMAN,
}


@pytest.mark.parametrize("says", CASES)
def test_a_refusal_says_what_the_document_is(says: str, tmp_path: Path) -> None:
    with pytest.raises(SegmentError) as caught:
        reports(CASES[says], tmp_path)
    assert says in caught.value.message
    assert caught.value.hint
    assert "\n" not in str(caught.value)
    assert caught.value.file.endswith("report.md")


def test_a_legend_is_no_evaluation(tmp_path: Path) -> None:
    text = (
        report_text().split("Concluding observations (")[0]
        + "[A] Largely satisfactory\n\n[B] Partially satisfactory\n"
        + ENGLISH
    )
    with pytest.raises(SegmentError):
        reports(text, tmp_path)


def test_a_reply_that_quotes_the_committee_is_no_evaluation(tmp_path: Path) -> None:
    text = "CCPR/C/FRD/FCO/3\n\nReply of Freedonia\n\nParagraph 10\n\nThe Committee recommends a new law.\n\n" + ENGLISH
    with pytest.raises(SegmentError):
        reports(text, tmp_path)
