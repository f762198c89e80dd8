"""Pages of a PDF from lines with a place and a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.read.hostile import pdf
from treatygrade.read import Document, read

FACES = ((b"Roman", 5), (b"Bold", 6))
STEMS = ((b"Roman", 80), (b"Bold", 140))  # of which pdfium makes a weight of 400 and 700
PITCH = 14.0  # points from one line of text to the next


@dataclass(frozen=True)
class Said:
    """A line: its left edge and base line in points from the lower left corner, and its type."""

    text: str
    y: float
    left: float = 72.0
    size: float = 12.0
    bold: bool = False


def column(*lines: str, top: float = 700.0, left: float = 72.0, size: float = 12.0) -> list[Said]:
    """Lines one below the other; an empty one leaves a gap."""
    return [Said(line, top - PITCH * at, left, size) for at, line in enumerate(lines) if line]


def printed(pages: Sequence[Sequence[Said]]) -> bytes:
    """The pages in Times, each 612 by 792 points."""
    numbers = [7 + 2 * at for at in range(len(pages))]
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(b"%d 0 R" % number for number in numbers), len(pages)),
        *(
            b"<</Type/Font/Subtype/Type1/BaseFont/Times-%s/FontDescriptor %d 0 R/Encoding/WinAnsiEncoding>>" % face
            for face in FACES
        ),
        *(b"<</Type/FontDescriptor/FontName/Times-%s/Flags 34/StemV %d>>" % stem for stem in STEMS),
    ]
    for number, page in zip(numbers, pages, strict=True):
        content = b"".join(map(_shown, page))
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            b"/Resources<</Font<</R 3 0 R/B 4 0 R>>>>>>" % (number + 1),
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    return pdf(*objects)


def _shown(line: Said) -> bytes:
    text = line.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (b"B" if line.bold else b"R", line.size, line.left, line.y, text)


def read_printed(folder: Path, *pages: Sequence[Said]) -> Document:
    path = folder / "report.pdf"
    path.write_bytes(printed(pages))
    return read(path)
