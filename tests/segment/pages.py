"""Pages of given lines, for tests of the rules that look at one line."""

from __future__ import annotations

from tests.fuzz.documents import document
from treatygrade.segment.lines import Page, page
from treatygrade.segment.report import Language
from treatygrade.segment.vocabulary import vocabulary


def paged(*lines: str, language: Language = "en") -> Page:
    """A page with one paragraph for each line."""
    return page(document(list(lines)), vocabulary(language))
