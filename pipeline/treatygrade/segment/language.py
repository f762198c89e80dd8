"""In which language a report is written."""

from __future__ import annotations

from collections import Counter
from functools import cache

from treatygrade.errors import SegmentError
from treatygrade.segment.report import Language
from treatygrade.segment.vocabulary import LANGUAGES, function_words

_SAMPLE = 10_000  # characters, in pieces from the whole of the text
_PIECE = 1_000
_ENOUGH = 100  # words without which a text says nothing of its language
_KNOWN = 0.09  # share of the words that are function words of the language; in a report it is 0.2 to 0.35
_MIXED = 0.2  # share of the function words that are of a second language; in a report in one it is below 0.07

_NAMES = {"en": "English", "fr": "French", "es": "Spanish"}


@cache
def _listed() -> frozenset[str]:
    """The function words of all languages."""
    return frozenset().union(*function_words().values())


def language(text: str) -> Language:
    """The language of a report by its function words, from a sample of the whole of it.

    Raises:
        SegmentError: it is in two of the languages, or in none of them.
    """
    step = max(1, len(text) // _SAMPLE)
    sample = text if step == 1 else " ".join(text[at : at + _PIECE] for at in range(0, len(text), _PIECE * step))
    every = sample.lower().split()
    words = len(every)
    counts = Counter(filter(_listed().__contains__, every))
    scores = {name: sum(counts[word] for word in listed) for name, listed in function_words().items()}
    total = sum(scores.values())
    first, second, _ = sorted(LANGUAGES, key=lambda name: -scores[name])
    both = " and ".join(_NAMES[name] for name in LANGUAGES if name in (first, second))
    if words >= _ENOUGH and scores[first] < _KNOWN * words:
        raise SegmentError(
            "the text is in none of the languages English, French and Spanish",
            hint="give the English, French or Spanish version of the report",
        )
    if words >= _ENOUGH and scores[second] >= _MIXED * total:
        raise SegmentError(
            f"the text mixes {both}",
            hint="give each language version as a file of its own",
        )
    return first
