"""Texts with their key phrases marked, drawn by displaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from treatygrade.phrases.matching import label, phrases

if TYPE_CHECKING:
    from markupsafe import Markup

_PRAISE, _BLAME, _REQUEST, _ABSENT, _PLAIN = "#b7e1b0", "#f4b6a6", "#b9d3f0", "#e3d5a8", "#d9d9d9"
_COLOURS = {
    **dict.fromkeys(("welcome", "appreciation", "adoption"), _PRAISE),
    **dict.fromkeys(("regret", "concern", "refusal", "contrariness"), _BLAME),
    **dict.fromkeys(("request_information", "reiteration", "statistics"), _REQUEST),
    **dict.fromkeys(("silence", "absence_of_information", "deferral"), _ABSENT),
}


def page(text: str, language: str | None = "en") -> str:
    """The text with its key phrases, and a table of them, as an HTML page; needs no network."""
    from treatygrade.page import render

    found = [(phrase, label(phrase)) for phrase in phrases(text, language)]
    return render("phrases.html", text=marked(text, language), found=found)


def marked(text: str, language: str | None = "en") -> Markup:
    """The text as a piece of a page; displaCy escapes it."""
    from markupsafe import Markup
    from spacy import displacy

    found = phrases(text, language)
    entities = [{"start": phrase.start, "end": phrase.end, "label": label(phrase)} for phrase in found]
    colours = {label(phrase).upper(): _COLOURS.get(phrase.category, _PLAIN) for phrase in found}
    drawn: Any = displacy.render(
        {"text": text, "ents": entities}, style="ent", manual=True, jupyter=False, options={"colors": colours}
    )
    return Markup(drawn)  # noqa: S704
