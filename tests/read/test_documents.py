"""From spans to a document: one spelling, one text, and the way back to each character of the file."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from treatygrade.read.assemble import assemble
from treatygrade.read.characters import clean, cleaned
from treatygrade.read.document import Document, Piece
from treatygrade.read.draft import Draft, Paragraph, Span
from treatygrade.read.tidy import tidy

ODD = [
    "a",
    "b ",
    "\u00a0",
    "\u2009",
    "\t",
    "\n",
    "\u00ad",
    "\u200b",
    "\ufeff",
    "\x00",
    "ﬁ",
    "\u2011",
    "e\u0301",
    "E\u0327",
    ".",
    "İ",
    "漢",
]
TEXTS = st.lists(st.sampled_from(ODD), max_size=12).map("".join)
FEW = settings(max_examples=40)
SPANS = st.lists(st.tuples(TEXTS.filter(bool), st.sampled_from(["own", "none", "mark"])), max_size=5)


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("a\u00a0b", "a b"), ("a \u2009 b", "a b"), ("a\t\nb", "a b"), ("soft\u00adhyphen", "softhyphen"),
        ("a\u200bb", "ab"), ("\ufeffa", "a"), ("ﬁnal oﬃce", "final office"), ("non\u2011State", "non-State"),
        ("re\u0301fugie\u0301", "réfugié"),
        ("a\x00b\x07", "ab"), ("  a  ", "a"), ("", ""), ("\u00ad", ""), ("plain text", "plain text"), ("漢字", "漢字"),
        ("a\u200f\u202eb", "a\u202eb"), ("n\u0303 o", "ñ o"), ("\u0301a", "\u0301a"),
    ],
)  # fmt: skip
def test_one_spelling(text: str, spelled: str) -> None:
    assert clean(text) == spelled


@FEW
@given(TEXTS)
def test_a_text_in_the_one_spelling_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(text) == clean(unicodedata.normalize("NFC", text))


@FEW
@given(TEXTS)
def test_stretches_know_where_they_begin(text: str) -> None:
    for part, at in cleaned(text):
        assert part == text[at : at + len(part)] or len(part) <= 2 or part == " "
    starts = [at for _, at in cleaned(text)]
    assert starts == sorted(starts)


def made(*paragraphs: list[tuple[str, str]]) -> Document:
    """A document of spans: each of a run of its own, of none, or a mark."""
    made = []
    for number, spans in enumerate(paragraphs):
        parts = [
            Span(text, None if kind == "none" else number, run, mark=kind == "mark")
            for run, (text, kind) in enumerate(spans)
        ]
        made.append(Paragraph(parts))
    return assemble("made", "txt", made)


@FEW
@given(st.lists(SPANS, max_size=5))
def test_a_document_holds_together(paragraphs: list[list[tuple[str, str]]]) -> None:
    found = made(*paragraphs)
    assert found.text == "\n".join(found.block_text(block) for block in found.blocks)
    for block in found.blocks:
        assert found.block_text(block) == clean(found.block_text(block)) != ""
    words = [" ".join("".join(text for text, kind in spans if kind != "mark").split()) for spans in paragraphs]
    assert found.text.split() == clean(" ".join(words)).split()


@FEW
@given(st.lists(SPANS, max_size=5))
def test_each_character_leads_back_to_its_run(paragraphs: list[list[tuple[str, str]]]) -> None:
    found = made(*paragraphs)
    for at, character in enumerate(found.text):
        piece = found.origin(at)
        if character == "\n":
            assert piece is None
        if piece is None:
            continue
        text, kind = paragraphs[piece.paragraph][piece.run]
        assert kind == "own"
        words = found.text[piece.start : piece.end].strip()
        assert clean(text[piece.offset :]).startswith(words)


def test_origin_and_page() -> None:
    spans = [Span("One ", 4, 2, 10, page=3), Span("(a) ", None), Span("two", 5, page=4)]
    found = assemble("x", "pdf", [Paragraph(spans), Paragraph([Span("three", None, page=5)])])
    assert found.text == "One (a) two\nthree"
    one, two = Piece(0, 4, 4, 2, 10, 3), Piece(8, 11, 5, 0, 0, 4)
    places = {0: one, 3: one, 4: None, 8: two, 10: two, 11: None, 12: None, 99: None}
    assert {at: found.origin(at) for at in places} == places
    assert [found.page(at) for at in (0, 5, 10, 12, 16)] == [3, 3, 4, 5, 5]
    assert assemble("x", "txt", []).page(0) is None
    assert found.origin(-1) is None


def test_notes_take_the_marks_of_their_name_in_order() -> None:
    marks = [Span("a", 0), Span("1", 0, mark=True), Span(" b", 0), Span("1", 0, mark=True), Span("*", 0, mark=True)]
    found = assemble("x", "md", [Paragraph(marks)], [("1", "See."), ("1", " Ibid. "), ("1", "None."), ("*", "Star.")])
    assert found.text == "a b"
    assert [(note.mark, note.text, note.start) for note in found.notes] == [
        ("1", "See.", 1), ("1", "Ibid.", 3), ("1", "None.", None), ("*", "Star.", 3)
    ]  # fmt: skip


Cuts = list[tuple[int, int, str | None]]
CUTS: list[tuple[Cuts, list[tuple[str, int, bool]]]] = [
    ([], [("One", 0, False), (" two", 10, False)]),
    ([(0, 3, None)], [(" two", 10, False)]),
    ([(1, 2, None)], [("O", 0, False), ("e", 2, False), (" two", 10, False)]),
    ([(2, 5, None)], [("On", 0, False), ("wo", 12, False)]),
    ([(2, 5, "1")], [("On", 0, False), ("1", 2, True), ("wo", 12, False)]),
    ([(0, 7, None)], []),
    ([(5, 99, None)], [("One", 0, False), (" t", 10, False)]),
    ([(0, 1, "*"), (2, 3, "1")], [("*", 0, True), ("n", 1, False), ("1", 2, True), (" two", 10, False)]),
    ([(1, 4, None), (4, 5, "1"), (6, 7, None)], [("O", 0, False), ("1", 11, True), ("w", 12, False)]),
]


@pytest.mark.parametrize(("cuts", "left"), CUTS)
def test_cuts(cuts: Cuts, left: list[tuple[str, int, bool]]) -> None:
    paragraph = Paragraph([Span("One", 0), Span(" two", 0, 1, 10)])
    paragraph.cut_all(cuts)
    assert [(span.text, span.offset, span.mark) for span in paragraph.spans] == left


@FEW
@given(st.lists(TEXTS, max_size=5), st.lists(st.integers(0, 60), max_size=8, unique=True))
def test_cuts_at_once_are_cuts_one_by_one_from_the_last(texts: list[str], places: list[int]) -> None:
    cuts = list(batched(sorted(places)))
    at_once, one_by_one = (Paragraph([Span(text, 0, run) for run, text in enumerate(texts)]) for _ in range(2))
    at_once.cut_all([(start, end, None) for start, end in cuts])
    for start, end in reversed(cuts):
        one_by_one.cut(start, end)
    assert at_once.spans == one_by_one.spans


def batched(places: list[int]) -> Iterator[tuple[int, int]]:
    yield from zip(places[::2], places[1::2], strict=False)


@FEW
@given(st.lists(TEXTS, max_size=5), st.integers(0, 40), st.integers(0, 40))
def test_cut_takes_out_what_it_says(texts: list[str], start: int, length: int) -> None:
    paragraph = Paragraph([Span(text, 0, run) for run, text in enumerate(texts)])
    whole = paragraph.text
    paragraph.cut(start, start + length)
    assert paragraph.text == whole[:start] + whole[start + length :]
    for span in paragraph.spans:
        assert texts[span.run][span.offset : span.offset + len(span.text)] == span.text


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=5), st.data())
def test_other_characters_in_their_places(texts: list[str], data: st.DataObject) -> None:
    paragraph = Paragraph([Span(text, 0) for text in texts])
    whole = paragraph.text
    places = data.draw(st.sets(st.integers(0, len(whole) - 1))) if whole else set()
    paragraph.replace_characters(dict.fromkeys(sorted(places), "#"))
    assert paragraph.text == "".join("#" if at in places else letter for at, letter in enumerate(whole))


@FEW
@given(st.lists(TEXTS, max_size=5), st.integers(1, 50))
def test_the_ending_is_that_of_the_text(texts: list[str], size: int) -> None:
    paragraph = Paragraph([Span(text, 0) for text in texts])
    ending = paragraph.ending(size)
    assert paragraph.text.rstrip().endswith(ending)
    assert len(ending) >= min(size, len(paragraph.text)) - (len(paragraph.text) - len(paragraph.text.rstrip()))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("• Review", "Review"), ("– Review", "Review"), ("*  Review", "Review"), ("- Review", "Review"),
        ("\uf0b7 Review", "Review"),
        ("· Review", "Review"), ("•Review", "•Review"), ("– ", "– "), ("-5 per cent", "-5 per cent"),
        ("a - b", "a - b"),
        ("• • Review", "• Review"), (" • Review", "Review"),
    ],
)  # fmt: skip
def test_bullets_are_typography(text: str, left: str) -> None:
    (paragraph,) = tidy(Draft([Paragraph([Span(text, 0)])])).paragraphs
    assert paragraph.text == left
