"""The XML parts of a Word file, under limits. Source: ECMA-376, part 2 (Open Packaging Conventions)."""

from __future__ import annotations

import posixpath
import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from treatygrade.errors import ReadError
from treatygrade.read.source import beyond, limit

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OTHER = {
    "xl/workbook.xml": "an Excel workbook",
    "ppt/presentation.xml": "a PowerPoint file",
    "content.xml": "an OpenDocument file",
}


class Parts:
    """The parts of a Word file; ``main`` is the one that holds the text.

    Raises:
        ReadError: damaged, beyond the limits, encrypted, or not a Word document.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self.archive = ZipFile(BytesIO(data))
        except (BadZipFile, OSError, ValueError):
            raise ReadError("a damaged zip file", hint="fetch the document again") from None
        infos = self.archive.infolist()
        if len(infos) > limit("zip_entries"):
            raise beyond("zip_entries", f"a zip file of {len(infos):,} files")
        if sum(info.file_size for info in infos) > limit("unpacked_bytes"):
            raise beyond("unpacked_bytes", "a zip file that unpacks to far more than a report", "do not open this file")
        self.infos = {info.filename: info for info in infos}
        self.main = self.related("", "officeDocument") or ""
        if self.main not in self.infos or not self.main.startswith("word/"):
            what = next((what for name, what in _OTHER.items() if name in self.infos), "a zip file")
            raise ReadError(f"{what}, not a Word document", hint="give the report as .docx, .pdf, .html, .md or .txt")

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaProject.bin") for name in self.infos)

    def related(self, part: str, kind: str) -> str | None:
        """The part to which ``part`` has a relationship of a kind, by the last word of its type."""
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        for relation in () if root is None else root.iter(_RELATIONSHIP):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                return posixpath.normpath(posixpath.join(folder, target)) if target[:1] != "/" else target[1:]
        return None

    def tree(self, name: str | None) -> Any:
        """The root element of a part; None where there is no such part."""
        from lxml import etree

        info = self.infos.get(name or "")
        if info is None:
            return None
        if info.file_size > limit("xml_bytes"):
            raise beyond("xml_bytes", "a Word file of too much XML")
        data = self.content(info)
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise ReadError("holds a DOCTYPE, which no Word document does", hint="save it again in Word")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if "xcessive depth" in str(error):
                raise beyond("xml_depth", "elements nested too deep", "save it again in Word") from None
            raise ReadError(f"damaged: {info.filename} is not well-formed", hint="save it again in Word") from None
        if root.getroottree().docinfo.doctype:  # one in UTF-16, which the search above does not see
            raise ReadError("holds a DOCTYPE, which no Word document does", hint="save it again in Word")
        return root

    def content(self, info: ZipInfo) -> bytes:
        """The bytes of a part."""
        if info.file_size > limit("zip_ratio_floor") and info.file_size > limit("zip_ratio") * info.compress_size:
            raise beyond("zip_ratio", "a zip bomb: a part unpacks to far more than it is", "do not open this file")
        if info.flag_bits & 1:
            raise ReadError("encrypted", hint="save it without a password")
        try:
            with self.archive.open(info) as stream:
                return stream.read(info.file_size + 1)
        except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
            raise ReadError("a damaged zip file", hint="fetch the document again") from None
