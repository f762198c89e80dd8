"""Writing comments at places of a Word document, and taking ours out again.

Source of the markup: ECMA-376, part 1, 17.13.4 (comments).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from treatygrade.errors import ReadError
from treatygrade.word.extended import forget
from treatygrade.word.package import Element, Package

AUTHOR = "treatygrade"
"""Who our comments are by. Comments by anybody else are never touched."""

_URI = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{_URI}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Comment:
    """``lines``, a paragraph each, on the runs from ``start`` to ``end``.

    A place is (paragraph, run), both counted from 0 as in :class:`treatygrade.read.document.Piece`.
    """

    start: tuple[int, int]
    end: tuple[int, int]
    lines: tuple[str, ...]


def annotate(source: Path, comments: Sequence[Comment], out: Path) -> int:
    """Write a copy of ``source`` with ``comments`` in place of those that we wrote before.

    Returns the number of comments of ours that were replaced.

    Raises:
        ReadError: not a ``.docx``, one with macros, or a comment's place is not in it.
    """
    package = _open(source)
    # Places are looked up before any mark goes or comes: each holds a run and shifts the count.
    places = _places(package, comments)
    removed = _remove(package)
    if comments:
        _add(package, comments, places)
    package.save(out)
    return removed


def remove_comments(source: Path, out: Path) -> int:
    """Write a copy of ``source`` without our comments; returns how many there were."""
    return annotate(source, (), out)


def _open(source: Path) -> Package:
    package = Package(source)
    if package.tree(package.main).tag != f"{W}document":
        raise ReadError("a Word document in the strict form", file=source, hint="save it in Word as an ordinary .docx")
    return package


def _remove(package: Package) -> int:
    name = package.related(package.main, "comments")
    if name is None:
        return 0
    root = package.tree(name)
    ours = [comment for comment in root.iter(f"{W}comment") if comment.get(f"{W}author") == AUTHOR]
    numbers = {comment.get(f"{W}id") for comment in ours}
    forget(package, ours)
    for comment in ours:
        root.remove(comment)
    body = package.tree(package.main)
    for mark in list(body.iter(*_MARKS)):
        if mark.get(f"{W}id") in numbers:
            _drop(mark)
    return len(ours)


def _drop(mark: Element) -> None:
    """Remove a mark, and the run that held nothing else."""
    run = mark.getparent()
    run.remove(mark)
    if run.tag == f"{W}r" and all(child.tag == f"{W}rPr" for child in run):
        run.getparent().remove(run)


def _add(package: Package, comments: Sequence[Comment], places: list[tuple[Element, Element]]) -> None:
    name = package.related(package.main, "comments")
    if name is None:
        name = package.free("word/comments.xml")
        package.add(name, etree.Element(f"{W}comments", nsmap={"w": _URI}), _CONTENT_TYPE, "comments")
    root = package.tree(name)
    # Marks may have outlived their comment: one of ours with their number would be taken for it.
    holders = (*root.iter(f"{W}comment"), *package.tree(package.main).iter(*_MARKS))
    taken = (str(holder.get(f"{W}id")) for holder in holders)
    number = max((int(key) for key in taken if key.isdecimal()), default=-1) + 1
    date = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for shift, (comment, (first, last)) in enumerate(zip(comments, places, strict=True)):
        key = {f"{W}id": str(number + shift)}
        first.addprevious(etree.Element(f"{W}commentRangeStart", key))
        run = etree.Element(f"{W}r")
        etree.SubElement(run, f"{W}commentReference", key)
        after = _behind(last)
        after.addnext(run)
        after.addnext(etree.Element(f"{W}commentRangeEnd", key))
        root.append(_body(comment, {**key, f"{W}author": AUTHOR, f"{W}date": date, f"{W}initials": "tg"}))


def _places(package: Package, comments: Sequence[Comment]) -> list[tuple[Element, Element]]:
    paragraphs = list(package.tree(package.main).iter(f"{W}p"))
    return [(_place(package, paragraphs, c.start), _place(package, paragraphs, c.end)) for c in comments]


def _place(package: Package, paragraphs: list[Element], place: tuple[int, int]) -> Element:
    """The child of the paragraph that holds the run, so that links and tracked changes stay whole."""
    try:
        paragraph = paragraphs[place[0]]
        element = list(paragraph.iter(f"{W}r"))[place[1]]
    except IndexError:
        raise ReadError(f"no run {place[1]} in paragraph {place[0]}", file=package.path) from None
    while element.getparent() is not paragraph:
        element = element.getparent()
    return element


def _behind(element: Element) -> Element:
    """The last of the marks that other comments have put directly after the element."""
    following = element.getnext()
    while following is not None and (
        following.tag == f"{W}commentRangeEnd" or following.find(f"{W}commentReference") is not None
    ):
        element, following = following, following.getnext()
    return element


def _body(comment: Comment, attributes: dict[str, str]) -> Element:
    root = etree.Element(f"{W}comment", attributes)
    for line in comment.lines:
        run = etree.SubElement(etree.SubElement(root, f"{W}p"), f"{W}r")
        text = etree.SubElement(run, f"{W}t")
        text.text = _NOT_XML.sub("\ufffd", line)
        text.set(_SPACE, "preserve")
    return root
