"""Which States a document is about, and which lines belong to each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from treatygrade.segment.lines import Page, stands_above
from treatygrade.segment.marks import TAG
from treatygrade.segment.symbols import country_name, is_observations, iso3, symbols

_ENUMERATED = re.compile(r"(?<![\w.])(\d{1,2})\. (?=[A-ZÀ-ÖØ-Þ])")
_NUMBERING = re.compile(r"^(?:[IVXL]{1,5}|[A-Z]|\d{1,2})\. ")
_HEADER_TITLE = 80  # characters
_SHORTEST = 3  # letters of a name: one alone is a grade of the legend
_HEADER = frozenset({"observations", "followup", "received", "evaluation", "stakeholders"})
_TITLE = 150  # characters of a title without the number of its paragraph
_TITLE_PAGE = 4_000  # characters
_LOOK_BACK = 4  # lines


@dataclass(frozen=True, slots=True)
class Section:
    """One State: its name as printed, its header and the lines after it (indices into ``page.lines``).

    ``grade`` is the tag of a State that is graded as a whole, with its concluding observations in ``symbol``.
    """

    state: str
    start: int
    body: int
    end: int
    grade: str = ""
    symbol: str = ""


def sections(page: Page) -> list[Section]:
    """The States of a document in order; one section without a name where nothing names any."""
    lines = page.lines
    starts = [index for index, line in enumerate(lines) if line.role == "observations" and _heads(page, index)]
    whole = _graded_whole(page, 0, starts[0] if starts else len(lines))
    if not starts:
        body = _body(page, 0, len(lines))
        front = lines[body - 1].end if 0 < body < len(lines) else len(page.text)
        return [*whole, Section(named(page, 0, front) or named(page, 0, len(page.text)), 0, body, len(lines))]
    last = len(lines)
    if not whole and (whole := _graded_whole(page, _body(page, starts[-1], len(lines)), len(lines))):
        last = whole[0].start  # the list comes after the reports of the others
    titles = [_title(page, start) for start in starts]
    ends = [*(at for _, at in titles[1:]), last]
    found = []
    body = _body(page, 0, starts[0])
    if any(line.role == "evaluation" for line in lines[body : starts[0]]):  # a State under a header of its own kind
        label = next((index for index in range(body) if lines[index].role in _HEADER), body)
        found.append(Section(_title(page, label)[0], 0, body, titles[0][1]))
    for (name, _), start, end in zip(titles, starts, ends, strict=True):
        found.append(Section(name, start, _body(page, start, end), end))
    return [*whole, *found] if last == len(lines) else [*found, *whole]


def named(page: Page, start: int, end: int) -> str:
    """The State that a stretch of text names, in one of the ways that the layouts list."""
    found = []
    for before, after in page.words.states:
        for match in before.finditer(page.folded, start, end):
            if page.words.no_state.match(page.folded, match.end(), end):
                continue  # "information received from State party"
            name = page.words.name.match(page.text, match.end(), end)
            if name is not None and after.match(page.folded, name.end(), end):
                found.append(name["name"].rstrip(".'’-"))
    # "Permanent Mission of Freedonia Geneva": another mention tells where the name ends.
    return next((name for name in found if found[0].startswith(name + " ")), found[0]) if found else ""


def _heads(page: Page, index: int) -> bool:
    """Whether "Concluding observations" begins a header rather than naming the column of a table."""
    line = page.lines[index]
    if ":" in page.text[line.start : line.body] or line.body < line.end:
        return True
    following = page.lines[index + 1 : index + 2]
    return bool(following) and any(at == 0 for at, _ in symbols(page.text[following[0].start : following[0].end]))


def _body(page: Page, start: int, end: int) -> int:
    """Where the follow-up paragraphs begin: at a heading of one, or at the title of the first that opens without."""
    opener = page.words.referring
    for index in range(start, end):
        line = page.lines[index]
        if line.role == "paragraph":
            above = page.lines[max(start, index - 2) : index]
            value = len(above) < 2 or (above[0].role in _HEADER and above[0].body == above[0].end)
            return index if value or not stands_above(page, above[1], line) else index - 1
        if opener.match(page.folded, line.start, line.end):
            title = page.lines[index - 1] if index > start else None
            titled = title and title.end - title.start < _TITLE and page.text[title.end - 1] not in ".,;:"
            return index - 1 if titled else index
    return end


def _title(page: Page, start: int) -> tuple[str, int]:
    """The name above a header, "Thailand", "II. Zentovia", "… concluding observations on Thailand", and its line.

    The line is that of the header itself where the name stands in no title: what is above it is then of another State.
    """
    for at in range(start - 1, max(0, start - _LOOK_BACK) - 1, -1):
        line = page.lines[at]
        if state := named(page, line.start, line.end):
            titled = line.end - line.start < _TITLE and page.text[line.end - 1] not in ".;:"
            return state, at if titled else start
        text = _NUMBERING.sub("", page.text[line.start : line.end]).rstrip("0123456789* ")
        fits = _SHORTEST <= len(text) <= _HEADER_TITLE
        if fits and page.words.name.fullmatch(text) and not _dated(page, text):
            above = page.lines[at - 1] if at else line
            session = line.start - above.start < _TITLE and _dated(page, page.text[above.start : above.end])
            return text, at - 1 if session else at
    return named(page, max(0, page.lines[start].start - _TITLE_PAGE), page.lines[start].start), start


def _dated(page: Page, text: str) -> bool:
    """Whether a heading is that of a session: "Ninety-sixth session (July 2009)"."""
    return page.words.session.search(text.lower()) is not None


def _graded_whole(page: Page, begin: int, end: int) -> list[Section]:
    """States that a list or table in ``lines[begin:end]`` grades as a whole: "States parties graded [D]"."""
    head = next(
        (
            (index, match)
            for index, line in enumerate(page.lines[begin:end], begin)
            if (match := page.words.graded_states.search(page.folded, line.start, line.end))
        ),
        None,
    )
    if head is None:
        return []
    index, match = head
    tag = TAG.search(page.folded, match.start(), match.end())
    assert tag is not None
    printed = page.text[tag.start() : tag.end()]
    start, stop = match.end(), page.lines[end - 1].end
    text = page.text[start:stop]
    names = []
    for number, entry in enumerate(_ENUMERATED.finditer(text), 1):
        name = page.words.name.match(text, entry.end())
        if int(entry[1]) == number and name:
            names.append(name["name"].rstrip("0123456789"))
    # Observations may have come out as an addendum, as a State's reply does: then only the number of names tells.
    listed = [symbol for _, symbol in symbols(text) if "/CO/" in symbol]
    if len(names) != len(listed):
        listed = [symbol for symbol in listed if is_observations(symbol)]
    if len(names) != len(listed):
        names = [country_name(iso3(symbol)) for symbol in listed]
    return [Section(name, index, index, index, printed, symbol) for name, symbol in zip(names, listed, strict=True)]
