"""The session at which a report was adopted, and the year: "thirty-ninth session (2–13 December 2024)"."""

from __future__ import annotations

import re

from treatygrade.segment.fold import fold
from treatygrade.segment.lines import Page
from treatygrade.segment.vocabulary import Vocabulary

_DIGITS = re.compile(r"(\d{1,3}) ?(?:st|nd|rd|th|e|eme|re|er|o|a|º|ª|°)?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The dates may stand on a line of their own under "Eleventh session", or go on there: "(23⏎April–10 May 2019)".
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"  # small elsewhere
_UNDATED = rf"(?!\(?[^()\n]{{0,60}}\)|(?:{_MONTH})\b)"
_SENTENCE_END = re.compile(rf"(?<=[.;:])\s+(?=[A-ZÀ-Þ])|(?:(?<!session)(?<!sesiones)\n|\n(?!\d{{1,2}}\D)){_UNDATED}")
_NEAR = 160  # characters of a footnote that hold the session and its dates
_BEFORE = 60  # characters before "session" in which its number stands, however long in words
_AFTER = 60  # characters after "session" in which a date may follow without brackets


def adoption(page: Page, front: int) -> tuple[int | None, int | None]:
    """Session and year of adoption; None for what is not printed.

    Candidates are what the footnote "Adopted by the Committee at its …" says (a note, or in the text where a reader
    has not told it from the rest) and the sessions mentioned in ``text[:front]``, before the first follow-up
    paragraph, in sentences that are not about the review or the concluding observations, or after their mention of the
    follow-up report. The latest of them is the
    report's: all others lie before it.
    """
    words = page.words
    found = []
    for folded in [*(fold(note.text) for note in page.document.notes), page.folded]:
        found += [
            _session(folded[match.start() : match.end() + _NEAR], words) for match in words.adopted.finditer(folded)
        ]
    sentences = (_own_part(fold(sentence), words) for sentence in _SENTENCE_END.split(page.text[:front]))
    found += [_session(sentence, words) for sentence in sentences if not words.not_adopted.search(sentence)]
    known = [(session, year) for session, year in found if session is not None]
    if not known:
        return None, None
    latest = max(session for session, _ in known)
    return latest, max((year for session, year in known if session == latest and year), default=None)


def _own_part(sentence: str, words: Vocabulary) -> str:
    """The part of a sentence that is about the report itself: what comes after the mention of the follow-up report."""
    if not words.not_adopted.search(sentence):
        return sentence
    mentions = [match.end() for match in words.assessed.finditer(sentence)]
    return sentence[mentions[-1] :] if mentions else ""


def _session(folded: str, words: Vocabulary) -> tuple[int | None, int | None]:
    for match in words.session.finditer(folded):
        number = _number(folded[max(0, match.start() - _BEFORE) : match.start()], words)
        if number is None:
            continue
        dates = match["dates"] or folded[match.end() : match.end() + _AFTER]
        years = _YEAR.findall(dates)
        return number, int(years[-1]) if years else None
    return None, None


def _number(text: str, words: Vocabulary) -> int | None:
    """The number that the end of a text spells, in figures or in words.

    >>> from treatygrade.segment.vocabulary import vocabulary
    >>> _number("at its one hundred and thirty-ninth", vocabulary("en"))
    139
    """
    if match := _DIGITS.search(text):
        return int(match[1])
    total = 0
    for word in reversed(re.split(r"[ -]", text)):
        if word in words.ordinals:
            total += words.ordinals[word]
        elif not total:
            return None
        elif word not in words.joining:
            break
    return total or None
