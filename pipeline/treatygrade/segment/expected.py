"""Headings of follow-up paragraphs that only the header explains: "16. Title", "Recommendation 16: title"."""

from __future__ import annotations

from itertools import pairwise

from treatygrade.segment.grades import lists, numbers
from treatygrade.segment.lines import Line, Page
from treatygrade.segment.symbols import symbols

_LINE = 130  # characters of such a heading
_HEADER = frozenset({"followup", "evaluation", "received", "stakeholders", "observations"})


def expect(page: Page) -> None:
    """Make headings of lines that begin with the number of a follow-up paragraph and look like a title.

    The header lists the numbers, so that "16." is no numbering of the report's own. A paragraph that has a heading in
    words gets no second one.
    """
    starts = [at for at, line in enumerate(page.lines) if line.role == "observations"]
    for start, stop in pairwise([*(starts or [0]), len(page.lines)]):
        _expect(page, page.lines[start:stop])


def _expect(page: Page, lines: list[Line]) -> None:
    listed = _listed(page, lines)
    for line in lines:
        if line.role == "paragraph":
            listed.discard(line.number)
    if not listed or _numbers_alone(page, lines, listed):
        return
    for line in lines:
        if line.role not in ("text", "heading", "recommendation") or line.end - line.start > _LINE:
            continue
        match = page.words.numbered.match(page.folded, line.start, line.end)
        if match is None or match["number"] not in listed:
            continue
        title = page.text[match.end() : line.end]
        titled = title[:1].isupper() or (match["named"] and not title[:1].isdigit())
        if titled and not title.endswith((".", ":", ";", ",")) and "[" not in title:
            line.role, line.number, line.scope = "paragraph", match["number"], (match["scope"] or "").strip()
            line.title, line.body = (match.end(), line.end), line.end


def _numbers_alone(page: Page, lines: list[Line], listed: set[str]) -> bool:
    """Make headings of lines that hold a number and nothing else, where each of ``listed`` has one, in order."""
    found: list[tuple[int, Line]] = []
    for at, line in enumerate(lines[:-1]):
        number = page.text[line.start : line.end].strip(" .:")
        value = at > 0 and lines[at - 1].role in _HEADER and lines[at - 1].body == lines[at - 1].end
        valued = any(place == 0 for place, _ in symbols(page.text[lines[at + 1].start : lines[at + 1].end]))
        if number in listed and line.role in ("text", "heading") and not value and not valued:
            found.append((int(number), line))
    if [number for number, _ in found] != sorted(map(int, listed)):
        return False
    for alone, line in found:
        line.role, line.number, line.title, line.body = "paragraph", str(alone), (line.end, line.end), line.end
    return True


def _listed(page: Page, lines: list[Line]) -> set[str]:
    """The follow-up paragraphs that the header lists, and those that it grades."""
    found: set[str] = set()
    for at, line in enumerate(lines):
        if line.role not in ("followup", "evaluation"):
            continue
        following = lines[at + 1 : at + 2]
        value = line if line.body < line.end else following[0] if following else line
        begin = value.body if value is line else value.start
        if line.role == "followup":
            found |= set(numbers(page.folded[begin : value.end]))
        elif any(each.role in _HEADER for each in lines[max(0, at - 3) : at]):
            found |= {number for graded in lists(page.text, begin, value.end) for number in graded}
    return found
