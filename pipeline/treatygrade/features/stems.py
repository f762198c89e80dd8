"""Content words of an evaluation, cut to what endings leave, and how they go together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatygrade.features.lexicon import Lexicon
from treatygrade.features.words import BREAK, MARKS, Word

CUT = 6
"""Letters kept: "investigated" and "investigations" become one, while "Liberia" and "liberty" stay two."""
REACH = 2
"""How many content words after one within its sentence are paired with it."""


def stems(sentence: Sequence[Word], rules: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Names and places of stems and ordered pairs of them, without their block.

    Empty words and names are passed over, so that "requests information on the progress" and "requests updated
    information about progress" share "inform progre".
    """
    kept = [word for word in sentence if word.text not in MARKS and word.text != BREAK and word.text not in rules.empty]
    for i, first in enumerate(kept):
        yield first.text[:CUT], first.start, first.end
        for last in kept[i + 1 : i + 1 + REACH]:
            yield f"{first.text[:CUT]} {last.text[:CUT]}", first.start, last.end
