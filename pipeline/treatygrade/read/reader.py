"""One function for every format."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from treatygrade.errors import ReadError
from treatygrade.read.assemble import assemble
from treatygrade.read.document import Document
from treatygrade.read.draft import Draft
from treatygrade.read.source import BINARY, format_of, load, plain_or_markdown, text_of
from treatygrade.read.tidy import tidy


def read(source: str | Path, *, name: str | None = None) -> Document:
    """Read a report: Markdown, text, HTML, Word (.docx, .doc) or PDF, each also as gzip.

    The content decides what a file is, not its name. ``Document.text`` is the same for every format of one report:
    free of markup, page furniture and footnotes, white space collapsed.

    Args:
        source: a file, or "-" for standard input.
        name: how the document calls itself; by default the source as given.

    Raises:
        ReadError: the file cannot be read; says what it is and what to do.
    """
    name = name or ("standard input" if str(source) == "-" else str(source))
    try:
        with _collector_at_rest():
            return _read(source, name)
    except ReadError as error:
        error.file = error.file or name
        raise


def _read(source: str | Path, name: str) -> Document:
    data = load(source)
    format = format_of(data, str(source))
    text = "" if format in BINARY else text_of(data)
    format = format if format in BINARY or format == "html" else plain_or_markdown(text, format)
    draft = tidy(_draft(data, text, format))
    document = assemble(name, format, draft.paragraphs, draft.notes, draft.metadata)
    if not document.text:
        raise ReadError("holds no text", hint="check that it is the report")
    return document


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """No collection of garbage while one file is read: tens of thousands of small objects, none in a cycle.

    Looking for cycles among them took a tenth of the time.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _draft(data: bytes, text: str, format: str) -> Draft:
    # Each reader is imported when its format is met: most runs meet one or two.
    if format == "md":
        from treatygrade.read.markdown import read_markdown

        return read_markdown(text)
    if format == "html":
        from treatygrade.read.html import read_html

        return read_html(text)
    if format == "docx":
        from treatygrade.read.docx import read_docx

        return read_docx(data)
    if format == "pdf":
        from treatygrade.read.pdf import read_pdf

        return read_pdf(data)
    if format == "doc":
        from treatygrade.read.doc import read_doc

        return read_doc(data)
    from treatygrade.read.plain import read_plain

    return read_plain(text)
