"""In which language a report is written."""

from __future__ import annotations

import re
from collections import Counter

from treatygrade.errors import SegmentError
from treatygrade.segment.report import Language
from treatygrade.segment.vocabulary import LANGUAGES, function_words

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 40_000  # characters: a whole report of the usual length
_ENOUGH = 20  # function words without which nothing is said
_MIXED = 0.3  # share of the function words that a second language needs for a report to be in two

_NAMES = {"en": "English", "fr": "French", "es": "Spanish"}


def language(text: str) -> Language:
    """The language of a report by its function words, from a sample of the whole of it.

    Raises:
        SegmentError: it is in two of the languages, or in none of them.
    """
    step = max(1, len(text) // _SAMPLE)
    sample = text if step == 1 else "".join(text[at : at + 4_000] for at in range(0, len(text), 4_000 * step))
    counts = Counter(_WORD.findall(sample.lower()))
    scores = {name: sum(counts[word] for word in words) for name, words in function_words().items()}
    total = sum(scores.values())
    first, second, _ = sorted(LANGUAGES, key=lambda name: -scores[name])
    if total < _ENOUGH and sum(counts.values()) > 10 * _ENOUGH:
        raise SegmentError(
            "the text is in none of the languages English, French and Spanish",
            hint="give the English, French or Spanish version of the report",
        )
    if total >= 10 * _ENOUGH and scores[second] >= _MIXED * total:
        raise SegmentError(
            f"the text mixes {_NAMES[first]} and {_NAMES[second]}",
            hint="give each language version as a file of its own",
        )
    return first
