"""How verdicts are worded in each language: ``configs/verdicts/*.yaml``, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from treatygrade.errors import ConfigError
from treatygrade.resources import config
from treatygrade.schemes.scheme import LANGUAGES

# One character for one, so that offsets hold: patterns are written with ' and a plain space.
_EVEN = str.maketrans(dict.fromkeys("\n\t\r\x0b\x0c\xa0\u2009\u202f\u2007", " ") | {"’": "'", "‘": "'"})
_MACRO = re.compile(r"(?<!\(\?P)(?<!\(\?)<([a-z]+)>")


@dataclass(frozen=True, slots=True)
class Grammar:
    """The wording of one language. Rules are (meaning, pattern) in the order of precedence."""

    hints: re.Pattern[str]
    frame: re.Pattern[str]
    reported: re.Pattern[str]
    limb: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    framed: tuple[tuple[str, re.Pattern[str]], ...]
    plain: tuple[tuple[str, re.Pattern[str]], ...]
    letter: re.Pattern[str]
    residue: re.Pattern[str]


def even(text: str) -> str:
    """The text with straight apostrophes and plain spaces, character for character."""
    return text.translate(_EVEN)


def languages(language: str | None) -> tuple[str, ...]:
    """The language itself, or all of them where it is None or one without a grammar."""
    return (language,) if language in LANGUAGES and language is not None else LANGUAGES


@cache
def grammar(language: str) -> Grammar:
    """The grammar of ``en``, ``fr`` or ``es``.

    Raises:
        ConfigError: the file has a rule that is no regular expression, or names an unknown word.
    """
    data: dict[str, Any] = config("verdicts", f"{language}.yaml")
    words: dict[str, str] = {}

    def expand(pattern: str) -> str:
        try:
            return _MACRO.sub(lambda match: words[match.group(1)], pattern)
        except KeyError as error:
            raise ConfigError(f"<{error.args[0]}> is not among words", file=f"verdicts/{language}.yaml") from None

    def compiled(pattern: str) -> re.Pattern[str]:
        try:
            return re.compile(expand(pattern))
        except re.error as error:
            raise ConfigError(f"{error}: {pattern}", file=f"verdicts/{language}.yaml") from None

    for name, pattern in data["words"].items():
        words[name] = expand(pattern)

    def rules(kind: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        return tuple((state, compiled(rule)) for state, patterns in data[kind].items() for rule in patterns)

    return Grammar(
        hints=compiled(data["hints"]),
        frame=compiled(data["frame"]),
        reported=compiled(data["reported"]),
        limb=compiled(data["limb"]),
        head=compiled(data["head"]),
        tail=compiled(data["tail"]),
        framed=rules("framed"),
        plain=rules("plain"),
        letter=compiled(data["letters"]["verdict"]),
        residue=compiled("|".join([data["letters"]["mention"], *data["residue"]])),
    )
