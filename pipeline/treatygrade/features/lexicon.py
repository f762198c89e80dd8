"""The classes of words that features speak of: ``configs/concepts/<language>.yaml``, looked up fast."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from treatygrade.errors import ConfigError
from treatygrade.resources import config

LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words to concepts for one language. Make one with :func:`lexicon`."""

    exact: dict[str, str]
    stems: tuple[tuple[str, str], ...]
    turns: frozenset[str]
    ignored: frozenset[str]
    empty: frozenset[str]
    articles: frozenset[str]
    links: frozenset[str]
    proper: frozenset[str]
    names: re.Pattern[str]
    endings: tuple[tuple[str, str], ...]
    together: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    _known: dict[str, tuple[str, str]] = field(default_factory=dict, repr=False)

    def look_up(self, word: str) -> tuple[str, str]:
        """A lower-case word in the one spelling that features use, and its concept ("" if none).

        >>> lexicon("en").look_up("criticised")
        ('criticized', 'concern')
        """
        known = self._known.get(word)
        if known is None:
            concept = self.exact.get(word) or next((c for stem, c in self.stems if word.startswith(stem)), "")
            ending = next((pair for pair in self.endings if word.endswith(pair[0])), ("", ""))
            known = (word.removesuffix(ending[0]) + ending[1], concept)
            if len(self._known) < _MEMORY:
                self._known[word] = known
        return known


_MEMORY = 100_000
"""Words remembered at most in a process."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; English for a language without one.

    Raises:
        ConfigError: a word is put into two classes.
    """
    name = f"{language if language in LANGUAGES else 'en'}.yaml"
    data: dict[str, Any] = config("concepts", name)
    found: dict[str, str] = {}
    for concept, words in data["concepts"].items():
        for word in words.split():
            if found.setdefault(word, concept) != concept:
                raise ConfigError(f"{word!r} is in {found[word]} and in {concept}", file=f"concepts/{name}")
    stems = sorted(((w[:-1], c) for w, c in found.items() if w.endswith("*")), key=lambda pair: -len(pair[0]))
    return Lexicon(
        exact={word: concept for word, concept in found.items() if not word.endswith("*")},
        stems=tuple(stems),
        turns=frozenset(data["turns"].split()),
        ignored=frozenset(data["ignored"].split()),
        empty=frozenset(data["empty"].split()),
        articles=frozenset(data["articles"].split()),
        links=frozenset(data["links"].split()),
        proper=frozenset(data["proper"].split()),
        names=re.compile(data.get("names", "(?!)")),
        endings=tuple(data.get("endings", {}).items()),
        together=_together(data.get("together", {})),
    )


def _together(groups: dict[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By first word: the words that follow it and the concept of all together, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for concept, expressions in groups.items():
        for expression in expressions:
            first, *rest = expression.split()
            found.setdefault(first, []).append((tuple(rest), concept))
    return {first: tuple(sorted(each, key=lambda pair: -len(pair[0]))) for first, each in found.items()}
