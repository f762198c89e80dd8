"""From a text to sentences of words, rid of everything that names a State, a date, a sum or a symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from treatygrade.features.lexicon import LANGUAGES, Lexicon, lexicon
from treatygrade.read.sentences import sentences

# A run that holds a digit or a slash between capitals ("2019", "CCPR/C/XYZ/1") is matched whole, with
# the "No." before it; words are letters only; commas and the like bound clauses.
_TOKEN = re.compile(r"(?:\b(?:Nos?|[Nn]úm|[Nn][o°º])\.?\s?)?\d(?:[^\s,;:]|,\d)*+|[A-Z]+/[^\s,;:]+|[^\W\d_]+|[,;:]")
MARKS = frozenset(",;:")
BREAK = ""
"""Stands where a name, number or symbol was: n-grams do not reach over it."""


class Word(NamedTuple):
    """A lower-case word, a mark (``, ; :``) or a break, its offsets in the text, its concept ("" if none)."""

    text: str
    start: int
    end: int
    concept: str


def words(text: str, language: str = "en") -> Iterator[list[Word]]:
    """The sentences of a text, each as its words.

    A capitalised word that does not open the sentence counts as a name, unless its concept is one
    that is written so ("Committee", "Act"). A run of names with its article and inner links is one break: "the United
    Kingdom of Great Britain and Northern Ireland" and "Chad" leave the same trace. A name that opens a
    sentence stays, but no vocabulary holds a word that so few States' texts have.
    """
    known = language if language in LANGUAGES else "en"
    rules = lexicon(known)
    for start, end in sentences(text, known):
        yield _join(_merge_names(list(_tokens(text, start, end, rules)), rules), rules)


def _tokens(text: str, start: int, end: int, rules: Lexicon) -> Iterator[Word]:
    opens = True
    for match in _TOKEN.finditer(text, start, end):
        found = match[0]
        if found in MARKS:
            yield Word(found, match.start(), match.end(), "")
            continue
        low = found.lower()
        word, concept = rules.look_up(low)
        named = found[0].isupper() and not opens and concept not in rules.proper
        named = named or rules.names.match(text, match.start()) is not None
        if named or low in rules.ignored or not found.isalpha():
            word, concept = BREAK, ""
        opens = False
        if len(word) != 1 or concept:
            yield Word(word, match.start(), match.end(), concept)


def _merge_names(tokens: list[Word], rules: Lexicon) -> list[Word]:
    merged: list[Word] = []
    held: list[Word] = []  # links after a name, dropped if the name goes on behind them
    for word in tokens:
        if word.text == BREAK:
            held.clear()
            while merged and merged[-1].text in rules.articles:
                merged.pop()
            if not merged or merged[-1].text != BREAK:
                merged.append(word)
        elif merged and merged[-1].text == BREAK and (word.text in rules.links or word.text in rules.articles):
            held.append(word)
        else:
            merged += held
            held.clear()
            merged.append(word)
    return merged + held


def _join(sentence: list[Word], rules: Lexicon) -> list[Word]:
    """Give expressions of several words their one concept."""
    for i, word in enumerate(sentence):
        for rest, concept in rules.together.get(word.text, ()):
            behind = sentence[i + 1 : i + 1 + len(rest)]
            if tuple(other.text for other in behind) == rest:
                sentence[i] = word._replace(concept=concept)
                sentence[i + 1 : i + 1 + len(rest)] = [other._replace(concept="") for other in behind]
                break
    return sentence
