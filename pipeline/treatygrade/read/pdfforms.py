"""Parts of a PDF that are drawn many times, found out before pdfium draws them.

A form is a part of a page that is kept by itself. Ten forms of which each draws the next ten times are three kilobytes,
and pdfium would draw ten thousand million texts. So it is estimated how much a file can draw at most; where that is
beyond the limit, as it also is in some files that do no harm, a process of its own tries first.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from math import inf

from treatygrade.read.pdfguard import STREAM
from treatygrade.read.source import beyond, limit

_DRAWN = re.compile(rb"\bDo\b")
_KIND = re.compile(rb"/Subtype\s*/(\w+)")
_NO_FORMS = frozenset({b"Image", b"XML", b"Type1C", b"CIDFontType0C", b"OpenType"})
_OTHER_FILTER = re.compile(rb"/(?:A85|AHx|ASCII|LZW|RL|RunLength|Crypt|DecodeParms|DP)|#")
_CONTENTS = re.compile(rb"/Contents\s{0,9}\[([\d\sR]+)\]")
_REFERENCE = re.compile(rb"\d{1,10}\s{1,9}\d{1,5}\s{1,9}R")
_OFTEN = 100
_SMALLEST = 5  # bytes in which an object can be said
_MEMORY = 1 << 29  # bytes for the process that tries
_TRY = "import sys; sys.path[:] = sys.argv[2:]; from treatygrade.read.pdfforms import draw; draw(int(sys.argv[1]))"


def check_forms(data: bytes) -> None:
    """Refuse a PDF that would keep pdfium at work beyond the limit.

    Raises:
        ReadError: it would.
    """
    if _most_drawn(data) <= limit("pdf_objects"):
        return
    seconds = limit("pdf_seconds")
    command = [sys.executable, "-c", _TRY, str(seconds), *sys.path]
    if subprocess.run(command, input=data, stderr=subprocess.DEVNULL, check=False).returncode:  # noqa: S603
        raise beyond("pdf_seconds", "a PDF of which parts draw one another without end", "do not open this file")


def draw(seconds: int) -> None:
    """Load the pages of the PDF on standard input; the process ends before it takes more time or memory than it may."""
    import resource

    import pypdfium2

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    try:
        for page in pypdfium2.PdfDocument(sys.stdin.buffer.read()):
            page.get_textpage().close()
            page.close()
    except pypdfium2.PdfiumError:
        return  # what is wrong is said by whoever reads it


def _most_drawn(data: bytes) -> float:
    """How many objects a page can draw at most: what is drawn by forms, as if each drew all others."""
    streams = list(_streams(data))
    secret = b"/Encrypt" in data

    def content(head: bytes, start: int) -> bytes | None:
        return None if secret or _OTHER_FILTER.search(head) else _content(data, start, b"/Fl" in head)

    lists = (content(*stream) for stream in streams if b"/ObjStm" in stream[0])
    if _repeats(data) or any(held is None or _repeats(held) for held in lists):
        return inf
    forms = [stream for stream in streams if _is_form(stream[0])]
    if not forms:
        return 0.0
    pages = [content(*stream) for stream in streams if not re.search(rb"/Subtype|/ObjStm|/XRef", stream[0])]
    most = max(map(_draws, pages), default=0.0)
    for form in forms:
        most *= max(_draws(content(*form)), 1)
    return most * max(_size(content(*form)) for form in forms)


def _is_form(head: bytes) -> bool:
    """Whether a stream may be a form, which a disguise does not hide: names written in numbers, or said twice."""
    kinds = _KIND.findall(head)
    return b"#" in head or (b"/Subtype" in head and (len(kinds) != 1 or kinds[0] not in _NO_FORMS))


def _draws(content: bytes | None) -> float:
    return inf if content is None else len(_DRAWN.findall(content))


def _size(content: bytes | None) -> float:
    return inf if content is None else len(content) / _SMALLEST


def _repeats(data: bytes) -> bool:
    """Whether a page has one stream many times."""
    listed = (_REFERENCE.findall(contents) for contents in _CONTENTS.findall(data))
    return any(len(references) - len(set(references)) > _OFTEN for references in listed)


def _streams(data: bytes) -> Iterator[tuple[bytes, int]]:
    """What is said of each stream, and where it begins."""
    before = 0
    for match in STREAM.finditer(data):
        if data.endswith(b"end", 0, match.start()):
            continue
        yield data[max(data.rfind(b" obj", before, match.start()), before) : match.start()], match.end()
        before = match.end()


def _content(data: bytes, start: int, packed: bool) -> bytes | None:
    stop = data.find(b"endstream", start)
    held = data[start : stop if stop >= 0 else len(data)]
    if not packed:
        return held
    try:
        return zlib.decompressobj().decompress(held, limit("pdf_stream_bytes"))
    except zlib.error:
        return None
