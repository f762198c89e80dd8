"""What ends a paragraph and what does not: the words on both sides of a line's or a page's end."""

from __future__ import annotations

import pytest

from treatygrade.read.draft import Paragraph, Span
from treatygrade.read.joining import (
    append,
    begins_block,
    begins_heading,
    cuts_sentence,
    ends_item,
    is_closed,
    is_open,
    joined_pages,
    lost_line_ends,
    unwrapped,
    with_hyphens,
)

LONG = "The State party has amended its law and has trained the judges of all of its courts"  # 83 characters


def lines(*texts: str, gaps: tuple[int, ...] = (), pages: tuple[int, ...] = ()) -> list[Paragraph]:
    """Paragraphs of one span; at ``gaps`` a blank line stands before one, at ``pages`` a page begins."""
    return [Paragraph([Span(text, at)], gap=at in gaps, breaks_page=at in pages) for at, text in enumerate(texts)]


def texts(paragraphs: list[Paragraph]) -> list[str]:
    return [paragraph.text for paragraph in paragraphs]


@pytest.mark.parametrize(
    ("text", "following", "open_", "closed"),
    [
        ("the measures taken by the", "Ministry", True, False),
        ("amended its law,", "and", True, False),
        ("los tribunales de", "Justicia", True, False),
        ("les mesures prises par l'", "État", True, False),
        ("amended its law.", "It", False, True),
        ("amended its law", "in", False, False),
        ("amended its law;", "(b)", False, True),
        ("“amended its law.”", "It", False, True),
        ("(amended its law.)", "It", False, True),
        ("the “law”", "It", False, False),
        ("amend the law; and", "(b)", False, False),
        ("juzgar, y", "(b)", False, False),
        ("as set out in para.", "45", False, False),
        ("as set out in para.", "The", False, True),
        ("as set out in párr.", "45", False, False),
        ("its paragraphs.", "45", False, True),
        ("sub-paragraph (a)", "is", False, False),
        ("a heading that ends in a", "b", True, False),
        ("…", "It", False, True),
        ("", "It", False, False),
        ("non-", "refoulement", False, False),
        ("a line that is as long as forty characters non-", "refoulement", True, False),
        ("a line that is as long as forty characters 5-", "year", False, False),
    ],
)
def test_ends(text: str, following: str, open_: bool, closed: bool) -> None:
    assert is_open(text) is open_
    assert is_closed(text, following) is closed
    assert ends_item(text, following) is (closed or text.endswith(("; and", ", y")))


@pytest.mark.parametrize(
    ("text", "block", "heading"),
    [
        ("(a) Review", True, False), ("a) Revisar", True, False), ("(iv) Review", True, False),
        ("[B1] Text", True, False), ("• Review", True, False), ("16. The State", True, False),
        ("IV. Follow-up", True, False),
        ("(a)", False, False), ("2024 was", False, False), ("1.5 per cent", False, False), ("The State", False, False),
        ("Paragraph 16", False, True), ("Evaluación del Comité", False, True), ("Résumé de la réponse", False, True),
        ("[The law]", False, False), ("(Paragraph 16)", False, False), ("[G] Text", False, False),
    ],
)  # fmt: skip
def test_beginnings(text: str, block: bool, heading: bool) -> None:
    assert begins_block(text) is block
    assert begins_heading(text) is heading


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        ("of the", "Ministry of Justice.", True),
        ("It was amended.", "and trained.", False),
        ("It was amended", "and trained.", True),
        ("It was amended", "a) and trained.", False),
        (f"{LONG}", f"Ministries {LONG}", True),
        (f"{LONG}", "Ministries", False),
        (f"{LONG}", f"Paragraph 16 of {LONG}", False),
        (f"{LONG},", "(a) Review", True),
        (f"{LONG}", "(a) Review", False),
        (f"{LONG}:", "the Ministry", False),
    ],
)
def test_what_parts_two_paragraphs_may_cut_a_sentence(before: str, after: str, one: bool) -> None:
    first, second = lines(before, after)
    assert cuts_sentence(first, second) is one
    assert cuts_sentence(first, Paragraph(second.spans, kind="cell")) is False
    assert cuts_sentence(Paragraph(first.spans, kind="heading", level=1), second) is False
    assert len(joined_pages(lines(before, after, pages=(1,)))) == 2 - one
    assert len(joined_pages(lines(before, after))) == 2  # no page ends between them


