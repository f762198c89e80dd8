"""Grades as they stand beside a text: "[B]", "[C]: (a) and (b)", "Párrafo 18 a): [B]", "21 (a): [B]; 21 (b): [C]"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from treatygrade.segment.lines import Page
from treatygrade.segment.report import Language
from treatygrade.segment.scopes import SCOPE
from treatygrade.segment.vocabulary import vocabulary

TAG = re.compile(r"\[ ?(?:(?:grade|rating|note|calificacion) ?:? ?)?(?P<grade>[a-f][12]?|\?|x|_+|\.\.\.|…|-)? ?\]")
_TWO = re.compile(r"\[ ?(?P<one>[a-f][12]?) ?(?:[/,;&+]|and|et|y|e) ?(?P<other>[a-f][12]?) ?\]")  # "[B/C]"
_UNKNOWN = re.compile(r"\[ ?[G-WYZ]\d? ?\]|\[ ?[A-F][03-9] ?\]")
"""What stands where a grade does and is none of any scheme: "[G]", "[C3]". Capitals only, as "State[s]" is no grade."""
_OPEN = re.compile(r"\[ ?(?:(?:grade|rating|note|calificacion) ?:? ?)?(?:\?|x|_+|\.\.\.|…|-)? ?\]")
_SCOPE = re.compile(SCOPE)
_NUMBERED_SCOPE = re.compile(rf"\d{{1,3}} ?(?={SCOPE})")
_NUMBERED_TAG = re.compile(rf"\d{{1,3}} ?(?={SCOPE}|\[)")
_NUMBER = re.compile(r"(?:[:,-] ?)?\d{1,3}(?=\s*(?:$|:|\[))")
_SEPARATOR = re.compile(r"[\s:;,./*-]|(?:and|et|y|e)\b")
_AFTER = re.compile(r"[\s:.;,/*-]*")
_CAPITAL = re.compile(r"\([A-Z]\)")
_SENTENCE_END = frozenset(".!?;:)]\"'”’»")
_CLOSING = tuple('.!?"”»)')
_SCOPE_AT_END = re.compile(rf"(?<=[^\d\s]) ?{SCOPE} ?:?$")
_ANNOUNCED = re.compile(rf": ?{SCOPE}(?:$|: )")
_STOP = re.compile(r"\.? ?(?:$|(?=[A-ZÀ-ÖØ-Þ]))")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_NEAR = 120  # characters that tell whether a grade closes its sentence
_LETTER_AT_END = re.compile(r"\(([A-F][12]?)\)[.\s]*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade and the scope that is printed with it ("" for none). ``printed`` is the very tag, "" for an empty one."""

    printed: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Grades that stand together; the text they are about begins at ``body``, or ends at ``start``."""

    marks: tuple[Mark, ...]
    start: int
    body: int


def _tag(page: Page, start: int, end: int) -> re.Match[str] | None:
    return TAG.match(page.folded, start, end) or _UNKNOWN.match(page.text, start, end)


def leading(page: Page, start: int, end: int) -> Marks | None:
    """The grades with which ``text[start:end]`` begins, with their scopes; None if it does not begin with any."""
    if page.folded.startswith("(", start) and page.folded.find("[", start, end) < 0:
        return None  # an item
    begins = _first(page.words.language).match(page.folded, start, end)
    return _leading(page, start, end) if begins else None  # most lines do not


def _leading(page: Page, start: int, end: int) -> Marks | None:
    folded = page.folded
    tokens: list[tuple[str, str]] = []
    place = body = start
    while place < end:
        if match := _tag(page, place, end) or _TWO.match(folded, place, end):
            tokens += [("tag", printed) for printed in _printed(page, match)]
        elif not tokens and (match := page.words.named_grade.match(folded, place, end)):
            if match["grade"]:
                tokens.append(("tag", page.text[match.start("grade") : match.end("grade")]))
        elif (
            tokens
            and tokens[-1][0] == "tag"
            and (match := page.words.linking.match(folded, place, end))
            and _names(page, match.end(), end)
        ):
            pass  # "[B] for paragraph 10 (a)"
        elif match := page.words.reference.match(folded, place, end):
            tokens.append(("scope", match["scope"] or ""))
        elif match := (_NUMBERED_TAG if tokens else _NUMBERED_SCOPE).match(folded, place, end):
            place = match.end()
            continue
        elif not is_letter(page, place) and (match := _SCOPE.match(folded, place, end)):
            tokens.append(("scope", match[0]))
        elif match := (page.words.whole if tokens else _NUMBER).match(folded, place, end):
            tokens.append(("scope", ""))
        elif match := _SEPARATOR.match(folded, place, end):
            place = match.end()
            continue
        else:
            break
        place = body = match.end()
    if not any(kind == "tag" for kind, _ in tokens):
        return _awaited(page, start, end)
    after = _AFTER.match(folded, body, end)
    return Marks(_paired(tokens), start, after.end() if after else body)


@cache
def _first(language: Language) -> re.Pattern[str]:
    """What grades and their scopes may begin with: all that `leading` looks for, in one."""
    words = vocabulary(language)
    others = (words.named_grade, words.reference, _NUMBERED_SCOPE, _SCOPE, _NUMBER, _SEPARATOR)
    return re.compile("|".join([r"\[", *(_NAMED_GROUP.sub("(?:", each.pattern) for each in others)]))


def _printed(page: Page, match: re.Match[str]) -> list[str]:
    """The tags in one pair of brackets: as printed, "" for an open one, and each of two in brackets of its own."""
    if match.re is _TWO:
        return [f"[{page.text[slice(*match.span(name))]}]" for name in ("one", "other")]
    return ["" if _OPEN.fullmatch(match[0]) else page.text[match.start() : match.end()]]


def is_letter(page: Page, start: int) -> bool:
    """Whether "(B)" begins at ``start``, which is a grade, and no item "(b)"."""
    return _CAPITAL.match(page.text, start) is not None


def _names(page: Page, start: int, end: int) -> bool:
    """Whether a scope begins at ``start``, alone or after the number of its paragraph."""
    patterns = (page.words.reference, _NUMBERED_SCOPE, _SCOPE)
    return any(pattern.match(page.folded, start, end) for pattern in patterns)


def _awaited(page: Page, start: int, end: int) -> Marks | None:
    """The place of a grade that a draft leaves open: a line that only says "Paragraph 16 (a) and (b)"."""
    match = page.words.reference.match(page.folded, start, end)
    if match is None or not match["scope"] or page.folded[match.end() : end].strip(" :."):
        return None
    return Marks((Mark("", match["scope"]),), start, end)


def _paired(tokens: list[tuple[str, str]]) -> tuple[Mark, ...]:
    """Give each grade its scope: the one after it, or before it where the scope comes first."""
    found: list[Mark] = []
    scope_first = tokens[0][0] == "scope"
    scope, before = "", ""
    since = 0  # the first of the grades that stand side by side
    for kind, value in tokens:
        if kind == "scope":
            scope = f"{scope} and {value}" if before == kind and scope else value  # "paragraphs 10 (a) and 10 (c)"
            if not scope_first:
                found[since:] = [Mark(mark.printed, scope) for mark in found[since:]]
        else:
            if before == "scope":
                since = len(found)
            found.append(Mark(value, scope if scope_first else ""))
        before = kind
    return tuple(found)


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
        announces = any(mark.scope for mark in marks.marks)  # "[C]: (c)" at the end of a line is about the next one
        if announces if marks.body == end else not page.text[marks.body].islower():
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
        match = _tag(page, last, end) if last >= 0 else None
        if match is None or folded[match.end() : place].strip(" .,;") or _OPEN.fullmatch(match[0]):
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


def worded(page: Page, start: int, end: int) -> Marks | None:
    """A grade in a sentence of its own with which a line begins: "Evaluated as B. With reference to (b), …"."""
    after = _AFTER.match(page.folded, start, end)
    match = page.words.graded.match(page.folded, after.end() if after else start, end)
    if match is None:
        return None
    rest = _AFTER.match(page.folded, match.end(), end)
    return Marks(
        (Mark(page.text[match.start("grade") : match.end("grade")]),), start, rest.end() if rest else match.end()
    )
