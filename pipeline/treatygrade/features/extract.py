"""The features of one evaluation: named, and each at its place in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import starmap
from typing import NamedTuple

from treatygrade.features.amounts import amounts
from treatygrade.features.clauses import Clause, clauses
from treatygrade.features.discourse import discourse
from treatygrade.features.lexicon import lexicon
from treatygrade.features.stems import stems
from treatygrade.features.words import BREAK, MARKS, Word, words

REACH = 3
"""How many concepts after one within its clause are paired with it."""
HEAD = 3
"""Concepts at the beginning of a clause that are also taken together."""


class Feature(NamedTuple):
    """A feature's name, ``block:value``, and the part of the text that it comes from (-1, -1: the whole)."""

    name: str
    start: int
    end: int


Found = tuple[str, int, int]
"""A feature before it is made one: a text has a thousand, and predicting needs their names alone."""


def extract(text: str, scheme: str = "", language: str = "en") -> list[Feature]:
    """All features of a text, repeated as often as they occur.

    Blocks: ``w`` words and pairs of words; ``k`` stems of content words and pairs of them (see
    :mod:`treatygrade.features.stems`); ``c`` concepts of a clause, alone, in ordered pairs and in threes; ``d``
    discourse (:mod:`treatygrade.features.discourse`); ``q`` amounts of praise and blame
    (:mod:`treatygrade.features.amounts`); ``s`` scheme and ``l`` language. A model learns from a block
    once its letter is among ``BLOCKS`` and ``blocks`` in ``configs/train`` gives it a weight. Linear in the length
    of the text.
    """
    return list(starmap(Feature, _found(text, scheme, language)))


def count(text: str, scheme: str = "", language: str = "en") -> Counter[str]:
    """How often a text has each feature, by name."""
    return Counter([name for name, _, _ in _found(text, scheme, language)])


def _found(text: str, scheme: str, language: str) -> list[Found]:
    rules = lexicon(language)
    found: list[Found] = []
    every: list[Clause] = []
    sentences = 0
    for sentence in words(text, language):
        sentences += 1
        found += _ngrams(sentence)
        found += ((f"k:{name}", start, end) for name, start, end in stems(sentence, rules))
        every += clauses(sentence, rules.turns)
    for clause in every:
        found += _concepts(clause.words)
    found += _openings(every)
    found += ((f"d:{name}", start, end) for name, start, end in discourse(every, scheme))
    found += ((f"q:{name}", -1, -1) for name in amounts(every, sentences, scheme))
    found.append((f"s:{scheme}", -1, -1))
    found.append((f"l:{language}", -1, -1))
    return found


def _ngrams(sentence: list[Word]) -> Iterator[Found]:
    before = None
    for word in sentence:
        if word.text in MARKS:
            continue
        if word.text == BREAK:
            before = None
            continue
        yield f"w:{word.text}", word.start, word.end
        if before:
            yield f"w:{before.text} {word.text}", before.start, word.end
        before = word


def _concepts(clause: Sequence[Word]) -> Iterator[Found]:
    for i, first in enumerate(clause):
        yield f"c:{first.concept}", first.start, first.end
        for last in clause[i + 1 : i + 1 + REACH]:
            yield f"c:{first.concept}>{last.concept}", first.start, last.end
        if i + 2 < len(clause):
            third = clause[i + 2]
            yield f"c:{first.concept}>{clause[i + 1].concept}>{third.concept}", first.start, third.end


def _openings(every: Sequence[Clause]) -> Iterator[Found]:
    """How each clause opens; of the first and the last it is also said that they are."""
    places = [("opens", clause, HEAD) for clause in every]
    if every:
        places += [("first", every[0], HEAD - 1), ("last", every[-1], HEAD - 1)]
    for kind, clause, length in places:
        head = clause.words[:length]
        yield f"c:{kind} {'>'.join(word.concept for word in head)}", head[0].start, head[-1].end