@pytest.mark.parametrize(
    ("before", "after", "text", "offset"),
    [
        ("One", "two", "One two", 0),
        ("One  ", "  two", "One     two", 0),  # spaces are collapsed when the document is put together
        ("amen-", "ded", "amen\ufffeded", 0),
        ("amen- ", " ded", "amen\ufffeded", 1),
        ("non-", "State", "non-State", 0),
        ("1990-", "ded", "1990- ded", 0),
        ("amen-", "2", "amen- 2", 0),
        ("(a)-", "(c)", "(a)- (c)", 0),
    ],
)  # fmt: skip
def test_append(before: str, after: str, text: str, offset: int) -> None:
    first, second = lines(before, after)
    append(first, second)
    assert first.text == text
    assert (first.spans[0].paragraph, first.spans[0].offset) == (0, 0)
    assert (first.spans[-1].paragraph, first.spans[-1].offset) == (1, offset)


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("the accor- ding law", "the according law"),
        ("first- and second-instance courts", "first- and second-instance courts"),
        ("de primera- y segunda", "de primera- y segunda"),
        ("a- ding", "a- ding"),
        ("law - and", "law - and"),
        ("accor- Ding", "accor- Ding"),
        ("réfu- giés", "réfugiés"),
    ],
)
def test_hyphens_of_line_ends_that_were_lost(text: str, lost: str) -> None:
    paragraphs = lines(text)
    lost_line_ends(paragraphs)
    with_hyphens(paragraphs)
    assert paragraphs[0].text.replace("\ufffe\u200b", "") == lost
    assert len(paragraphs[0].text) == len(text)  # so that offsets stay


@pytest.mark.parametrize(
    ("text", "elsewhere", "hyphen"),
    [
        ("asylum\ufffeseekers", "asylum-seekers", True),  # written so elsewhere
        ("asylum\ufffeseekers", "seekers", True),  # its second half is a word, the whole is none
        ("asylum\ufffeseekers", "asylumseekers and seekers", False),
        ("depar\ufffeture", "departure", False),
        ("non\ufffeviolent", "nonviolent", True),  # a prefix that keeps its hyphen
        ("depar\ufffeture", "x " * 4_100, True),  # alone in a long text: the document breaks no words
        ("depar\ufffeture", "x " * 900, False),
        ("Depar\ufffeture", "DEPARTURE " + "x " * 4_100, False),
    ],
)
def test_hyphens_by_how_the_document_writes_words(text: str, elsewhere: str, hyphen: bool) -> None:
    paragraphs = lines(text, elsewhere)
    with_hyphens(paragraphs)
    assert ("-" in paragraphs[0].text) is hyphen
    assert ("\ufffe" in paragraphs[0].text) is not hyphen


WRAPPED = [LONG[:70], *["the judges of all of its courts have been trained in human rights law"] * 11, "by the end."]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert texts(unwrapped(lines(*WRAPPED))) == [" ".join(WRAPPED)]


def test_a_short_line_ends_a_wrapped_paragraph() -> None:
    cut = [*WRAPPED[:5], "The end.", *WRAPPED[5:]]
    assert texts(unwrapped(lines(*cut))) == [" ".join(cut[:6]), " ".join(cut[6:])]


@pytest.mark.parametrize(("beginning", "parts"), [("(a) Review", 1), ("[B] Text", 1), ("16. The State", 1)])
def test_a_wrapped_line_may_begin_as_a_block_does(beginning: str, parts: int) -> None:
    """Where lines are full, an item begins after what ends one alone: "… article 9 / (b) of the Covenant …"."""
    full = [*WRAPPED[:6], f"{beginning} {WRAPPED[3]}"[:70], *WRAPPED[6:]]
    assert len(unwrapped(lines(*full))) == parts
    ended = [*WRAPPED[:5], f"{WRAPPED[3][:-1]}.", f"{beginning} {WRAPPED[3]}"[:70], *WRAPPED[6:]]
    assert len(unwrapped(lines(*ended))) == parts + 1


@pytest.mark.parametrize("how", ["gaps", "pages"])
def test_blank_lines_and_pages_part_wrapped_lines(how: str) -> None:
    kept = lines(*WRAPPED, gaps=(6,)) if how == "gaps" else lines(*WRAPPED, pages=(6,))
    kept[6].spans[0].text = "Another paragraph begins here and fills its line as the others all do"
    assert len(unwrapped(kept)) == 2


@pytest.mark.parametrize(
    ("before", "after", "one"),
    [
        (LONG, "in human rights law", True), (LONG, "In human rights law", False), ("Short", "in human rights", False),
        (f"{LONG},", "In human rights law", True), (f"{LONG}.", "in human rights law", False),
    ],
)  # fmt: skip
def test_lines_of_a_text_that_is_not_wrapped(before: str, after: str, one: bool) -> None:
    assert len(unwrapped(lines(before, after))) == 2 - one


def test_cells_are_whole_as_they_are() -> None:
    cells = [Paragraph([Span(f"{LONG},", 0)], kind="cell"), Paragraph([Span("and", 1)], kind="cell")]
    assert len(unwrapped(cells)) == 2
