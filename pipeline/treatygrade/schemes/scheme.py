"""A grading scheme: what its codes are, how they are printed, and where they lie on the common scale."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from treatygrade.columns import GRADES
from treatygrade.errors import ConfigError
from treatygrade.resources import config, resource

LANGUAGES = ("en", "fr", "es")

# What may frame a printed grade; white space is one plain space by then.
_BEFORE, _AFTER = " [({*_\"'“”‘’«»:.;,–-", " ])}*_\"'“”‘’«»:.;,–-"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme of one committee, read from ``configs/schemes/<name>.yaml``.

    ``codes`` are the scheme's own, in English, best first; ``order`` are those that can be ranked,
    best first; ``off_scale`` the others. ``labels[code][language]`` lists the ways in which a code is
    put into words, the usual one first. ``confirmed[code]`` is the published document that prints the
    code, "" where none has been seen. ``states[code]`` are the meanings of a verdict sentence that
    amount to the code (see ``configs/verdicts``). ``years`` and ``sessions`` are inclusive.
    """

    name: str
    title: str
    committee: str
    codes: tuple[str, ...]
    order: tuple[str, ...]
    labels: dict[str, dict[str, list[str]]]
    confirmed: dict[str, str]
    states: dict[str, tuple[str, ...]]
    years: tuple[int | None, int | None]
    sessions: tuple[int | None, int | None]
    _common: dict[str, str]
    _printed: dict[str, str] = field(repr=False)

    @property
    def off_scale(self) -> tuple[str, ...]:
        """Codes without a place in ``order``."""
        return tuple(code for code in self.codes if code not in self.order)

    @property
    def common_grades(self) -> tuple[str, ...]:
        """The grades of the common scale that this scheme can give, A first."""
        return tuple(grade for grade in GRADES if grade in self._common.values())

    def common(self, code: str) -> str:
        """The common grade, A–F, of one of ``codes``; KeyError for anything else."""
        return self._common[code]

    def code(self, printed: str, language: str | None = None) -> str | None:
        """The code that a tag or label stands for; None where the scheme knows no such grade.

        Brackets, quotation marks, Markdown emphasis, case, accents' encoding and final stops do not
        matter. Words are looked up in ``language`` first and then in the others, since headers and
        tables of a report are at times left in English.

        >>> load("ccpr-2013").code("**[c1]**")
        'C1'
        """
        words = _plain(printed)
        if language and (found := self._printed.get(f"{language}:{words}")):
            return found
        return next((code for key in LANGUAGES if (code := self._printed.get(f"{key}:{words}"))), None)

    def printed(self, language: str | None = None) -> tuple[str, ...]:
        """Everything that ``code`` understands in a language (None: in all), the longest first."""
        words = {key.partition(":")[2] for key in self._printed if language in (None, key.partition(":")[0])}
        return tuple(sorted(words, key=lambda word: (-len(word), word)))

    def label(self, grade: str, language: str = "en") -> str:
        """A common grade in the scheme's own words; KeyError for a grade that the scheme lacks.

        Where several codes share the grade, the one that is printed as the grade itself speaks for
        them (B for B1 and B2), else the first.
        """
        codes = [code for code in self.codes if self._common[code] == grade]
        code = grade if grade in codes else codes[0] if codes else None
        if code is None:
            raise KeyError(grade)
        labels = self.labels[code]
        return labels.get(language, labels["en"])[0]

    def covers(self, *, session: int | None = None, year: int | None = None) -> bool:
        """Whether a session, or where none is given a year, falls within the life of the scheme."""
        value, (first, last) = (session, self.sessions) if session is not None else (year, self.years)
        return value is None or ((first is None or value >= first) and (last is None or value <= last))


def _plain(printed: str) -> str:
    text = " ".join(unicodedata.normalize("NFKC", printed).casefold().split())
    return text.lstrip(_BEFORE).rstrip(_AFTER)


@cache
def names() -> tuple[str, ...]:
    """The schemes that there are, in alphabetical order."""
    return tuple(sorted(path.stem for path in resource("configs", "schemes").glob("*.yaml")))


@cache
def load(name: str) -> Scheme:
    """A scheme by its name.

    Raises:
        ConfigError: there is no such scheme, or its file contradicts itself.
    """
    if name not in names():
        raise ConfigError(f"there is no grading scheme {name!r}", hint=f"the schemes are {', '.join(names())}")
    return _parse(config("schemes", f"{name}.yaml"))


def _parse(data: dict[str, Any]) -> Scheme:
    codes = {str(code): entry for code, entry in data["codes"].items()}
    unknown = [code for code in data["order"] if code not in codes]
    strays = [code for code, entry in codes.items() if entry["common"] not in GRADES]
    if unknown or strays:
        raise ConfigError(f"order or common grade unknown: {', '.join(unknown + strays)}", file=data["name"])
    printed: dict[str, str] = {}
    for code, entry in codes.items():
        for language in LANGUAGES:
            printed[f"{language}:{_plain(code)}"] = code
            for label in entry["labels"].get(language, ()):
                printed.setdefault(f"{language}:{_plain(label)}", code)
    first_year, last_year = data.get("years", (None, None))
    first_session, last_session = data.get("sessions", (None, None))
    return Scheme(
        name=data["name"],
        title=data["title"],
        committee=data["committee"],
        codes=tuple(codes),
        order=tuple(data["order"]),
        labels={code: entry["labels"] for code, entry in codes.items()},
        confirmed={code: entry["confirmed"] for code, entry in codes.items()},
        states={code: tuple(entry["states"]) for code, entry in codes.items()},
        years=(first_year, last_year),
        sessions=(first_session, last_session),
        _common={code: entry["common"] for code, entry in codes.items()},
        _printed=printed,
    )
