"""The header of a report or of one State in it: symbols, rounds, follow-up paragraphs, grades."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from treatygrade.segment.grades import Listed, letters, lists, numbers, prose, respective
from treatygrade.segment.lines import Line, Page
from treatygrade.segment.scopes import SCOPE
from treatygrade.segment.states import Section
from treatygrade.segment.symbols import is_observations, is_own, is_reply, reply_round, symbols

_ENTRY = rf"\d{{1,3}}(?: ?{SCOPE})?(?: \([^()]{{3,80}}\))?"
_LIST = re.compile(rf"{_ENTRY}(?:(?:, ?| ?and | ?et | ?y |, and ){_ENTRY})*\.?$")
_PARAGRAPHS = r"(?:paragraphs|paras\.?|paragraphes|parrafos|parrs\.?)"
_INLINE = re.compile(rf"{_PARAGRAPHS} (?P<list>{_ENTRY}(?:(?:, | and | et | y |, and ){_ENTRY})+)")
_WORDS = 6  # words before a symbol that may be no sentence
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The grades of an earlier round as the header lists them, and the report that gave them."""

    round: int
    grades: dict[str, list[str]]
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of one State says. ``followup``: paragraph -> its items as printed, "" for the whole."""

    co_symbol: str = ""
    reply_symbol: str = ""
    round: int = 1
    followup: dict[str, str] = field(default_factory=dict)
    grades: dict[str, list[str]] = field(default_factory=dict)
    earlier: tuple[Earlier, ...] = ()


def own_symbol(page: Page, end: int) -> str:
    """The report's own symbol: the first before ``end`` that a report may bear and that no sentence quotes."""
    for at, symbol in symbols(page.text[:end]):
        before = page.text[page.text.rfind("\n", 0, at) + 1 : at].split()
        quoted = len(before) > _WORDS and not before[-1][0].isupper()
        if is_own(symbol) and not quoted and page.text[at + len(symbol) : at + len(symbol) + 1] not in (")", ","):
            return symbol
    return ""


def header(page: Page, section: Section, own: str) -> Header:
    """Read the header of a section.

    Values are told apart by what they are (a symbol, a list of paragraphs, a list of grades) and not by the label
    before them, as text copies of a PDF often give all labels first and then all values. Rounds are counted by the
    labels of replies; with as many lists of grades as replies, the last list is the current one.
    """
    lines = page.lines[section.start : section.body]
    if not lines:
        return Header(co_symbol=section.symbol)
    start, end = lines[0].start, lines[-1].end
    received = [line for line in lines if line.role in ("received", "reply")]
    found = lists(page.text, start, end) or [
        listed
        for line, following in pairwise([*lines, lines[-1]])
        if line.role == "evaluation"
        for listed in letters(
            page.text, *((line.body, line.end) if line.body < line.end else (following.start, following.end))
        )
    ]
    replies = len(received) or 1
    current = found[replies - 1] if len(found) >= replies else None
    past = found[: replies - 1]
    listed = _symbols(page, section, own, start, end)
    reply = _reply(listed, past, current, end, labelled=bool(received))
    followup = _followup(page, lines)
    earlier = _earlier(lines, past) or _told(page, start, end, followup)
    return Header(
        co_symbol=next((symbol for _, symbol in listed if is_observations(symbol)), ""),
        reply_symbol=reply,
        round=max(replies, reply_round(reply), len(earlier) + 1),
        followup=followup,
        grades=dict(current) if current is not None else {},
        earlier=earlier,
    )


def _symbols(page: Page, section: Section, own: str, start: int, end: int) -> list[tuple[int, str]]:
    """The symbols of a header; in one with labels, those in brackets ("see CCPR/C/116/2") are of other reports."""
    labelled = any(line.role == "observations" for line in page.lines[section.start : section.body])
    asides = [match.span() for match in _ASIDE.finditer(page.text, start, end)] if labelled else []
    return [
        (start + at, symbol)
        for at, symbol in symbols(page.text[start:end])
        if symbol != own and not any(first <= start + at < last for first, last in asides)
    ]


def _reply(
    listed: list[tuple[int, str]], past: list[Listed], current: Listed | None, end: int, *, labelled: bool
) -> str:
    """The symbol of the reply that is evaluated: it stands between the grades of the last round and of this one."""
    since = past[-1].end if past else 0
    until = current.start if current is not None and past else end
    replies = [symbol for at, symbol in listed if is_reply(symbol) and since <= at < until]
    if not replies:
        return ""
    return replies[0] if labelled else replies[-1]  # a letter goes through the replies in the order of time


def _earlier(lines: list[Line], past: list[Listed]) -> tuple[Earlier, ...]:
    notes = [symbol for line in lines if line.role == "evaluation" for _, symbol in symbols(line.note.upper())]
    return tuple(
        Earlier(index + 1, dict(grades), notes[index] if index < len(notes) else "")
        for index, grades in enumerate(past)
    )


def _told(page: Page, start: int, end: int, followup: dict[str, str]) -> tuple[Earlier, ...]:
    """Grades of an earlier round that an introduction puts into a sentence."""
    folded = page.folded[start:end]
    grades = prose(folded, page.words.prose_grade) or respective(folded, page.words.respectively, list(followup))
    return (Earlier(1, grades),) if grades else ()


def _followup(page: Page, lines: list[Line]) -> dict[str, str]:
    """Follow-up paragraphs with the items that the header names, if any."""
    label = next((index for index, line in enumerate(lines) if line.role == "followup"), None)
    if label is not None:
        rest = page.folded[lines[label].body : lines[label].end]
        later = (page.folded[line.body : line.end] for line in lines[label + 1 :])
        return numbers(rest or next((text for text in later if _LIST.fullmatch(text)), ""))
    found = [match["list"] for match in _INLINE.finditer(page.folded, lines[0].start, lines[-1].end)]
    return numbers(max(found, key=len)) if found else {}
