"""From a path to bytes and what they are: limits, gzip, the format by content rather than by name."""

from __future__ import annotations

import re
import stat
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, cast

from treatygrade import resources
from treatygrade.errors import ReadError

BINARY = frozenset({"docx", "pdf", "doc"})
_SUFFIXES = {
    ".md": "md", ".markdown": "md", ".txt": "txt", ".text": "txt", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".docx": "docx", ".docm": "docx", ".pdf": "pdf", ".doc": "doc",
}  # fmt: skip
_HTML = re.compile(rb"\s*(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN = re.compile(
    r"(?m)^#{1,6} \S|\*\*\S|\]\(\S{0,200}\)|^\|.*\|\s*$|^[>`~]|^(?:-{3,}|={3,})$|\\[\[\]*_(#]"
    r"|</?(?:sup|sub|br|table|div|p|b|i)\b|(?<![\w*_])[*_][^\W\d_][^*_\n]{0,200}[*_](?![\w*_])|[*_]\["
)
_SIGNS = ("# ", "**", "\\")  # without any of these it is not
_SURELY_MARKDOWN = re.compile(r"(?m)^#{1,6} \S|\*\*\S[^*\n]{0,200}\*\*|\\[\[\]]")
_ON_A_LINE = re.compile(r"(?m)^.{140,}\n(?=\S)")
_OPEN = (Path("/dev/fd"), Path("/proc/self/fd"), Path("/dev"))  # pipes that this process was given
_GZIP = b"\x1f\x8b"
_PIECE = 1 << 18
_MANY = 5  # no report has so many of these by chance
_OTHER = {
    b"{\\rtf": ("a Rich Text file", "open it in Word or LibreOffice and save it as .docx"),
    b"\x89PNG": ("a picture", "run OCR first, or ask for the text"),
    b"\xff\xd8\xff": ("a picture", "run OCR first, or ask for the text"),
    b"II*\x00": ("a scanned picture (TIFF)", "run OCR first"),
    b"<?xml": ("an XML file of a kind that is not read", "save it as .docx, .pdf, .html, .md or .txt"),
}


# What a file of Microsoft's older container is, by an entry of it.
_IN_OLE = {
    "EncryptedPackage": ("a Word file with a password", "save it without a password and try again"),
    "Workbook": ("an old Excel file", "give the report as .docx, .pdf, .html, .md or .txt"),
    "PowerPoint Document": ("an old PowerPoint file", "give the report as .docx, .pdf, .html, .md or .txt"),
    "__properties_version1.0": ("a message saved by Outlook", "save what is attached to it, and give that"),
}


def limit(name: str) -> int:
    """A limit of ``configs/limits.yaml``, under ``read``."""
    return resources.limit("read", name)


def beyond(name: str, what: str, advice: str = "no report needs that") -> ReadError:
    """What to raise for a file that goes beyond a limit; its hint names the limit."""
    return ReadError(what, hint=f"{advice}; the limit is {limit(name):,} ({name} in configs/limits.yaml)")


def load(source: str | Path) -> bytes:
    """The bytes of a file, or of standard input for "-", gzip unpacked.

    Raises:
        ReadError: there is no such file, it is a folder, a pipe or a device, is empty, or larger than the limits.
    """
    if str(source) == "-":
        return _unpacked(_whole(sys.stdin.buffer))
    path = Path(source)
    if path.name.startswith("~$"):
        raise ReadError("a lock file that Word keeps while a document is open", hint="give the document itself")
    try:
        _check_kind(path)
        with path.open("rb", buffering=0) as stream:
            return _unpacked(_whole(cast(BinaryIO, stream)))
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a NUL in a path is a ValueError
        raise ReadError("no such file", hint="check the path") from None
    except OSError as error:
        raise ReadError(f"cannot be opened ({error.strerror})", hint="check the file's permissions") from None


def _check_kind(path: Path) -> None:
    """Refuse what is no file: a pipe that nobody writes to would be waited for without end, a device never ends."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise ReadError("a folder", hint="give a file in it; the commands label and segment take folders")
    ours = path.parent in _OPEN and stat.S_ISFIFO(mode)  # "<(command)" in a shell: the other end is being written to
    if not stat.S_ISREG(mode) and not ours:
        raise ReadError("a pipe or a device, not a file", hint="give a file, or - to read what a pipe holds")


def _whole(stream: BinaryIO) -> bytes:
    """All that a stream holds; piece by piece, since one read of the limit's size would take that much memory."""
    pieces: list[bytes] = []
    room = limit("file_bytes")
    while piece := stream.read(_PIECE):
        room -= len(piece)
        if room < 0:
            raise beyond("file_bytes", "a file that is too large", "a report is a hundred times smaller")
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(data: bytes) -> bytes:
    if data[:2] == _GZIP:
        data = _gunzipped(data)
    if not data.strip():
        raise ReadError("an empty file", hint="fetch it again")
    return data


