"""What can be asked about: a text, a draft, a document that is read already, or rows of units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from treatygrade.columns import UNIT_COLUMNS
from treatygrade.errors import ReadError, SegmentError, UsageError
from treatygrade.read import read
from treatygrade.read.document import Document
from treatygrade.resources import limit

_FEW = 12
_SHARE = 0.04
"""Share of function words below which a text of more than a few words is in none of our languages."""

Row = dict[str, Any]
Source = str | Path | Document | Sequence[Mapping[str, Any]]


def units_of(source: Source, *, scheme: str | None = None, language: str | None = None) -> list[Row]:
    """The units of a source. A ``str`` is one evaluation's text, a ``Path`` is a draft.

    Raises:
        UsageError: an empty text, or one too long to be one evaluation.
        ReadError, SegmentError: a draft that cannot be read, or has no evaluation.
    """
    if isinstance(source, str):
        return [text_unit(source, scheme=scheme, language=language)]
    if isinstance(source, Path):
        source = read_draft(source)
    if isinstance(source, Document):
        from treatygrade.segment import segment

        return [unit for report in segment(source, scheme=scheme) for unit in report.units(source.name)]
    return [dict(unit) for unit in source]


def read_draft(path: Path, *, name: str | None = None) -> Document:
    """Read a draft as :func:`treatygrade.read.read` does. Drafts come by mail: one that holds macros is refused."""
    document = read(path, name=name)
    if "macros" in document.metadata:
        raise ReadError("holds macros", file=document.name, hint="save it in Word as .docx without macros")
    return document


def holds_report(document: Document) -> bool:
    """Whether a text of unknown kind (pasted, or from standard input) is a report, and not one evaluation by itself."""
    from treatygrade.segment import segment

    try:
        return bool(segment(document))
    except SegmentError:
        return False


def text_unit(text: str, *, scheme: str | None = None, language: str | None = None) -> Row:
    """One evaluation's text by itself as a unit; the language is told from the text where not given."""
    most = limit("suggest", "text_characters")
    if not text.strip():
        raise UsageError("the text is empty", hint="give the text of an evaluation, or a draft's file")
    if len(text) > most:
        raise UsageError(
            f"the text has {len(text):,} characters, too many for one evaluation (at most {most:,})",
            hint="give a whole report as a file: its evaluations are found one by one",
        )
    if scheme:
        from treatygrade.schemes import load

        load(scheme)
    row: Row = dict.fromkeys(UNIT_COLUMNS, "")
    return {
        **row,
        "text": text.strip(),
        "scheme": scheme or "",
        "language": language or _language(text),
        "round": 1,
        "session": None,
        "year": None,
        "page": None,
        "start": 0,
        "end": len(text.strip()),
        "header_grades": {},
        "previous": [],
        "flags": [],
    }


def _language(text: str) -> str:
    """The language of a text, which may be too short for a report's test of what is no known language."""
    from treatygrade.segment.language import language
    from treatygrade.segment.vocabulary import function_words

    words = re.findall(r"[^\W\d_]+", text.lower())
    known = frozenset[str]().union(*function_words().values())
    if len(words) >= _FEW and sum(word in known for word in words) < _SHARE * len(words):
        raise SegmentError(
            "the text is in a language other than English, French and Spanish",
            hint="give the English, French or Spanish text, or name the language with --language",
        )
    return language(text)
