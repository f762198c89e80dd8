"""The session at which a report was adopted, and the year: "thirty-ninth session (2–13 December 2024)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatygrade.segment.fold import fold
from treatygrade.segment.vocabulary import Vocabulary

_DIGITS = re.compile(r"(\d{1,3}) ?(?:st|nd|rd|th|e|eme|re|er|o|a|º|ª|°)?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AFTER = 60  # characters after "session" in which a date may follow without brackets


def adoption(whole: str, front: str, notes: Sequence[str], words: Vocabulary) -> tuple[int | None, int | None]:
    """Session and year of adoption; None for what is not printed.

    ``notes`` are the footnotes, ``whole`` the text (where a footnote was not told from it), ``front`` what stands before the first follow-up paragraph. The
    footnote "Adopted by the Committee at its …" decides; else the latest session that the front
    mentions in a sentence that is not about the review or the concluding observations.
    """
    for text in [*notes, whole]:
        folded = fold(text)
        for match in words.adopted.finditer(folded):
            found = _session(folded[match.start() : match.end() + 160], words)
            if found[0] is not None:
                return found
    latest: tuple[int | None, int | None] = (None, None)
    for sentence in re.split(r"(?<=[^\d][.;:])\s+|\n", fold(front)):
        session, year = _session(sentence, words)
        if session is None or words.not_adopted.search(sentence):
            continue
        if latest[0] is None or session > latest[0] or (session == latest[0] and latest[1] is None):
            latest = (session, year)
    return latest


def _session(folded: str, words: Vocabulary) -> tuple[int | None, int | None]:
    for match in words.session.finditer(folded):
        number = _number(match["words"], words)
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
        elif total and word not in ("and", "et", "y", "one", "un"):
            break
        elif not total:
            return None
    return total or None
