"""What the sentences of one line open or close where no label says it: recommendation, reply, evaluation, titles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatygrade.schemes import Scheme
from treatygrade.segment.grades import lists
from treatygrade.segment.lines import Line, Page
from treatygrade.segment.marks import is_letter, leading
from treatygrade.segment.scopes import SCOPE

TITLE = 150
"""Characters of a title."""
GRADE = 90
"""Characters of a grade in words."""

_NUMBERING = re.compile(r"\d{1,3}\. +")
_SENTENCE = re.compile(r"(?<=[.!?”\"»)]) (?=[A-ZÀ-ÖØ-Þ])")
_BORDER = re.compile(r"(?<=[.:!?”\"»)]) (?=[A-ZÀ-ÖØ-Þ])")
_TITLE_NUMBER = re.compile(r"^(?:[A-Z]|[IVXL]{1,5}|\d{1,2})\. ")
_NUMBERED_TITLE = re.compile(r"(?:[A-Z]|[IVXL]{1,5}|\d{1,2})\. [^.;:]{3,120}$")
_BARE = re.compile(r"(?: ?(?:of the|des|de las) \w+ \w+)?[ :.]*")  # "of the concluding observations: "
_SCOPE_HEADING = re.compile(rf"{SCOPE}[.:]?")
_ITEMS = re.compile(rf"{SCOPE} ")
_LETTER = re.compile(r"\(?[A-F][12]?\)?")
# What a quotation holds, quotations inside it included; no part can take what the next one may begin with.
_QUOTED = re.compile(r"[“\"«]([^“”\"«»]+(?:[“«][^“”«»]*[”»][^“”\"«»]*)*)[”\"»]")


def after_numbering(page: Page, start: int, end: int) -> int:
    """Where the text of a numbered paragraph begins: after "12. "."""
    match = _NUMBERING.match(page.text, start, end)
    return match.end() if match else start


def recommended(
    page: Page, start: int, after: int, end: int, reference: re.Match[str] | None
) -> tuple[tuple[int, int] | None, int]:
    """Where the recommendation lies in a line that opens with one, and where the rest of the line begins.

    ``after`` is the end of the words that open it, ``reference`` the paragraph that they name. A quotation after a
    reference is the recommendation; without one it goes on up to the reply or the evaluation. None where the line
    holds nothing but the reference.
    """
    quoted = _QUOTED.search(page.text, after, end) if reference else None
    rest = quoted.end() if quoted else _rest(page, reference.end() if reference else after, end)
    said: tuple[int, int] | None = None
    if quoted:
        said = (quoted.start(1) + (page.text[quoted.start(1)] == " "), quoted.end(1))
    elif reference is None or not _BARE.fullmatch(page.folded, reference.end(), rest):
        said = (start, rest)
    while rest < end and not page.text[rest].isalnum() and page.text[rest] not in '(“"«':
        rest += 1
    return said, rest


def _rest(page: Page, after: int, end: int) -> int:
    """Where the reply or the evaluation begins in the line of a recommendation, ``end`` if it does not."""
    for match in _BORDER.finditer(page.text, after, end):
        at = match.end()
        if any(page.words.openers[part].match(page.folded, at, end) for part in ("reply", "evaluation")):
            return at
    return end


def turn(page: Page, start: int, end: int) -> int | None:
    """Where the evaluation begins in a line, "The Committee finds …", None if it does not."""
    opener = page.words.openers["evaluation"]
    starts = [start, *(match.end() for match in _SENTENCE.finditer(page.text, start, end))]
    cut = next((at for at in starts if opener.match(page.folded, at, end)), None)
    return start if cut and _ITEMS.fullmatch(page.folded, start, cut) else cut  # "(a) and (b) The Committee finds …"


def closes(page: Page, line: Line, lines: Sequence[Line]) -> bool:
    """Whether an evaluation has ended before this one of the ``lines``: a letter closes, or a new title begins."""
    start = after_numbering(page, line.start, line.end)
    if page.words.openers["closing"].match(page.folded, start, line.end) and _signed(page, lines):
        return True
    short = line.end - line.start < TITLE and page.text[line.end - 1] not in ".:;"
    graded = _LETTER.fullmatch(page.text, line.start, line.end) or leading(page, line.start, line.end)
    if not short or graded:
        return False
    return line.block.bold or bool(_NUMBERED_TITLE.match(page.text, line.start, line.end))


def _signed(page: Page, lines: Sequence[Line]) -> bool:
    """Whether the lines are those of a letter: "Excellency", "Accept … the assurances of my consideration"."""
    return page.words.salutation.search(page.folded, lines[0].start, lines[-1].end) is not None


def is_title(page: Page, line: Line) -> bool:
    """Whether a short line is set as a title, or numbered as one."""
    styled = line.block.bold or line.block.italic or line.block.kind == "heading"
    numbered = _NUMBERED_TITLE.match(page.text, line.start, line.end)
    return line.end - line.start < TITLE and bool(styled or numbered)


def clean(page: Page, line: Line) -> str:
    """The words of a title without its numbering."""
    return _TITLE_NUMBER.sub("", page.text[line.start : line.end]).strip(" .:")


def is_scope(page: Page, line: Line) -> bool:
    """Whether a line is nothing but items, "(a) and (b):"."""
    match = _SCOPE_HEADING.match(page.folded, line.start, line.end)
    return match is not None and match.end() == line.end and not is_letter(page, line.start)


def says_grade(page: Page, scheme: Scheme, line: Line) -> bool:
    """Whether a line is nothing but a grade in words."""
    words = page.text[line.start : line.end]
    return 2 < len(words) <= GRADE and scheme.code(words, page.words.language) is not None


def lists_grades(page: Page, line: Line) -> bool:
    """Whether a line is that of a header again: "Committee's evaluation: 10 [B] and 20 [C]"."""
    if page.text[line.end - 1] != "]":
        return False
    found = lists(page.text, line.start, line.end)
    before = page.text[line.start : found[-1].start].rstrip() if found else ""
    return bool(found) and len(found[-1]) > 1 and found[-1].end == line.end and before[-1:] in ("", ":")
