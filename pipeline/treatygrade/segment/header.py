"""The header of a report or of one State in it: symbols, rounds, follow-up paragraphs, grades."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from treatygrade.segment.grades import lists, numbers
from treatygrade.segment.lines import Page
from treatygrade.segment.scopes import SCOPE
from treatygrade.segment.states import Section
from treatygrade.segment.symbols import is_observations, is_own, is_reply, symbols

_ENTRY = rf"\d{{1,3}}(?: ?{SCOPE})?(?: \([^()]{{3,80}}\))?"
_LIST = re.compile(rf"{_ENTRY}(?:(?:, ?| ?and | ?et | ?y |, and ){_ENTRY})*\.?$")
_INLINE = re.compile(
    rf"(?:paragraphs|paras\.?|paragraphes|parrafos|parrs\.?) (?P<list>{_ENTRY}(?:(?:, | and | et | y |, and ){_ENTRY})+)"
)
_SEE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of one State says. ``earlier`` are the lists of grades of earlier rounds with their symbols."""

    co_symbol: str = ""
    reply_symbol: str = ""
    round: int = 1
    followup: dict[str, str] = field(default_factory=dict)
    grades: dict[str, list[str]] = field(default_factory=dict)
    earlier: tuple[tuple[dict[str, list[str]], str], ...] = ()


def own_symbol(page: Page, end: int) -> str:
    """The report's own symbol: the first that a follow-up report may bear, before any State's header."""
    return next((symbol for _, symbol in symbols(page.text[:end]) if is_own(symbol)), "")


def header(page: Page, section: Section, own: str) -> Header:
    """Read the header of a section.

    Values are told apart by what they are (a symbol, a list of paragraphs, a list of grades), not by the label
    before them: text copies of a PDF often give all labels first and then all values. Rounds are counted by the
    labels of replies; with as many lists of grades as replies the last list is the current one.
    """
    lines = page.lines[section.start : section.body]
    if not lines:
        return Header()
    start, end = lines[0].start, lines[-1].end
    asides = [match.span() for match in _SEE.finditer(page.text, start, end)]
    listed = [
        (start + at, symbol)
        for at, symbol in symbols(page.text[start:end])
        if symbol != own and (section.start == 0 or not any(a <= start + at < b for a, b in asides))
    ]
    received = [line for line in lines if line.role in ("received", "reply")]
    rounds = max(1, len(received))
    found = lists(page.text, start, end)
    current = found[rounds - 1] if len(found) >= rounds else None
    since = found[rounds - 2].end if 1 < rounds <= len(found) + 1 else start
    until = current.start if current is not None and rounds > 1 else end
    replies = [symbol for at, symbol in listed if is_reply(symbol) and since <= at < until]
    notes = [symbol for line in lines if line.role == "evaluation" for _, symbol in symbols(line.note.upper())]
    return Header(
        co_symbol=next((symbol for _, symbol in listed if is_observations(symbol)), ""),
        reply_symbol=(replies[0] if received else replies[-1]) if replies else "",
        round=rounds,
        followup=_followup(page, section),
        grades=dict(current) if current is not None else {},
        earlier=tuple(
            (dict(grades), notes[i] if i < len(notes) else "") for i, grades in enumerate(found[: rounds - 1])
        ),
    )


def _followup(page: Page, section: Section) -> dict[str, str]:
    """Follow-up paragraphs with the items that the header names, if any."""
    lines = page.lines[section.start : section.body]
    label = next((index for index, line in enumerate(lines) if line.role == "followup"), None)
    if label is not None:
        line = lines[label]
        rest = page.folded[line.body : line.end]
        if not rest:
            rest = next(
                (t for later in lines[label + 1 :] if _LIST.fullmatch(t := page.folded[later.body : later.end])), ""
            )
        return numbers(rest)
    if not lines:
        return {}
    found = [m["list"] for m in _INLINE.finditer(page.folded, lines[0].start, lines[-1].end)]
    return numbers(max(found, key=len)) if found else {}