def _gunzipped(data: bytes) -> bytes:
    """What gzip packed, piece by piece, so that a bomb is known before it goes off."""
    import gzip

    packed = BytesIO(data)
    pieces: list[bytes] = []
    size = 0
    try:
        with gzip.GzipFile(fileobj=packed) as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                dense = size > limit("zip_ratio_floor") and size > limit("zip_ratio") * packed.tell()
                if dense or size > limit("unpacked_bytes"):
                    name = "zip_ratio" if dense else "unpacked_bytes"
                    raise beyond(name, "a gzip file that unpacks to far more than it is", "do not open this file")
                pieces.append(piece)
    except EOFError:
        raise ReadError("a gzip file that is cut off", hint="fetch it again") from None
    except (gzip.BadGzipFile, zlib.error):
        raise ReadError("a damaged gzip file", hint="fetch it again") from None
    return b"".join(pieces)


def format_of(data: bytes, name: str) -> str:
    """What a file is, by its first bytes; a text is what its name says, "" without one that says it.

    Raises:
        ReadError: nothing that is read here; says what it is.
    """
    suffix = _SUFFIXES.get(Path(name.lower().removesuffix(".gz")).suffix, "")
    if data[:4] == b"PK\x03\x04":
        return "docx"
    if data[:4] == b"PK\x05\x06":
        raise ReadError("an empty zip file", hint="fetch it again")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        for entry, (what, hint) in _IN_OLE.items():
            if entry.encode("utf-16-le") in data:
                raise ReadError(what, hint=hint)
        return "doc"
    if _HTML.match(data[:2048].removeprefix(b"\xef\xbb\xbf").split(b"?>", 1)[-1]):
        return "html"
    for magic, (what, hint) in _OTHER.items():
        if data.startswith(magic):
            raise ReadError(what, hint=hint)
    if suffix in BINARY and not data.startswith((b"\xff\xfe", b"\xfe\xff")):  # a text in UTF-16 is full of NUL
        what = {"docx": "Word document (.docx)", "pdf": "PDF", "doc": "Word document (.doc)"}[suffix]
        if b"\x00" in data[:4096] or b"\x00" in data[-4096:]:
            raise ReadError(f"called {suffix} but no {what}: it is damaged or cut off", hint="fetch it again")
    return "" if suffix in BINARY else suffix


def text_of(data: bytes) -> str:
    """Decode a text file: by its byte order mark, as UTF-8, or as charset-normalizer finds; line ends become LF.

    Raises:
        ReadError: binary, or longer than the limits.
    """
    text = _decoded(data)
    if "\x00" in text:
        raise ReadError("a binary file, not text", hint="give the report as .docx, .pdf, .html, .md or .txt")
    if len(text) > limit("text_characters"):
        raise beyond("text_characters", f"a text of {len(text):,} characters")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.count("\n") > limit("text_lines"):
        raise beyond("text_lines", f"a text of {text.count(chr(10)):,} lines")
    longest = limit("line_characters")
    if len(text) > longest and max(map(len, text.split("\n"))) > longest:
        raise beyond("line_characters", "a line that is too long")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        text = data.decode("utf-8")
        if "\x00" not in text:
            return text
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes

    # Only what English, French and Spanish reports are kept in: short texts pass for many others.
    candidates = ["utf_16_le", "utf_16_be"] if b"\x00" in data[:4096] else ["cp1252", "latin_1"]
    best = from_bytes(data[:100_000], cp_isolation=candidates).best()
    if best is None:
        raise ReadError("a binary file, not text", hint="give the report as .docx, .pdf, .html, .md or .txt")
    return data.decode(best.encoding, errors="replace")


def plain_or_markdown(text: str, called: str) -> str:
    """Whether a text is Markdown or plain, whatever it is ``called`` ("md", "txt" or "").

    A text copy called .md has no mark-up, and paragraphs of one line each without blank lines between them; a text
    called .txt with headings and bold type is Markdown. Only the first 50,000 characters are looked at.
    """
    sample = text[:50_000]
    if called == "md" and len(_ON_A_LINE.findall(sample)) < _MANY:
        return "md"
    if called == "txt":
        signed = any(sign in sample for sign in _SIGNS)
        return "md" if signed and len(_SURELY_MARKDOWN.findall(sample)) >= _MANY else "txt"
    return "md" if _MARKDOWN.search(sample) else "txt"
