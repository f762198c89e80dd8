"""Finding the precedents of one evaluation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from treatygrade.read.sentences import sentences
from treatygrade.schemes.verdicts import mask
from treatygrade.suggest.precedents.index import Index

CLOSE = 0.5
"""Likeness from which two evaluations are close enough for their grades to be compared."""
_SHINGLE = 5
_SAME = 0.5  # share of the shorter text's shingles: an evaluation of three sentences with one rewritten
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Precedent:
    """A graded evaluation that reads alike.

    ``likeness`` is the cosine of the two, 0–1. ``own`` and ``theirs`` are the sentences that match
    best: (start, end) in the text asked about and in ``text``.
    """

    unit_id: str
    symbol: str
    state: str
    paragraph: str
    scope: str
    title: str
    year: str
    scheme: str
    grade: str
    grade_raw: str
    text: str
    likeness: float
    own: tuple[int, int]
    theirs: tuple[int, int]
    fictional: bool

    @property
    def sentence(self) -> str:
        return self.text[slice(*self.theirs)]


def precedents(index: Index, unit: Mapping[str, Any], count: int = 5) -> list[Precedent]:
    """The ``count`` nearest units by meaning and recommendation, the most alike first, none of them ``unit`` itself.

    Left out are the unit, an earlier draft of it (the same paragraph of the same report, or a text
    that shares most of its wording), and what bears no likeness at all.
    """
    text = str(unit.get("text") or "")
    vector = index.embed(unit)
    if not text.strip() or not vector.any():
        return []
    own = _shingles(text)
    found: list[Precedent] = []
    for number, likeness in index.nearest(vector):
        if likeness <= 0 or len(found) >= count:
            break
        row = index.unit(number)
        if not _same_place(unit, row) and not _same_words(own, _shingles(row["text"])):
            found.append(_precedent(index, text, str(unit.get("language") or "en"), row, likeness))
    return found


def conflicts(found: Sequence[Precedent]) -> list[tuple[Precedent, Precedent]]:
    """Pairs of close precedents of one scheme that were graded differently."""
    close = [precedent for precedent in found if precedent.likeness >= CLOSE]
    return [
        (one, other)
        for position, one in enumerate(close)
        for other in close[position + 1 :]
        if one.scheme == other.scheme and one.grade_raw != other.grade_raw
    ]


def _precedent(index: Index, text: str, language: str, row: dict[str, Any], likeness: float) -> Precedent:
    own, theirs = _matching_sentences(index, text, language, row)
    shown = (
        "unit_id",
        "symbol",
        "state",
        "paragraph",
        "scope",
        "title",
        "year",
        "scheme",
        "grade",
        "grade_raw",
        "text",
    )
    values = {name: row[name] for name in shown}
    return Precedent(**values, likeness=round(likeness, 4), own=own, theirs=theirs, fictional=index.fictional)


def _matching_sentences(
    index: Index, text: str, language: str, row: dict[str, Any]
) -> tuple[tuple[int, int], tuple[int, int]]:
    here = _substance(text, language)
    there = _substance(row["text"], row["language"] or "en")
    both = index.space.words([*(text[a:b] for a, b in here), *(row["text"][a:b] for a, b in there)])
    one, other = both[: len(here)], both[len(here) :]
    # The cosine alone prefers short sentences with one word in common; so the words in common count too.
    alike = (one @ other.T).toarray() * ((one > 0).astype(np.float32) @ (other > 0).astype(np.float32).T).toarray()
    row_number, column = np.unravel_index(int(alike.argmax()), alike.shape)
    return here[int(row_number)], there[int(column)]


def _substance(text: str, language: str) -> list[tuple[int, int]]:
    """The sentences of a text that do more than state a grade; all of them where none does."""
    found = sentences(text, language)
    return [(start, end) for start, end in found if mask(text[start:end], language=language)] or found


def _same_place(unit: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    def place(value: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(str(value.get(name) or "").strip().upper() for name in (key, "paragraph", "round"))

    return any(unit.get(key) and place(unit, key) == place(row, key) for key in ("symbol", "co_symbol", "unit_id"))


def _same_words(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    return len(one & other) >= _SAME * min(len(one), len(other))


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = [word.casefold() for word in _WORD.findall(text)]
    size = min(_SHINGLE, len(words))
    return frozenset(tuple(words[i : i + size]) for i in range(len(words) - size + 1))
