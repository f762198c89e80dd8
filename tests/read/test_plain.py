"""Text copies: page furniture, footnotes, lines and pages that cut a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from treatygrade.read import Document, read

HEAD = "CCPR/C/900/2\nDistr.: General 1 May 2026\n\nReport on follow-up*\n\n"


@pytest.fixture
def document(tmp_path: Path):
    def of(text: str) -> Document:
        path = tmp_path / "report.txt"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return of


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("of its application\n\n2\n\nCCPR/C/900/2\nare confidential.", "of its application are confidential."),
        ("of its application\n\n2\n\nGE.26-06307\n\nCCPR/C/900/2\nare so.", "of its application are so."),
        ("of its application\nGE.26-06307 (E) 110526 110526\n\nCCPR/C/900/2\nare so.", "of its application are so."),
        (
            "measures taken by the\n2\n\nCCPR/C/900/2\nMinistry of Justice.",
            "measures taken by the Ministry of Justice.",
        ),
        ("The end.\n2\n\nCCPR/C/900/2\nA new paragraph.", "The end.\nA new paragraph."),
        (
            "One,1 two,2 and three.\n1 See the reply, and\n2\n\nCCPR/C/900/2\nthe letter.\n2 See A/71/40.\n\nNext.",
            "One, two, and three.\nNext.",
        ),
        (
            "Reports were sent,1 and read.\n1 See https://example.org/x\nRecommendation in paragraph 8:\nNext.",
            "Reports were sent, and read.\nRecommendation in paragraph 8:\nNext.",
        ),
        ("a target of\n\n7\n\nCCPR/C/900/2 Some devices", "a target of Some devices"),
        (
            "Reports were sent,1 and read.\n1 See A/71/40.\n2\n\nCCPR/C/900/2\nNext.",
            "Reports were sent, and read.\nNext.",
        ),
        (
            "A reply, 6 June 20161 and more.\n1 See A/71/40.\n2\n\nCCPR/C/900/2\nNext.",
            "A reply, 6 June 2016 and more.\nNext.",
        ),
        ("Reports of\n* Adopted by the Committee.\n\nGE.26-06307\n\nCCPR/C/900/2\nharm.", "Reports of harm."),
        ("[B1]: see CCPR/C/1/Add.1, para. 2", "[B1]: see CCPR/C/1/Add.1, para. 2"),
        ("1\n\n2\n\n3", "1\n2\n3"),
        ("B1\n\nSubstantive action", "B1\nSubstantive action"),
        ("• The lack of action", "The lack of action"),
    ],
)
def test_pages(document, cut: str, whole: str) -> None:
    assert document(HEAD + cut + "\n").text.endswith("\n" + whole)


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ("the depar-\nture was", "the departure was"),
        ("of non-\nrefoulement is", "of non-refoulement is"),
        ("the asylum-\nseekers are here; asylum-seekers go", "the asylum-seekers are here; asylum-seekers go"),
        ("a migration-\nrelated case, related to others", "a migration-related case, related to others"),
    ],
)
def test_hyphens_at_line_ends(document, words: str, joined: str) -> None:
    beginning = "The Committee notes with satisfaction that "
    assert document(beginning + words + "\n").text == beginning + joined


def test_notes(document) -> None:
    found = document(
        HEAD
        + "The State party replied.1 It said so.2\n* Adopted by the Committee at its 9th session. 1 Late.\n2 In part.\n"
        "GE.26-06307\n\nCCPR/C/900/2\nMore.\n"
    )
    assert [(note.mark, note.text) for note in found.notes] == [
        ("*", "Adopted by the Committee at its 9th session."),
        ("1", "Late."),
        ("2", "In part."),
    ]
    first = found.notes[1].start
    assert first is not None
    assert found.text[:first].endswith("replied.")
    assert "Report on follow-up\n" in found.text


def test_table_head_that_goes_on_overleaf(document) -> None:
    text = (
        "Chile\n\nConcluding observations:\n\nCCPR/C/CHL/CO/6\n\nThe reply of\n2\n\nCCPR/C/900/2\nChile\nthe State.\n"
    )
    assert document(HEAD + text).text.endswith("The reply of the State.")


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        ("The reply was late.", "Chile Recommended action: none", "late.\nRecommended action: none"),
        ("The reply of", "Chile the State.", "The reply of the State."),
        ("The reply was late.", "Chile has 16 regions.", "late.\nChile has 16 regions."),
    ],
)
def test_table_head_run_together_with_what_follows(document, before: str, after: str, end: str) -> None:
    text = f"Chile\n\nConcluding observations:\n\nCCPR/C/CHL/CO/6\n\n{before}\n2\n\nCCPR/C/900/2\n{after}\n"
    assert document(HEAD + text).text.endswith(end)


@pytest.mark.parametrize("spaces", ["", "  "])
@pytest.mark.parametrize("front", ["United Nations CCPR/C/900/2", "CCPR/C/900/2"])
def test_running_symbol_whatever_stands_beside_it_first(document, front: str, spaces: str) -> None:
    text = f"{front}\n\nReport\n\nThe reply of{spaces}\n2{spaces}\n\nCCPR/C/900/2{spaces}\nthe State.{spaces}\n"
    assert document(text).text.endswith("The reply of the State.")


@pytest.mark.parametrize("width", [60, 72, 90, 10_000])
def test_wrapping_does_not_matter(document, specimens: Path, width: int) -> None:
    import textwrap

    source = read(specimens / "en" / "CMW_C_XND_FCO_2_Add.1.md")
    paragraphs = source.text.split("\n")
    wrapped = "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)
    assert document(wrapped).text == source.text


def test_origin_is_the_line(document) -> None:
    found = document("First line.\n\nSecond line.\n")
    place = found.origin(found.text.index("line", 15))
    assert place is not None
    assert (place.paragraph, place.offset + found.text.index("line", 15) - place.start) == (2, 7)
