"""The features of one evaluation: named, counted, and each at its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treatygrade.features.lexicon import lexicon
from treatygrade.features.words import BREAK, Word, words

NGRAMS = 2
REACH = 3
"""How many concepts after one within its clause are still paired with it."""
_MARKS = frozenset(",;:")


class Feature(NamedTuple):
    """A feature's name, ``block:value``, and the part of the text that it comes from (-1, -1: the whole)."""

    name: str
    start: int
    end: int


def extract(text: str, scheme: str = "", language: str = "en") -> list[Feature]:
    """All features of a text, in order, repeated as often as they occur.

    Blocks: ``w`` words and pairs of words; ``c`` concepts of a clause, alone, in ordered pairs and in threes;
    ``d`` the discourse (how the first and the last clause open, the order of stances, the length);
    ``s`` scheme and ``l`` language. Linear in the length of the text.
    """
    rules = lexicon(language)
    found: list[Feature] = []
    all_clauses: list[list[Word]] = []
    for sentence in words(text, language):
        found += _ngrams(sentence)
        for clause in _clauses(sentence, rules.turns):
            found += _concepts(clause)
            all_clauses.append(clause)
    found += _discourse(all_clauses)
    found.append(Feature(f"s:{scheme}", -1, -1))
    found.append(Feature(f"l:{language}", -1, -1))
    return found


def _ngrams(sentence: list[Word]) -> Iterator[Feature]:
    plain = [word for word in sentence if word.text not in _MARKS]
    for i, first in enumerate(plain):
        if first.text == BREAK:
            continue
        name = f"w:{first.text}"
        yield Feature(name, first.start, first.end)
        for last in plain[i + 1 : i + NGRAMS]:
            if last.text == BREAK:
                break
            name = f"{name} {last.text}"
            yield Feature(name, first.start, last.end)


def _clauses(sentence: list[Word], turns: frozenset[str]) -> Iterator[list[Word]]:
    """Runs of words that have a concept. A new one begins at "however" and where a mark precedes a stance."""
    clause: list[Word] = []
    marked = False
    for word in sentence:
        if word.text in _MARKS:
            marked = True
            continue
        if clause and (word.text in turns or (marked and word.concept in _STANCES)):
            yield clause
            clause = []
        marked = marked and word.concept in ("", "committee", "more")
        if word.concept and not (clause and clause[-1].concept == word.concept):
            clause.append(word)
    if clause:
        yield clause


_STANCES = frozenset(
    {"welcome", "note", "regret", "concern", "request", "reiterate", "remain", "committee", "negation", "lack"}
)


def _concepts(clause: list[Word]) -> Iterator[Feature]:
    for i, first in enumerate(clause):
        yield Feature(f"c:{first.concept}", first.start, first.end)
        for last in clause[i + 1 : i + 1 + REACH]:
            yield Feature(f"c:{first.concept}>{last.concept}", first.start, last.end)
        if i + 2 < len(clause):
            third = clause[i + 2]
            name = f"c:{first.concept}>{clause[i + 1].concept}>{third.concept}"
            yield Feature(name, first.start, third.end)


def _discourse(clauses: list[list[Word]]) -> Iterator[Feature]:
    for clause in clauses:
        yield _opening("d:opens", clause, 3)
    if clauses:
        yield _opening("d:first", clauses[0], 2)
        yield _opening("d:last", clauses[-1], 2)


def _opening(kind: str, clause: list[Word], length: int) -> Feature:
    head = clause[:length]
    return Feature(f"{kind}={'>'.join(word.concept for word in head)}", head[0].start, head[-1].end)
