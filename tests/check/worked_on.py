"""A draft as it looks after weeks in Word: runs cut anywhere, insertions and deletions, bookmarks, spelling marks."""

from __future__ import annotations

import copy
import random
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHO = {f"{W}author": "Drafter", f"{W}date": "2026-01-01T00:00:00Z"}


def work_on(source: Path, out: Path, seed: int) -> None:
    """Write a copy of ``source`` that reads the same once all changes are accepted."""
    draw = random.Random(seed)
    with ZipFile(source) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(content["word/document.xml"])
    for number, run in enumerate([*root.iter(f"{W}r")]):
        texts = run.findall(f"{W}t")
        if len(texts) == 1 and len(texts[0].text or "") > 8 and run.getparent().tag == f"{W}p":
            _cut(run, draw, number)
    content["word/document.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)


def _cut(run: Any, draw: random.Random, number: int) -> None:
    text = run.find(f"{W}t").text
    places = sorted({0, len(text), *(draw.randrange(1, len(text)) for _ in range(draw.randrange(5)))})
    for part, (start, end) in enumerate(pairwise(places)):
        piece = copy.deepcopy(run)
        leaf = piece.find(f"{W}t")
        leaf.text = text[start:end]
        leaf.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        identity = {f"{W}id": str(10_000 + 10 * number + part)}
        kind = draw.choice(("run", "run", "ins", "del", "bookmark", "spelling"))
        if kind == "ins":
            inserted = etree.Element(f"{W}ins", {**identity, **_WHO})
            inserted.append(piece)
            piece = inserted
        run.addprevious(piece)
        if kind == "del":
            deleted = etree.Element(f"{W}del", {**identity, **_WHO})
            etree.SubElement(etree.SubElement(deleted, f"{W}r"), f"{W}delText").text = "struck out "
            piece.addprevious(deleted)
        elif kind == "bookmark":
            piece.addprevious(etree.Element(f"{W}bookmarkStart", {**identity, f"{W}name": f"b{number}_{part}"}))
            piece.addnext(etree.Element(f"{W}bookmarkEnd", identity))
        elif kind == "spelling":
            piece.addprevious(etree.Element(f"{W}proofErr", {f"{W}type": "spellStart"}))
    run.getparent().remove(run)
