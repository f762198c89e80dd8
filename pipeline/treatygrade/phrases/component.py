"""The same key phrases as a spaCy component: ``nlp.add_pipe("key_phrases", config={"language": "fr"})``.

Importing this module registers the factory; :func:`pipeline` makes a pipeline with it.
"""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from treatygrade.phrases.matching import phrases

ATTRIBUTES = ("negated", "conceded", "target", "sentence")


class KeyPhrases:
    """Puts spans into ``doc.spans["key_phrases"]``: the label is the category, and ``span._.negated``,
    ``span._.conceded``, ``span._.target`` and ``span._.sentence`` are those of the phrase.

    A span covers whole tokens. The component holds nothing but its language, which spaCy saves with
    the pipeline's configuration.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        for name in ATTRIBUTES:
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for phrase in phrases(doc.text, self.language):
            span = doc.char_span(phrase.start, phrase.end, label=phrase.category, alignment_mode="expand")
            for name in ATTRIBUTES:
                span._.set(name, getattr(phrase, name))
            spans.append(span)
        doc.spans["key_phrases"] = spans
        return doc


def _make(nlp: Language, name: str, language: str) -> KeyPhrases:  # noqa: ARG001 (spaCy passes both)
    return KeyPhrases(language)


Language.factory("key_phrases", default_config={"language": "en"}, func=_make)


def pipeline(language: str = "en") -> Any:
    """A blank spaCy pipeline of a language with the component in it."""
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe("key_phrases", config={"language": language})
    return nlp


def page(text: str, language: str = "en") -> str:
    """The text as an HTML page in which displaCy marks the key phrases."""
    from spacy import displacy

    return str(displacy.render(pipeline(language)(text), style="span", options={"spans_key": "key_phrases"}, page=True))
