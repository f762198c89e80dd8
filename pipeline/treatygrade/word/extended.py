"""What later versions of Word keep about a comment beside it: threads, lasting ids, dates.

Source: [MS-DOCX], 2.5.1–2.5.4 (commentsExtended, commentsIds, commentsExtensible).
"""

from __future__ import annotations

from collections.abc import Iterable

from treatygrade.word.package import Element, Package

_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


def forget(package: Package, comments: Iterable[Element]) -> None:
    """Remove the entries of ``comments``; replies to them by other people become comments of their own."""
    gone = {number for comment in comments for node in comment.iter() if (number := node.get(_PARA_ID))}
    if not gone:
        return
    durable: set[str] = set()
    for kind in ("commentsExtended", "commentsIds"):
        for entry in _entries(package, kind):
            values = _local(entry)
            if values.get("paraId") in gone:
                durable.add(values.get("durableId", ""))
                entry.getparent().remove(entry)
            elif values.get("paraIdParent") in gone:
                del entry.attrib[next(key for key in entry.attrib if key.endswith("}paraIdParent"))]
    for entry in _entries(package, "commentsExtensible"):
        if _local(entry).get("durableId") in durable - {""}:
            entry.getparent().remove(entry)


def _entries(package: Package, kind: str) -> list[Element]:
    name = package.related(package.main, kind)
    return [] if name is None else list(package.tree(name))


def _local(entry: Element) -> dict[str, str]:
    return {key.rpartition("}")[2]: value for key, value in entry.attrib.items()}
