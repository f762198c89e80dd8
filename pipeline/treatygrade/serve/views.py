"""From a suggestion (as JSON has it) to what a template shows; all text is escaped by the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from treatygrade.schemes import Scheme, load, names
from treatygrade.suggest.precedents import is_fictional
from treatygrade.suggest.words import ends

__all__ = ["Piece", "Sentence", "blind", "choices", "ends", "invented", "sentences"]

LEVELS = 4
"""Steps of shading on each side; style.css has a class for each."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; ``phrase`` is the category of the key phrase that it is, or ""."""

    text: str
    phrase: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """``shades`` names, for each grade, the class by which the sentence is shaded when it is looked at.

    ``opens``: a paragraph begins with it.
    """

    pieces: tuple[Piece, ...]
    shades: dict[str, str]
    states_grade: bool
    opens: bool


def sentences(suggestion: Mapping[str, Any]) -> list[Sentence]:
    """The sentences of a unit, key phrases marked; shaded relative to the strongest push to or from a grade."""
    text = str(suggestion.get("text") or "")
    passages = suggestion["sentences"]
    strongest: dict[str, float] = {}
    for grade, push in (item for passage in passages for item in passage["pushes"].items()):
        strongest[grade] = max(abs(push), strongest.get(grade, 0.0))
    return [
        Sentence(
            tuple(_pieces(text, passage["start"], passage["end"], suggestion["phrases"])),
            {grade: _shade(push, strongest[grade]) for grade, push in passage["pushes"].items()},
            passage["states_grade"],
            "\n" in text[before : passage["start"]],
        )
        for passage, before in zip(passages, [0, *(p["end"] for p in passages)], strict=False)
    ]


def _shade(push: float, strongest: float) -> str:
    level = ceil(LEVELS * abs(push) / strongest) if strongest else 0
    return f"{'for' if push > 0 else 'against'}-{level}" if level else "none"


def _pieces(text: str, start: int, end: int, phrases: Sequence[Mapping[str, Any]]) -> list[Piece]:
    pieces: list[Piece] = []
    at = start
    for phrase in phrases:
        if at <= phrase["start"] and phrase["end"] <= end:
            pieces += [Piece(text[at : phrase["start"]])] if at < phrase["start"] else []
            pieces.append(Piece(text[phrase["start"] : phrase["end"]], phrase["category"].replace("_", " ")))
            at = phrase["end"]
    return [*pieces, Piece(text[at:end])] if at < end else pieces


def blind(unit: Mapping[str, Any]) -> list[str]:
    """The paragraphs of a unit's text for a reviewer who must not know the grade: verdicts are left out."""
    from treatygrade.schemes.verdicts import verdicts

    text, scheme, language = (str(unit.get(column) or "") for column in ("text", "scheme", "language"))
    # Where a table tells no scheme or no language, the words of all of them are left out.
    found = [(v.start, v.end) for name in ([scheme] if scheme else names()) for v in verdicts(text, name, language)]
    shown, at = "", 0
    for start, end in sorted(found):
        if start >= at:
            shown += text[at:start] + "[…]"
        at = max(at, end)
    return [line for line in (shown + text[at:]).split("\n") if line.strip()]


def invented(unit: Mapping[str, Any]) -> bool:
    """Whether the unit is to be marked FICTIONAL."""
    return is_fictional(unit)


def choices(unit: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The grades among which a reviewer chooses: code and the scheme's own words."""
    from treatygrade.columns import GRADES

    name = str(unit.get("scheme") or "")
    if not name:
        return [(grade, "") for grade in GRADES]
    scheme: Scheme = load(name)
    language = str(unit.get("language") or "en")
    labels = ((code, scheme.labels[code]) for code in scheme.codes)
    return [(code, _other(code, (known.get(language) or known["en"])[0])) for code, known in labels]


def _other(code: str, label: str) -> str:
    return "" if label == code else label
