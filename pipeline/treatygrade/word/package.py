"""A Word file as a set of parts: those that are not touched are written back byte for byte.

Source: ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from treatygrade.errors import ReadError, TreatygradeError, unwritten
from treatygrade.read.opc import Parts
from treatygrade.read.source import load

Element = Any

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Package:
    """The parts of ``path``; ``main`` names the one that holds the text.

    Raises:
        ReadError: not a Word document, beyond the limits, or one with macros.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._trees: dict[str, Element] = {}
        try:
            parts = Parts(load(path))
            if parts.has_macros:
                raise ReadError("holds macros", hint="save it in Word as .docx without macros")
            self._infos, self.main = parts.infos, parts.main
            self._parts = {name: parts.content(info) for name, info in self._infos.items()}
        except ReadError as error:
            error.file = str(path)
            raise

    def tree(self, name: str) -> Element:
        """The root of an XML part, parsed once; changes to it are written by :meth:`save`."""
        if name not in self._trees:
            try:
                root = _parse(self._parts[name])
            except etree.XMLSyntaxError as error:
                raise ReadError(f"{name} is not well-formed", file=self.path) from error
            if root.getroottree().docinfo.doctype:
                raise ReadError(f"{name} has a DOCTYPE", file=self.path)
            self._trees[name] = root
        return self._trees[name]

    def related(self, part: str, kind: str) -> str | None:
        """The part to which ``part`` ("" for the package) has a relationship whose type ends in ``/kind``."""
        name = _relations_of(part)
        if name not in self._parts and name not in self._trees:
            return None
        for relation in self.tree(name):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                folder = posixpath.dirname(part)
                return (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
        return None

    def free(self, name: str) -> str:
        """The name, or the first like it that no part has: ``word/comments.xml``, ``word/comments1.xml``."""
        stem, suffix = posixpath.splitext(name)
        return next(one for n in count() if (one := f"{stem}{n or ''}{suffix}") not in self._infos)

    def add(self, name: str, root: Element, content_type: str, kind: str) -> None:
        """Add a part that the main part refers to."""
        self._infos[name] = _new(name)
        self._trees[name] = root
        types = self.tree("[Content_Types].xml")
        etree.SubElement(types, f"{_TYPES}Override", PartName=f"/{name}", ContentType=content_type)
        relations = _relations_of(self.main)
        if relations not in self._infos:
            self._infos[relations] = _new(relations)
            self._trees[relations] = etree.Element(f"{_RELATIONS}Relationships", nsmap={None: _RELATIONS[1:-1]})
        root_of_relations = self.tree(relations)
        taken = {relation.get("Id") for relation in root_of_relations}
        number = next(n for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        target = posixpath.relpath(name, posixpath.dirname(self.main) or ".")
        etree.SubElement(
            root_of_relations, f"{_RELATIONS}Relationship", Id=f"rId{number}", Type=f"{_OFFICE}/{kind}", Target=target
        )

    def save(self, out: Path) -> None:
        """Write the package: whole or not at all. A part that was only looked at keeps its bytes."""
        part = out.with_name(f".{out.name}.part")
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)  # nothing is written through a link that lies there
            with ZipFile(part, "w", ZIP_DEFLATED) as archive:
                for name, info in self._infos.items():
                    archive.writestr(info, self._bytes(name), compress_type=info.compress_type)
            part.replace(out)
        except OSError as error:
            with suppress(OSError):
                part.unlink()
            raise TreatygradeError(
                unwritten(error), file=out, stage="word", hint="make room, or name another output"
            ) from error

    def _bytes(self, name: str) -> bytes:
        root = self._trees.get(name)
        before = self._parts.get(name)
        if root is None or (before is not None and _same(before, root)):
            return before or b""
        return bytes(etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True))


def _new(name: str) -> ZipInfo:
    info = ZipInfo(name)
    info.compress_type = ZIP_DEFLATED
    return info


def _parse(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _same(before: bytes, root: Element) -> bool:
    return bool(etree.tostring(_parse(before), method="c14n") == etree.tostring(root, method="c14n"))


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
