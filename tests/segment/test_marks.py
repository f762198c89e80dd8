"""Grades and scopes that stand beside a text, read line by line: what is a mark, and where the text begins or ends."""

from __future__ import annotations

import pytest

from treatygrade.read.document import Document
from treatygrade.segment.closing import closings, inner, trailing
from treatygrade.segment.fold import fold, plain_letters
from treatygrade.segment.lines import Page
from treatygrade.segment.marks import Mark, Marks, _paired, is_letter, leading, worded
from treatygrade.segment.report import Language
from treatygrade.segment.scopes import parse
from treatygrade.segment.vocabulary import vocabulary


def page(text: str, language: Language = "en") -> Page:
    text = plain_letters(text)
    return Page(Document("line", "txt", text, ()), text, fold(text), vocabulary(language), [])


def told(marks: Marks | None) -> str | None:
    """ "[B] (a)|(b), [C]": each grade with the items that its scope names."""
    if marks is None:
        return None
    return ", ".join(f"{mark.printed} {'|'.join(parse(mark.scope))}".strip() for mark in marks.marks)


LEADING = [
    # A grade, with nothing, with its scope after it, with its scope before it.
    ("[B] The law", "[B]", "The law"), ("[b] The law", "[b]", "The law"), ("[B]", "[B]", ""),
    ("[B]: (a) and (b) The law", "[B] (a)|(b)", "The law"), ("(a): [B] The law", "[B] (a)", "The law"),
    ("[B] * (a): - The law", "[B] (a)", "The law"), ("[grade: B] (a) The law", "[grade: B] (a)", "The law"),
    ("Paragraph 10 (a): [B]", "[B] (a)", ""), ("10 (a): [B] The law", "[B] (a)", "The law"),
    ("[B] 10 (a) The law", "[B] (a)", "The law"), ("[B]: 10 laws", "[B]", "10 laws"),
    # Two of them: each its own, or both for what follows.
    ("[C]: (a); [B]: (b)", "[C] (a), [B] (b)", ""), ("[B], (a), [C], (b) - The law", "[B] (a), [C] (b)", "The law"),
    ("10 (a): [B]; 10 (b): [C] The law", "[B] (a), [C] (b)", "The law"),
    ("(a): [B] [C] (b): [D]", "[B] (a), [C] (a), [D] (b)", ""),
    ("[B] [C]: (a) The law", "[B] (a), [C] (a)", "The law"), ("[B] and [C]: (a)", "[B] (a), [C] (a)", ""),
    ("[B]; 21 [C] The law", "[B], [C]", "The law"),
    ("[B/C] The law", "[B], [C]", "The law"), ("[B1 and C2] (a) The law", "[B1] (a), [C2] (a)", "The law"),
    ("[B]: paragraphs 10 (a) and 10 (c) The law", "[B] (a)|(c)", "The law"),
    ("[B] for paragraph 10 (a) The law", "[B] (a)", "The law"), ("[B] for the law", "[B]", "for the law"),
    ("[B] whole paragraph: the law", "[B]", "the law"), ("10: [B] The law", "[B]", "The law"),
    # A grade of no scheme is one, an open one has no words, a draft's awaited one has its scope alone.
    ("[G] The law", "[G]", "The law"), ("[C3]: (a)", "[C3] (a)", ""), ("[ ]: (a) The law", "(a)", "The law"),
    ("[?] (b) The law", "(b)", "The law"), ("[___] The law", "", "The law"),
    ("Paragraph 16 (a) and (b)", "(a)|(b)", ""), ("Paragraph 16 (a): .", "(a)", ""),
    # Named, without brackets; a letter beside its item; a title between both.
    ("Grade: B. The law", "B", "The law"), ("Grade B (a)", "B (a)", ""), ("Grade: [C] (a)", "[C] (a)", ""),
    ("B: (a)", "B (a)", ""), ("(a): B", "B (a)", ""), ("(a) Legislation: [B] [C]", "[B] (a), [C] (a)", ""),
    ("B (a): The law", "B (a)", "The law"), ("C2 – paragraph 16 (b)", "C2 (b)", ""), ("16 (a) – C1", "C1 (a)", ""),
    ("[B+C]: (a)", "[B] (a), [C] (a)", ""), ("[…]: (a)", "(a)", ""),
    ("(a) (iii): [B]", "[B] (a)(iii)", ""), ("(a) Reform – [B]", "[B] (a)", ""),
    # What is none.
    ("(a) The law", None, ""), ("(B) The law", None, ""), ("The law [B]", None, ""), ("[E]nsure that", None, ""),
    ("Paragraph 16 (a) is new", None, ""), ("Paragraph 16", None, ""), ("10 laws", None, ""), ("(a) and", None, ""),
    ("(a): b", None, ""), ("b: (a)", None, ""), ("(a): G", None, ""), ("B (a) The law", None, ""),
    ("(a) Training: 2 [B]", None, ""), ("State[s] parties", None, ""), ("[sic] The law", None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("line", "marks", "text"), LEADING)
def test_grades_with_which_a_line_begins(line: str, marks: str | None, text: str) -> None:
    before = "Before. "
    found = leading(page(before + line), len(before), len(before + line))
    assert told(found) == marks
    if found:
        assert found.start == len(before)
        assert (before + line)[found.body :] == text


@pytest.mark.parametrize(
    ("language", "line", "marks", "text"),
    [
        ("es", "[B]: a) y b) La ley", "[B] (a)|(b)", "La ley"),
        ("es", "Párrafo 18 a): [B] La ley", "[B] (a)", "La ley"),
        ("es", "[B] para el párrafo 10 a) La ley", "[B] (a)", "La ley"),
        ("fr", "Paragraphe 18 a) et b) : [C] La loi", "[C] (a)|(b)", "La loi"),
        ("fr", "[C] : a) à c) La loi", "[C] (a)|(b)|(c)", "La loi"),
        ("fr", "Paragraphe 16 a) : B", "B (a)", ""),
        ("fr", "B : al. a) et b)", "B (a)|(b)", ""),
        ("fr", "a) Formation des juges : [B]", "[B] (a)", ""),
        ("es", "Párrafo 16 a): B", "B (a)", ""),
        ("es", "A: apartado a)", "A (a)", ""),
        ("es", "a) Formación de los jueces – [B]", "[B] (a)", ""),
    ],
)  # fmt: skip
def test_grades_in_french_and_spanish(language: Language, line: str, marks: str, text: str) -> None:
    found = leading(page(line, language), 0, len(line))
    assert found is not None
    assert (told(found), line[found.body :]) == (marks, text)


@pytest.mark.parametrize(
    ("line", "rest", "marks", "text"),
    [
        ("[B] for ", "paragraph 10 (a)", "[B]", "for "),
        ("Paragraph 16", " (a)", None, ""),
        ("[B] ", "(a) The law", "[B]", ""),
        ("(a): ", "[B] The law", None, ""),
        ("[B", "] The law", None, ""),
        ("Grade", ": B. The law", None, ""),
        ("Grade B", "1: The law", "B", ""),
        ("[G", "] The law", None, ""),
        ("B: (a)", " and (b)", "B (a)", ""),
        ("(a): B", " and more", "B (a)", ""),
        ("(a) Legislation: [B]", " [C] The law", "[B] (a)", ""),
        ("[B/", "C] The law", None, ""),
        ("[B] paragraph 1", "0 (a)", "[B]", ""),
        ("[B] whole ", "paragraph: the law", "[B]", "whole "),
    ],
)
def test_what_follows_a_line_is_not_read(line: str, rest: str, marks: str | None, text: str) -> None:
    found = leading(page(line + rest), 0, len(line))
    assert told(found) == marks
    assert found is None or line[found.body :] == text


@pytest.mark.parametrize(("title", "read"), [(10, True), (16, True), (17, False), (40, False)])
def test_a_title_before_its_grade_makes_a_line_of_150_characters_at_most(title: int, read: bool) -> None:
    scope = ", ".join(f"({letter})" for letter in "abcdefghijklmnopqrstuvwxyz")
    line = f"{scope} {'x' * title}: [B]"
    assert len(line) == 134 + title
    found = leading(page(f"Before. {line}"), 8, 8 + len(line))
    assert (found is not None) is read


@pytest.mark.parametrize("line", ["[B] whole paragraph: the law", "Paragraph 10: [B] The law", "10: [B] The law"])
def test_a_whole_paragraph_has_no_scope(line: str) -> None:
    found = leading(page(line), 0, len(line))
    assert found is not None
    assert found.marks == (Mark("[B]", ""),)


@pytest.mark.parametrize(
    ("tokens", "pairs"),
    [
        ("tag B", "B:"), ("tag B scope a", "B:a"), ("scope a tag B", "B:a"), ("tag B scope a scope c", "B:a and c"),
        ("tag B tag C scope a", "B:a C:a"), ("tag B scope a tag C", "B:a C:"), ("scope a tag B tag C", "B:a C:a"),
        ("tag B scope a tag C scope b", "B:a C:b"), ("scope a tag B scope b tag C", "B:a C:b"),
        ("scope a scope c tag B", "B:a and c"), ("tag B scope a tag C tag D scope b", "B:a C:b D:b"),
    ],
)  # fmt: skip
def test_each_grade_is_given_its_scope(tokens: str, pairs: str) -> None:
    words = tokens.split()
    found = _paired(list(zip(words[::2], words[1::2], strict=True)))
    assert " ".join(f"{mark.printed}:{mark.scope}" for mark in found) == pairs


@pytest.mark.parametrize(
    ("line", "marks", "text"),
    [
        ("A law was adopted. [B]", "[B]", "A law was adopted."), ("A law was adopted [B].", "[B]", "A law was adopted"),
        ("A law was adopted. [B] [C]", "[B], [C]", "A law was adopted."),
        ("A law was adopted (a): [B]", "[B] (a)", "A law was adopted"),
        ("A law was adopted. (a) and (b) [B]", "[B] (a)|(b)", "A law was adopted."),
        ("A law (in force) [B].", "[B]", "A law (in force)"),
        ("A law was adopted. (B)", "(B)", "A law was adopted."), ("A law, [B] ; .", "[B]", "A law,"),
        ("[B]", "[B]", ""),
        ("A law was adopted. Evaluated as B.", "B", "A law was adopted."), ("Evaluated as C1", "C1", ""),
        ("A law had been graded [B].", None, ""), ("A law [ ]", None, ""), ("A law [B] and", None, ""),
        ("A law was adopted. [B] Paragraph 20", "[B]", "A law was adopted."),
        ("A law was adopted. [B]*", "[B]", "A law was adopted."), ("A law [B] –", "[B]", "A law"),
        ("Annex (G)", None, ""),
        ("Article 9 (b)", None, ""), ("It was given an [E]", None, ""),
        ("A law was evaluated as B by her", None, ""), ("A law.", None, ""), ("A law, evaluated as B", None, ""),
    ],
)  # fmt: skip
def test_grades_with_which_a_line_ends(line: str, marks: str | None, text: str) -> None:
    before = "[C] Before. "
    found = trailing(page(before + line), len(before), len(before + line))
    assert told(found) == marks
    if found:
        assert (before + line)[len(before) : found.start] == text
        assert found.body == len(before + line)


@pytest.mark.parametrize(
    ("line", "marks", "text"),
    [
        ("Evaluated as B. With regard to (b)", "B", "With regard to (b)"),
        ("- Evaluated as [B1]: more", "[B1]", "more"),
        ("Evaluated as C", "C", ""), ("It was evaluated as C", "C", ""), ("The law came", None, ""),
        ("Assessed", None, ""),
    ],
)  # fmt: skip
def test_a_grade_in_a_sentence_of_its_own(line: str, marks: str | None, text: str) -> None:
    found = worded(page(f"[A] {line}"), 4, len(line) + 4)
    assert told(found) == marks
    if found:
        assert (found.start, f"[A] {line}"[found.body :]) == (4, text)


@pytest.mark.parametrize(
    ("line", "rest", "marks", "body"), [("Evaluated as", " B. With", None, 0), ("Evaluated as B", ". With", "B", 14)]
)
def test_a_sentence_of_its_own_ends_with_its_line(line: str, rest: str, marks: str | None, body: int) -> None:
    found = worded(page(line + rest), 0, len(line))
    assert told(found) == marks
    assert found is None or found.body == body


@pytest.mark.parametrize(
    ("line", "marks", "texts"),
    [
        ("First. [B] Second. [C] Third", ["[B]", "[C]"], ["Second. [C] Third", "Third"]),
        ("First. [A] (b) See. [B] (c) Go", ["[A] (b)", "[B] (c)"], ["See. [B] (c) Go", "Go"]),
        ("First text [C]: (c)", ["[C] (c)"], [""]), ("First. [B]", [], []), ("First. [B] second", [], []),
        ("First [B] Second", [], []), ("[B] First", [], []),
        ("First. [B] (a) [C] (b) Go", ["[B] (a), [C] (b)"], ["Go"]),
        ("First. [C] (b) second", ["[C] (b)"], ["second"]), ("It gave a [C] (b) second", [], []),
    ],
)  # fmt: skip
def test_grades_that_begin_inside_a_line(line: str, marks: list[str], texts: list[str]) -> None:
    found = inner(page(line), 0, len(line))
    assert [told(each) for each in found] == marks
    assert [line[each.body :] for each in found] == texts


@pytest.mark.parametrize(
    ("line", "ends"),
    [
        ("A law [B]. No data [C].", ["A law [B]. "]),
        ("One [A]. Two [B]. Six [C]", ["One [A]. ", "One [A]. Two [B]. "]),
        ("A law [B]. No data [C]. More", []), ("A law [B].", []), ("A law [B] no data [C].", []),
        ("A law [ ]. No [C].", []), ("A law. [B] (c) No data. [C]", ["A law. [B] "]),
        ("It was graded [B]. No data [C].", []),
    ],
)  # fmt: skip
def test_sentences_that_close_with_a_grade_each(line: str, ends: list[str]) -> None:
    assert [line[:end] for end in closings(page(line), 0, len(line))] == ends


def test_a_capital_in_brackets_is_a_grade_and_no_item() -> None:
    assert is_letter(page("see (B)"), 4)
    assert not is_letter(page("see (b)"), 4)
    assert Mark("[B]") == Mark("[B]", "")
