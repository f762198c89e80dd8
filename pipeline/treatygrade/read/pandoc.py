"""What pandoc writes into Markdown and CommonMark does not know: tables drawn with characters, and some marks."""

from __future__ import annotations

import re

from treatygrade.read.drawn import Part, drawn

# "paragraphs 8**[C]** and 22**[B][C]**": glued to a number, the stars would open nothing in CommonMark.
# (Patterns begin with the sign that they look for, and look back from it: such are found ten times as fast.)
_BOLD_TAG = re.compile(r"\*\*(?<=\w\*\*)((?:\\?\[[A-F][12]?\\?\]){1,6})\*\*")
# What pandoc alone writes: "(a)--(c)", "36^e^", "[word]{.underline}", "::: box".
_DASH = re.compile(r"--(?<=[\w)\]”’\"']--)(?=[\w(\\\[“\"])")
_RAISED = re.compile(r"\^(?<=\w\^)(\w{1,4})\^")
_STYLED = re.compile(r"(?<!\])\[([^\[\]\n]{1,80})\]\{[.#][^{}\n]{1,40}\}")
_FENCE = re.compile(r"(?m)^:{3,}.*$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_STRONG = re.compile(r"\*\*([^*]{1,2000})\*\*")


def as_commonmark(text: str) -> str:
    """The text in CommonMark, with tables in HTML."""
    return _BOLD_TAG.sub(r"\1", _with_tables(_without_pandoc(text)))


def _without_pandoc(text: str) -> str:
    """Pandoc's extensions in words of CommonMark."""
    text = _RAISED.sub(r"<sup>\1</sup>", _DASH.sub("–", text))
    text = _STYLED.sub(r"\1", text) if "]{" in text else text
    return _FENCE.sub("", text) if ":::" in text else text


def _with_tables(text: str) -> str:
    """Write tables that are drawn with characters as HTML, one line of a cell on one line."""
    from html import escape

    def paragraph(parts: list[Part]) -> str:
        # Inside HTML no Markdown is read, and a "[" that is none of a link may be taken for one.
        plain = _ESCAPED.sub(
            lambda match: f"&#{ord(match[1])};", escape("\n".join(part.text for part in parts), quote=False)
        )
        return "<p>" + _STRONG.sub(r"<b>\1</b>", plain).replace("[", "&#91;") + "</p>"

    lines = text.split("\n")
    for table in reversed(drawn(lines)):
        rows = (["<td>" + "".join(map(paragraph, cell)) + "</td>" for cell in row] for row in table.rows)
        html = "".join("<tr>" + "".join(row) + "</tr>" for row in rows)
        lines[table.start : table.stop] = ["", f"<table>{html}</table>", ""]
    return "\n".join(lines)
