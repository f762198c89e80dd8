"""Key phrases: what an evaluation welcomes, regrets, asks for and leaves open, with where it does so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from treatygrade.errors import ConfigError
from treatygrade.read.sentences import sentences
from treatygrade.resources import config

LANGUAGES = ("en", "fr", "es")
_EVEN = str.maketrans({"\n": " ", "\u00a0": " ", "\u202f": " ", "’": "'"})
_NEAR = 90
"""Characters after (or before) a phrase in which its target is looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``text[start:end]`` with its category.

    ``negated``: a negation stands right before it. ``conceded``: it is in a clause of concession
    ("while welcoming …, regrets"). ``target``: what it is about, "" if nothing near it says so.
    ``sentence``: where its sentence stands in the text, ``first``, ``middle``, ``last`` or ``only``.
    """

    start: int
    end: int
    text: str
    category: str
    negated: bool
    conceded: bool
    target: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Rules:
    categories: re.Pattern[str]
    negation: re.Pattern[str]
    concession: re.Pattern[str]
    targets: re.Pattern[str]


@cache
def _rules(language: str) -> _Rules:
    name = f"{language}.yaml"
    data: dict[str, Any] = config("phrases", name)
    try:
        return _Rules(
            categories=_alternation({name: "|".join(rules) for name, rules in data["categories"].items()}),
            negation=re.compile(data["negation"]),
            concession=re.compile(data["concession"]),
            targets=_alternation(data["targets"]),
        )
    except re.error as error:
        raise ConfigError(f"not a regular expression: {error}", file=f"phrases/{name}") from None


def _alternation(rules: dict[str, str]) -> re.Pattern[str]:
    """One pattern for all rules (in lower case), so that a text is read once; the group that matched names the rule."""
    return re.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{rule})" for name, rule in rules.items()) + ")")


def categories(language: str = "en") -> tuple[str, ...]:
    """The categories that there are."""
    return tuple(_rules(_known(language)).categories.groupindex)


def _known(language: str | None) -> str:
    return language if language in LANGUAGES and language is not None else "en"


def phrases(text: str, language: str | None = "en") -> list[Phrase]:
    """The key phrases of a text in its order; English rules where the language has none.

    >>> [(phrase.text, phrase.category) for phrase in phrases("While welcoming it, the Committee regrets the delay.")]
    [('welcoming', 'welcome'), ('regrets', 'regret')]
    """
    rules = _rules(_known(language))
    flat = text.translate(_EVEN)
    lower = flat.lower() if len(flat.lower()) == len(flat) else flat  # "İ" becomes two characters
    spans = sentences(text, _known(language))
    found: list[Phrase] = []
    for index, (start, end) in enumerate(spans):
        conceded = [match.span() for match in rules.concession.finditer(flat[start:end])]
        place = "only" if len(spans) == 1 else "first" if not index else "last" if index == len(spans) - 1 else "middle"
        for match in rules.categories.finditer(lower, start, end):
            first, last = match.span()
            found.append(
                Phrase(
                    first,
                    last,
                    text[first:last],
                    str(match.lastgroup),
                    rules.negation.search(lower, max(start, first - 40), first) is not None,
                    any(low <= first - start < high for low, high in conceded),
                    _target(lower, (start, end), (first, last), rules),
                    place,
                )
            )
    return found


def _target(lower: str, sentence: tuple[int, int], phrase: tuple[int, int], rules: _Rules) -> str:
    (start, end), (first, last) = sentence, phrase
    after = rules.targets.search(lower, first, min(end, last + _NEAR))
    if after:
        return str(after.lastgroup)
    before = list(rules.targets.finditer(lower, max(start, first - _NEAR), first))
    return str(before[-1].lastgroup) if before else ""


def label(phrase: Phrase) -> str:
    """The category in words, with what turns it round: "welcome, conceded"."""
    marks = (phrase.category.replace("_", " "), *(["negated"] * phrase.negated), *(["conceded"] * phrase.conceded))
    return ", ".join(marks)


def phrases_batch(texts: Iterable[str], languages: str | Sequence[str | None] = "en") -> list[list[Phrase]]:
    """:func:`phrases` of many texts, of one language or of one each."""
    texts = list(texts)
    each = [languages] * len(texts) if isinstance(languages, str) else list(languages)
    return [phrases(text, language) for text, language in zip(texts, each, strict=True)]
