"""Grades inside a line and at its end: "… a law [B]. … no data [C].", "… in 2016. [A] (b) See …"."""

from __future__ import annotations

import re

from treatygrade.segment.lines import Page
from treatygrade.segment.marks import OPEN, TAG, Mark, Marks, leading, tag_at
from treatygrade.segment.scopes import SCOPE

_SENTENCE_END = frozenset(".!?;:)]\"'”’»")
_CLOSING = tuple('.!?"”»)')
_SCOPE_AT_END = re.compile(rf"(?<=[^\d\s]) ?{SCOPE} ?:?$")
_ANNOUNCED = re.compile(rf": ?{SCOPE}(?:$|: )")
_STOP = re.compile(rf"\.? ?(?:$|(?=(?:{SCOPE}:? )?[A-ZÀ-ÖØ-Þ]))")
_NEAR = 120  # characters that tell whether a grade closes its sentence
_NOTE_MARK = 2  # characters behind the last tag of a line: the letter of a footnote, "[B] c"
_LETTER_AT_END = re.compile(r"\(([A-F][12]?)\)[.\s]*$")


def inner(page: Page, start: int, end: int) -> list[Marks]:
    """Grades with which a new evaluation begins inside a line: "… in 2016. [A] (b) See …"."""
    found: list[Marks] = []
    for match in TAG.finditer(page.folded, start + 1, end):
        place = match.start()
        while place > start and page.text[place - 1].isspace():
            place -= 1
        if place == start or (found and place < found[-1].body):
            continue
        # "[C]: (c)" begins an evaluation after whatever, a tag alone after a sentence.
        if page.text[place - 1] not in _SENTENCE_END and not _ANNOUNCED.match(page.folded, match.end(), end):
            continue
        marks = leading(page, match.start(), end)
        if marks is None:
            continue
        # "[C]: (c)" or "[C]:" at the end of a line is about the next one.
        announces = any(mark.scope for mark in marks.marks) or page.text[match.end() : end].strip() == ":"
        begins = not page.text[marks.body : marks.body + 1].islower() or (announces and page.text[place - 1] in ".!?")
        if announces if marks.body == end else begins:
            found.append(marks)
    return found


def closings(page: Page, start: int, end: int) -> list[int]:
    """Where sentences end that close with a grade each, the last of them the line: "… a law [B]. … no data [C]."."""
    found: list[int] = []
    for match in TAG.finditer(page.folded, start + 1, end):
        after = _STOP.match(page.text, match.end(), end)
        since = max(found[-1] if found else start, match.start() - _NEAR)
        if after and match["grade"] and trailing(page, since, match.end()):
            found.append(after.end())
    return found[:-1] if found and found[-1] == end else []


def trailing(page: Page, start: int, end: int) -> Marks | None:
    """The grades with which ``text[start:end]`` ends, in brackets or in a sentence of their own.

    A grade in square brackets may also close the sentence itself, unless the word before it says that it is quoted:
    "… is partially implemented [B].", but not "… had been graded [C].".
    """
    text, folded = page.text, page.folded
    place = end
    tags: list[Mark] = []
    while place > start:
        last = folded.rfind("[", start, place)
        match = tag_at(page, last, end) if last >= 0 else None
        rest = folded[match.end() : place].strip(" .,;*") if match else ""
        named = page.words.reference.fullmatch(rest)  # the heading that follows has run into the line
        noted = not tags and len(rest) <= _NOTE_MARK
        if match is None or (not (named or noted) and any(map(str.isalnum, rest))) or OPEN.fullmatch(match[0]):
            break
        tags.insert(0, Mark(text[last : match.end()]))
        place = last
    if not tags and (match := _LETTER_AT_END.search(text, max(start, end - 8), end)):
        tags, place = [Mark(match[0].strip(" ."))], match.start()
    if tags:
        before = text[start:place].rstrip()
        if scope := _SCOPE_AT_END.search(folded[start : start + len(before)], max(0, len(before) - 60)):
            tags = [Mark(tag.printed, scope[0].strip(" ,:")) for tag in tags]
            before = before[: scope.start()].rstrip(" :,")
        closed = before.endswith(_CLOSING) or _last_word(folded[start : start + len(before)]) not in page.words.quoting
        return Marks(tuple(tags), start + len(before), end) if closed else None
    for match in page.words.graded.finditer(folded, max(start, end - 120), end):
        before = text[start : match.start()].rstrip()
        if not folded[match.end() : end].strip(" .") and (not before or before.endswith(_CLOSING)):
            return Marks((Mark(text[match.start("grade") : match.end("grade")]),), start + len(before), end)
    return None


def _last_word(folded: str) -> str:
    return folded.rpartition(" ")[2]
