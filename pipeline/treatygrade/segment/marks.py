"""Grades as they stand beside a text: "[B]", "[C]: (a) and (b)", "Párrafo 18 a): [B]", "21 (a): [B]; 21 (b): [C]"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from treatygrade.segment.lines import Page
from treatygrade.segment.report import Language
from treatygrade.segment.scopes import SCOPE
from treatygrade.segment.vocabulary import layouts, vocabulary

TAG = re.compile(r"\[ ?(?:(?:grade|rating|note|calificacion) ?:? ?)?(?P<grade>[a-f][12]?|\?|x|_+|\.\.\.|…|-)? ?\]")
_TWO = re.compile(r"\[ ?(?P<one>[a-f][12]?) ?(?:[/,;&+]|and|et|y|e) ?(?P<other>[a-f][12]?) ?\]")  # "[B/C]"
_UNKNOWN = re.compile(r"\[ ?[G-WYZ]\d? ?\]|\[ ?[A-F][03-9] ?\]")
"""What stands where a grade does and is none of any scheme: "[G]", "[C3]". Capitals only, as "State[s]" is no grade."""
OPEN = re.compile(r"\[ ?(?:(?:grade|rating|note|calificacion) ?:? ?)?(?:\?|x|_+|\.\.\.|…|-)? ?\]")
_SCOPE = re.compile(SCOPE)
_NUMBERED_SCOPE = re.compile(rf"\d{{1,3}} ?(?={SCOPE})")
_NUMBERED_TAG = re.compile(rf"\d{{1,3}} ?(?={SCOPE}|\[)")
_NUMBER = re.compile(r"(?:[:,-] ?)?\d{1,3}(?=\s*(?:$|:|\[))")
_SEPARATOR = re.compile(r"[\s:;,./*-]|(?:and|et|y|e)\b")
_AFTER = re.compile(r"[\s:.;,/*-]*")
_CAPITAL = re.compile(r"\([A-Z]\)")
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_LETTERS = frozenset("ABCDEF")
_LETTER_ENDS = frozenset("ABCDEF12")
_TAGS = re.compile(r"\[[^\[\]]{1,4}\]")
_HEADING = 150  # characters of a scope, its title and its grades


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


def tag_at(page: Page, start: int, end: int) -> re.Match[str] | None:
    """The grade in brackets, known or not, that stands at ``start``; None where there is none."""
    match = TAG.match(page.folded, start, end) or _UNKNOWN.match(page.text, start, end)
    if match and page.text[match.end() : match.end() + 1].islower():
        return None  # "[E]nsure", a quotation whose first letter has been changed
    return match


def leading(page: Page, start: int, end: int) -> Marks | None:
    """The grades with which ``text[start:end]`` begins, with their scopes; None if it does not begin with any."""
    if marks := _bare(page, start, end) or _entitled(page, start, end):
        return marks
    if page.folded.startswith("(", start) and page.folded.find("[", start, end) < 0:
        return None  # an item
    begins = _first(page.words.language).match(page.folded, start, end)
    return _leading(page, start, end) if begins else None  # most lines do not


def _bare(page: Page, start: int, end: int) -> Marks | None:
    """A capital without brackets beside its scope: "(a): B", "B: (a) and (b)", "B (a): The Committee …"."""
    if page.text[start] in _LETTERS:
        match = _letter_first(page.words.language).match(page.folded, start, end)
    elif page.text[end - 1] in _LETTER_ENDS:
        match = _letter_last(page.words.language).match(page.folded, start, end)
    else:
        return None
    if match is None or page.text[match.start("grade")] not in _LETTERS:
        return None
    return Marks((Mark(page.text[slice(*match.span("grade"))], match["scope"]),), start, match.end())


def _entitled(page: Page, start: int, end: int) -> Marks | None:
    """Grades after a scope and its title, on a line of their own: "(a) Legislation: [B]"."""
    if page.text[end - 1] != "]" or end - start > _HEADING:
        return None
    match = _scope_and_title(page.words.language).fullmatch(page.folded, start, end)
    if match is None:
        return None
    return Marks(
        tuple(Mark(tag, match["scope"]) for tag in _TAGS.findall(page.text, match.start("tags"), end)), start, end
    )


def _leading(page: Page, start: int, end: int) -> Marks | None:
    folded = page.folded
    tokens: list[tuple[str, str]] = []
    place = body = start
    while place < end:
        if match := tag_at(page, place, end) or _TWO.match(folded, place, end):
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


@cache
def _letter_first(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?P<grade>[a-f][12]?)(?: ?[:-] ?| )(?P<scope>{_place(language)})(?:[.:]?$|: )")


@cache
def _letter_last(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?P<scope>{_place(language)}) ?[:-] ?(?P<grade>[a-f][12]?)$")


@cache
def _scope_and_title(language: Language) -> re.Pattern[str]:
    title = r"(?!\(?[ivx]+\))\(?[^\W\d_]{3,}[^\[\];.()]{0,80}\)?"
    tags = r"(?P<tags>(?:\[ ?[a-f][12]? ?\][ ,]*)++)"
    return re.compile(rf"(?P<scope>{_place(language)})[ :-]{{1,3}}{title} ?[:-] ?{tags}")


def _place(language: Language) -> str:
    """Items, with the paragraph that they are of or without."""
    paragraph = "|".join(layouts()[language]["paragraph"])
    return rf"(?:(?:{paragraph})s? ?)?(?:\d{{1,3}} ?)?{SCOPE}"


def _printed(page: Page, match: re.Match[str]) -> list[str]:
    """The tags in one pair of brackets: as printed, "" for an open one, and each of two in brackets of its own."""
    if match.re is _TWO:
        return [f"[{page.text[slice(*match.span(name))]}]" for name in ("one", "other")]
    return ["" if OPEN.fullmatch(match[0]) else page.text[match.start() : match.end()]]


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
