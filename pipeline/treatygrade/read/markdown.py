"""Markdown, through CommonMark with tables and footnotes (cmark) and the HTML reader.

Parsing costs 0.2 ms for a report of 30 KB in cmark, 2.7 ms in markdown-it-py and 5 ms in mistune: the last two alone
would use up the time that reading may take.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatygrade.read.characters import LINE_HYPHEN
from treatygrade.read.cmark import html_of
from treatygrade.read.draft import Draft, Span
from treatygrade.read.html import read_html
from treatygrade.read.pandoc import as_commonmark

# What CommonMark would take for its own, and a report means as text:
# indentation (code), "[C]: Paragraph 16" (the definition of a link) and "[C](a)" (a link to "a").
# Both begin with a letter of their own, which is looked for ten times as fast as the beginning of a line.
_INDENTED = re.compile(r"\n[ \t]+")
_LINK = re.compile(r"\[(?<!\\\[)(?=[^\[\]\n^]{0,80}\](?::(?!\s*<?(?:https?:|mailto:|#|/))|\([a-z]{0,5}\)))")
_LONG = 500_000  # characters
_HEADING = re.compile(r"(?<=\n\n)#{1,6} ")
_DEFINED = re.compile(r"(?m)^\[[^\]\n]{1,80}\]:|^(?:```|~~~)")
_PART = re.compile(rf"[^\n{LINE_HYPHEN}]*(?:\n|{LINE_HYPHEN}\u200b*)?")  # of one line of the file


def read_markdown(text: str) -> Draft:
    """Read Markdown; pieces count lines from 0."""
    source = _INDENTED.sub("\n", _LINK.sub(r"\\[", as_commonmark(text)).lstrip(" \t"))
    draft = Draft([])
    tables = 0
    for part in _parts(source):
        made = read_html(html_of(part))
        for paragraph in made.paragraphs:
            if paragraph.table is not None:
                paragraph.table += tables
        tables = next((each.table + 1 for each in reversed(made.paragraphs) if each.table is not None), tables)
        draft = Draft([*draft.paragraphs, *made.paragraphs], [*draft.notes, *made.notes])
    _locate(draft, text)
    return draft


def _parts(source: str) -> Iterator[str]:
    """A long text in parts, cut before headings, which close all that is open; cmark takes ten times a part's size.

    One with footnotes or references that are defined elsewhere stays whole.
    """
    if len(source) < 2 * _LONG or _DEFINED.search(source):
        yield source
        return
    start = 0
    for heading in _HEADING.finditer(source):
        if heading.start() - start > _LONG:
            yield source[start : heading.start()]
            start = heading.start()
    yield source[start:]


def _locate(draft: Draft, text: str) -> None:
    """Give every span the line of the file, and the place in it, where its words stand."""
    lines = text.split("\n")
    line = column = 0
    for paragraph in draft.paragraphs:
        spans: list[Span] = []
        for span in paragraph.spans:
            if span.paragraph is None:
                spans.append(span)
                continue
            for part in _parts_of(span.text):
                line, column, offset = _find(lines, part.rstrip("\n\u200b" + LINE_HYPHEN), line, column)
                spans.append(Span(part, line, 0, offset, mark=span.mark))
        paragraph.spans = spans


def _parts_of(text: str) -> list[str]:
    if "\n" in text or LINE_HYPHEN in text:
        return list(filter(None, _PART.findall(text)))
    return [text] if text else []


def _find(lines: list[str], words: str, line: int, column: int, reach: int = 12) -> tuple[int, int, int]:
    """Where the words stand next, and the column after them; escapes and entities make the place approximate."""
    probe = words.strip()[:40] or words
    for ahead in range(line, min(line + reach, len(lines))):
        found = lines[ahead].find(probe, column if ahead == line else 0)
        if found >= 0:
            offset = max(found - (len(words) - len(words.lstrip())), 0)
            return ahead, offset + len(words), offset
    return line, column, column
