"""One function for every format."""

from __future__ import annotations

from pathlib import Path

from treatygrade.errors import ReadError
from treatygrade.read.assemble import assemble
from treatygrade.read.document import Document
from treatygrade.read.markdown import read_markdown
from treatygrade.read.plain import read_plain
from treatygrade.read.tidy import tidy


def read(source: str | Path, *, name: str | None = None) -> Document:
    """Read a report.

    Args:
        source: a file, or "-" for standard input.
        name: how the document calls itself; by default the source as given.

    Raises:
        ReadError: the file cannot be read; says what it is and what to do.
    """
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(str(error.strerror), file=path) from None
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    format = path.suffix[1:]
    draft = tidy(read_markdown(text) if format == "md" else read_plain(text), wrapped=format != "md")
    return assemble(name or str(source), format, draft.paragraphs, draft.notes, draft.metadata)
