"""The same key phrases as a spaCy component: ``nlp.add_pipe("key_phrases", config={"language": "fr"})``.

Importing this module registers the factory (an installed treatygrade tells spaCy of it by an entry point);
:func:`pipeline` makes a pipeline with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from treatygrade.phrases.matching import LANGUAGES, phrases

ATTRIBUTES = ("negated", "conceded", "target", "sentence")


class KeyPhrases:
    """Puts spans into ``doc.spans["key_phrases"]``: the label is the category, and ``span._.negated``,
    ``span._.conceded``, ``span._.target`` and ``span._.sentence`` are those of the phrase.

    A span covers whole tokens. The component holds nothing but its language, which spaCy saves with
    the pipeline's configuration on disk; bytes hold no configuration, so that it is written into them.
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

    def to_bytes(self, **_: Any) -> bytes:
        """The language."""
        return self.language.encode()

    def from_bytes(self, data: bytes, **_: Any) -> KeyPhrases:
        """Take the language of a component that :meth:`to_bytes` wrote."""
        self.language = data.decode()
        return self

    def to_disk(self, path: str | Path, **_: Any) -> None:
        """Write the language into a file."""
        Path(path).write_text(self.language, encoding="utf-8")

    def from_disk(self, path: str | Path, **_: Any) -> KeyPhrases:
        """Take the language of a component that :meth:`to_disk` wrote."""
        self.language = Path(path).read_text(encoding="utf-8")
        return self


def make(nlp: Language, name: str, language: str) -> KeyPhrases:  # noqa: ARG001 (spaCy passes both)
    """The factory ``key_phrases``.

    Raises:
        ValueError: a language without rules.
    """
    if language not in LANGUAGES:
        raise ValueError(f"key_phrases: no rules for {language!r}; there are {', '.join(LANGUAGES)}")
    return KeyPhrases(language)


Language.factory("key_phrases", default_config={"language": "en"}, func=make)


def pipeline(language: str = "en") -> Any:
    """A blank spaCy pipeline of a language with the component in it."""
    import spacy

    nlp = spacy.blank(language)
    nlp.add_pipe("key_phrases", config={"language": language})
    return nlp
