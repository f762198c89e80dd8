"""What a PDF would unpack to, found out before pdfium unpacks it.

pdfium has no limit on memory: a stream of 1.5 MB that unpacks to 1.5 GB takes 2.5 GB there. Deflate packs no more than
1,032 to one, so only large streams need to be looked at, which the reports have none of.
"""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from typing import Any

from treatygrade.errors import ReadError
from treatygrade.read.source import beyond, limit

STREAM = re.compile(rb"stream\r?\n")
"""How a stream begins, and how ``endstream`` ends: looking behind it takes ten times as long."""
_MOST = 1032  # what deflate packs to one byte at most
_PIECE = 1 << 20
# Filters one after the other multiply; names written in numbers are a disguise.
_CHAIN = re.compile(
    rb"/F(?:ilter)?\s{0,9}\[\s{0,9}/(?:Fl|Flate|LZW)\w{0,9}\s{0,9}/(?:Fl|Flate|LZW|RunLength)|/Fl[a-z]{0,4}#"
)


def check_streams(data: bytes) -> None:
    """Refuse a PDF of which one stream unpacks beyond the limit.

    Raises:
        ReadError: it does, or hides what it would unpack to.
    """
    most = limit("pdf_stream_bytes")
    if len(data) * _MOST <= most:
        return
    if _CHAIN.search(data):
        raise _bomb()
    starts = [match.end() for match in STREAM.finditer(data)]
    for start, following in pairwise([*starts, len(data)]):
        if (following - start) * _MOST > most and _unpacked(data[start:following], most) > most:
            raise _bomb()


class Guard:
    """Counts what the pages of a PDF hold: pdfium takes hundreds of bytes for each object, and so do lines.

    Raises:
        ReadError: all pages so far hold more than a limit.
    """

    def __init__(self) -> None:
        self.objects_left, self.characters_left = limit("pdf_objects"), limit("text_characters")

    def objects(self, page: Any) -> None:
        from pypdfium2 import raw

        self.objects_left -= raw.FPDFPage_CountObjects(page)
        if self.objects_left < 0:
            raise beyond("pdf_objects", "a PDF of too many objects")

    def characters(self, text: Any) -> None:
        from pypdfium2 import raw

        self.characters_left -= raw.FPDFText_CountChars(text)
        if self.characters_left < 0:
            raise beyond("text_characters", "a PDF of too much text")


def _bomb() -> ReadError:
    return beyond("pdf_stream_bytes", "a PDF that unpacks to far more than it is", "do not open this file")


def _unpacked(data: bytes, most: int) -> int:
    """How many bytes a stream unpacks to, counted up to a little over ``most``; 0 if it is not deflated."""
    unpacker = zlib.decompressobj()
    size = 0
    try:
        while data and not unpacker.eof and size <= most:
            size += len(unpacker.decompress(data, _PIECE))
            data = unpacker.unconsumed_tail
    except zlib.error:
        pass
    return size
