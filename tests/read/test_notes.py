"""Footnotes that a file prints in its text: what is a body, what is a mark, what only looks like one."""

from __future__ import annotations

import pytest

from treatygrade.read.draft import Paragraph, Span
from treatygrade.read.notes import without_notes

Found = tuple[list[str], list[tuple[str, str]]]


def noted(*texts: str) -> Found:
    """What is left of paragraphs, marks out of them, and their notes.

    "+" before a text: no blank line stands before it; "^": it begins a page.
    """
    given = [
        Paragraph([Span(text.lstrip("+^"), at)], breaks_page=text[:1] == "^", gap=text[:1] != "+")
        for at, text in enumerate(texts)
    ]
    kept, notes = without_notes(given)
    return ["".join(span.text for span in paragraph.spans if not span.mark) for paragraph in kept], notes


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("replied.1 It", "replied. It"), ("replied,1 and", "replied, and"), ("replied;1 it", "replied; it"),
        ("(replied)1 it", "(replied) it"), ("“replied”1 it", "“replied” it"), ("replied1 it", "replied it"),
        ("replied1", "replied"), ("replied1.", "replied."), ("in 2016.1 It", "in 2016. It"),
        ("6 June 20161 it", "6 June 2016 it"),
        ("replied[1] it", "replied it"), ("replied.[1] It", "replied. It"), ("replied1—it", "replied—it"),
    ],
)  # fmt: skip
def test_marks_are_glued_to_what_they_follow(text: str, left: str) -> None:
    assert noted(text, "1 See A/71/40.") == ([left], [("1", "See A/71/40.")])


@pytest.mark.parametrize(
    "text",
    ["paragraph 1 of", "Add.1", "No.1", "art.1 of", "para.1", "E/2016/1", "1.1 per cent", "A1", "12,1",
     "CO/3-1", "CMW/C/QNT1 it", "(1)", "1", "1.", "[1] it"],
)  # fmt: skip
def test_other_numbers_are_no_marks(text: str) -> None:
    """So what looks like a body below is a paragraph."""
    assert noted(text, "1 See A/71/40.") == ([text, "1 See A/71/40."], [])


@pytest.mark.parametrize(
    ("text", "left", "marks"),
    [
        ("replied¹ it", "replied it", ["1"]), ("replied¹² it", "replied it", ["12"]), ("4 m² of", "4 m² of", []),
        ("20 km³ of", "20 km³ of", []), ("system² of", "system of", ["2"]), ("m⁴ of", "m of", ["4"]),
    ],
)  # fmt: skip
def test_small_digits_are_marks_unless_they_are_of_a_unit(text: str, left: str, marks: list[str]) -> None:
    (paragraph,), _ = without_notes([Paragraph([Span(text, 0)])])
    assert "".join(span.text for span in paragraph.spans if not span.mark) == left
    assert [span.text for span in paragraph.spans if span.mark] == marks


ONE = [("1", "See.")]
NOTES: dict[str, tuple[list[str], list[str], list[tuple[str, str]]]] = {
    "two in order": (["One1 and two.2", "1 See.", "2 Ibid."], ["One and two."], [*ONE, ("2", "Ibid.")]),
    "two on one line": (["One1 and two.2", "1 See. 2 Ibid."], ["One and two."], [*ONE, ("2", "Ibid.")]),
    "a number that does not follow": (["One1 and9", "1 See.", "9 Ibid."], ["One and9", "9 Ibid."], ONE),
    "one is missing between": (["One1 and3", "1 See.", "3 Ibid."], ["One and"], [*ONE, ("3", "Ibid.")]),
    "a body without a mark above": (["One.", "1 See."], ["One.", "1 See."], []),
    "a mark below the body": (["1 See.", "One.1"], ["1 See.", "One.1"], []),
    "a star": (["Report*", "* See."], ["Report"], [("*", "See.")]),
    "two stars": (["Report* and**", "* See.", "** Ibid."], ["Report and"], [("*", "See."), ("**", "Ibid.")]),
    "a dagger": (["Report†", "† See."], ["Report"], [("†", "See.")]),
    "a star that no word has": (["Report", "* See."], ["Report", "* See."], []),
    "a session's note needs no star above": (["Report", "* Adopted by the."], ["Report"], [("*", "Adopted by the.")]),
    "in Spanish": (["Informe", "* Aprobado por el Comité."], ["Informe"], [("*", "Aprobado por el Comité.")]),
    "small digits before the body": (["One¹", "¹ See."], ["One"], ONE),
    "in brackets": (["One[1]", "[1] See."], ["One"], ONE),
    "over two lines": (["One1", "1 See the", "+letter."], ["One"], [("1", "See the letter.")]),
    "a date on its second line": (
        ["One1", "1 See of", "+25 March.", "Text."],
        ["One", "Text."],
        [("1", "See of 25 March.")],
    ),
    "a heading ends it": (["One1", "1 See.", "+Paragraph 8: Title"], ["One", "Paragraph 8: Title"], ONE),
    "a grade ends it": (["One1", "1 See.", "+[C]"], ["One", "[C]"], ONE),
    "a sentence ends it": (["One1", "1 See.", "+Text goes on.", "More."], ["One", "Text goes on.", "More."], ONE),
    "but not before the end of a page": (
        ["One1", "1 See", "+it. So.", "^Text."],
        ["One", "Text."],
        [("1", "See it. So.")],
    ),
    "a mark on the page before": (["One1", "^Two.", "1 See."], ["One", "Two."], ONE),
    "a mark two pages before": (["One1", "^Two.", "^Three.", "1 See."], ["One1", "Two.", "Three.", "1 See."], []),
}


@pytest.mark.parametrize("case", NOTES)
def test_bodies(case: str) -> None:
    given, kept, notes = NOTES[case]
    assert noted(*given) == (kept, notes)


def test_a_cell_is_no_body() -> None:
    cells = [Paragraph([Span("One1", 0)]), Paragraph([Span("1 See.", 1)], kind="cell")]
    kept, notes = without_notes(cells)
    assert [paragraph.text for paragraph in kept] == ["One1", "1 See."]
    assert notes == []


def test_what_stands_after_a_note_goes_on_after_a_break() -> None:
    kept, _ = without_notes([Paragraph([Span(text, 0)]) for text in ("One1", "1 See.", "two.")])
    assert [paragraph.breaks_page for paragraph in kept] == [False, True]


def test_each_mark_knows_its_place() -> None:
    kept, _ = without_notes([Paragraph([Span("One1 and two.2 So", 0)]), Paragraph([Span("1 See. 2 Ibid.", 1)])])
    assert [(span.text, span.offset, span.mark) for span in kept[0].spans] == [
        ("One", 0, False), ("1", 3, True), (" and two.", 4, False), ("2", 13, True), (" So", 14, False)
    ]  # fmt: skip
